"""Who the lines of a sheet are: staff by their code, others by name and place; and names spelt like known ones."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from genderdesk.groundwork.foundation.names import sounds_of
from genderdesk.groundwork.platform import editions
from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.protection.vault import blind_index, whole_name
from genderdesk.organisation.institution.models import Officer
from genderdesk.programme.training.models import ImportedSheet, Learner, Training
from genderdesk.programme.training.queries.standing import officers_by_code, parts, region_of, standings
from genderdesk.programme.training.rules.sheet import AttendanceRow, digest_of
from genderdesk.programme.training.rules.standing import Standing, categories_of_staff, refused_by_record
from genderdesk.programme.training.vocabulary import Sex


def sounds_index(names: str) -> str:
    """A keyed digest of a whole name as it sounds; empty for fewer than two parts."""
    sounds = sounds_of(names)
    return blind_index("learner_sound", " ".join(sounds)) if len(sounds) > 1 else ""


@dataclass(slots=True)
class Match:
    """A line with who it is. ``learner`` is None for somebody new; ``alike`` are known persons whose name only sounds
    the same; ``refused`` are categories that the sheet says and the records of the day do not."""

    row: AttendanceRow
    standing: Standing
    officer: Officer | None = None
    learner: Learner | None = None
    name_index: str = ""
    sound_index: str = ""
    alike: list[Learner] = field(default_factory=list)
    refused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """What taking a sheet in would do; ``known_since`` is the sheet that it repeats."""

    lines: int
    staff: int
    known: int
    new: int
    minors: int
    alike: tuple[int, ...]
    refused: tuple[tuple[int, tuple[str, ...]], ...]
    known_since: ImportedSheet | None


def preview_of(training: Training, rows: Sequence[AttendanceRow]) -> Preview:
    """A dry run: who is known, who is new, whose name is spelt like a known one. Nothing is written."""
    matches = match_rows(training.institution_id, training.starts_on, rows)
    return Preview(
        lines=len(rows),
        staff=sum(each.officer is not None for each in matches),
        known=sum(each.learner is not None and each.officer is None for each in matches),
        new=sum(each.learner is None and each.officer is None for each in matches),
        minors=sum(row.is_minor for row in rows),
        alike=tuple(each.row.line for each in matches if each.alike),
        refused=tuple((each.row.line, each.refused) for each in matches if each.refused),
        known_since=one_of(ImportedSheet.objects.filter(training=training, digest=digest_of(rows))),
    )


def match_rows(institution_id: uuid.UUID, day: date, rows: Iterable[AttendanceRow]) -> list[Match]:
    """The lines of adults with who they are, frozen as on the day. The staff codes are known to exist."""
    listed = [row for row in rows if not row.is_minor]
    officers = officers_by_code(row.staff_code for row in listed if row.staff_code)
    frozen = standings(officers.values(), day)
    with editions.held():
        matches = [_match(row, officers.get(row.staff_code), frozen) for row in listed]
    _find_staff([each for each in matches if each.officer is not None])
    _find_others(institution_id, [each for each in matches if each.officer is None])
    return matches


def _match(row: AttendanceRow, officer: Officer | None, frozen: dict[uuid.UUID, Standing]) -> Match:
    if officer is not None:
        standing = frozen[officer.pk]
        holds, service = standing.post_id is not None, officer.institution.kind
        place = row.place or standing.place
        made = replace(
            standing,
            rank=row.rank or standing.rank,
            place=place,
            region=region_of(place),
            categories=categories_of_staff(service, holds_post=holds, said=row.categories),
        )
        return Match(row, made, officer, refused=refused_by_record(service, holds_post=holds, said=row.categories))
    standing = Standing(
        sex=row.sex, rank=row.rank, place=row.place, region=region_of(row.place), categories=row.categories
    )
    return Match(row, standing, name_index=whole_name(row.names), sound_index=sounds_index(row.names))


def _find_staff(matches: list[Match]) -> None:
    known: dict[uuid.UUID, Learner] = {}
    for lot in parts(each.officer.pk for each in matches if each.officer):
        known.update({each.officer_id: each for each in Learner.objects.filter(officer__in=lot) if each.officer_id})
    for each in matches:
        each.learner = known.get(each.officer.pk) if each.officer else None


def _find_others(institution_id: uuid.UUID, matches: list[Match]) -> None:
    own = Learner.objects.filter(institution_id=institution_id, officer__isnull=True)
    by_code: dict[str, Learner] = {}
    for lot in parts({each.row.person for each in matches if each.row.person}):
        by_code.update({each.code: each for each in own.filter(code__in=lot)})
    by_name: dict[str, list[Learner]] = defaultdict(list)
    for lot in parts({each.name_index for each in matches if each.name_index}):
        for learner in own.filter(name_index__in=lot).order_by("id"):
            by_name[learner.name_index].append(learner)
    by_sound: dict[str, list[Learner]] = defaultdict(list)
    for lot in parts({each.sound_index for each in matches if each.sound_index}):
        for learner in own.filter(sound_index__in=lot).order_by("id"):
            by_sound[learner.sound_index].append(learner)
    for each in matches:
        if each.row.person:
            each.learner = by_code.get(each.row.person)
            continue
        each.learner = next((known for known in by_name[each.name_index] if _may_be(each, known)), None)
        if each.learner is None:
            each.alike = [
                known
                for known in by_sound[each.sound_index]
                if known.name_index != each.name_index and _may_be(each, known)
            ]


def _may_be(match: Match, known: Learner) -> bool:
    """The same name is the same person where neither place nor sex speaks against it."""
    place, sex = match.standing.place, match.standing.sex
    same_place = not place or not known.place_id or place == known.place_id
    return same_place and (Sex.UNKNOWN in (sex, known.sex) or sex == known.sex)
