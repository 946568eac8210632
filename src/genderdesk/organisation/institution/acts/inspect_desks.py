"""What a desk must have, what stands there, and what somebody found who looked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.refusals import demand_come
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid, act, keep, refuse
from genderdesk.organisation.institution.access import MAY_CHECK, MAY_EQUIP, MAY_LAY_DOWN
from genderdesk.organisation.institution.models import (
    Desk,
    DeskStandard,
    Equipment,
    EquipmentState,
    Finding,
    InspectedLine,
    Inspection,
    Institution,
    StandardLine,
    Unit,
    UnitCost,
)
from genderdesk.organisation.institution.rules.readiness import Asked
from genderdesk.organisation.institution.vocabulary.readiness import (
    BOUGHT,
    HIGHEST_PRICE,
    SERVING,
    STANDING_FINDINGS,
    Demand,
    EquipmentKind,
    ItemState,
    Method,
)


@act("standard.lay_down", needs=MAY_LAY_DOWN, subject=Institution, notes=("starts_on",))
def lay_down_standard(
    actor: Actor, institution: Institution, *, starts_on: date, lines: Sequence[Asked]
) -> DeskStandard:
    """Lay down the next version of what desks must have. Invalid up to the day on which a version begins already, or
    without a line."""
    # Locked, so that two who lay down at once do not give two versions one number.
    Institution.objects.select_for_update().get(pk=institution.pk)
    last = DeskStandard.objects.filter(institution=institution).first()
    if last is not None and starts_on <= last.starts_on:
        raise Invalid(_("The version in force begins on this day or later. Write a later day."), "starts_on")
    if not lines:
        raise Invalid(_("Ask at least one thing of the desks."))
    made = DeskStandard(institution=institution, version=last.version + 1 if last else 1, starts_on=starts_on)
    keep(made)
    for line in lines:
        keep(
            StandardLine(
                standard=made,
                code=line.code,
                domain=line.domain,
                demand=line.demand,
                method=line.method,
                quantity=line.quantity,
                kind=line.kind,
                only=line.only,
                text=line.text,
            )
        )
    return made


@act("standard.price", needs=MAY_LAY_DOWN, subject=Institution, notes=("code", "starts_on"))
def price_line(
    actor: Actor, institution: Institution, *, code: str, amount: int, starts_on: date, source: str
) -> UnitCost:
    """Say what one piece of a line of the standard costs from a day on, and where that is known from.

    Invalid for a line that no version asks or that is not bought by the piece, without a source, or where that day has
    a price already.
    """
    if not StandardLine.objects.filter(standard__institution=institution, code=code, method__in=BOUGHT).exists():
        raise Invalid(_("The standard has no line of this name that is bought by the piece."), "code")
    if not 0 <= amount <= HIGHEST_PRICE:
        raise Invalid(_("A price is between 0 and 2,000,000,000."), "amount")
    if not source.strip():
        raise Invalid(_("Say where the price is known from."), "source")
    # Locked, so that two prices of one day are refused with their sentence.
    Institution.objects.select_for_update().get(pk=institution.pk)
    if UnitCost.objects.filter(institution=institution, code=code, starts_on=starts_on).exists():
        raise Invalid(_("This line has a price from that day on already. Write another day."), "starts_on")
    made = UnitCost(institution=institution, code=code, amount=amount, starts_on=starts_on, source=source.strip())
    keep(made)
    return made


@act("equipment.enter", needs=MAY_EQUIP, subject=Unit, notes=("kind", "state"))
def enter_equipment(
    actor: Actor,
    unit: Unit,
    *,
    kind: EquipmentKind,
    state: ItemState,
    since: date,
    name: str = "",
    serial: str = "",
    quantity: int = 1,
) -> Equipment:
    """Keep a thing, or several alike, that stands at a unit, with its state. Invalid where its number is kept already,
    or where one number should stand for several."""
    demand_come(since, "since")
    if serial and quantity != 1:
        raise Invalid(_("One number names one thing. Enter things with numbers one by one."), "quantity")
    # Locked, so that one number that is entered twice at once is refused with its sentence.
    Unit.objects.select_for_update().get(pk=unit.pk)
    if serial and Equipment.objects.filter(serial=serial).exists():
        raise Invalid(_("A thing with this number is kept already."), "serial")
    made = Equipment(unit=unit, kind=kind, name=name, serial=serial, quantity=quantity)
    keep(made)
    keep(EquipmentState(equipment=made, state=state, since=since, seen_by_id=actor.officer_id))
    return made


@act("equipment.see", needs=MAY_EQUIP, subject=Equipment, notes=("state", "since"))
def see_equipment(
    actor: Actor, equipment: Equipment, *, state: ItemState, since: date, note: str = ""
) -> EquipmentState:
    """Say how a thing is from a day on. Invalid before the state that is kept."""
    demand_come(since, "since")
    last = equipment.states.first()
    if last is not None and since < last.since:
        raise Invalid(_("Its state since a later day is kept already."), "since")
    made = EquipmentState(equipment=equipment, state=state, since=since, note=note, seen_by_id=actor.officer_id)
    keep(made)
    return made


@act("inspection.keep", needs=MAY_CHECK, subject=Desk, notes=("inspected_on",))
def keep_inspection(
    actor: Actor, desk: Desk, *, inspected_on: date, states: Mapping[str, ItemState], note: str = ""
) -> Inspection:
    """Keep how somebody found a desk, line by line of the standard in force on that day; a line that was not looked at
    is left out. Every required line that is broken or absent becomes a finding.

    Refused to whoever works at the desk; Invalid where no standard is in force or nothing was looked at.
    """
    demand_come(inspected_on, "inspected_on")
    if actor.desk_id == desk.pk:
        refuse(_("Nobody inspects the own desk. Ask another head of desk or oversight."))
    standard = _standard_on(desk, inspected_on)
    lines = {each.code: each for each in standard.lines.all() if each.method == Method.LOOKED}
    if not states:
        raise Invalid(_("Say of at least one thing how you found it."))
    if not set(states) <= set(lines):
        raise Invalid(_("The standard has changed meanwhile. Open the page again."))
    made = Inspection(desk=desk, standard=standard, inspected_on=inspected_on, note=note)
    made.inspector_id = actor.officer_id
    keep(made)
    for code, state in states.items():
        keep(InspectedLine(inspection=made, code=code, state=state))
    failing = [code for code, state in states.items() if state not in SERVING and _required(lines[code])]
    # Locked, so that two who inspect at once do not find one thing twice.
    Desk.objects.select_for_update().get(pk=desk.pk)
    waiting = set(Finding.objects.filter(desk=desk, state__in=STANDING_FINDINGS).values_list("code", flat=True))
    for code in failing:
        if code not in waiting:
            of = lines[code]
            keep(Finding(desk=desk, inspection=made, code=code, text=of.text, opened_on=timezone.localdate()))
    return made


def _required(line: StandardLine) -> bool:
    return line.demand == Demand.REQUIRED


def _standard_on(desk: Desk, day: date) -> DeskStandard:
    of = DeskStandard.objects.filter(institution_id=desk.unit.institution_id, starts_on__lte=day)
    found = of.prefetch_related("lines").first()
    if found is None:
        raise Invalid(_("No standard is in force on this day. Lay one down first."), "inspected_on")
    return found
