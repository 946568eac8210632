"""The demonstration's 15 motorcycles (the source's number, at rural stations) and 3 vehicles."""

from __future__ import annotations

from pathlib import Path

from genderdesk.demo.country.make_rwanda.files import write_csv

MOTORCYCLES = ("12", "23", "25", "32", "34", "36", "37", "42", "43", "44", "45", "52", "54", "55", "57")
# District, kind, capabilities.
VEHICLES = (
    ("12", "car", "transport_survivor;unmarked;radio"),
    ("24", "pickup", "transport_suspect;radio"),
    ("43", "car", "transport_survivor;radio"),
)

# Crews that have not yet been trained for first response, so that the ranking has something to say.
_UNTRAINED = ("M-02", "M-09", "M-13", "V-02")
_COLUMNS = ["call_sign", "kind", "home_unit", "capabilities", "crew", "female_crew", "trained_crew"]


def _riders() -> dict[str, list[str]]:
    """The sex of the riders at each station, one for each vehicle there: every other one a woman, and one of each
    kind where a station has two."""
    riders: dict[str, list[str]] = {}
    for place, district in enumerate(MOTORCYCLES):
        riders.setdefault(district, []).append("female" if place % 2 else "male")
    for district, _kind, _capabilities in VEHICLES:
        there = riders.setdefault(district, [])
        there.append("male" if "female" in there else "female")
    return riders


RIDERS = _riders()


def make_fleet(officers: dict[str, str], folder: Path) -> None:
    """Write vehicles.csv; ``officers`` gives the staff code of a post's holder."""
    rows: list[tuple[object, ...]] = []
    used: dict[str, int] = {}
    fleet = [*((district, "motorcycle", "radio") for district in MOTORCYCLES), *VEHICLES]
    for district, kind, capabilities in fleet:
        number = used[district] = used.get(district, 0) + 1
        prefix = "M" if kind == "motorcycle" else "V"
        call_sign = f"{prefix}-{sum(str(row[0]).startswith(prefix) for row in rows) + 1:02}"
        crew = officers[f"RNP-D{district}-FP-R{number}"]
        female_crew = "yes" if RIDERS[district][number - 1] == "female" else "no"
        trained = "no" if call_sign in _UNTRAINED else "yes"
        rows.append((call_sign, kind, f"RNP-D{district}", capabilities, crew, female_crew, trained))
    write_csv(folder / "vehicles.csv", _COLUMNS, rows)
