"""A country's institutions as its files give them: one row type for each file, and the ids of imported records."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date

from genderdesk.groundwork.foundation.ids import imported_ids
from genderdesk.organisation.institution.rules.periods import FULL_TIME

# A record that comes from a file has the same id at every import, also in another installation.
imported_id = imported_ids("3c0f6a52-7d44-5b0e-9a53-64e7b2f1c9d8")

INSTITUTIONS = "institutions.csv"
UNITS = "units.csv"
DESKS = "desks.csv"
POSTS = "posts.csv"
OFFICERS = "officers.csv"
APPOINTMENTS = "appointments.csv"
DUTY_HOURS = "duty_hours.csv"
CELLS = "cells.csv"
CELL_MEMBERS = "cell_members.csv"
COMPETENCES = "competences.csv"
REQUIREMENTS = "requirements.csv"
COMPETENCES_HELD = "competences_held.csv"
MANDATES = "mandates.csv"
AUTHORITIES = "authorities.csv"
MILESTONES = "milestones.csv"
TIES = "desk_relations.csv"


@dataclass(frozen=True, slots=True)
class InstitutionRow:
    code: str
    kind: str
    name: str
    short_code: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class UnitRow:
    """``parent`` is the unit above since ``parent_since``; both are empty for the top of an institution."""

    code: str
    institution: str
    kind: str
    name: str
    place: str
    parent: str = ""
    parent_since: date | None = None
    latitude: float | None = None
    longitude: float | None = None
    position_note: str = ""
    setting: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class DeskRow:
    code: str
    unit: str
    kind: str
    name: str
    opened_on: date
    closed_on: date | None = None
    mandate: str = ""
    head_rank: str = ""
    reports_to: str = ""
    line: int = 0

    @property
    def id(self) -> uuid.UUID:
        return imported_id("desk", self.code)


@dataclass(frozen=True, slots=True)
class PostRow:
    code: str
    desk: str
    title: str
    role: str
    opened_on: date
    closed_on: date | None = None
    line: int = 0

    @property
    def id(self) -> uuid.UUID:
        return imported_id("post", self.code)

    @property
    def desk_id(self) -> uuid.UUID:
        return imported_id("desk", self.desk)


@dataclass(frozen=True, slots=True)
class OfficerRow:
    staff_code: str
    institution: str
    given_name: str
    family_name: str
    sex: str
    rank: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class AppointmentRow:
    post: str
    officer: str
    starts_on: date
    ends_on: date | None = None
    time_share: int = FULL_TIME
    line: int = 0

    @property
    def id(self) -> uuid.UUID:
        return imported_id("appointment", self.post, self.officer, self.starts_on.isoformat())

    @property
    def post_id(self) -> uuid.UUID:
        return imported_id("post", self.post)


@dataclass(frozen=True, slots=True)
class DutyRow:
    """Hours of some weekdays (Monday is 0) in minutes of the day; without a post they are the whole desk's."""

    desk: str
    post: str
    weekdays: tuple[int, ...]
    starts: int
    ends: int
    starts_on: date
    line: int = 0

    @property
    def desk_id(self) -> uuid.UUID:
        return imported_id("desk", self.desk)

    @property
    def post_id(self) -> uuid.UUID | None:
        return imported_id("post", self.post) if self.post else None


@dataclass(frozen=True, slots=True)
class CellRow:
    code: str
    institution: str
    name: str
    opened_on: date
    line: int = 0

    @property
    def id(self) -> uuid.UUID:
        return imported_id("cell", self.code)


@dataclass(frozen=True, slots=True)
class CellMemberRow:
    cell: str
    officer: str
    starts_on: date
    ends_on: date | None = None
    line: int = 0

    @property
    def id(self) -> uuid.UUID:
        return imported_id("cell_member", self.cell, self.officer, self.starts_on.isoformat())

    @property
    def cell_id(self) -> uuid.UUID:
        return imported_id("cell", self.cell)


