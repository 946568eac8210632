"""The page of results as plain data: what every format shows, so that none can show another number.

``written`` is its one canonical form; ``digest`` of that is what a freeze keeps and what two runs are compared by.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

# Another number here says that pages are written in another way, so that digests of before differ.
EDITION = 1


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a number: ``dimension`` (sex, category, region, method, …), its ``code``, its name in records.

    ``value`` is None where it is kept back since so few people are in it.
    """

    dimension: str
    code: str
    name: str
    value: int | None


@dataclass(frozen=True, slots=True)
class Caution:
    """What a reader must know beside a number: a ``Warned`` code, how many, and which records in words."""

    code: str
    number: int | None = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A statement of contribution: somebody's judgement with its evidence, never a number."""

    text: str
    author: str
    evidence: str
    stated_on: date


@dataclass(frozen=True, slots=True)
class Base:
    """What the number was before, on a day, and where that is written."""

    measured_on: date
    value: int | float
    source: str


@dataclass(frozen=True, slots=True)
class Mark:
    """What the number should reach in a period, from ``first`` up to and with ``last``."""

    first: date
    last: date
    value: int | float


@dataclass(frozen=True, slots=True)
class Line:
    """One claim with what the records say of it on the day.

    ``asserted`` is what the claim says ("250", "3 of 5"); ``value`` what was counted, in ``unit``, out of ``whole``
    where it is a share; ``shown`` both as text without words of a language. ``method`` names the counting rule,
    ``query`` and ``arguments`` what was asked, ``since`` the first day counted (None: from the beginning). ``earlier``
    is the number of the period of the same length that ended the day before ``since``, where the claim compares.
    ``name`` and ``definition`` are those of the indicator's version; ``beside`` says that the parts count something
    else than the value, such as people by region beside a number of regions.
    """

    code: str
    section: str
    text: str
    objective: int | None
    level: str
    indicator: str
    version: int
    query: str
    arguments: Mapping[str, str]
    method: str
    unit: str
    since: date | None
    quantifier: str
    asserted: str
    value: int | float | None
    whole: int | None
    shown: str
    parts: tuple[Part, ...]
    verdict: str
    cautions: tuple[Caution, ...]
    statements: tuple[Said, ...]
    earlier: int | float | None = None
    name: str = ""
    definition: str = ""
    direction: str = ""
    beside: bool = False
    base: Base | None = None
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Aim:
    """An objective of the project and how many claims with a supported result serve it."""

    number: int
    text: str
    claims: int
    supported: int


@dataclass(frozen=True, slots=True)
class Party:
    """A partner in the project: its name on the day, the name that it has now where that is another, its IATI role."""

    code: str
    name: str
    later_name: str
    kind: str
    role: str
    iati_id: str


@dataclass(frozen=True, slots=True)
class Total:
    """What the trainings of several claims are together, in one unit; two units are never added to each other."""

    unit: str
    value: int


@dataclass(frozen=True, slots=True)
class Page:
    """The page of one project's results as of a day. ``country`` is the code of the country's division."""

    project: str
    title: str
    goal: str
    institution: str
    institution_name: str
    country: str
    starts_on: date
    ends_on: date | None
    as_of: date
    source: str
    aims: tuple[Aim, ...]
    parties: tuple[Party, ...]
    lines: tuple[Line, ...]
    totals: tuple[Total, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How many claims have each verdict."""
        found: dict[str, int] = {}
        for line in self.lines:
            found[line.verdict] = found.get(line.verdict, 0) + 1
        return dict(sorted(found.items()))


def as_data(page: Page) -> dict[str, Any]:
    """The page as JSON data: days as ISO 8601, in one order, with its edition."""
    data = json.loads(json.dumps(asdict(page), default=_day, sort_keys=True))
    return {"edition": EDITION, **data, "counts": page.counts}


def _day(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place on a page of results")


def written(page: Page) -> str:
    """The one canonical form of a page: the same records give the same bytes."""
    return json.dumps(as_data(page), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest_of(text: str) -> str:
    """SHA-256 of a canonical form, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def read_page(text: str) -> Page:
    """A page from its canonical form, as a freeze keeps it. KeyError where it is of another edition."""
    data = json.loads(text)
    if data["edition"] != EDITION:
        raise KeyError(data["edition"])
    plain = {key: data[key] for key in data if key not in ("edition", "counts")}
    plain["lines"] = tuple(_line(each) for each in plain["lines"])
    plain["aims"] = tuple(Aim(**each) for each in plain["aims"])
    plain["totals"] = tuple(Total(**each) for each in plain["totals"])
    plain["parties"] = tuple(Party(**each) for each in plain["parties"])
    return Page(**(plain | _days(plain, "starts_on", "ends_on", "as_of")))


def _line(data: Mapping[str, Any]) -> Line:
    return Line(
        **(
            {**data}
            | _days(data, "since")
            | {
                "parts": tuple(Part(**each) for each in data["parts"]),
                "cautions": tuple(Caution(**each) for each in data["cautions"]),
                "base": Base(**{**data["base"], **_days(data["base"], "measured_on")}) if data["base"] else None,
                "marks": tuple(Mark(**{**each, **_days(each, "first", "last")}) for each in data["marks"]),
                "statements": tuple(Said(**{**each, **_days(each, "stated_on")}) for each in data["statements"]),
            }
        )
    )


def _days(data: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: date.fromisoformat(data[name]) if data[name] else None for name in names}
