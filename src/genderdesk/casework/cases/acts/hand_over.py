"""A case from one officer's hands into another's: the one offers it, the other takes it."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.cases.access import FILE_ROLES, MAY_OFFER, MAY_TAKE_OVER, MAY_WITHDRAW_OFFER
from genderdesk.casework.cases.acts.circle import demand_may_hold, may_hold
from genderdesk.casework.cases.acts.timeline import tell
from genderdesk.casework.cases.models import Case, HandOver
from genderdesk.casework.cases.vocabulary import (
    CASE,
    ENDED,
    HAND_OVER,
    NOT_TAKEN,
    OFFERED,
    TAKEN,
    WITHDRAWN,
    EventKind,
    NotTaken,
)
from genderdesk.groundwork.platform.refusals import Conflict
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid, act, touch
from genderdesk.organisation.institution.models import Officer
from genderdesk.organisation.institution.queries import posts_of_officer


@act("handover.offer", needs=MAY_OFFER, subject=Case, states=CASE, notes=("taker",))
def offer_case(actor: Actor, case: Case, *, taker: Officer) -> HandOver:
    """Offer a case to an officer, who takes it or not; until then it stays where it is.

    Raises Invalid for an officer who must not hold it or has it already, Conflict where it is offered already.
    """
    if taker.pk == case.assigned_to_id:
        raise Invalid(_("The case is in the hands of this officer already. Choose another one."), "taker")
    if taker.institution_id != case.institution_id or not any(
        post.role in FILE_ROLES for post in posts_of_officer(taker)
    ):
        raise Invalid(_("This officer holds no post that works on cases. Choose another one."), "taker")
    demand_may_hold(case, taker, "taker")
    if HandOver.objects.filter(case=case, state=OFFERED).exists():
        raise Conflict(_("This case is offered to somebody already. Withdraw that offer first."))
    offer = HandOver(case=case, giver_id=case.assigned_to_id, taker=taker, offered_by=actor.id)
    offer.save(force_insert=True)
    tell(case, actor, EventKind.HAND_OVER_OFFERED, taker.staff_code)
    return offer


@act("handover.take", needs=MAY_TAKE_OVER, subject=HandOver, states=HAND_OVER)
def take_case(actor: Actor, offer: HandOver) -> HandOver:
    """Take an offered case into the own hands. Raises Conflict where it was closed or moved since."""
    case = offer.case
    if case.state in ENDED:
        raise Conflict(_("This case is closed by now. There is nothing to take over."))
    if case.assigned_to_id != offer.giver_id:
        raise Conflict(_("This case is in other hands by now. Ask the head of the desk."))
    if not may_hold(case, offer.taker):
        raise Conflict(_("You must not work on this file any more. The head of the desk finds another officer."))
    offer.state, offer.answered_at = TAKEN, timezone.now()
    offer.save()
    case.assigned_to = offer.taker
    case.version += 1
    case.save()
    touch(case)
    tell(case, actor, EventKind.ASSIGNED, offer.taker.staff_code)
    return offer


@act("handover.leave", needs=MAY_TAKE_OVER, subject=HandOver, states=HAND_OVER, notes=("why",))
def leave_case(actor: Actor, offer: HandOver, *, why: NotTaken) -> HandOver:
    """Do not take an offered case; it stays where it is, and the one who offered it reads why."""
    offer.state, offer.answered_at, offer.not_taken_why = NOT_TAKEN, timezone.now(), why
    offer.save()
    tell(offer.case, actor, EventKind.HAND_OVER_NOT_TAKEN, why)
    return offer


@act("handover.withdraw", needs=MAY_WITHDRAW_OFFER, subject=HandOver, states=HAND_OVER)
def withdraw_offer(actor: Actor, offer: HandOver) -> HandOver:
    """Take an offer back before it is answered."""
    offer.state, offer.answered_at = WITHDRAWN, timezone.now()
    offer.save()
    return offer
