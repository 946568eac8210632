"""What stands at the demonstration's stations. All invented, and not as good everywhere as it should be."""

from __future__ import annotations

from pathlib import Path

from genderdesk.demo.country.make_rwanda.files import District, write_csv
from genderdesk.demo.country.make_rwanda.people import OPENED_ON

_CHECKED_ON = "2026-06-15"
_PRIVATE = ("yes", "yes", "passed")
# District codes of stations whose room is walked through, whose door does not close, and that have none.
_CROSSED, _OPEN_DOOR, _WITHOUT = ("22", "35"), ("43",), ("51",)
_HEADQUARTERS = (
    ("RNP-HQ", "interview", "Interview room 1", _PRIVATE),
    ("RNP-HQ", "interview", "Interview room 2", _PRIVATE),
    ("RNP-HQ", "recording", "Recording room", _PRIVATE),
    ("RNP-HQ", "child_corner", "Room with toys", ("yes", "no", "passed")),
    ("RNP-HQ", "waiting", "Waiting area", ("unknown", "no", "passed")),
    ("RNP-HQ", "exhibit_safe", "Exhibit store", ("yes", "yes", "passed")),
    ("RDF-HQ", "interview", "Interview room", _PRIVATE),
)


def make_premises(districts: list[District], folder: Path) -> None:
    """Write rooms.csv."""
    rooms = [(*room[:3], OPENED_ON, _CHECKED_ON, *room[3]) for room in _HEADQUARTERS]
    rooms += [
        (f"RNP-D{each.code}", "interview", "Interview room", OPENED_ON, _CHECKED_ON, *_found(each))
        for each in districts
        if each.code not in _WITHOUT
    ]
    header = ("unit", "kind", "name", "opened_on", "checked_on", "door_closes", "not_crossed", "outcome")
    write_csv(folder / "rooms.csv", header, rooms)


def _found(district: District) -> tuple[str, str, str]:
    if district.code in _CROSSED:
        return "yes", "no", "failed"
    if district.code in _OPEN_DOOR:
        return "no", "yes", "failed"
    return _PRIVATE
