"""What stands at units, from files: what is new is added, nothing that is kept is changed."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _

from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid, act
from genderdesk.organisation.institution import queries
from genderdesk.organisation.institution.access import MAY_LOAD
from genderdesk.organisation.institution.models import (
    Desk,
    DeskStandard,
    Equipment,
    EquipmentState,
    Finding,
    InspectedLine,
    Inspection,
    Institution,
    Room,
    RoomCheck,
    StandardLine,
    SupplyEntry,
    Unit,
    UnitCost,
)
from genderdesk.organisation.institution.rules.premises import (
    EquipmentRow,
    InspectionRow,
    PremisesFiles,
    RoomRow,
    StandardRow,
    SupplyRow,
    UnitCostRow,
)
from genderdesk.organisation.institution.vocabulary.readiness import SERVING, STANDING_FINDINGS, Demand

Ids = Mapping[str, uuid.UUID]


@act("premises.load", needs=MAY_LOAD)
def load_premises(actor: Actor, *, rows: list[PremisesFiles]) -> dict[str, int]:
    """Keep what stands at units; a second load adds what is new and corrects nothing that was changed here. How many
    of each are new."""
    counts: Counter[str] = Counter()
    units: Ids = dict(Unit.objects.values_list("code", "pk"))
    for files in rows:
        counts["rooms"] += _keep_rooms(files.rooms, units)
        counts["lines of standards"] += _keep_standards(files.standard_lines)
        counts["prices of a piece"] += _keep_unit_costs(files.unit_costs)
        counts["things at desks"] += _keep_equipment(files.equipment, units)
        counts["inspections"] += _keep_inspections(files.inspections)
        counts["entries of fuel and credit"] += _keep_supplies(files.supplies, units)
    return dict(counts)


def _keep_rooms(lines: Sequence[RoomRow], units: Ids) -> int:
    """New rooms, each with how it was found."""
    known = set(Room.objects.values_list("unit_id", "name"))
    new = [
        (Room(unit_id=units[each.unit], kind=each.kind, name=each.name, opened_on=each.opened_on), each)
        for each in lines
        if (units[each.unit], each.name) not in known
    ]
    Room.objects.bulk_create(room for room, _line in new)
    RoomCheck.objects.bulk_create(
        RoomCheck(
            room=room,
            checked_on=line.checked_on,
            door_closes=line.door_closes,
            not_crossed=line.not_crossed,
            outcome=line.outcome,
        )
        for room, line in new
        if line.checked_on is not None
    )
    return len(new)


def _keep_standards(lines: Sequence[StandardRow]) -> int:
    """New versions, in the order in which they begin; a version that is kept keeps its lines."""
    institutions: Ids = dict(Institution.objects.values_list("code", "pk"))
    known = set(DeskStandard.objects.values_list("institution_id", "starts_on"))
    last = Counter(DeskStandard.objects.values_list("institution_id", flat=True))
    made: dict[tuple[uuid.UUID, date], DeskStandard] = {}
    for each in sorted(lines, key=lambda line: line.starts_on):
        key = institutions[each.institution], each.starts_on
        if key not in known and key not in made:
            last[key[0]] += 1
            made[key] = DeskStandard(institution_id=key[0], version=last[key[0]], starts_on=each.starts_on)
    DeskStandard.objects.bulk_create(made.values())
    kept = StandardLine.objects.bulk_create(
        StandardLine(
            standard=made[institutions[each.institution], each.starts_on],
            code=each.code,
            domain=each.domain,
            demand=each.demand,
            method=each.method,
            quantity=each.quantity,
            kind=each.kind,
            only=each.only,
            text=each.text,
        )
        for each in lines
        if (institutions[each.institution], each.starts_on) in made
    )
    return len(kept)


def _keep_unit_costs(lines: Sequence[UnitCostRow]) -> int:
    """New prices. Raises Invalid for a line that no standard asks or that is not bought by the piece."""
    institutions: Ids = dict(Institution.objects.values_list("code", "pk"))
    known = set(UnitCost.objects.values_list("institution_id", "code", "starts_on"))
    bought = queries.bought_lines()
    if any((each.institution, each.code) not in bought for each in lines):
        raise Invalid(_("The standard has no line of this name that is bought by the piece."))
    new = [
        UnitCost(
            institution_id=key[0], code=each.code, starts_on=each.starts_on, amount=each.amount, source=each.source
        )
        for each in lines
        if (key := (institutions[each.institution], each.code, each.starts_on)) not in known
    ]
    return len(UnitCost.objects.bulk_create(new))


def _keep_equipment(lines: Sequence[EquipmentRow], units: Ids) -> int:
    """New things: by their number where they have one, else where a unit has none of the kind and name yet."""
    numbers = set(Equipment.objects.exclude(serial="").values_list("serial", flat=True))
    kinds = set(Equipment.objects.values_list("unit_id", "kind", "name"))
    new = [
        (
            Equipment(
                unit_id=units[each.unit], kind=each.kind, name=each.name, serial=each.serial, quantity=each.quantity
            ),
            each,
        )
        for each in lines
        if (each.serial not in numbers if each.serial else (units[each.unit], each.kind, each.name) not in kinds)
    ]
    Equipment.objects.bulk_create(item for item, _line in new)
    EquipmentState.objects.bulk_create(
        EquipmentState(equipment=item, state=line.state, since=line.since) for item, line in new
    )
    return len(new)


def _keep_inspections(lines: Sequence[InspectionRow]) -> int:
    """New inspections with their findings, one for a desk and day; as if they had been kept on their day."""
    of = dict(Desk.objects.values_list("pk", "unit__institution_id"))
    standards = sorted(DeskStandard.objects.prefetch_related("lines"), key=lambda each: each.starts_on)
    known = set(Inspection.objects.values_list("desk_id", "inspected_on"))
    rows: dict[tuple[uuid.UUID, date], list[InspectionRow]] = defaultdict(list)
    for each in lines:
        if (each.desk, each.inspected_on) not in known:
            rows[each.desk, each.inspected_on].append(each)
    findings: dict[tuple[uuid.UUID, str], Finding] = {}
    for (desk, day), found in sorted(rows.items(), key=lambda each: each[0][1]):
        standard = next((s for s in reversed(standards) if s.institution_id == of[desk] and s.starts_on <= day), None)
        if standard is None:
            raise Invalid(_("An inspection of %(day)s lies before the standard of its institution.") % {"day": day})
        inspection = Inspection.objects.create(desk_id=desk, standard=standard, inspected_on=day)
        InspectedLine.objects.bulk_create(
            InspectedLine(inspection=inspection, code=each.code, state=each.state) for each in found
        )
        required = {each.code: each.text for each in standard.lines.all() if each.demand == Demand.REQUIRED}
        for each in found:
            if each.code in required and each.state not in SERVING:
                finding = Finding(desk_id=desk, inspection=inspection, code=each.code, opened_on=day)
                finding.text = required[each.code]
                findings.setdefault((desk, each.code), finding)
    waiting = set(Finding.objects.filter(state__in=STANDING_FINDINGS).values_list("desk_id", "code"))
    Finding.objects.bulk_create(each for key, each in findings.items() if key not in waiting)
    return len(rows)


def _keep_supplies(lines: Sequence[SupplyRow], units: Ids) -> int:
    known = set(SupplyEntry.objects.values_list("pk", flat=True))
    new = {
        each.id: SupplyEntry(
            id=each.id,
            unit_id=units[each.unit],
            kind=each.kind,
            move=each.move,
            month=each.month,
            amount=each.amount,
            note=each.number,
        )
        for each in lines
        if each.id not in known
    }
    return len(SupplyEntry.objects.bulk_create(new.values()))
