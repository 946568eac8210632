"""A folder's files of guidance: versions of documents, instruments, counts of strength, flows and deployments.

The formats are described in docs/country-files.md. Everything is read and checked first; with a fault nothing is kept.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from django.utils import timezone

from genderdesk.groundwork.foundation.csvs import CsvFault
from genderdesk.groundwork.foundation.sheets import Folder, Row
from genderdesk.organisation.institution.queries import Known
from genderdesk.organisation.institution.vocabulary import Role
from genderdesk.programme.guidance.queries.guidelines import known_guidelines
from genderdesk.programme.guidance.rules.files import (
    DEPLOYMENTS,
    FLOWS,
    GUIDELINES,
    INSTRUMENTS,
    STRENGTH,
    CountLine,
    DeploymentLine,
    FlowLine,
    GuidanceFiles,
    GuidelineLine,
    InstrumentLine,
    Reference,
)
from genderdesk.programme.guidance.vocabulary.documents import LONGEST_TEXT, DocumentKind, Marking
from genderdesk.programme.guidance.vocabulary.instruments import InstrumentKind
from genderdesk.programme.guidance.vocabulary.strength import MOST_IN_A_CELL, FlowKind, RankBand, RoleKind

# Stands in for a day whose cell is at fault; the file is refused, so that it is never kept.
_NO_DAY = date(1, 1, 1)
_NUMBER = re.compile(r"([1-9]\d{0,3})\.(\d{1,3})", re.ASCII)


def read_guidance(folder: Path, known: Known) -> tuple[GuidanceFiles, list[CsvFault]]:
    """The rows of a folder and all faults; a dry run that writes nothing."""
    given = Folder(folder)
    files = GuidanceFiles(
        guidelines=given.rows(
            GUIDELINES,
            "reference institution title kind version in_force_from authorised_by owner_post",
            "in_force_to authorised_on marking audience review_due text changes",
            lambda row: _guideline(row, known),
            once="reference institution version",
        ),
        instruments=given.rows(
            INSTRUMENTS, "code kind title source", "adopted_on binding_from binding_to", _instrument, once="code"
        ),
        counts=given.rows(
            STRENGTH,
            "institution counted_on rank_band role_kind women men source",
            "unknown",
            lambda row: _count(row, known),
            once="institution counted_on rank_band role_kind",
        ),
        flows=given.rows(
            FLOWS,
            "institution kind starts_on ends_on rank_band women men source",
            "unknown",
            lambda row: _flow(row, known),
            once="institution kind starts_on ends_on rank_band",
        ),
        deployments=given.rows(
            DEPLOYMENTS,
            "code institution mission starts_on source",
            "ends_on task officer women men unknown",
            lambda row: _deployment(row, known),
            once="code",
        ),
    )
    return files, given.faults + _overlapping(files.guidelines)


def _past(row: Row, column: str) -> date | None:
    day = row.day(column)
    if day and day > timezone.localdate():
        row.fault(column, "This day has not come yet. A file tells of what was; what comes is kept on its page.")
    return day


def _later(row: Row, start: date | None, column: str, end: date | None) -> None:
    if start and end and end <= start:
        row.fault(column, f"The end {end} must come after the start {start}.")


def _guideline(row: Row, known: Known) -> GuidelineLine:
    institution = row.known("institution", known.institutions, "institution")
    written = row.text("version")
    number = _NUMBER.fullmatch(written)
    if written and number is None:
        row.fault("version", f"{written!r} is not the number of a version. Write it like 1.0.")
    first, end = _past(row, "in_force_from"), _past(row, "in_force_to")
    _later(row, first, "in_force_to", end)
    authorised = _past(row, "authorised_on") or first
    if first and authorised and authorised > first:
        row.fault("authorised_on", "A version is authorised before it is in force, or on that day.")
    return GuidelineLine(
        reference=" ".join(row.text("reference", longest=40).split()).upper(),
        institution=institution,
        title=row.text("title"),
        kind=row.one_of("kind", list(DocumentKind)),
        major=int(number[1]) if number else 1,
        minor=int(number[2]) if number else 0,
        in_force_from=first or _NO_DAY,
        in_force_to=end,
        authorised_by=row.text("authorised_by", longest=60),
        authorised_on=authorised or _NO_DAY,
        owner_post=known.post(row, "owner_post", institution),
        marking=row.one_of("marking", list(Marking)) or Marking.INTERNAL.value,
        audience=tuple(sorted(row.words("audience", list(Role)))),
        review_due=row.day("review_due"),
        text=row.text("text", longest=LONGEST_TEXT),
        changes=row.text("changes", longest=500),
        line=row.line,
    )


def _overlapping(lines: Iterable[GuidelineLine]) -> list[CsvFault]:
    """Faults of documents that would have two versions in force on one day, with what is kept."""
    by_document: dict[Reference, dict[str, int]] = {}
    listed = list(lines)
    for each in listed:
        by_document.setdefault(each.document, {})[each.number] = each.line
    versions = known_guidelines(listed).versions
    faults = []
    for document, at in by_document.items():
        ordered = sorted(versions[document].values(), key=lambda force: force.first)
        for earlier, later in itertools.pairwise(ordered):
            if earlier.end is not None and earlier.end <= later.first:
                continue
            line = at.get(earlier.version) or at.get(later.version)
            # Of two that are kept nothing is said: no file made them so.
            if line is not None:
                pattern = "Version {later} is in force from {day}: version {earlier} must have ended then or before."
                given = {"later": later.version, "day": later.first, "earlier": earlier.version}
                faults.append(CsvFault(GUIDELINES, line, "in_force_to", pattern.format(**given)))
    return faults


def _instrument(row: Row) -> InstrumentLine:
    first, end = row.day("binding_from"), row.day("binding_to")
    _later(row, first, "binding_to", end)
    if end and not first:
        row.fault("binding_from", "Write from which day on it was binding.")
    return InstrumentLine(
        code=row.code("code"),
        kind=row.one_of("kind", list(InstrumentKind)),
        title=row.text("title"),
        source=row.text("source"),
        adopted_on=row.day("adopted_on"),
        binding_from=first,
        binding_to=end,
    )


def _people(row: Row) -> dict[str, int]:
    return {name: row.whole(name, 0, MOST_IN_A_CELL) or 0 for name in ("women", "men", "unknown")}


def _count(row: Row, known: Known) -> CountLine:
    return CountLine(
        institution=row.known("institution", known.institutions, "institution"),
        counted_on=_past(row, "counted_on") or _NO_DAY,
        rank_band=row.one_of("rank_band", list(RankBand)),
        role_kind=row.one_of("role_kind", list(RoleKind)),
        source=row.text("source"),
        **_people(row),
    )


def _flow(row: Row, known: Known) -> FlowLine:
    first, end = row.day("starts_on"), row.day("ends_on")
    _later(row, first, "ends_on", end)
    return FlowLine(
        institution=row.known("institution", known.institutions, "institution"),
        kind=row.one_of("kind", list(FlowKind)),
        starts_on=first or _NO_DAY,
        ends_on=end or _NO_DAY,
        rank_band=row.one_of("rank_band", list(RankBand)),
        source=row.text("source"),
        **_people(row),
    )


def _deployment(row: Row, known: Known) -> DeploymentLine:
    institution = row.known("institution", known.institutions, "institution")
    first, end = _past(row, "starts_on"), row.day("ends_on")
    _later(row, first, "ends_on", end)
    officer, people = known.officer(row, "officer", institution), _people(row)
    if bool(row.maybe("officer")) == any(people.values()):
        row.fault("women", "Write how many women and men, or the staff code of one officer, and not both.")
    return DeploymentLine(
        code=row.code("code"),
        institution=institution,
        mission=row.text("mission", longest=120),
        task=row.text("task", longest=120),
        starts_on=first or _NO_DAY,
        ends_on=end,
        officer=officer,
        source=row.text("source"),
        **people,
    )
