"""Which desks are ready on a day: in a fixed number of queries, however many desks there are."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet, Sum
from django.utils.translation import gettext as _

from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import Actor
from genderdesk.organisation.institution.access import SEES_READINESS, measured_to
from genderdesk.organisation.institution.models import (
    Desk,
    DeskStandard,
    Equipment,
    EquipmentState,
    Finding,
    Inspection,
    Institution,
    Officer,
    Placement,
    Post,
    Room,
    StandardLine,
    SupplyEntry,
    UnitCost,
)
from genderdesk.organisation.institution.queries.coverage import CoverageBook, PostLine, coverage_lines, spans_covered
from genderdesk.organisation.institution.queries.days import in_force, open_on, today
from genderdesk.organisation.institution.queries.rooms import passing
from genderdesk.organisation.institution.rules.coverage import gaps_of_week, hours_of
from genderdesk.organisation.institution.rules.duty import Span
from genderdesk.organisation.institution.rules.readiness import Costed, Judged, Readiness, cost_of, looked_at
from genderdesk.organisation.institution.vocabulary import Role, Sex
from genderdesk.organisation.institution.vocabulary.readiness import (
    BOUGHT,
    SERVING,
    STANDING_FINDINGS,
    Demand,
    Domain,
    ItemState,
    Method,
    SupplyMove,
)
from genderdesk.organisation.institution.vocabulary.rooms import RoomKind


def standards_on(institutions: Iterable[uuid.UUID], day: date) -> dict[uuid.UUID, DeskStandard]:
    """By institution, the version of the standard that is in force on a day, with its lines; in two queries."""
    found = DeskStandard.objects.filter(institution__in=list(institutions), starts_on__lte=day)
    # The last one to begin stands.
    return {each.institution_id: each for each in found.order_by("starts_on").prefetch_related("lines")}


def bought_lines() -> set[tuple[str, str]]:
    """The lines of all standards that are bought by the piece: codes of institution and line."""
    rows = StandardLine.objects.filter(method__in=BOUGHT)
    return set(rows.values_list("standard__institution__code", "code"))


def prices_on(institutions: Iterable[uuid.UUID], day: date) -> dict[uuid.UUID, dict[str, int]]:
    """By institution, what one piece of each line costs on a day: the price that began last."""
    found: dict[uuid.UUID, dict[str, int]] = {}
    rows = UnitCost.objects.filter(institution__in=list(institutions), starts_on__lte=day).order_by("starts_on")
    for institution, code, amount in rows.values_list("institution_id", "code", "amount"):
        found.setdefault(institution, {})[code] = amount
    return found


class ReadinessBook:
    """The desks of some institutions that are open on a day, with all that decides whether they are ready then."""

    def __init__(self, institutions: Iterable[Institution | uuid.UUID], day: date, desk: Desk | None = None) -> None:
        self.day = day
        ids = [each.pk if isinstance(each, Institution) else each for each in institutions]
        desks = Desk.objects.filter(open_on(day), unit__institution__in=ids)
        desks = desks.filter(pk=desk.pk) if desk else desks
        self.desks = list(desks.select_related("unit__institution", "unit__place").order_by("name", "id"))
        self.standards = standards_on(ids, day)
        units = {each.unit_id for each in self.desks}
        self._rooms = self._rooms_of(ids, units)
        self._equipment = self._equipment_of(units)
        self._inspected = self._inspections(desk)
        self._staff(ids, desk)
        self._short = self._shortfalls(units)
        placed = Placement.objects.filter(in_force(day, "starts_on", "ends_on"), own_budget_line=Answer.YES)
        self._budgeted = set(placed.filter(desk__unit__institution__in=ids).values_list("desk_id", flat=True))

    def _rooms_of(self, ids: Sequence[uuid.UUID], units: set[uuid.UUID]) -> Counter[tuple[uuid.UUID, str]]:
        rooms = passing(Room.objects.filter(open_on(self.day), unit__institution__in=ids), self.day)
        return Counter((unit, kind) for unit, kind in rooms.values_list("unit_id", "kind") if unit in units)

    def _equipment_of(self, units: set[uuid.UUID]) -> dict[tuple[uuid.UUID, str], tuple[int, int]]:
        """By unit and kind, how many serve the desk alone and how many are shared."""
        states = dict(
            EquipmentState.objects.filter(since__lte=self.day)
            .filter(equipment__unit__institution__in={each.unit.institution_id for each in self.desks})
            .order_by("since", "id")
            .values_list("equipment_id", "state")
        )
        found: dict[tuple[uuid.UUID, str], tuple[int, int]] = {}
        for item in _all_equipment(self.desks):
            state = states.get(item.pk)
            if state in SERVING and item.unit_id in units:
                alone, shared = found.get((item.unit_id, item.kind), (0, 0))
                own = state == ItemState.WORKING
                found[item.unit_id, item.kind] = (
                    alone + item.quantity * own,
                    shared + item.quantity * (not own),
                )
        return found

    def _inspections(self, desk: Desk | None) -> dict[tuple[uuid.UUID, str], str]:
        """By desk and line, how it was found when somebody last looked at it."""
        rows = Inspection.objects.filter(inspected_on__lte=self.day)
        if desk:
            rows = rows.filter(desk=desk)
        else:
            rows = rows.filter(desk__unit__institution__in={each.unit.institution_id for each in self.desks})
        lines = rows.order_by("inspected_on", "id").values_list("desk_id", "lines__code", "lines__state")
        return {(desk_id, code): state for desk_id, code, state in lines if code}

    def _staff(self, ids: Sequence[uuid.UUID], desk: Desk | None) -> None:
        """Covered posts, women among those who cover them, and hours of the week that somebody covers; by desk."""
        book = CoverageBook(ids, desk.pk if desk else None)
        lines = [line for line in coverage_lines(book, self.day) if line.standing.covered]
        women = set(Officer.objects.filter(institution__in=ids, sex=Sex.FEMALE).values_list("pk", flat=True))
        self._posts = Counter(line.post.desk_id for line in lines)
        self._women = Counter(line.post.desk_id for line in lines if women.intersection(line.standing.by))
        self._hours = _hours(book, lines, self.day)

    def _shortfalls(self, units: set[uuid.UUID]) -> dict[tuple[uuid.UUID, str], bool]:
        """By unit and supply, whether the month's allocation came in full; units without an allocation are not there.

        The month before the day's: the day's own is not over.
        """
        month = (self.day.replace(day=1) - timedelta(days=1)).replace(day=1)
        rows = SupplyEntry.objects.filter(month=month, unit__institution__in=set(self.standards))
        sums: dict[tuple[uuid.UUID, str, str], int] = {
            (unit, kind, move): amount
            for unit, kind, move, amount in rows.values_list("unit_id", "kind", "move").annotate(Sum("amount"))
        }
        return {
            (unit, kind): sums.get((unit, kind, SupplyMove.RECEIVED), 0) >= amount
            for (unit, kind, move), amount in sums.items()
            if move == SupplyMove.ALLOCATED and amount > 0 and unit in units
        }

    def of(self, desk: Desk) -> Readiness:
        """How a desk stands on the day."""
        standard = self.standards.get(desk.unit.institution_id)
        lines = [each for each in standard.lines.all() if each.only in ("", desk.kind)] if standard else []
        private = self._rooms[desk.unit_id, RoomKind.INTERVIEW] > 0
        return Readiness([self._judged(desk, each) for each in lines], private)

    def _judged(self, desk: Desk, line: StandardLine) -> Judged:
        there, shared = self._there(desk, line)
        return Judged(line.code, Domain(line.domain), Demand(line.demand), line.quantity, there, shared)

    def _there(self, desk: Desk, line: StandardLine) -> tuple[int, bool]:
        match Method(line.method):
            case Method.LOOKED:
                return looked_at(self._inspected.get((desk.pk, line.code)), line.quantity)
            case Method.ROOMS:
                return self._rooms[desk.unit_id, line.kind], False
            case Method.EQUIPMENT:
                alone, shared = self._equipment.get((desk.unit_id, line.kind), (0, 0))
                return alone + shared, alone < line.quantity <= alone + shared
            case Method.POSTS:
                return self._posts[desk.pk], False
            case Method.WOMEN:
                return self._women[desk.pk], False
            case Method.HOURS:
                return self._hours.get(desk.pk, 0), False
            case Method.SUPPLY:
                return line.quantity * self._short.get((desk.unit_id, line.kind), False), False
            case Method.BUDGET_LINE:
                return line.quantity * (desk.pk in self._budgeted), False

    def looked(self, desk: Desk) -> dict[str, str]:
        """By line, how somebody found it when it was last looked at."""
        return {code: state for (of, code), state in self._inspected.items() if of == desk.pk}


def _all_equipment(desks: Sequence[Desk]) -> QuerySet[Equipment]:
    return Equipment.objects.filter(unit__institution__in={each.unit.institution_id for each in desks})


def _hours(book: CoverageBook, lines: Sequence[PostLine], day: date) -> dict[uuid.UUID, int]:
    """By desk, whole hours of the seven days from a day on in which somebody covers it."""
    spans = spans_covered(book, [line.post for line in lines], day)
    by_desk: dict[uuid.UUID, list[tuple[date, Span]]] = defaultdict(list)
    for line in lines:
        by_desk[line.post.desk_id] += spans[line.post.pk]
    return {desk: int(hours_of(gaps_of_week(each))) for desk, each in by_desk.items()}


def desks_ready(institution_ids: Iterable[uuid.UUID], day: date) -> list[Desk]:
    """The desks of institutions that are open and ready on a day, by name."""
    book = ReadinessBook(institution_ids, day)
    return [desk for desk in book.desks if book.of(desk).ready]


@dataclass(frozen=True, slots=True)
class LeagueLine:
    """A desk in the league: how it stands, how many findings wait, since when somebody last looked, what all costs that
    is required and missing, and the prices of a piece that this comes from."""

    desk: Desk
    readiness: Readiness
    findings: int
    inspected_on: date | None
    cost: Costed
    prices: Mapping[str, int]


def league(institutions: Sequence[Institution | uuid.UUID], day: date) -> list[LeagueLine]:
    """Every open desk, those that need most first."""
    book = ReadinessBook(institutions, day)
    waiting = Counter(
        Finding.objects.filter(_standing_on(day), desk__unit__institution__in=institutions).values_list(
            "desk_id", flat=True
        )
    )
    last = dict(
        Inspection.objects.filter(inspected_on__lte=day, desk__unit__institution__in=institutions)
        .order_by("inspected_on", "id")
        .values_list("desk_id", "inspected_on")
    )
    prices = prices_on({each.unit.institution_id for each in book.desks}, day)

    def line(desk: Desk) -> LeagueLine:
        found, of = book.of(desk), prices.get(desk.unit.institution_id, {})
        return LeagueLine(desk, found, waiting[desk.pk], last.get(desk.pk), cost_of(found.failing, of), of)

    lines = [line(each) for each in book.desks]
    return sorted(lines, key=lambda line: (line.readiness.ready, line.readiness.measure, line.desk.name))


def _standing_on(day: date) -> Q:
    """Findings that were there on a day and not yet put right."""
    return Q(opened_on__lte=day) & (Q(closed_on__isnull=True) | Q(closed_on__gt=day))


def desk_to_measure(actor: Actor, desk_id: uuid.UUID) -> Desk:
    """A desk whose readiness the reader may see; Missing otherwise."""
    found = Desk.objects.filter(pk=desk_id, unit__institution__in=measured_to(actor))
    desk = found.select_related("unit__institution", "unit__place").first()
    if desk is None:
        raise Missing(_("There is no such desk, or it belongs to another institution."))
    return desk


def equipment_at(unit_id: uuid.UUID, on: date | None = None) -> list[tuple[Equipment, EquipmentState | None]]:
    """What stands at a unit, each with its state on the day; in two queries."""
    states = EquipmentState.objects.filter(equipment__unit_id=unit_id, since__lte=today(on))
    last = {each.equipment_id: each for each in states.order_by("since", "id")}
    return [(each, last.get(each.pk)) for each in Equipment.objects.filter(unit_id=unit_id)]


def thing_of_reader(actor: Actor, equipment_id: uuid.UUID) -> Equipment:
    """A thing at a unit that the reader may see; Missing otherwise."""
    found = Equipment.objects.filter(pk=equipment_id, unit__institution__in=measured_to(actor))
    item = found.select_related("unit__institution").first()
    if item is None:
        raise Missing(_("There is no such thing, or it belongs to another institution."))
    return item


def findings_to(actor: Actor) -> QuerySet[Finding]:
    """The findings that an actor may see, the oldest first."""
    found = Finding.objects.filter(desk__unit__institution__in=measured_to(actor))
    return found.select_related("desk__unit__institution", "owner_post", "closed_by")


def finding_of_reader(actor: Actor, finding_id: uuid.UUID) -> Finding:
    """A finding that the reader may see; Missing otherwise."""
    found = one_of(findings_to(actor).filter(pk=finding_id))
    if found is None:
        raise Missing(_("There is no such finding, or it belongs to another institution."))
    return found


def posts_to_mend(desk: Desk) -> list[Post]:
    """The open posts that may own a finding of a desk: at its own desk, and the heads of the institution's desks."""
    of = Q(desk=desk, role__in=SEES_READINESS) | Q(
        desk__unit__institution_id=desk.unit.institution_id, role=Role.DESK_HEAD
    )
    return list(Post.objects.filter(of, open_on(None)).select_related("desk").order_by("desk__name", "title", "id"))


def overdue_findings(institution_id: uuid.UUID, post_id: uuid.UUID | None = None) -> QuerySet[Finding]:
    """The findings of an institution that should have been put right before today; where a post is given, those that
    it owns."""
    found = Finding.objects.filter(
        desk__unit__institution_id=institution_id, state__in=STANDING_FINDINGS, due_on__lt=today()
    )
    return (found.filter(owner_post_id=post_id) if post_id else found).select_related("desk").order_by("due_on", "id")
