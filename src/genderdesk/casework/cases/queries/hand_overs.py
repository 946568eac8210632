"""Cases that an officer may offer, has offered, or is offered."""

from __future__ import annotations

import uuid

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from genderdesk.casework.cases.access import visible_to
from genderdesk.casework.cases.models import Case, HandOver
from genderdesk.casework.cases.queries.files import workers_at
from genderdesk.casework.cases.vocabulary import ENDED, OFFERED
from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import Actor, refused_outright
from genderdesk.groundwork.protection.circle import circle_of
from genderdesk.organisation.institution.models import Officer
from genderdesk.organisation.institution.queries import headquarters_desk

# No officer has more cases than this in hand; a page shows no more.
_AT_ONCE = 200


def cases_in_hand(actor: Actor) -> list[Case]:
    """The open cases in the actor's own hands that are not offered to anybody, oldest first."""
    if actor.officer_id is None:
        return []
    found = visible_to(actor).filter(assigned_to_id=actor.officer_id).exclude(state__in=ENDED)
    offered = HandOver.objects.filter(giver_id=actor.officer_id, state=OFFERED).values("case_id")
    return list(found.exclude(pk__in=offered).select_related("district").order_by("opened_at", "id")[:_AT_ONCE])


def takers_for(actor: Actor) -> list[Officer]:
    """Who can be asked to take cases over: those at the own desk and at headquarters whose post works on cases."""
    if actor.institution_id is None:
        return []
    found = workers_at(actor.desk_id, headquarters_desk(actor.institution_id).pk)
    return [each for each in found if each.pk != actor.officer_id]


def offers_to(actor: Actor) -> list[HandOver]:
    """What the actor is asked to take over, the oldest first; nothing of a file that a conflict bars."""
    return _open(actor, HandOver.objects.filter(taker_id=actor.officer_id)) if actor.officer_id else []


def offers_by(actor: Actor) -> list[HandOver]:
    """What the actor has offered and nobody has answered."""
    return _open(actor, HandOver.objects.filter(giver_id=actor.officer_id)) if actor.officer_id else []


def _open(actor: Actor, offers: QuerySet[HandOver]) -> list[HandOver]:
    open_to = Q(case__cell__isnull=True) | Q(case__cell__in=circle_of(actor).cells)
    found = offers.filter(open_to, state=OFFERED).select_related("case__district", "giver", "taker")
    return [each for each in found.order_by("offered_at", "id")[:_AT_ONCE] if not refused_outright(actor, each.case)]


def offer_for(actor: Actor, offer_id: uuid.UUID) -> HandOver:
    """An offer to or by the actor; Missing otherwise."""
    found = one_of(HandOver.objects.select_related("case", "taker").filter(pk=offer_id))
    if found is None or actor.officer_id is None or actor.officer_id not in (found.taker_id, found.giver_id):
        raise Missing(_("There is no such offer for you."))
    if refused_outright(actor, found.case) or found.case.cell_id not in (None, *circle_of(actor).cells):
        raise Missing(_("There is no such offer for you."))
    return found
