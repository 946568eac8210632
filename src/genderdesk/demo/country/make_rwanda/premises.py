"""What stands at the demonstration's stations. All invented, and not as good everywhere as it should be."""

from __future__ import annotations

from pathlib import Path

from genderdesk.demo.country.make_rwanda.files import District, write_csv
from genderdesk.demo.country.make_rwanda.people import OPENED_ON
from genderdesk.organisation.institution.vocabulary.readiness import DEFAULT_STANDARD, Method

_CHECKED_ON = "2026-06-15"
_PRIVATE = ("yes", "yes", "passed")
# District codes of stations whose room is walked through, whose door does not close, and that have none.
_CROSSED, _OPEN_DOOR, _WITHOUT = ("22", "35"), ("43",), ("51",)
_HEADQUARTERS = (
    ("RNP-HQ", "interview", "Blue room", _PRIVATE),
    ("RNP-HQ", "interview", "Red room", _PRIVATE),
    ("RNP-HQ", "recording", "Yellow room", _PRIVATE),
    ("RNP-HQ", "child_corner", "Room with toys", ("yes", "no", "passed")),
    ("RNP-HQ", "waiting", "Hall of the ground floor", ("unknown", "no", "passed")),
    ("RNP-HQ", "exhibit_safe", "Back room", ("yes", "yes", "passed")),
    ("RDF-HQ", "interview", "Small room", _PRIVATE),
)

# What some stations lack, by the line of the standard, and how it was found there.
_LACKING = {
    "registers": (("24", "absent"),),
    "directory": (("22", "absent"), ("36", "broken")),
    "toilet": (("31", "broken"), ("54", "broken")),
    "vehicle": (("27", "broken"), ("42", "absent"), ("13", "shared"), ("21", "shared")),
    "forms": (("45", "absent"),),
    "wheelchair": (("23", "absent"), ("25", "absent"), ("33", "absent"), ("41", "absent")),
}
_PHONE_BROKEN, _WITHOUT_CABINET = "26", ("32", "53")
# Litres and francs of a month, and the stations to which less came.
_FUEL, _CREDIT = 120, 20_000
_MONTHS = ("2026-08-01", "2026-09-01", "2026-10-01")
_LESS_CAME = {"22": 40, "43": 60}


# Invented, in francs a piece; of the other lines no price is kept.
_PRICES = {"cabinet": 180_000, "phone": 95_000, "registers": 12_000, "forms": 30_000, "toilet": 1_400_000}


def make_premises(districts: list[District], folder: Path) -> None:
    """Write rooms.csv, standard_lines.csv, unit_costs.csv, equipment.csv, inspections.csv and supplies.csv."""
    rooms = [(*room[:3], OPENED_ON, _CHECKED_ON, *room[3]) for room in _HEADQUARTERS]
    rooms += [
        (f"RNP-D{each.code}", "interview", "Small room", OPENED_ON, _CHECKED_ON, *_found(each))
        for each in districts
        if each.code not in _WITHOUT
    ]
    header = ("unit", "kind", "name", "opened_on", "checked_on", "door_closes", "not_crossed", "outcome")
    write_csv(folder / "rooms.csv", header, rooms)
    _make_standards(folder)
    costs = [("RNP", line, OPENED_ON, amount, "Invented price") for line, amount in _PRICES.items()]
    write_csv(folder / "unit_costs.csv", ("institution", "code", "starts_on", "amount", "source"), costs)
    stations = [each.code for each in districts]
    _make_equipment(stations, folder)
    _make_inspections(stations, folder)
    _make_supplies(stations, folder)


def _found(district: District) -> tuple[str, str, str]:
    if district.code in _CROSSED:
        return "yes", "no", "failed"
    if district.code in _OPEN_DOOR:
        return "no", "yes", "failed"
    return _PRIVATE


def _make_standards(folder: Path) -> None:
    header = ("institution", "starts_on", "code", "domain", "demand", "method", "quantity", "kind", "only")
    lines = [
        (
            institution,
            OPENED_ON,
            each.code,
            each.domain,
            each.demand,
            each.method,
            each.quantity,
            each.kind,
            each.only,
        )
        for institution in ("RNP", "RDF")
        for each in DEFAULT_STANDARD
    ]
    write_csv(folder / "standard_lines.csv", header, lines)


def _make_equipment(stations: list[str], folder: Path) -> None:
    things = [
        *(("RNP-HQ", kind, "", "", number, "working", OPENED_ON) for kind, number in (("phone", 4), ("cabinet", 3))),
        *(("RNP-HQ", kind, "", "", number, "working", OPENED_ON) for kind, number in (("computer", 5), ("printer", 1))),
        ("RNP-HQ", "power", "Generator (invented)", "", 1, "shared", OPENED_ON),
        ("RDF-HQ", "phone", "", "", 1, "working", OPENED_ON),
        ("RDF-HQ", "cabinet", "", "", 1, "working", OPENED_ON),
    ]
    for code in stations:
        unit, phone = f"RNP-D{code}", "broken" if code == _PHONE_BROKEN else "working"
        things.append((unit, "phone", "", f"INV-P{code}", 1, phone, "2026-05-04"))
        things.append((unit, "sim", "", "", 2, "working", OPENED_ON))
        if code not in _WITHOUT_CABINET:
            things.append((unit, "cabinet", "", "", 1, "working", OPENED_ON))
    write_csv(folder / "equipment.csv", ("unit", "kind", "name", "serial", "quantity", "state", "since"), things)


def _make_inspections(stations: list[str], folder: Path) -> None:
    looked = [each.code for each in DEFAULT_STANDARD if each.method == Method.LOOKED]
    found = {(station, line): state for line, stations in _LACKING.items() for station, state in stations}
    desks = [("RNP-GD", ""), *((f"RNP-D{code}-FP", code) for code in stations)]
    rows = [(desk, _CHECKED_ON, line, found.get((code, line), "working")) for desk, code in desks for line in looked]
    write_csv(folder / "inspections.csv", ("desk", "inspected_on", "code", "state"), rows)


def _make_supplies(stations: list[str], folder: Path) -> None:
    rows = []
    for code in stations:
        for month in _MONTHS:
            came = _LESS_CAME.get(code, _FUEL) if month == _MONTHS[-1] else _FUEL
            rows += [
                (f"RNP-D{code}", "fuel", move, month, amount)
                for move, amount in (("allocated", _FUEL), ("received", came), ("used", min(came, 90)))
            ]
            rows += [(f"RNP-D{code}", "credit", move, month, _CREDIT) for move in ("allocated", "received", "used")]
    write_csv(folder / "supplies.csv", ("unit", "kind", "move", "month", "amount"), rows)
