"""What may be seen of responses."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.intake.models import Report
from genderdesk.casework.intake.queries import in_conflict, in_conflict_by_file
from genderdesk.casework.response.access import MAY_LOOK_THROUGH, MAY_SEE, MAY_SEE_PLACE, own_units, visible_to
from genderdesk.casework.response.models import Assignment, Dispatch, DispatchEvent, ResponseUnit
from genderdesk.casework.response.rules import clocks
from genderdesk.casework.response.rules import ranking as rules
from genderdesk.casework.response.rules.ranking import Candidate, Need, Ranking
from genderdesk.casework.response.vocabulary import (
    ALERTED,
    FREE,
    HELD,
    OPEN_STATES,
    WAITING,
    Clock,
    Priority,
    Status,
    UnitKind,
)
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.foundation.ids import read_number
from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection import walls
from genderdesk.groundwork.protection.access import Actor, permits
from genderdesk.groundwork.protection.circle import hides, open_to, unconflicted
from genderdesk.groundwork.protection.disclosures import discloses
from genderdesk.groundwork.protection.models import Glass
from genderdesk.organisation.places.queries import distance_km

# More open alerts than this are looked at in the next round.
_AT_ONCE = 200
_WITH_NOTE = ("dispatch.note", "dispatch.follow_place", "dispatch.hold", "dispatch.cancel")


@dataclass(frozen=True, slots=True)
class Note:
    """What was written to an event: a note for the crew, or why a response is held or called off."""

    event_id: uuid.UUID
    name: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where to go, opened for one reader: landmark, code word, and notes, the newest first."""

    landmark: str
    code_word: str
    notes: tuple[Note, ...] = ()

    @property
    def for_the_crew(self) -> tuple[Note, ...]:
        return tuple(each for each in self.notes if each.name == "dispatch.note")

    @property
    def by_event(self) -> dict[uuid.UUID, str]:
        return {each.event_id: each.text for each in self.notes}


@dataclass(frozen=True, slots=True)
class Late:
    """A clock whose time is over and that the board was not told of."""

    dispatch: Dispatch
    clock: Clock
    assignment: Assignment | None


def _open_assignments() -> QuerySet[Assignment]:
    return Assignment.objects.filter(ended_at__isnull=True).select_related("unit").order_by("alerted_at")


def _sent() -> Prefetch[str, QuerySet[Assignment], str]:
    return Prefetch("assignments", _open_assignments(), to_attr="sent")


def board(actor: Actor) -> QuerySet[Dispatch]:
    """Open responses with the units sent: the most pressing first, then the longest waiting."""
    found = visible_to(actor).filter(state__in=OPEN_STATES).select_related("district")
    return found.prefetch_related(_sent()).order_by("priority", "received_at", "pk")


def waiting_count(actor: Actor) -> int:
    """How many responses nobody was sent to."""
    return visible_to(actor).filter(state__in=(WAITING, HELD)).count()


def fleet(actor: Actor) -> QuerySet[ResponseUnit]:
    """The institution's units, each with the response that it is sent to."""
    if actor.institution_id is None:
        return ResponseUnit.objects.none()
    inside = open_to(actor, "dispatch__")
    sent = Prefetch(
        "assignments",
        Assignment.objects.filter(inside, ended_at__isnull=True).select_related("dispatch"),
        to_attr="sent_to",
    )
    own = ResponseUnit.objects.filter(home__institution_id=actor.institution_id)
    away = Q(pk__in=_away_unseen(actor))
    is_away = ExpressionWrapper(away, BooleanField())
    return own.select_related("home__place").prefetch_related(sent).annotate(is_away=is_away)


def units_at(unit_id: uuid.UUID) -> list[ResponseUnit]:
    """What is sent from a unit, by call sign."""
    return list(ResponseUnit.objects.filter(home_id=unit_id).order_by("call_sign"))


def _away_unseen(actor: Actor) -> list[uuid.UUID]:
    """The units that are away for what lies outside the actor's circle; asked as the system, since the database, too,
    hides that from the actor, and the unit must not look free."""
    away = Assignment.objects.filter(ended_at__isnull=True, unit__home__institution_id=actor.own_institution)
    with walls.seen_by(walls.SYSTEM):
        return list(away.filter(~open_to(actor, "dispatch__")).values_list("unit_id", flat=True))


