"""Groups by count, supervision, and what a counsellor tells a provider under consent."""

from __future__ import annotations

import uuid
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.care.access import IS_COUNSELLOR, MAY_BE_SUPERVISED, MAY_COUNSEL
from genderdesk.casework.care.models import CounsellingSummary, GroupSession, Referral, Supervision
from genderdesk.casework.care.queries.outlets import TELLING
from genderdesk.casework.care.rules.counselling import MOST_MINUTES
from genderdesk.casework.care.vocabulary import WITH_PROVIDER, Place, Theme
from genderdesk.casework.cases.queries import demand_permit
from genderdesk.groundwork.platform import outbox
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Conflict, Invalid, act, keep

# A group larger than this is a meeting, or a slip of the finger.
MOST_PEOPLE = 500


@act("group.keep", needs=IS_COUNSELLOR, notes=("theme",))
def keep_group(
    actor: Actor,
    *,
    held_on: date,
    minutes: int,
    place: Place,
    theme: Theme,
    women: int = 0,
    men: int = 0,
    girls: int = 0,
    boys: int = 0,
) -> GroupSession:
    """Keep that a group met and how many came; nobody's name, and no case."""
    if held_on > timezone.localdate():
        raise Invalid(_("This day is still to come."), "held_on")
    if not 1 <= minutes <= MOST_MINUTES:
        raise Invalid(_("Write the length in minutes, up to %(most)d.") % {"most": MOST_MINUTES}, "minutes")
    counts = (women, men, girls, boys)
    if min(counts) < 0 or not 2 <= sum(counts) <= MOST_PEOPLE:
        raise Invalid(_("A group is at least two people. Count those who came."), "women")
    institution_id, desk_id = _post_of(actor)
    made = GroupSession(
        institution_id=institution_id,
        desk_id=desk_id,
        account_id=actor.id,
        held_on=held_on,
        minutes=minutes,
        place=place,
        theme=theme,
        women=women,
        men=men,
        girls=girls,
        boys=boys,
    )
    keep(made)
    return made


@act("supervision.ask", needs=IS_COUNSELLOR)
def ask_supervision(actor: Actor) -> Supervision:
    """Ask for supervision; the head of the desk sees that it is wanted and nothing of why."""
    if Supervision.objects.filter(account_id=actor.id, held_on__isnull=True).exists():
        raise Conflict(_("You have asked already, and the head of the desk knows."))
    institution_id, desk_id = _post_of(actor)
    made = Supervision(institution_id=institution_id, desk_id=desk_id, account_id=actor.id)
    keep(made)
    return made


def _post_of(actor: Actor) -> tuple[uuid.UUID, uuid.UUID]:
    """The institution and the desk that a counsellor works at."""
    if actor.institution_id is None or actor.desk_id is None:
        raise Invalid(_("Only somebody who holds a counsellor’s post accompanies people."))
    return actor.institution_id, actor.desk_id


@act("supervision.keep", needs=MAY_BE_SUPERVISED, subject=Supervision)
def keep_supervision(actor: Actor, supervision: Supervision, *, held_on: date, minutes: int) -> Supervision:
    """Keep that supervision took place."""
    if held_on > timezone.localdate():
        raise Invalid(_("This day is still to come."), "held_on")
    if not 1 <= minutes <= MOST_MINUTES:
        raise Invalid(_("Write the length in minutes, up to %(most)d.") % {"most": MOST_MINUTES}, "minutes")
    supervision.held_on, supervision.minutes = held_on, minutes
    supervision.save()
    return supervision


@act("referral.tell_of_counselling", needs=MAY_COUNSEL, subject=Referral)
def tell_of_counselling(actor: Actor, referral: Referral, *, text: str) -> uuid.UUID:
    """Give the provider of a referral a summary of the counselling, under the survivor's consent to exactly that."""
    if not text.strip():
        raise Invalid(_("Write the summary."), "text")
    if referral.state not in WITH_PROVIDER:
        raise Invalid(_("A summary can be given once the referral is sent and until it ends."), "text")
    permit = demand_permit(referral.case, TELLING, referral.provider_id, field="text")
    told = CounsellingSummary(referral=referral, consent_id=permit.ground_id, text=text.strip(), written_by=actor.id)
    told.save(force_insert=True)
    outbox.tell(f"provider:{referral.provider_id}", "referral", str(referral.pk))
    return told.pk
