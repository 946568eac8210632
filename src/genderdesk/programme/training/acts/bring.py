"""Many people at once, inside an act: persons who are new, their participations as on the day, their attendance.

A sheet of thousands costs a fixed number of statements for each five hundred lines.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils import timezone

from genderdesk.groundwork.foundation.ids import new_number
from genderdesk.groundwork.protection.access import Actor
from genderdesk.programme.training.models import (
    Attendance,
    HeldCategory,
    Learner,
    Likeness,
    Participation,
    Tally,
    Training,
    TrainingSession,
)
from genderdesk.programme.training.queries.matching import Match
from genderdesk.programme.training.rules.sheet import AttendanceRow
from genderdesk.programme.training.vocabulary import (
    CONFIRMED,
    MOST_LIKENESSES,
    PARTICIPANT_NUMBER,
    PERSON_NUMBER,
    AgeGroup,
    Way,
)

_AT_ONCE = 500
_SCORES = ("before", "after", "practical")


@dataclass(slots=True)
class Kept:
    """The participations in the order of the lines, how many are new on the list, and how many names look like known
    ones."""

    participations: list[Participation] = field(default_factory=list)
    added: int = 0
    alike: int = 0


def keep_people(actor: Actor, training: Training, matches: Sequence[Match], *, state: str) -> Kept:
    """Keep persons who are new and everybody's participation; who is on the list already stays as she or he is."""
    kept = Kept(alike=_keep_learners(training, matches))
    there = {each.learner_id: each for each in Participation.objects.filter(training=training, double_of__isnull=True)}
    new: list[Participation] = []
    held: list[HeldCategory] = []
    for each in matches:
        learner = each.learner
        if learner is None:
            raise LookupError("Every line has a person by now.")
        found = there.get(learner.pk)
        if found is None:
            found = there[learner.pk] = _participation(actor, training, each, learner, state)
            new.append(found)
            held += [HeldCategory(participation=found, category=word) for word in each.standing.categories]
        kept.participations.append(found)
    Participation.objects.bulk_create(new, batch_size=_AT_ONCE)
    HeldCategory.objects.bulk_create(held, batch_size=_AT_ONCE)
    kept.added = len(new)
    return kept


def _keep_learners(training: Training, matches: Sequence[Match]) -> int:
    """Make the persons who are new, and a pair for each name that sounds like one that is known or new; how many."""
    new: list[Learner] = []
    pairs: list[Likeness] = []
    by_sound: dict[str, list[tuple[Match, Learner]]] = defaultdict(list)
    for each in matches:
        if each.learner is not None:
            continue
        each.learner = _learner(training.institution_id, each)
        new.append(each.learner)
        others = [*each.alike, *(known for match, known in by_sound[each.sound_index] if _two_spellings(each, match))]
        pairs += [Likeness(learner=each.learner, earlier=other) for other in others[:MOST_LIKENESSES]]
        if each.sound_index:
            by_sound[each.sound_index].append((each, each.learner))
    Learner.objects.bulk_create(new, batch_size=_AT_ONCE)
    Likeness.objects.bulk_create(pairs, batch_size=_AT_ONCE)
    return len(pairs)


def _two_spellings(one: Match, other: Match) -> bool:
    places = {one.standing.place, other.standing.place} - {""}
    return one.name_index != other.name_index and len(places) < 2


def _learner(institution_id: uuid.UUID, match: Match) -> Learner:
    return Learner(
        institution_id=institution_id,
        code=match.row.person or new_number(*PERSON_NUMBER),
        officer=match.officer,
        # Of staff the list of the institution has the name.
        names="" if match.officer else match.row.names,
        name_index=match.name_index,
        sound_index=match.sound_index,
        place_id=match.standing.place or None,
        sex=match.standing.sex,
    )


def _participation(actor: Actor, training: Training, match: Match, learner: Learner, state: str) -> Participation:
    standing = match.standing
    return Participation(
        training=training,
        learner=learner,
        number=new_number(*PARTICIPANT_NUMBER),
        state=state,
        entered_by=actor.id,
        sex=standing.sex,
        rank=standing.rank,
        unit_id=standing.unit_id,
        post_id=standing.post_id,
        role=standing.role,
        place_id=standing.place or None,
        region_id=standing.region or None,
    )


def keep_sheet(
    actor: Actor,
    training: Training,
    sessions: Sequence[TrainingSession],
    matches: Sequence[Match],
    minors: Iterable[AttendanceRow],
) -> Kept:
    """Keep a sheet: people, their attendance at each session, their scores; minors are counted."""
    kept = keep_people(actor, training, matches, state=CONFIRMED)
    now = timezone.now()
    marks: dict[tuple[uuid.UUID, uuid.UUID], Attendance] = {}
    scored: dict[uuid.UUID, Participation] = {}
    for match, participation in zip(matches, kept.participations, strict=True):
        for session, presence in zip(sessions, match.row.presences, strict=False):
            if presence:
                marks[session.pk, participation.pk] = Attendance(
                    session=session, participation=participation, presence=presence, way=Way.SHEET, written_at=now
                )
        for name in _SCORES:
            if (value := getattr(match.row, name)) is not None:
                setattr(participation, name, value)
                scored[participation.pk] = participation
    write_attendance(marks.values())
    Participation.objects.bulk_update(scored.values(), list(_SCORES), batch_size=200)
    add_to_tallies(actor, training, minors)
    return kept


def write_attendance(marks: Iterable[Attendance]) -> None:
    """Write attendances; what was written of somebody at a session before is corrected."""
    Attendance.objects.bulk_create(
        marks,
        update_conflicts=True,
        unique_fields=["session", "participation"],
        update_fields=["presence", "way", "written_at"],
        batch_size=_AT_ONCE,
    )


def add_to_tallies(actor: Actor, training: Training, minors: Iterable[AttendanceRow]) -> None:
    """Count lines without keeping anything of them, by their first category and sex."""
    found: dict[tuple[str, str], int] = defaultdict(int)
    for row in minors:
        found[row.categories[0] if row.categories else "", row.sex] += 1
    for (category, sex), people in found.items():
        tally = Tally.objects.filter(
            training=training, category=category, sex=sex, age_group=AgeGroup.MINOR
        ).first() or Tally(training=training, category=category, sex=sex, age_group=AgeGroup.MINOR, people=0)
        tally.people, tally.counted_by = tally.people + people, actor.id
        tally.save()