def away_for(unit: ResponseUnit) -> Assignment | None:
    """What a unit is sent to, whoever may know of it."""
    with walls.seen_by(walls.SYSTEM):
        return unit.assignments.filter(ended_at__isnull=True).select_related("dispatch").first()


def shown(unit: ResponseUnit) -> ResponseUnit:
    """A unit of ``fleet`` as its reader may know it: one that is away for what lies outside the reader's circle looks
    like any other that cannot be sent. The record is not to be saved."""
    if getattr(unit, "is_away", False):
        unit.status = Status.UNAVAILABLE if unit.said_status in ("", *FREE) else unit.said_status
        unit.out_why = unit.said_why if unit.status == Status.OUT_OF_SERVICE else ""
        unit.latitude = unit.longitude = unit.position_at = None
    return unit


def dispatch_for(actor: Actor, dispatch_id: uuid.UUID) -> Dispatch:
    """One response on the actor's board; Missing otherwise."""
    found = one_of(Dispatch.objects.select_related("district", "institution").filter(pk=dispatch_id))
    if found is None or not permits(actor, MAY_SEE, found):
        raise Missing(_("There is no such response for your board."))
    return found


def response_is_there(actor: Actor, **by: Any) -> uuid.UUID | None:
    """The id of the response with this number or id on the actor's board, None where there is none for her."""
    found = Dispatch.objects.select_related("institution").filter(**by).first()
    return found.pk if found is not None and permits(actor, MAY_SEE, found) else None


def assignments_of(dispatch: Dispatch) -> list[Assignment]:
    """All units that were sent, in the order in which they were."""
    return list(dispatch.assignments.select_related("unit__home", "instead_of__unit").order_by("alerted_at"))


def own_assignment(actor: Actor, dispatch_id: uuid.UUID) -> Assignment:
    """The actor's unit's last assignment to a response, also when it is over; Missing where it was never sent."""
    own = Assignment.objects.filter(
        unconflicted(actor, "dispatch__"), dispatch_id=dispatch_id, unit__in=own_units(actor)
    )
    found = own.select_related("dispatch__district", "dispatch__institution", "unit").order_by("-alerted_at").first()
    if found is None:
        raise Missing(_("Your unit is not sent to this response."))
    return found


def current_for(actor: Actor) -> Assignment | None:
    """The response that the actor's unit is sent to, newest first."""
    sent = Assignment.objects.filter(
        unconflicted(actor, "dispatch__"), unit__in=own_units(actor), ended_at__isnull=True
    )
    return sent.select_related("dispatch__district", "dispatch__institution", "unit").order_by("-alerted_at").first()


def unit_of(actor: Actor) -> ResponseUnit | None:
    """The unit that the actor is the crew of."""
    return own_units(actor).order_by("call_sign").first()


def dispatch_of_report(report_id: uuid.UUID | str) -> Dispatch | None:
    """The response to a report."""
    return Dispatch.objects.filter(report_id=report_id).first()


def events_of(dispatch: Dispatch) -> QuerySet[DispatchEvent]:
    """All that happened, newest first."""
    return DispatchEvent.objects.filter(dispatch=dispatch).select_related("unit").order_by("-at", "-kept_at", "-id")


# Whom to send


def candidates(institution_id: uuid.UUID) -> list[ResponseUnit]:
    """The institution's units with what the ranking must know of them, in two queries; also whether one is away for
    what the actor may not know of, which is why the system asks."""
    sent = Prefetch(
        "assignments", Assignment.objects.filter(ended_at__isnull=True).select_related("dispatch"), to_attr="sent_to"
    )
    units = ResponseUnit.objects.filter(home__institution_id=institution_id).select_related("home")
    with walls.seen_by(walls.SYSTEM):
        return list(units.prefetch_related(sent).order_by("call_sign"))


def crews_in_conflict(
    dispatches: Iterable[Dispatch], units: Iterable[ResponseUnit]
) -> dict[uuid.UUID, frozenset[uuid.UUID]]:
    """For each response's report the crews that a conflict bars from it, in one query for all."""
    return in_conflict_by_file([each.report_id for each in dispatches], [unit.crew_id for unit in units])


