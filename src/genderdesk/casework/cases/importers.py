"""Incidents from an Incident Recorder or GBVIMS+ file (.xlsx): all of them or, where anything is wrong, none.

An incident that was brought in before is not made again: the file is compared with what is kept, the differences are
said, and nothing is changed. Whoever imports sees first what would happen.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from genderdesk.casework.cases.acts import (
    bring_in,
    classify_incident,
    count_in_figures,
    describe_incident,
    describe_survivor,
    keep_circumstances,
    open_case,
)
from genderdesk.casework.cases.models import Case
from genderdesk.casework.cases.queries import row_of
from genderdesk.casework.cases.rules.recorder import NOT_KEPT, REQUIRED, Read, plain, read_row, services_told
from genderdesk.casework.cases.vocabulary import (
    QUESTIONS,
    Abduction,
    ChildStatus,
    Disability,
    Displacement,
    DisplacementStage,
    GbvType,
    HarmfulPractice,
    Marital,
    Occupation,
    PerpetratorAge,
    PerpetratorNumber,
    PerpetratorSex,
    PlaceType,
    Relationship,
    ReportedElsewhere,
    Sex,
)
from genderdesk.casework.cases.vocabulary.recorder import BY_KEY, COLUMNS
from genderdesk.casework.intake.acts import decide_report, receive_report, triage_report
from genderdesk.casework.intake.vocabulary import OPENED, Channel, StatedKind
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.foundation.times import Moment, Precision
from genderdesk.groundwork.protection.access import SYSTEM, Actor
from genderdesk.organisation.institution.models import Institution
from genderdesk.organisation.places.models import Division
from genderdesk.organisation.places.queries import districts, sectors_of

_NAMESPACE = uuid.UUID("0a8f6f0e-5d0c-5b6e-9a57-6b1f0e0d7c11")
_NOON = time(12)
# Cells that are compared with what is kept of an incident that was brought in before.
_COMPARED = (
    "interviewed",
    "occurred",
    "sex",
    "marital",
    "displacement",
    "child_status",
    "displacement_stage",
    "place_type",
    "gbv_type",
    "harmful_practice",
    "goods_exchanged",
    "abduction",
    "reported_elsewhere",
    "previous_gbv",
    "perpetrators",
    "perpetrator_sex",
    "perpetrator_former",
    "perpetrator_age",
    "perpetrator_relationship",
    "perpetrator_occupation",
    "consent",
)
_STATED: Mapping[str, StatedKind] = {
    GbvType.RAPE: StatedKind.SEXUAL,
    GbvType.SEXUAL_ASSAULT: StatedKind.SEXUAL,
    GbvType.PHYSICAL_ASSAULT: StatedKind.PHYSICAL,
    GbvType.FORCED_MARRIAGE: StatedKind.FORCED_MARRIAGE,
}


class NoRecorderFile(ValueError):
    """The file is none that the Incident Recorder or GBVIMS+ writes; the sentence says why."""


@dataclass(slots=True)
class Plan:
    """What an import would do: the rows to bring in, those there already, and sentences on each row and column."""

    new: list[Read] = field(default_factory=list)
    known: int = 0
    differences: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def plan_import(path: Path, institution: Institution) -> Plan:
    """Read a file and compare it with what is kept; changes nothing. Raises NoRecorderFile."""
    plan, seen, today = Plan(), dict[str, int](), timezone.localdate()
    reads = [read_row(line, cells, today) for line, cells in _rows(path)]
    kept = _kept(institution, [each.incident for each in reads if each.incident])
    for read in reads:
        plan.faults += read.faults
        if not read.incident:
            continue
        if first := seen.get(read.incident):
            plan.faults.append(
                f"row {read.line}, {BY_KEY['incident'].heading}: {read.incident} stands in row {first} too. "
                "Keep one of them."
            )
        seen[read.incident] = read.line
        if (case := kept.get(read.incident)) is not None:
            plan.known += 1
            plan.differences += _differences(read, case)
        elif not read.faults:
            _place(read)
            plan.remarks += read.remarks
            plan.new.append(read)
    return plan


def carry_out(plan: Plan, institution: Institution) -> int:
    """Bring the new incidents in through the acts of the desk, all in one transaction; how many."""
    if plan.faults:
        raise ValueError("A plan with faults is not carried out.")
    actor = replace(
        SYSTEM,
        roles=frozenset({"desk_head"}),
        institution_id=institution.pk,
        institution_kind=institution.kind,
        national=True,
    )
    with transaction.atomic():
        for read in plan.new:
            _bring(actor, institution, read)
    return len(plan.new)


def _rows(path: Path) -> list[tuple[int, dict[str, Any]]]:
    # Loaded where a file comes, not by every process that starts.
    from openpyxl import load_workbook

    if path.suffix.lower() != ".xlsx":
        raise NoRecorderFile(f"{path.name} does not end in .xlsx. Open it and save it as an Excel workbook (.xlsx).")
    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except Exception as fault:
        raise NoRecorderFile(f"{path.name} cannot be read as an Excel workbook: {fault}.") from None
    try:
        sheet = next((each for each in book.worksheets if "incident data" in each.title.casefold()), book.worksheets[0])
        lines = [list(line) for line in sheet.iter_rows(values_only=True)]
    finally:
        book.close()
    by_heading = {plain(column.heading): column.key for column in COLUMNS}
    keys = [by_heading.get(plain(cell or "")) for cell in (lines[0] if lines else [])]
    missing = [BY_KEY[key].heading for key in REQUIRED if key not in keys]
    if missing:
        raise NoRecorderFile(f"{path.name}: the first row lacks {', '.join(missing)}.")
    found = []
    for number, line in enumerate(lines[1:], start=2):
        cells = {key: cell for key, cell in zip(keys, line, strict=False) if key}
        if any(cell not in (None, "") for cell in cells.values()):
            found.append((number, cells))
    return found


def _recorder_id(institution: Institution, incident: str) -> str:
    return f"{institution.code}/{incident}"


def _kept(institution: Institution, incidents: list[str]) -> dict[str, Case]:
    ids = {_recorder_id(institution, each): each for each in incidents}
    related = ("institution", "survivor", "incident", "report", "assigned_to")
    found: dict[str, Case] = {}
    names = list(ids)
    for start in range(0, len(names), 500):
        part = names[start : start + 500]
        for case in Case.objects.filter(incident__recorder_id__in=part).select_related(*related):
            found[ids[case.incident.recorder_id]] = case
    return found


def _differences(read: Read, case: Case) -> list[str]:
    kept = row_of(case)
    found = []
    for key in _COMPARED:
        column = BY_KEY[key]
        theirs: Any = read.dates.get(key) if column.date else read.codes.get(key)
        ours = kept[key]
        if theirs is None or theirs == ours:
            continue
        words = column.menu or {}
        shown = [str(words.get(str(each), each or "not known")) for each in (theirs, ours)]
        found.append(
            f"row {read.line}, {column.heading}: {read.incident} has {shown[0]} in the file and {shown[1]} here. "
            "Nothing is changed."
        )
    return found


def _place(read: Read) -> None:
    """Say which cells the desk has no place for; their words are kept in the sealed note of the case."""
    for key in NOT_KEPT:
        if key in read.codes:
            read.remarks.append(f"row {read.line}, {BY_KEY[key].heading}: kept in words only, in the note of the case.")
    if "born" in read.dates:
        read.remarks.append(f"row {read.line}, {BY_KEY['born'].heading}: kept as the age at the interview.")
    if read.codes.get("district") and _district(read) is None:
        read.remarks.append(
            f"row {read.line}, {BY_KEY['district'].heading}: no district is called {read.codes['district']}. "
            "Kept as not known, in words in the note of the case."
        )


def _district(read: Read) -> Division | None:
    wanted = plain(read.codes.get("district", ""))
    return next((each for each in districts() if plain(each.name) == wanted), None) if wanted else None


def _sector(read: Read, district: Division | None) -> Division | None:
    wanted = plain(read.codes.get("town", ""))
    if district is None or not wanted:
        return None
    return next((each for each in sectors_of(district) if plain(each.name) == wanted), None)


def _note(read: Read) -> str:
    """What the file says that has no place of its own, in words."""
    lines = []
    for key in (*NOT_KEPT, "district", "town"):
        if key in read.codes:
            column = BY_KEY[key]
            lines.append(f"{column.heading}: {(column.menu or {}).get(read.codes[key], read.codes[key])}")
    return "\n".join(lines)


def _bring(actor: Actor, institution: Institution, read: Read) -> None:
    """One incident, by the acts that a focal point would use; a repeat of the same row is answered, not done again."""
    key = _recorder_id(institution, read.incident)
    interviewed = _at_noon(read.dates["interviewed"])
    district = _district(read)
    report = receive_report.once(uuid.uuid5(_NAMESPACE, key))(
        actor,
        institution=institution,
        channel=Channel.OTHER_DESK,
        district=district,
        sector=_sector(read, district),
        stated_kind=_STATED.get(read.codes["gbv_type"], StatedKind.OTHER),
        safe_to_contact=Answer.UNKNOWN,
        received_at=min(interviewed, timezone.now()),
        occurred=_occurred(read),
    )
    triage_report(
        actor,
        report,
        safe_to_talk=Answer.UNKNOWN,
        immediate_danger=Answer.UNKNOWN,
        injured_or_recent=Answer.UNKNOWN,
        child_involved=Answer.UNKNOWN,
    )
    decide_report(actor, report, outcome=OPENED)
    case = open_case(actor, report=report)
    bring_in(
        actor,
        case,
        recorder_id=key,
        opened_at=report.received_at,
        services_told=services_told(read),
        note=_note(read),
    )
    _tell_what_is_known(actor, case.pk, read, district)


def _at_noon(day: date) -> datetime:
    return datetime.combine(day, _NOON, tzinfo=timezone.get_current_timezone())


def _occurred(read: Read) -> Moment | None:
    day = read.dates.get("occurred")
    if day is None:
        return None
    return Moment(datetime.combine(day, time(), tzinfo=timezone.get_current_timezone()), Precision.DAY)


def _tell_what_is_known(actor: Actor, case_id: uuid.UUID, read: Read, district: Division | None) -> None:
    def case() -> Case:
        return Case.objects.select_related("institution", "survivor", "incident").get(pk=case_id)

    def said(kind: Any, key: str) -> Any:
        return kind(read.codes.get(key, "unknown"))

    describe_incident(
        actor,
        case(),
        version=case().incident.version,
        occurred=_occurred(read),
        district=district,
        sector=_sector(read, district),
        place_type=said(PlaceType, "place_type"),
    )
    describe_survivor(
        actor,
        case(),
        version=case().survivor.version,
        sex=said(Sex, "sex"),
        years=read.years,
        disability=said(Disability, "disability"),
        marital=said(Marital, "marital"),
        displacement=said(Displacement, "displacement"),
        child_status=said(ChildStatus, "child_status"),
    )
    keep_circumstances(
        actor,
        case(),
        version=case().incident.version,
        perpetrators=said(PerpetratorNumber, "perpetrators"),
        perpetrator_sex=said(PerpetratorSex, "perpetrator_sex"),
        perpetrator_age=said(PerpetratorAge, "perpetrator_age"),
        perpetrator_relationship=said(Relationship, "perpetrator_relationship"),
        perpetrator_occupation=said(Occupation, "perpetrator_occupation"),
        perpetrator_former=said(Answer, "perpetrator_former"),
        previous_gbv=said(Answer, "previous_gbv"),
        goods_exchanged=said(Answer, "goods_exchanged"),
        abduction=said(Abduction, "abduction"),
        harmful_practice=said(HarmfulPractice, "harmful_practice"),
        displacement_stage=said(DisplacementStage, "displacement_stage"),
        reported_elsewhere=said(ReportedElsewhere, "reported_elsewhere"),
        wants_legal_action=said(Answer, "wants_legal_action"),
    )
    classify_incident(actor, case(), version=case().incident.version, **_answers(read.codes["gbv_type"]))
    count_in_figures(actor, case(), answer=Answer(read.codes["consent"]))


def _answers(gbv_type: str) -> dict[str, Answer]:
    """The seven answers that a type stands for: no before its question, yes to it, what follows is unknown."""
    names = [name for name, _type in QUESTIONS]
    own = next(place for place, (_name, each) in enumerate(QUESTIONS) if each == gbv_type)
    if gbv_type == GbvType.NON_GBV:
        return dict.fromkeys(names, Answer.NO)
    known = dict.fromkeys(names[:own], Answer.NO) | {names[own]: Answer.YES, names[-1]: Answer.YES}
    return {name: known.get(name, Answer.UNKNOWN) for name in names}
