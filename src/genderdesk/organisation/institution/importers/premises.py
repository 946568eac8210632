"""Reads a folder's files of what stands at units. The formats are described in docs/country-files.md."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.foundation.csvs import CsvFault
from genderdesk.groundwork.foundation.sheets import Folder, Row
from genderdesk.organisation.institution.rules.files import imported_id
from genderdesk.organisation.institution.rules.premises import (
    EQUIPMENT,
    FILES,
    INSPECTIONS,
    ROOMS,
    STANDARD_LINES,
    SUPPLIES,
    UNIT_COSTS,
    EquipmentRow,
    InspectionRow,
    PremisesFiles,
    RoomRow,
    StandardRow,
    SupplyRow,
    UnitCostRow,
)
from genderdesk.organisation.institution.vocabulary import DeskKind
from genderdesk.organisation.institution.vocabulary.readiness import (
    BOUGHT,
    HIGHEST_PRICE,
    Demand,
    Domain,
    EquipmentKind,
    ItemState,
    Method,
    SupplyKind,
    SupplyMove,
)
from genderdesk.organisation.institution.vocabulary.rooms import PRIVATE_KINDS, CheckOutcome, RoomKind

# Stands in for a day whose cell is at fault; the file is refused, so that it is never kept.
_NO_DAY = date(1, 1, 1)
_FOUND = (Answer.YES.value, Answer.NO.value, Answer.UNKNOWN.value)


def has_premises(folder: Path) -> bool:
    """Whether a folder has files of what stands at units."""
    return any((folder / file).exists() for file in FILES)


@dataclass(frozen=True)
class PremisesCodes:
    """Codes of institutions and units, and ids of desks, that are kept or that the same folder brings; and of lines of
    standards that are kept and bought by the piece, each with its institution's."""

    institutions: Collection[str]
    units: Collection[str]
    desks: Collection[uuid.UUID]
    bought: Collection[tuple[str, str]] = ()


def read_premises(folder: Path, known: PremisesCodes) -> tuple[PremisesFiles, list[CsvFault]]:
    """The rows of a folder and all faults; a dry run that writes nothing."""
    read = Folder(folder)
    lines = read.rows(
        STANDARD_LINES,
        "institution starts_on code domain demand",
        "method quantity kind only text",
        lambda row: _standard_line(row, known.institutions),
        once="code institution starts_on",
    )
    bought = {*known.bought, *((each.institution, each.code) for each in lines if each.method in BOUGHT)}
    files = PremisesFiles(
        rooms=read.rows(
            ROOMS,
            "unit kind name opened_on",
            "checked_on door_closes not_crossed outcome",
            lambda row: _room(row, known.units),
            once="name unit",
        ),
        standard_lines=lines,
        unit_costs=read.rows(
            UNIT_COSTS,
            "institution code starts_on amount source",
            "",
            lambda row: _unit_cost(row, known.institutions, bought),
            once="code institution starts_on",
        ),
        equipment=read.rows(
            EQUIPMENT, "unit kind state since", "name serial quantity", lambda row: _equipment(row, known.units)
        ),
        inspections=read.rows(
            INSPECTIONS,
            "desk inspected_on code state",
            "",
            lambda row: _inspected(row, known.desks),
            once="code desk inspected_on",
        ),
        supplies=read.rows(
            SUPPLIES,
            "unit kind move month amount",
            "number",
            lambda row: _supply(row, known.units),
        ),
    )
    return files, read.faults


def _standard_line(row: Row, institutions: Collection[str]) -> StandardRow:
    method = row.one_of("method", list(Method)) if row.maybe("method") else Method.LOOKED.value
    counted: dict[str, list[str]] = {
        Method.ROOMS: list(RoomKind),
        Method.EQUIPMENT: list(EquipmentKind),
        Method.SUPPLY: list(SupplyKind),
    }
    return StandardRow(
        institution=row.known("institution", institutions, "institution"),
        starts_on=row.day("starts_on") or _NO_DAY,
        code=row.code("code"),
        domain=row.one_of("domain", list(Domain)),
        demand=row.one_of("demand", list(Demand)),
        method=method,
        quantity=(row.whole("quantity", 1, 9999) or 1) if row.maybe("quantity") else 1,
        kind=row.one_of("kind", counted[method]) if method in counted else "",
        only=row.one_of("only", list(DeskKind)) if row.maybe("only") else "",
        text=row.maybe("text", longest=120),
    )


def _unit_cost(row: Row, institutions: Collection[str], bought: Collection[tuple[str, str]]) -> UnitCostRow:
    institution, code = row.known("institution", institutions, "institution"), row.code("code")
    if institution and code and (institution, code) not in bought:
        row.fault("code", "The standard has no line {code!r} that is bought by the piece.", code=code)
    return UnitCostRow(
        institution=institution,
        code=code,
        starts_on=row.day("starts_on") or _NO_DAY,
        amount=row.whole("amount", 0, HIGHEST_PRICE) or 0,
        source=row.text("source", longest=120),
    )


def _equipment(row: Row, units: Collection[str]) -> EquipmentRow:
    serial = row.maybe("serial", longest=40)
    quantity = (row.whole("quantity", 1, 9999) or 1) if row.maybe("quantity") else 1
    if serial and quantity != 1:
        row.fault("quantity", "One number names one thing.")
    return EquipmentRow(
        unit=row.known("unit", units, "unit"),
        kind=row.one_of("kind", list(EquipmentKind)),
        name=row.maybe("name", longest=80),
        serial=serial,
        quantity=quantity,
        state=row.one_of("state", list(ItemState)),
        since=row.day("since") or _NO_DAY,
    )


def _inspected(row: Row, desks: Collection[uuid.UUID]) -> InspectionRow:
    desk = imported_id("desk", row.text("desk"))
    if row.maybe("desk") and desk not in desks:
        row.fault("desk", "There is no desk with the code {code!r}.", code=row.maybe("desk"))
    return InspectionRow(
        desk=desk,
        inspected_on=row.day("inspected_on") or _NO_DAY,
        code=row.code("code"),
        state=row.one_of("state", list(ItemState)),
    )


def _supply(row: Row, units: Collection[str]) -> SupplyRow:
    return SupplyRow(
        unit=row.known("unit", units, "unit"),
        kind=row.one_of("kind", list(SupplyKind)),
        move=row.one_of("move", list(SupplyMove)),
        month=(row.day("month") or _NO_DAY).replace(day=1),
        amount=row.whole("amount", 1, 10**7) or 1,
        number=row.maybe("number", longest=20),
    )


def _room(row: Row, units: Collection[str]) -> RoomRow:
    kind, opened_on = row.one_of("kind", list(RoomKind)), row.day("opened_on")
    checked_on = row.day("checked_on") if row.maybe("checked_on") else None
    found = {"door_closes": "", "not_crossed": "", "outcome": ""}
    if checked_on is not None:
        found = {each: row.one_of(each, _FOUND) for each in ("door_closes", "not_crossed")}
        found["outcome"] = row.one_of("outcome", list(CheckOutcome))
        private = found["door_closes"] == found["not_crossed"] == Answer.YES
        if found["outcome"] == CheckOutcome.PASSED and kind in PRIVATE_KINDS and not private:
            row.fault("outcome", "Such a room passes only where its door closes and nobody crosses it.")
        if opened_on and checked_on < opened_on:
            row.fault("checked_on", "The room was opened later than this day.")
    return RoomRow(
        unit=row.known("unit", units, "unit"),
        kind=kind,
        name=row.text("name", longest=60),
        opened_on=opened_on or _NO_DAY,
        checked_on=checked_on,
        **found,
    )
