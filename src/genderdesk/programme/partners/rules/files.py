"""Partners as a country's files give them: one row type for each file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

ORGANISATIONS = "organisations.csv"
AGREEMENTS = "agreements.csv"
PROJECTS = "projects.csv"
PROJECT_PARTNERS = "project_partners.csv"
OBJECTIVES = "objectives.csv"
ASSETS = "assets.csv"
FILES = (ORGANISATIONS, AGREEMENTS, PROJECTS, PROJECT_PARTNERS, OBJECTIVES, ASSETS)


@dataclass(frozen=True, slots=True)
class NameLine:
    """A partner under one of its names; the lines of its names share the code and what else stands there."""

    code: str
    kind: str
    name: str
    starts_on: date
    ends_on: date | None
    iati_id: str
    contact: str


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """An agreement that was signed elsewhere; of an operator's also its number."""

    reference: str
    institution: str
    partner: str
    kind: str
    title: str
    starts_on: date
    ends_on: date | None
    signed_on: date
    signed_for_us: str
    signed_for_them: str
    terminated_on: date | None
    short_code: str
    channels: str
    networks: str
    paid_by: str
    masked_on_bill: str


@dataclass(frozen=True, slots=True)
class ProjectLine:
    code: str
    institution: str
    title: str
    goal: str
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class ProjectPartnerLine:
    project: str
    partner: str
    role: str


@dataclass(frozen=True, slots=True)
class ObjectiveLine:
    project: str
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class AssetLine:
    """One thing by its plate or serial number, on the note with which it came."""

    note: str
    project: str
    partner: str
    received_on: date
    thing: str
    serial: str
    unit: str
    state: str
    seen_on: date


@dataclass(frozen=True, slots=True)
class PartnerFiles:
    """All rows of a folder."""

    names: Sequence[NameLine] = ()
    agreements: Sequence[AgreementLine] = ()
    projects: Sequence[ProjectLine] = ()
    partners: Sequence[ProjectPartnerLine] = ()
    objectives: Sequence[ObjectiveLine] = ()
    assets: Sequence[AssetLine] = ()

    @property
    def size(self) -> int:
        """How many rows."""
        each = (self.names, self.agreements, self.projects, self.partners, self.objectives, self.assets)
        return sum(map(len, each))
