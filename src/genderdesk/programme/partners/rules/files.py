"""Partners as a country's files give them: one row type for each file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date

from genderdesk.groundwork.foundation.ids import imported_ids

ORGANISATIONS = "organisations.csv"
AGREEMENTS = "agreements.csv"
PROJECTS = "projects.csv"
PROJECT_PARTNERS = "project_partners.csv"
OBJECTIVES = "objectives.csv"
PROJECT_INSTRUMENTS = "project_instruments.csv"
PRESENCES = "presences.csv"
ASSETS = "assets.csv"

# A record that comes from a file has the same id at every import, also in another installation.
imported_id = imported_ids("c4c9b5d0-7a0e-5c7e-8d1f-0d2a4f9be3a2")


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
    scope: str


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
class ProjectInstrumentLine:
    project: str
    instrument: str


@dataclass(frozen=True, slots=True)
class PresenceLine:
    """What a partner does somewhere, and whom it reached by one method."""

    code: str
    institution: str
    partner: str
    project: str
    sector: str
    activity: str
    place: str
    starts_on: date
    ends_on: date | None
    status: str
    reached: int | None
    counted_by: str


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
    instruments: Sequence[ProjectInstrumentLine] = ()
    presences: Sequence[PresenceLine] = ()
    assets: Sequence[AssetLine] = ()

    @property
    def size(self) -> int:
        """How many rows."""
        return sum(len(getattr(self, each.name)) for each in fields(self))