@dataclass(frozen=True, slots=True)
class CompetenceRow:
    """Without ``validity_months`` it never lapses."""

    code: str
    name: str
    validity_months: int | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class RequirementRow:
    """Holders of posts with the role must hold the competence."""

    institution: str
    role: str
    competence: str
    starts_on: date
    ends_on: date | None = None
    line: int = 0

    @property
    def id(self) -> uuid.UUID:
        return imported_id("requirement", self.institution, self.role, self.competence, self.starts_on.isoformat())


@dataclass(frozen=True, slots=True)
class CompetenceHeldRow:
    """``source`` says by what it was shown."""

    officer: str
    competence: str
    granted_on: date
    source: str
    line: int = 0

    @property
    def id(self) -> uuid.UUID:
        return imported_id("competence_held", self.officer, self.competence, self.granted_on.isoformat())


@dataclass(frozen=True, slots=True)
class MandateRow:
    """A desk has one of the five functions by an instrument."""

    desk: str
    function: str
    instrument: str
    starts_on: date
    ends_on: date | None = None
    line: int = 0

    @property
    def id(self) -> uuid.UUID:
        return imported_id("mandate", self.desk, self.function, self.starts_on.isoformat())

    @property
    def desk_id(self) -> uuid.UUID:
        return imported_id("desk", self.desk)


@dataclass(frozen=True, slots=True)
class AuthorityRow:
    """A post decides about a subject; without ``ceiling`` there is no limit."""

    post: str
    subject: str
    level: str
    ceiling: int | None
    instrument: str
    starts_on: date
    ends_on: date | None = None
    line: int = 0

    @property
    def id(self) -> uuid.UUID:
        return imported_id("authority", self.post, self.subject, self.starts_on.isoformat())

    @property
    def post_id(self) -> uuid.UUID:
        return imported_id("post", self.post)


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """A day in a desk's life and what shows it."""

    desk: str
    what: str
    on_day: date
    evidence: str
    line: int = 0

    @property
    def id(self) -> uuid.UUID:
        return imported_id("milestone", self.desk, self.what)

    @property
    def desk_id(self) -> uuid.UUID:
        return imported_id("desk", self.desk)


@dataclass(frozen=True, slots=True)
class TieRow:
    """How a desk belongs to another one."""

    desk: str
    relation: str
    other: str
    starts_on: date
    ends_on: date | None = None
    line: int = 0

    @property
    def id(self) -> uuid.UUID:
        return imported_id("desk tie", self.desk, self.relation, self.other, self.starts_on.isoformat())

    @property
    def desk_id(self) -> uuid.UUID:
        return imported_id("desk", self.desk)

    @property
    def other_id(self) -> uuid.UUID:
        return imported_id("desk", self.other)


@dataclass(frozen=True)
class InstitutionFiles:
    """The rows of all files; a file that is not there has none."""

    institutions: Sequence[InstitutionRow] = ()
    units: Sequence[UnitRow] = ()
    desks: Sequence[DeskRow] = ()
    posts: Sequence[PostRow] = ()
    officers: Sequence[OfficerRow] = ()
    appointments: Sequence[AppointmentRow] = ()
    duty_hours: Sequence[DutyRow] = ()
    cells: Sequence[CellRow] = ()
    cell_members: Sequence[CellMemberRow] = ()
    competences: Sequence[CompetenceRow] = ()
    requirements: Sequence[RequirementRow] = ()
    competences_held: Sequence[CompetenceHeldRow] = ()
    mandates: Sequence[MandateRow] = ()
    authorities: Sequence[AuthorityRow] = ()
    milestones: Sequence[MilestoneRow] = ()
    ties: Sequence[TieRow] = ()

    @property
    def size(self) -> int:
        """How many rows all of them have."""
        return sum(len(getattr(self, each.name)) for each in fields(self))
