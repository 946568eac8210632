"""What may be seen of responses."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.response import rules
from genderdesk.casework.response.access import MAY_SEE, MAY_SEE_PLACE, own_units, visible_to
from genderdesk.casework.response.models import Assignment, Dispatch, DispatchEvent, ResponseUnit
from genderdesk.casework.response.rules import Candidate, Ranking
from genderdesk.casework.response.vocabulary import DISPATCHED, HELD, OPEN_STATES, WAITING, Status, UnitKind
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import Actor, permits
from genderdesk.groundwork.protection.disclosures import discloses
from genderdesk.organisation.places.queries import distance_km


@dataclass(frozen=True, slots=True)
class Place:
    """Where to go, opened for one reader."""

    landmark: str
    code_word: str


_SENT = Prefetch(
    "assignments",
    Assignment.objects.filter(ended_at__isnull=True).select_related("unit"),
    to_attr="sent",
)


def board(actor: Actor) -> QuerySet[Dispatch]:
    """Open responses: the most pressing first, then the longest waiting."""
    found = visible_to(actor).filter(state__in=OPEN_STATES).select_related("district")
    return found.prefetch_related(_SENT).order_by("priority", "opened_at")


def waiting_count(actor: Actor) -> int:
    """How many responses nobody was sent to."""
    return visible_to(actor).filter(state__in=(WAITING, HELD)).count()


def fleet(actor: Actor) -> QuerySet[ResponseUnit]:
    """The institution's units."""
    return ResponseUnit.objects.filter(home__institution_id=actor.institution_id).select_related("home__place", "crew")  # type: ignore[misc]


def dispatch_for(actor: Actor, dispatch_id: uuid.UUID) -> Dispatch:
    """One response on the actor's board; Missing otherwise."""
    found = Dispatch.objects.select_related("district", "institution").filter(pk=dispatch_id).first()
    if found is None or not permits(actor, MAY_SEE, found):
        raise Missing(_("There is no such response for your board."))
    return found


def dispatch_for_unit(actor: Actor, dispatch_id: uuid.UUID) -> Dispatch:
    """The response that the actor's unit is sent to; Missing otherwise, also once it is over."""
    found = Dispatch.objects.select_related("district").filter(pk=dispatch_id).first()
    if found is None or not _sent_with(actor).filter(dispatch=found).exists():
        raise Missing(_("Your unit is not sent to this response."))
    return found


def _sent_with(actor: Actor) -> QuerySet[Assignment]:
    return Assignment.objects.filter(unit__in=own_units(actor), ended_at__isnull=True)


def current_for(actor: Actor) -> Dispatch | None:
    """The response that the actor's unit is sent to, newest first."""
    sent = _sent_with(actor).select_related("dispatch__district").order_by("-alerted_at").first()
    return sent.dispatch if sent else None


def unit_of(actor: Actor) -> ResponseUnit | None:
    """The unit that the actor is the crew of."""
    return own_units(actor).order_by("call_sign").first()


def dispatch_of_report(report_id: uuid.UUID | str) -> Dispatch | None:
    """The response to a report."""
    return Dispatch.objects.filter(report_id=report_id).first()


def events_of(dispatch: Dispatch) -> QuerySet[DispatchEvent]:
    """All that happened, newest first."""
    return DispatchEvent.objects.filter(dispatch=dispatch).select_related("unit").order_by("-at", "-kept_at")


def ranking_for(dispatch: Dispatch) -> Ranking:
    """The institution's units in the order in which they are proposed for a response, with reasons."""
    busy = Count("assignments", filter=Q(assignments__ended_at__isnull=True))
    units = ResponseUnit.objects.filter(home__institution_id=dispatch.institution_id).select_related("home")
    return rules.rank(
        [_candidate(unit, dispatch) for unit in units.annotate(open_assignments=busy).filter(open_assignments=0)],
        female_officer=Answer.read(dispatch.female_officer) is not Answer.NO,
        transport=rules.needs_transport(dispatch.flags),
    )


def _candidate(unit: ResponseUnit, dispatch: Dispatch) -> Candidate:
    latitude = unit.latitude if unit.latitude is not None else unit.home.latitude
    longitude = unit.longitude if unit.longitude is not None else unit.home.longitude
    distance = None
    if None not in (latitude, longitude, dispatch.latitude, dispatch.longitude):
        distance = distance_km(latitude, longitude, dispatch.latitude, dispatch.longitude)  # type: ignore[arg-type]
    return Candidate(
        id=str(unit.pk),
        call_sign=unit.call_sign,
        kind=UnitKind(unit.kind),
        status=Status(unit.status),
        distance_km=distance,
        capabilities=frozenset(unit.capabilities),
        female_crew=unit.female_crew,
        crewed=unit.crew_id is not None,
        position_stale=rules.position_is_stale(unit.position_at, timezone.now()),
        excluded=unit.call_sign in dispatch.excluded or str(unit.crew_id) in dispatch.excluded,
    )


def unanswered(after: timedelta = rules.ACKNOWLEDGE_AGAIN) -> QuerySet[Assignment]:
    """Alerts that no crew acknowledged in time and that were not repeated yet."""
    late = Assignment.objects.filter(
        alerted_at__lt=timezone.now() - after,
        acknowledged_at__isnull=True,
        alerted_again_at__isnull=True,
        ended_at__isnull=True,
        dispatch__state=DISPATCHED,
    )
    return late.select_related("dispatch", "unit").order_by("alerted_at")


@discloses("dispatch.place", needs=MAY_SEE_PLACE, subject=Dispatch)
def place_of(actor: Actor, dispatch: Dispatch) -> Place:
    """The landmark and the code word, for the dispatcher and for the unit that is sent, as long as it is sent."""
    return Place(dispatch.landmark.open(), dispatch.code_word.open())
