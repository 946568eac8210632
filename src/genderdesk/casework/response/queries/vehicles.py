"""The institution's vehicles for its head office: where each stands, its kilometres, its jobs and what is due.

Whatever a vehicle does for a file outside the reader's circle is in no state, number or column here: the state is that
of ``shown``, jobs are those of the reader's circle, and kilometres are read from the dial at checks alone.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from genderdesk.casework.response.models import Assignment, ResponseUnit, VehicleCheck
from genderdesk.casework.response.queries.responses import fleet, shown
from genderdesk.casework.response.rules.upkeep import Checked, DueLine, due_of
from genderdesk.casework.response.vocabulary import BUSY, FREE, Fitness, Standing, Status, UnitKind
from genderdesk.groundwork.foundation.csvs import csv_lines
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.circle import open_to

# Jobs and kilometres are of this many days.
COUNTED_DAYS = 30


@dataclass(frozen=True, slots=True)
class VehicleLine:
    """A vehicle as its reader may know it. ``driven_km`` lies between the days of the checks ``since`` and ``last``."""

    unit: ResponseUnit
    standing: Standing
    last: VehicleCheck | None
    since: VehicleCheck | None
    jobs: int
    due: list[DueLine] = field(default_factory=list)

    @property
    def driven_km(self) -> int | None:
        if self.last is None or self.since is None or self.since.pk == self.last.pk:
            return None
        return self.last.odometer_km - self.since.odometer_km

    @property
    def is_overdue(self) -> bool:
        return any(each.overdue for each in self.due)


def vehicles(actor: Actor, *, province: str = "", standing: str = "") -> list[VehicleLine]:
    """The vehicles of the actor's institution, those with something overdue first, of one province and standing where
    they are given; always the same number of queries."""
    found = fleet(actor).exclude(kind=UnitKind.FOOT).order_by("call_sign")
    if province:
        # A station stands in a district, which the province is above, or in a smaller place further down.
        above = ("home__place", "home__place__parent", "home__place__parent__parent")
        found = found.filter(Q(*((each, province) for each in above), _connector=Q.OR))
    units = list(_with_checks(found))
    kept = VehicleCheck.objects.in_bulk({key for each in units for key in _check_ids(each)})
    jobs = _jobs(actor)
    lines = [_line(shown(each), kept, jobs) for each in units]
    chosen = (each for each in lines if not standing or each.standing == standing)
    return sorted(chosen, key=lambda each: not each.is_overdue)


def _with_checks(units: QuerySet[ResponseUnit]) -> QuerySet[ResponseUnit]:
    """Each unit with the ids of its newest check and of those from which its kilometres are counted."""
    since = timezone.localdate() - timedelta(days=COUNTED_DAYS)
    of_unit = VehicleCheck.objects.filter(unit=OuterRef("pk"))
    return units.annotate(
        last_check=Subquery(of_unit.order_by("-checked_on").values("pk")[:1]),
        check_before=Subquery(of_unit.filter(checked_on__lte=since).order_by("-checked_on").values("pk")[:1]),
        first_check=Subquery(of_unit.filter(checked_on__gt=since).order_by("checked_on").values("pk")[:1]),
    )


def _check_ids(unit: ResponseUnit) -> list[uuid.UUID]:
    found = [getattr(unit, name) for name in ("last_check", "check_before", "first_check")]
    return [each for each in found if each is not None]


def _jobs(actor: Actor) -> dict[uuid.UUID, int]:
    """How often each unit set out to a response of the last 30 days inside the actor's circle."""
    since = timezone.now() - timedelta(days=COUNTED_DAYS)
    went = Q(en_route_at__isnull=False) | Q(on_scene_at__isnull=False)
    found = Assignment.objects.filter(
        open_to(actor, "dispatch__"),
        went,
        dispatch__institution_id=actor.own_institution,
        dispatch__opened_at__gte=since,
    )
    return dict(found.values_list("unit_id").annotate(jobs=Count("pk")))


def _line(unit: ResponseUnit, kept: dict[uuid.UUID, VehicleCheck], jobs: dict[uuid.UUID, int]) -> VehicleLine:
    last, before, first = (
        kept.get(getattr(unit, name) or uuid.UUID(int=0)) for name in ("last_check", "check_before", "first_check")
    )
    due = due_of(_checked(last) if last else None, timezone.localdate())
    return VehicleLine(unit, _standing(unit), last, before or first, jobs.get(unit.pk, 0), due)


def _checked(check: VehicleCheck) -> Checked:
    return Checked(
        check.odometer_km,
        check.fitness != Fitness.NOT_FIT,
        check.next_check_on,
        check.service_at_km,
        check.papers_until,
    )


def _standing(unit: ResponseUnit) -> Standing:
    if unit.sent_to or unit.status in BUSY:  # type: ignore[attr-defined]  # by the prefetch of fleet
        return Standing.ON_A_JOB
    if unit.status in FREE:
        return Standing.FREE
    return Standing.OUT if unit.status == Status.OUT_OF_SERVICE else Standing.NOT_NOW


def checks_of(unit: ResponseUnit, most: int = 20) -> list[VehicleCheck]:
    """The newest checks of a vehicle, the last one first."""
    return list(VehicleCheck.objects.filter(unit=unit).order_by("-checked_on")[:most])


def due_on(checks: Sequence[VehicleCheck]) -> list[DueLine]:
    """What is due on a vehicle with these checks, the last one first."""
    return due_of(_checked(checks[0]) if checks else None, timezone.localdate())


HEADER = (
    "call_sign", "kind", "station", "place", "standing", "status", "out_why", "since", "fuel", "odometer_km",
    "checked_on", "fitness", "faults", "jobs_30_days", "km_between_checks", "km_since", "next_check_on",
    "service_at_km", "papers_until", "overdue",
)  # fmt: skip


def vehicle_lines(lines: Iterable[VehicleLine]) -> Iterator[str]:
    """The lines of a CSV file, with codes for what is coded; ``overdue`` has the codes with spaces between."""
    return csv_lines(HEADER, map(_row, lines))


def _row(line: VehicleLine) -> list[object]:
    unit, last = line.unit, line.last
    driven = line.driven_km
    return [
        unit.call_sign,
        unit.kind,
        unit.home.name,
        unit.home.place.name,
        line.standing,
        unit.status,
        unit.out_why,
        timezone.localtime(unit.status_at).isoformat(timespec="minutes"),
        unit.fuel,
        last.odometer_km if last else "",
        last.checked_on.isoformat() if last else "",
        last.fitness if last else "",
        " ".join(last.faults) if last else "",
        line.jobs,
        "" if driven is None else driven,
        line.since.checked_on.isoformat() if line.since and driven is not None else "",
        last.next_check_on.isoformat() if last else "",
        last.service_at_km or "" if last else "",
        last.papers_until.isoformat() if last and last.papers_until else "",
        " ".join(each.what for each in line.due if each.overdue),
    ]
