"""Reads a country's institutions: sixteen CSV files described in docs/country-files.md. Institutions and units
must be there at the first load; everything else, and everything later, may be absent."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

from genderdesk.groundwork.foundation.csvs import CsvFault
from genderdesk.groundwork.foundation.phones import is_short_code
from genderdesk.groundwork.foundation.sheets import Folder, Row
from genderdesk.organisation.institution.rules.files import (
    APPOINTMENTS,
    AUTHORITIES,
    CELL_MEMBERS,
    CELLS,
    COMPETENCES,
    COMPETENCES_HELD,
    DESKS,
    DUTY_HOURS,
    INSTITUTIONS,
    MANDATES,
    MILESTONES,
    OFFICERS,
    POSTS,
    REQUIREMENTS,
    TIES,
    UNITS,
    AppointmentRow,
    AuthorityRow,
    CellMemberRow,
    CellRow,
    CompetenceHeldRow,
    CompetenceRow,
    DeskRow,
    DutyRow,
    InstitutionFiles,
    InstitutionRow,
    MandateRow,
    MilestoneRow,
    OfficerRow,
    PostRow,
    RequirementRow,
    TieRow,
    UnitRow,
)
from genderdesk.organisation.institution.rules.findings import faults_of
from genderdesk.organisation.institution.rules.kept import Kept
from genderdesk.organisation.institution.rules.periods import FULL_TIME
from genderdesk.organisation.institution.vocabulary import (
    AuthorityLevel,
    AuthoritySubject,
    DeskFunction,
    DeskKind,
    InstitutionKind,
    Milestone,
    Role,
    Setting,
    Sex,
    Tie,
    UnitKind,
)

# As the calendar standard writes them (RFC 5545, 3.3.10), Monday first.
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_HOUR = re.compile(r"([01]\d|2[0-3]):([0-5]\d)", re.ASCII)

_LONGEST_MONTHS = 600
_HIGHEST_CEILING = 10**15

# Stands in for a day whose cell is at fault; the file is refused, so that it is never kept.
_NO_DAY = date(1, 1, 1)


def read_institutions(
    folder: Path, kept: Kept, in_country: Callable[[float, float], bool] = lambda _north, _east: True
) -> tuple[InstitutionFiles, list[CsvFault]]:
    """The rows of a country folder and all faults found; load the rows only where there are none.

    ``kept`` is what the database holds (``queries.kept()``) with all division codes; ``in_country`` says whether a
    position can be right, which finds latitude and longitude that were swapped.
    """
    given = Folder(folder)
    must = not kept.institutions
    files = InstitutionFiles(
        institutions=given.rows(INSTITUTIONS, "code kind name short_code", "", _institution, must=must),
        units=given.rows(
            UNITS,
            "code institution kind name place parent parent_since",
            "latitude longitude position_note setting",
            lambda row: _unit(row, in_country),
            must=must,
        ),
        desks=given.rows(DESKS, "code unit kind name mandate head_rank reports_to opened_on", "closed_on", _desk),
        posts=given.rows(POSTS, "code desk title role opened_on", "closed_on", _post),
        officers=given.rows(OFFICERS, "staff_code institution given_name family_name sex rank", "", _officer),
        appointments=given.rows(APPOINTMENTS, "post officer starts_on", "ends_on time_share", _appointment),
        duty_hours=given.rows(DUTY_HOURS, "desk weekdays starts ends starts_on", "post", _duty),
        cells=given.rows(CELLS, "code institution name opened_on", "", _cell),
        cell_members=given.rows(CELL_MEMBERS, "cell officer starts_on", "ends_on", _cell_member),
        competences=given.rows(COMPETENCES, "code name", "validity_months", _competence),
        requirements=given.rows(REQUIREMENTS, "institution role competence starts_on", "ends_on", _requirement),
        competences_held=given.rows(COMPETENCES_HELD, "officer competence granted_on source", "", _competence_held),
        mandates=given.rows(MANDATES, "desk function instrument starts_on", "ends_on", _mandate),
        authorities=given.rows(AUTHORITIES, "post subject level instrument starts_on", "ceiling ends_on", _authority),
        milestones=given.rows(MILESTONES, "desk what on_day evidence", "", _milestone),
        ties=given.rows(TIES, "desk relation other starts_on", "ends_on", _tie),
    )
    # What no cell shows is only worth saying about cells that can be read.
    return files, given.faults or list(faults_of(files, kept))


def _institution(row: Row) -> InstitutionRow:
    short_code = row.maybe("short_code")
    if short_code and not (short_code.isdecimal() and is_short_code(short_code)):
        row.fault("short_code", f"{short_code!r} is not a short code of 3 to 5 digits, such as 3512.")
    kind = row.one_of("kind", list(InstitutionKind))
    return InstitutionRow(row.code("code"), kind, row.text("name", longest=100), short_code, row.line)


def _unit(row: Row, in_country: Callable[[float, float], bool]) -> UnitRow:
    position = row.position()
    if position and not in_country(*position):
        row.fault("latitude", "This position lies outside the country. Are latitude and longitude swapped?")
    latitude, longitude = position or (None, None)
    return UnitRow(
        code=row.code("code"),
        institution=row.text("institution"),
        kind=row.one_of("kind", list(UnitKind)),
        name=row.text("name", longest=100),
        place=row.text("place"),
        parent=row.maybe("parent"),
        parent_since=row.day("parent_since") if row.maybe("parent_since") else None,
        latitude=latitude,
        longitude=longitude,
        position_note=row.text("position_note", longest=100),
        setting=row.one_of("setting", list(Setting)),
        line=row.line,
    )


def _desk(row: Row) -> DeskRow:
    return DeskRow(
        code=row.code("code"),
        unit=row.text("unit"),
        kind=row.one_of("kind", list(DeskKind)),
        name=row.text("name", longest=100),
        opened_on=row.day("opened_on") or _NO_DAY,
        closed_on=row.day("closed_on"),
        mandate=row.maybe("mandate", longest=2000),
        head_rank=row.maybe("head_rank", longest=60),
        reports_to=row.maybe("reports_to", longest=100),
        line=row.line,
    )


def _post(row: Row) -> PostRow:
    return PostRow(
        code=row.code("code"),
        desk=row.text("desk"),
        title=row.text("title", longest=100),
        role=row.one_of("role", list(Role)),
        opened_on=row.day("opened_on") or _NO_DAY,
        closed_on=row.day("closed_on"),
        line=row.line,
    )


def _officer(row: Row) -> OfficerRow:
    return OfficerRow(
        staff_code=row.code("staff_code"),
        institution=row.text("institution"),
        given_name=row.text("given_name", longest=60),
        family_name=row.text("family_name", longest=60),
        sex=row.one_of("sex", list(Sex)),
        rank=row.maybe("rank", longest=60),
        line=row.line,
    )


def _appointment(row: Row) -> AppointmentRow:
    return AppointmentRow(
        post=row.text("post"),
        officer=row.text("officer"),
        starts_on=row.day("starts_on") or _NO_DAY,
        ends_on=row.day("ends_on"),
        time_share=row.whole("time_share", 1, FULL_TIME) or FULL_TIME,
        line=row.line,
    )


def _cell(row: Row) -> CellRow:
    return CellRow(
        code=row.code("code"),
        institution=row.text("institution"),
        name=row.text("name", longest=100),
        opened_on=row.day("opened_on") or _NO_DAY,
        line=row.line,
    )


def _cell_member(row: Row) -> CellMemberRow:
    return CellMemberRow(
        cell=row.text("cell"),
        officer=row.text("officer"),
        starts_on=row.day("starts_on") or _NO_DAY,
        ends_on=row.day("ends_on"),
        line=row.line,
    )


def _competence(row: Row) -> CompetenceRow:
    months = row.whole("validity_months", 1, _LONGEST_MONTHS) if row.maybe("validity_months") else None
    return CompetenceRow(row.code("code"), row.text("name", longest=100), months, row.line)


def _requirement(row: Row) -> RequirementRow:
    return RequirementRow(
        institution=row.text("institution"),
        role=row.one_of("role", list(Role)),
        competence=row.text("competence"),
        starts_on=row.day("starts_on") or _NO_DAY,
        ends_on=row.day("ends_on"),
        line=row.line,
    )


def _competence_held(row: Row) -> CompetenceHeldRow:
    return CompetenceHeldRow(
        officer=row.text("officer"),
        competence=row.text("competence"),
        granted_on=row.day("granted_on") or _NO_DAY,
        source=row.text("source", longest=100),
        line=row.line,
    )


def _mandate(row: Row) -> MandateRow:
    return MandateRow(
        desk=row.text("desk"),
        function=row.one_of("function", list(DeskFunction)),
        instrument=row.text("instrument", longest=200),
        starts_on=row.day("starts_on") or _NO_DAY,
        ends_on=row.day("ends_on"),
        line=row.line,
    )


def _authority(row: Row) -> AuthorityRow:
    return AuthorityRow(
        post=row.text("post"),
        subject=row.one_of("subject", list(AuthoritySubject)),
        level=row.one_of("level", list(AuthorityLevel)),
        ceiling=row.whole("ceiling", 0, _HIGHEST_CEILING) if row.maybe("ceiling") else None,
        instrument=row.text("instrument", longest=200),
        starts_on=row.day("starts_on") or _NO_DAY,
        ends_on=row.day("ends_on"),
        line=row.line,
    )


def _milestone(row: Row) -> MilestoneRow:
    return MilestoneRow(
        desk=row.text("desk"),
        what=row.one_of("what", list(Milestone)),
        on_day=row.day("on_day") or _NO_DAY,
        evidence=row.text("evidence", longest=200),
        line=row.line,
    )


def _tie(row: Row) -> TieRow:
    return TieRow(
        desk=row.text("desk"),
        relation=row.one_of("relation", list(Tie)),
        other=row.text("other"),
        starts_on=row.day("starts_on") or _NO_DAY,
        ends_on=row.day("ends_on"),
        line=row.line,
    )


def _duty(row: Row) -> DutyRow:
    return DutyRow(
        desk=row.text("desk"),
        post=row.text("post"),
        weekdays=tuple(sorted(WEEKDAYS.index(each) for each in row.words("weekdays", WEEKDAYS))),
        starts=_minute(row, "starts"),
        ends=_minute(row, "ends"),
        starts_on=row.day("starts_on") or _NO_DAY,
        line=row.line,
    )


def _minute(row: Row, column: str) -> int:
    text = row.text(column)
    found = _HOUR.fullmatch(text)
    if text and found is None:
        row.fault(column, f"{text!r} is not an hour. Write it like 07:00.")
    return int(found[1]) * 60 + int(found[2]) if found else 0
