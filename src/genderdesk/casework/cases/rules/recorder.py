"""A row of an Incident Recorder file as codes, with a sentence for each cell that cannot be read. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from genderdesk.casework.cases.rules.ages import years_between
from genderdesk.casework.cases.vocabulary.recorder import (
    COLUMNS,
    DISPLACEMENT_STAGE,
    NUMBER,
    PERPETRATOR_SEX,
    PLACE,
    SERVICE,
    SERVICE_COLUMNS,
    SEX,
    YES_NO,
    Column,
)

# Without these columns a file is none of the Incident Recorder's.
REQUIRED = ("incident", "interviewed", "gbv_type", "consent")
# Cells that the desk has no place for; their words go to the sealed note of the case.
NOT_KEPT = ("survivor", "case_manager", "ethnicity", "country", "county", "time_of_day", "referred_from", "agency")

_DATES = ("%d-%b-%Y", "%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y")
# Words that other editions of the Recorder and of GBVIMS+ write for the same.
_ALSO: Mapping[int, Mapping[str, str]] = {
    id(SEX): {"female": "female", "male": "male"},
    id(PERPETRATOR_SEX): {"female": "female", "male": "male", "both": "both", "unknown": "unknown"},
    id(PLACE): {"beach": "waterside", "farm": "field", "unknown": "unknown"},
    id(NUMBER): {"morethan3": "more_than_3"},
    id(DISPLACEMENT_STAGE): {"notdisplaced/homecountry": "at_home", "postdisplacement": "after"},
    id(YES_NO): {"true": "yes", "false": "no", "y": "yes", "n": "no"},
}
_OLDEST = 120
_LONGEST_ID = 80


@dataclass(slots=True)
class Read:
    """One row: its codes by column, years of age, what stands in cells without a place, and what is wrong in it."""

    line: int
    codes: dict[str, str] = field(default_factory=dict)
    dates: dict[str, date] = field(default_factory=dict)
    years: int | None = None
    remarks: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def incident(self) -> str:
        return self.codes.get("incident", "")


def plain(text: object) -> str:
    """Words as they are compared: without case, spaces and the difference of dashes and apostrophes."""
    words = str(text).strip().casefold().replace("’", "'").replace("–", "-")
    return "".join(words.split())


def read_row(line: int, cells: Mapping[str, Any], today: date) -> Read:
    """A row of cells by column key."""
    found = Read(line)
    for column in COLUMNS:
        value = cells.get(column.key)
        if value is None or not str(value).strip():
            continue
        if column.date:
            _read_date(found, column, value)
        elif column.menu is None:
            found.codes[column.key] = str(value).strip()
        elif code := _code(column, value):
            found.codes[column.key] = code
        else:
            _fault(found, column, f"“{value}” is no word of this column. It knows: {_known(column)}.")
    _check(found, today)
    return found


def _code(column: Column, value: Any) -> str:
    assert column.menu is not None
    wanted = plain(int(value) if isinstance(value, float) and value.is_integer() else value)
    also = _ALSO.get(id(column.menu), {})
    if wanted in also:
        return also[wanted]
    if column.menu is SERVICE:
        # Several entries stand in one cell with & between them; the one that went furthest is kept, all are noted.
        wanted = wanted.split("&")[0]
    # Of two codes with one word the first is meant.
    return next((str(code) for code, word in column.menu.items() if plain(word) == wanted), "")


def _known(column: Column) -> str:
    assert column.menu is not None
    return "; ".join(dict.fromkeys(column.menu.values()))


def _read_date(found: Read, column: Column, value: Any) -> None:
    if isinstance(value, datetime):
        found.dates[column.key] = value.date()
    elif isinstance(value, date):
        found.dates[column.key] = value
    else:
        for form in _DATES:
            try:
                found.dates[column.key] = datetime.strptime(str(value).strip(), form).replace(tzinfo=UTC).date()
            except ValueError:
                continue
            return
        _fault(found, column, f"“{value}” is no date. Write it as 31-Jan-2026.")


def _fault(found: Read, column: Column, sentence: str) -> None:
    found.faults.append(f"row {found.line}, {column.heading}: {sentence}")


def _check(found: Read, today: date) -> None:
    by_key = {column.key: column for column in COLUMNS}
    faulty = " ".join(found.faults)
    for key in ("incident", "gbv_type", "consent"):
        if key not in found.codes and by_key[key].heading not in faulty:
            _fault(found, by_key[key], "this cell is empty. It is needed.")
    if len(found.incident) > _LONGEST_ID:
        _fault(found, by_key["incident"], f"this id is longer than {_LONGEST_ID} signs. Is it in the right column?")
    interviewed, occurred, born = (found.dates.get(key) for key in ("interviewed", "occurred", "born"))
    if interviewed is None:
        if by_key["interviewed"].heading not in faulty:
            _fault(found, by_key["interviewed"], "this cell is empty. It is needed.")
        return
    if interviewed > today:
        _fault(found, by_key["interviewed"], f"{interviewed} lies in the future. Check the year.")
    if occurred is not None and occurred > interviewed:
        _fault(found, by_key["occurred"], f"{occurred} is later than the interview on {interviewed}. Check both dates.")
    if born is not None:
        years = years_between(born, interviewed)
        if 0 <= years <= _OLDEST:
            found.years = years
        else:
            _fault(found, by_key["born"], f"{born} gives an age of {years} years at the interview. Check the year.")


def services_told(found: Read) -> dict[str, str]:
    """What the file says of each service."""
    return {key: found.codes[key] for key in SERVICE_COLUMNS if key in found.codes}
