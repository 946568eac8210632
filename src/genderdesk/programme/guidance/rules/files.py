"""Guidance as a country's files give it: one row type for each file, and the ids of imported records."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from genderdesk.groundwork.foundation.ids import imported_ids
from genderdesk.programme.guidance.rules.force import Force, in_force_on

GUIDELINES = "guidelines.csv"
INSTRUMENTS = "instruments.csv"
STRENGTH = "strength.csv"
FLOWS = "strength_flows.csv"
DEPLOYMENTS = "deployments.csv"

# A record that comes from a file has the same id at every import, also in another installation.
imported_id = imported_ids("5d0a3f6e-2f0c-5a6b-9a55-7b1e0c6f4a10")
# Of a document by its institution's code and its reference.
Reference = tuple[str, str]


@dataclass(frozen=True, slots=True)
class GuidelineLine:
    """One version of a document that was authorised elsewhere; the lines of its versions share what the document is."""

    reference: str
    institution: str
    title: str
    kind: str
    major: int
    minor: int
    in_force_from: date
    in_force_to: date | None
    authorised_by: str
    authorised_on: date
    owner_post: uuid.UUID | None
    marking: str
    audience: tuple[str, ...]
    review_due: date | None
    text: str
    changes: str
    line: int = 0

    @property
    def number(self) -> str:
        return f"{self.major}.{self.minor}"

    @property
    def document(self) -> Reference:
        return self.institution, self.reference


@dataclass(frozen=True, slots=True)
class InstrumentLine:
    code: str
    kind: str
    title: str
    source: str
    adopted_on: date | None
    binding_from: date | None
    binding_to: date | None


@dataclass(frozen=True, slots=True)
class CountLine:
    """One line of a day's count of an institution."""

    institution: str
    counted_on: date
    rank_band: str
    role_kind: str
    women: int
    men: int
    unknown: int
    source: str


@dataclass(frozen=True, slots=True)
class FlowLine:
    institution: str
    kind: str
    starts_on: date
    ends_on: date
    rank_band: str
    women: int
    men: int
    unknown: int
    source: str


@dataclass(frozen=True, slots=True)
class DeploymentLine:
    """With an ``officer``, by staff code, the counts are 0 and follow from the officer's sex."""

    code: str
    institution: str
    mission: str
    task: str
    starts_on: date
    ends_on: date | None
    officer: str
    women: int
    men: int
    unknown: int
    source: str


@dataclass(frozen=True, slots=True)
class GuidanceFiles:
    """All rows of a folder."""

    guidelines: Sequence[GuidelineLine] = ()
    instruments: Sequence[InstrumentLine] = ()
    counts: Sequence[CountLine] = ()
    flows: Sequence[FlowLine] = ()
    deployments: Sequence[DeploymentLine] = ()

    @property
    def size(self) -> int:
        """How many rows."""
        each = (self.guidelines, self.instruments, self.counts, self.flows, self.deployments)
        return sum(map(len, each))


@dataclass(frozen=True)
class Guidelines:
    """Versions that were ever in force, by document and number: what files of other rooms may name."""

    versions: Mapping[Reference, Mapping[str, Force[str]]] = field(default_factory=dict)

    def version_on(self, institution: str, reference: str, day: date) -> str | None:
        """The number of the version of a document that was in force on a day; None where none was."""
        return in_force_on(self.versions.get((institution, reference.upper()), {}).values(), day)

    def has(self, institution: str, reference: str, number: str) -> bool:
        """Whether a document has a version with the number."""
        return number in self.versions.get((institution, reference.upper()), {})


def with_lines(kept: Iterable[tuple[Reference, Force[str]]], lines: Iterable[GuidelineLine]) -> Guidelines:
    """Versions that are kept, with those that a folder brings."""
    found: dict[Reference, dict[str, Force[str]]] = {}
    for each in lines:
        force = Force(each.number, each.in_force_from, each.in_force_to)
        found.setdefault(each.document, {})[each.number] = force
    # What is kept stays as it is; a file changes nothing of it.
    for document, force in kept:
        found.setdefault(document, {})[force.version] = force
    return Guidelines(found)