def ranking_for(
    dispatch: Dispatch,
    units: Iterable[ResponseUnit] | None = None,
    sent: Iterable[Assignment] | None = None,
    barred: frozenset[uuid.UUID] | None = None,
    *,
    actor: Actor | None = None,
) -> Ranking:
    """The institution's units in the order in which they are proposed for a response, with reasons; never a crew that
    a conflict bars from the file.

    Where somebody who cannot carry is on the way and a vehicle is needed, those that can carry come first. A board
    gives ``units``, ``sent`` and the ``barred`` crews so that they are read once for all responses. What a unit is busy
    with is named only where the ``actor`` may know of it.
    """
    known = list(candidates(dispatch.institution_id) if units is None else units)
    here = dispatch.assignments.filter(ended_at__isnull=True).select_related("unit") if sent is None else sent
    if barred is None:
        barred = in_conflict(dispatch.report_id, [unit.crew_id for unit in known])
    return rules.rank([_candidate(unit, dispatch, barred, actor) for unit in known], _need(dispatch, here))


def _need(dispatch: Dispatch, sent: Iterable[Assignment]) -> Need:
    transport = rules.needs_transport(dispatch.flags)
    going = [rules.Capability.TRANSPORT_SURVIVOR in each.unit.capabilities for each in sent]
    return Need(
        priority=Priority(dispatch.priority),
        female_officer=Answer.read(dispatch.female_officer) is Answer.YES,
        transport=transport and not any(going),
        carry_first=transport and bool(going) and not any(going),
    )


def _candidate(unit: ResponseUnit, dispatch: Dispatch, barred: frozenset[uuid.UUID], actor: Actor | None) -> Candidate:
    north = unit.latitude if unit.latitude is not None else unit.home.latitude
    east = unit.longitude if unit.longitude is not None else unit.home.longitude
    distance = None
    if north is not None and east is not None and dispatch.latitude is not None and dispatch.longitude is not None:
        distance = distance_km(north, east, dispatch.latitude, dispatch.longitude)
    sent_to: list[Assignment] = getattr(unit, "sent_to", [])
    # To every other response, a unit that is away for a sealed file is one that cannot be sent, and no more.
    away = bool(sent_to) and (
        sent_to[0].dispatch.cell_id not in (None, dispatch.cell_id) or (actor is not None and hides(actor, sent_to[0]))
    )
    excluded = not {str(unit.pk), str(unit.home_id), str(unit.crew_id)}.isdisjoint(dispatch.excluded)
    return Candidate(
        id=str(unit.pk),
        call_sign=unit.call_sign,
        kind=UnitKind(unit.kind),
        status=Status.UNAVAILABLE if away else Status(unit.status),
        distance_km=distance,
        capabilities=frozenset(unit.capabilities),
        female_crew=unit.female_crew,
        crewed=unit.crew_id is not None,
        trained_crew=unit.trained_crew,
        position_stale=rules.position_is_stale(unit.position_at, timezone.now()),
        excluded=excluded or unit.crew_id in barred,
        low_fuel=rules.is_low(unit.fuel),
        here=unit.home.place_id == dispatch.district_id,
        busy_with=sent_to[0].dispatch.number if sent_to and not away else "",
    )


# By the clock


def to_alert_again() -> list[Assignment]:
    """Alerts without an answer for a minute that were not repeated yet."""
    now = timezone.now()
    return [each for each in _unanswered() if clocks.to_repeat(each.alerted_at, each.alerted_again_at, now)]


def to_pass_on() -> list[Assignment]:
    """Alerts without an answer for two minutes where nobody else has answered, and where there is something to do:
    a next unit to alert, or a dispatcher to tell that there is none."""
    now = timezone.now()
    due = [each for each in _unanswered() if clocks.to_pass_on(each.alerted_at, each.passed_on_at, now)]
    return [
        each
        for each in due
        if not somebody_answered(each.dispatch)
        and (each.dispatch.nobody_free_at is None or next_in_order(each.dispatch) is not None)
    ]


def _unanswered() -> list[Assignment]:
    found = Assignment.objects.filter(state=ALERTED, ended_at__isnull=True)
    return list(found.select_related("dispatch__institution", "unit").order_by("alerted_at")[:_AT_ONCE])


def somebody_answered(dispatch: Dispatch) -> bool:
    """Whether a unit that is sent has answered."""
    return bool(dispatch.assignments.filter(ended_at__isnull=True).exclude(state=ALERTED).exists())


