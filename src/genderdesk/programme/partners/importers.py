"""Reads a folder's files of partners: organisations, agreements, projects, objectives and what was received.

The formats are described in docs/country-files.md. Everything is read and checked first; with a fault nothing is kept.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection
from datetime import date
from pathlib import Path

from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.foundation.csvs import CsvFault
from genderdesk.groundwork.foundation.phones import is_short_code
from genderdesk.groundwork.foundation.sheets import Folder, Row
from genderdesk.organisation.institution.queries import Known
from genderdesk.programme.guidance.models import Instrument
from genderdesk.programme.partners.models import Partner, Project, Thing
from genderdesk.programme.partners.rules.files import (
    AGREEMENTS,
    ASSETS,
    OBJECTIVES,
    ORGANISATIONS,
    PRESENCES,
    PROJECT_INSTRUMENTS,
    PROJECT_PARTNERS,
    PROJECTS,
    AgreementLine,
    AssetLine,
    NameLine,
    ObjectiveLine,
    PartnerFiles,
    PresenceLine,
    ProjectInstrumentLine,
    ProjectLine,
    ProjectPartnerLine,
)
from genderdesk.programme.partners.vocabulary import (
    ActivityStatus,
    AgreementKind,
    CountedBy,
    LineChannel,
    LineScope,
    PaidBy,
    PartnerKind,
    ProjectRole,
    Sector,
    ThingKind,
    ThingState,
)

# The file says a role in a word; what is kept is its IATI code.
ROLES = {each.name.lower(): each for each in ProjectRole}
# Stands in for a day whose cell is at fault; the file is refused, so that it is never kept.
_NO_DAY = date(1, 1, 1)
_MASKED = (Answer.YES.value, Answer.NO.value, Answer.UNKNOWN.value)


def read_partners(folder: Path, known: Known, instruments: Collection[str] = ()) -> tuple[PartnerFiles, list[CsvFault]]:
    """The rows of a folder and all faults; a dry run that writes nothing. ``instruments`` are codes that the same
    folder brings."""
    given = Folder(folder)
    institutions = known.institutions
    names = given.rows(ORGANISATIONS, "code kind name starts_on", "ends_on iati_id contact", _name)
    partners = {each.code for each in names} | set(Partner.objects.values_list("code", flat=True))
    projects = given.rows(
        PROJECTS,
        "code institution title goal starts_on",
        "ends_on",
        lambda row: _project(row, institutions),
        once="code",
    )
    codes = {each.code for each in projects} | set(Project.objects.values_list("code", flat=True))
    known_instruments = {*instruments, *Instrument.objects.values_list("code", flat=True)}
    files = PartnerFiles(
        names=names,
        projects=projects,
        agreements=given.rows(
            AGREEMENTS,
            "reference institution partner kind title starts_on signed_on signed_for_us signed_for_them",
            "ends_on terminated_on short_code channels networks paid_by masked_on_bill scope",
            lambda row: _agreement(row, institutions, partners),
            once="reference",
        ),
        partners=given.rows(PROJECT_PARTNERS, "project partner role", "", lambda row: _joined(row, codes, partners)),
        objectives=given.rows(OBJECTIVES, "project number text", "", lambda row: _objective(row, codes)),
        assets=given.rows(
            ASSETS,
            "note_number project partner received_on thing serial",
            "unit state seen_on",
            lambda row: _asset(row, codes, partners, known.units),
            once="serial",
        ),
        instruments=given.rows(
            PROJECT_INSTRUMENTS, "project instrument", "", lambda row: _committed(row, codes, known_instruments)
        ),
        presences=given.rows(
            PRESENCES,
            "code institution partner sector activity place starts_on status",
            "project ends_on reached counted_by",
            lambda row: _presence(row, known, partners, codes),
            once="code",
        ),
    )
    return files, given.faults + _names_at_odds(names) + _received_before(files)


def _name(row: Row) -> NameLine:
    first, end = row.day("starts_on"), row.day("ends_on")
    _demand_later(row, first, end)
    return NameLine(
        code=row.code("code"),
        kind=row.one_of("kind", list(PartnerKind)),
        name=row.text("name", longest=120),
        starts_on=first or _NO_DAY,
        ends_on=end,
        iati_id=row.text("iati_id", longest=60),
        contact=row.text("contact", longest=120),
    )


def _demand_later(row: Row, first: date | None, end: date | None) -> None:
    if first and end and end <= first:
        row.fault("ends_on", "The end must lie after starts_on; it is the first day on which this no longer holds.")


def _project(row: Row, institutions: Collection[str]) -> ProjectLine:
    first, end = row.day("starts_on"), row.day("ends_on")
    _demand_later(row, first, end)
    return ProjectLine(
        code=row.code("code"),
        institution=row.known("institution", institutions, "institution"),
        title=row.text("title", longest=160),
        goal=row.text("goal", longest=1000),
        starts_on=first or _NO_DAY,
        ends_on=end,
    )


def _agreement(row: Row, institutions: Collection[str], partners: Collection[str]) -> AgreementLine:
    first, end = row.day("starts_on"), row.day("ends_on")
    _demand_later(row, first, end)
    kind = row.one_of("kind", list(AgreementKind))
    number = row.maybe("short_code", longest=5)
    if (kind == AgreementKind.TOLL_FREE) != bool(number):
        row.fault("short_code", "An agreement of the kind toll_free, and no other, names its short number.")
    elif number and not is_short_code(number):
        row.fault("short_code", f"{number!r} is not a short number. Write it like 3512.")
    return AgreementLine(
        reference=row.text("reference", longest=40),
        institution=row.known("institution", institutions, "institution"),
        partner=row.known("partner", partners, f"partner in {ORGANISATIONS}"),
        kind=kind,
        title=row.text("title", longest=160),
        starts_on=first or _NO_DAY,
        ends_on=end,
        signed_on=row.day("signed_on") or _NO_DAY,
        signed_for_us=row.text("signed_for_us", longest=120),
        signed_for_them=row.text("signed_for_them", longest=120),
        terminated_on=row.day("terminated_on"),
        short_code=number,
        channels=" ".join(row.words("channels", list(LineChannel))),
        networks=row.maybe("networks", longest=120),
        paid_by=row.one_of("paid_by", list(PaidBy)) or PaidBy.INSTITUTION.value,
        masked_on_bill=row.one_of("masked_on_bill", _MASKED) or Answer.UNKNOWN.value,
        scope=row.one_of("scope", list(LineScope)),
    )


def _joined(row: Row, projects: Collection[str], partners: Collection[str]) -> ProjectPartnerLine:
    role = row.one_of("role", ROLES)
    return ProjectPartnerLine(
        row.known("project", projects, f"project in {PROJECTS}"),
        row.known("partner", partners, f"partner in {ORGANISATIONS}"),
        ROLES[role].value if role else "",
    )


def _objective(row: Row, projects: Collection[str]) -> ObjectiveLine:
    return ObjectiveLine(
        row.known("project", projects, f"project in {PROJECTS}"),
        row.whole("number", 1, 99) or 0,
        row.text("text", longest=300),
    )


def _committed(row: Row, projects: Collection[str], instruments: Collection[str]) -> ProjectInstrumentLine:
    return ProjectInstrumentLine(
        row.known("project", projects, f"project in {PROJECTS}"),
        row.known("instrument", instruments, "instrument in instruments.csv"),
    )


def _presence(row: Row, known: Known, partners: Collection[str], projects: Collection[str]) -> PresenceLine:
    first, end = row.day("starts_on"), row.day("ends_on")
    _demand_later(row, first, end)
    reached = row.whole("reached", 0, 10_000_000)
    counted_by = row.one_of("counted_by", list(CountedBy)) or CountedBy.NOT_COUNTED.value
    if (reached is None) != (counted_by == CountedBy.NOT_COUNTED):
        row.fault("counted_by", "A number needs the method by which it was counted, and a method its number.")
    return PresenceLine(
        code=row.code("code"),
        institution=row.known("institution", known.institutions, "institution"),
        partner=row.known("partner", partners, f"partner in {ORGANISATIONS}"),
        project=row.known("project", projects, f"project in {PROJECTS}"),
        sector=row.one_of("sector", list(Sector)),
        activity=row.text("activity", longest=160),
        place=known.place(row, "place"),
        starts_on=first or _NO_DAY,
        ends_on=end,
        status=row.one_of("status", list(ActivityStatus)),
        reached=reached,
        counted_by=counted_by,
    )


def _asset(row: Row, projects: Collection[str], partners: Collection[str], units: Collection[str]) -> AssetLine:
    received = row.day("received_on") or _NO_DAY
    return AssetLine(
        note=row.text("note_number", longest=40),
        project=row.known("project", projects, f"project in {PROJECTS}"),
        partner=row.known("partner", partners, f"partner in {ORGANISATIONS}"),
        received_on=received,
        thing=row.one_of("thing", list(ThingKind)),
        serial=row.text("serial", longest=40).upper(),
        unit=row.known("unit", units, "unit"),
        state=row.one_of("state", list(ThingState)) or ThingState.WORKING.value,
        seen_on=row.day("seen_on") or received,
    )


def _names_at_odds(names: list[NameLine]) -> list[CsvFault]:
    """Faults of partners that would have two names on one day."""
    by_code: dict[str, list[NameLine]] = {}
    for each in names:
        by_code.setdefault(each.code, []).append(each)
    faults = []
    for code, lines in by_code.items():
        lines.sort(key=lambda line: line.starts_on)
        for earlier, later in itertools.pairwise(lines):
            if earlier.ends_on is None or earlier.ends_on > later.starts_on:
                faults.append(
                    CsvFault(
                        ORGANISATIONS,
                        1,
                        "ends_on",
                        f"{code} would have two names on {later.starts_on}: give {earlier.name!r} its end.",
                    )
                )
    return faults


def _received_before(files: PartnerFiles) -> list[CsvFault]:
    """Faults of things that another note of delivery brought before."""
    notes = {each.serial: each.note for each in files.assets}
    known = Thing.objects.filter(serial__in=notes).values_list("serial", "receipt__note")
    return [
        CsvFault(ASSETS, 1, "serial", f"{serial} was received with note {note!r} already.")
        for serial, note in known
        if notes[serial] != note
    ]