def next_in_order(dispatch: Dispatch) -> Ranking | None:
    """The units that an unanswered alert may go on to; None where no unit is free or enough were tried."""
    passed = dispatch.assignments.filter(instead_of__isnull=False).count()
    ranking = ranking_for(dispatch)
    # Who gave this response back or was called off it is not asked by a machine again.
    gone = {str(each) for each in dispatch.assignments.values_list("unit_id", flat=True)}
    left = tuple(each for each in ranking.ranked if each.id not in gone)
    return replace(ranking, ranked=left) if left and passed < clocks.MOST_PASSES else None


def clock_of(assignment: Assignment, priority: str) -> clocks.Running | None:
    """The clock that runs for a unit."""
    steps = clocks.Steps(assignment.state, assignment.alerted_at, assignment.acknowledged_at, assignment.contact_at)
    return None if assignment.ended_at else clocks.of_unit(steps, Priority(priority))


def clocks_of(dispatch: Dispatch) -> tuple[clocks.Running, ...]:
    """The clocks that run for a response as a whole."""
    return clocks.of_response(dispatch.state, Priority(dispatch.priority), dispatch.received_at)


def late_and_not_told() -> list[Late]:
    """What is late at this moment and was not told to the board yet."""
    now = timezone.now()
    open_ones = Dispatch.objects.filter(state__in=OPEN_STATES).select_related("institution")
    found: list[Late] = []
    for dispatch in open_ones.prefetch_related(_sent()).order_by("priority", "received_at")[:_AT_ONCE]:
        own = clocks.late(clocks_of(dispatch), now)
        found += [Late(dispatch, clock, None) for clock in own if clock not in dispatch.told_late]
        for each in dispatch.sent:  # type: ignore[attr-defined]  # by the prefetch of queries
            late = clocks.late([clock_of(each, dispatch.priority)], now)
            # An alert without an answer is repeated and passed on instead.
            untold = [clock for clock in late if clock not in (Clock.ACKNOWLEDGE, *each.told_late)]
            found += [Late(dispatch, clock, each) for clock in untold]
    return found


@discloses("dispatch.place", needs=MAY_SEE_PLACE, subject=Dispatch)
def place_of(actor: Actor, dispatch: Dispatch) -> Place:
    """Landmark, code word and notes, for the dispatcher and for the unit that is sent, as long as it is sent."""
    noted = DispatchEvent.objects.filter(dispatch=dispatch, name__in=_WITH_NOTE).order_by("-at", "-id")
    notes = tuple(Note(each.pk, each.name, each.at, each.note.open()) for each in noted)
    return Place(dispatch.landmark.open(), dispatch.code_word.open(), notes)


@dataclass(frozen=True, slots=True)
class Emergency:
    """What a broken glass shows, and nothing else: where, what danger, who waits and how she or he is reached."""

    place: Place
    flags: dict[str, str]
    name: str
    phone: str


def dispatch_by_number(typed: str) -> Dispatch | None:
    """A response by its own number or its report's; shows nothing sealed, for whoever asks whether it may be opened."""
    report = next(iter(Report.objects.filter(number=read_number(typed, "R") or "").values_list("pk", flat=True)), None)
    return Dispatch.objects.filter(Q(number=typed.strip().upper()) | Q(report_id=report)).first()


@discloses("dispatch.glass", needs=MAY_LOOK_THROUGH, subject=Dispatch)
def look_through(actor: Actor, dispatch: Dispatch) -> Emergency:
    """Place, danger, and who waits there with the number, while the glass stands open; never what was told."""
    noted = DispatchEvent.objects.filter(dispatch=dispatch, name="dispatch.note").order_by("-at", "-id")
    notes = tuple(Note(each.pk, each.name, each.at, each.note.open()) for each in noted)
    report = Report.objects.get(pk=dispatch.report_id)
    place = Place(dispatch.landmark.open(), dispatch.code_word.open(), notes)
    return Emergency(place, dispatch.flags, report.reporter_name.open(), report.reporter_phone.open())


def own_glass(actor: Actor, glass_id: uuid.UUID) -> tuple[Glass, Dispatch]:
    """A glass that the actor broke, and its response; Missing otherwise."""
    found = one_of(Glass.objects.filter(pk=glass_id, actor_id=actor.id))
    if found is None:
        raise Missing(_("There is no such page for you."))
    return found, Dispatch.objects.select_related("district").get(pk=found.subject_id)
