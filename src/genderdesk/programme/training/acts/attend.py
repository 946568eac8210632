"""Attendance: by the code on a card, from the list, by head, and from a sheet; and the results of the tests."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.protection import walls
from genderdesk.groundwork.protection.access import Actor, everyone
from genderdesk.groundwork.protection.acts import Invalid, act
from genderdesk.programme.training.access import MAY_TRAIN
from genderdesk.programme.training.acts.bring import keep_sheet, write_attendance
from genderdesk.programme.training.models import (
    Attendance,
    ImportedSheet,
    Participation,
    Tally,
    Training,
    TrainingSession,
)
from genderdesk.programme.training.queries.events import by_card, by_number
from genderdesk.programme.training.queries.links import session_to_sign
from genderdesk.programme.training.queries.matching import match_rows
from genderdesk.programme.training.queries.standing import officers_by_code
from genderdesk.programme.training.rules.sheet import AttendanceRow, digest_of
from genderdesk.programme.training.vocabulary import (
    EVENT,
    MOST_ROWS,
    AgeGroup,
    Category,
    Presence,
    Score,
    Sex,
    Way,
)


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of a sheet. ``again`` says that it was taken in before, so that nothing was added."""

    lines: int
    added: int
    alike: int
    again: bool = False


@act("attendance.sign_in", needs=MAY_TRAIN, subject=Training, states=EVENT)
def sign_in(actor: Actor, training: Training, *, session: TrainingSession, code: str) -> Participation:
    """Mark somebody as present by the number on the card or by staff code. Invalid where nobody on the list has it."""
    _demand_of(training, session)
    found = by_number(training, code)
    if found is None:
        raise Invalid(_("Nobody on this list has this code. Look for the name in the list below."), "code")
    write_attendance([_mark(session, found.pk, Presence.PRESENT, Way.CODE)])
    return found


@act("attendance.come", needs=everyone)
def sign_self_in(actor: Actor, *, session: TrainingSession, token: str, code: str) -> None:
    """Mark who holds a card as present, by the session's own address while it runs. What a trainer wrote stays. Invalid
    where the address does not answer now, or no card of this training has the code."""
    if session_to_sign(session.pk, token) is None:
        raise Invalid(_("Nobody signs in here now. Ask your trainer."))
    # The address is the proof, as of a rating.
    walls.rest_of_act_as_system()
    found = by_card(session.training, code)
    if found is None:
        raise Invalid(_("No card of this training has this code. Ask your trainer."), "code")
    if not Attendance.objects.filter(session=session, participation=found).exists():
        write_attendance([_mark(session, found.pk, Presence.PRESENT, Way.SELF)])


def _mark(session: TrainingSession, participation_id: uuid.UUID, presence: str, way: Way) -> Attendance:
    return Attendance(
        session=session, participation_id=participation_id, presence=presence, way=way, written_at=timezone.now()
    )


def _demand_of(training: Training, session: TrainingSession) -> None:
    if session.training_id != training.pk or session.called_off_at is not None:
        raise Invalid(_("This training has no such session."))


@act("attendance.mark", needs=MAY_TRAIN, subject=Training, states=EVENT)
def mark_attendance(
    actor: Actor, training: Training, *, session: TrainingSession, marks: dict[str, Presence]
) -> TrainingSession:
    """Write the list of a session: a presence for each participation's id. Invalid where one is not on the list, or
    where the session has not begun."""
    _demand_of(training, session)
    if session.day > timezone.localdate():
        raise Invalid(_("This session is still to come."))
    there = {
        str(key)
        for key in Participation.objects.filter(training=training, double_of__isnull=True).values_list("pk", flat=True)
    }
    if set(marks) - there:
        raise Invalid(_("Somebody is not on the list any more. Open the list again."))
    write_attendance(_mark(session, uuid.UUID(key), presence, Way.LIST) for key, presence in marks.items())
    return session


@act("attendance.tally", needs=MAY_TRAIN, subject=Training, states=EVENT, notes=("category", "sex", "age_group"))
def tally_people(
    actor: Actor, training: Training, *, category: Category, sex: Sex, age_group: AgeGroup, people: int
) -> Tally:
    """Write how many people of a category were counted by head, in place of what was counted before."""
    if not 0 <= people <= MOST_ROWS:
        raise Invalid(_("Write a number from 0 to %(most)d.") % {"most": MOST_ROWS}, "people")
    known = Tally.objects.filter(training=training, category=category, sex=sex, age_group=age_group).first()
    tally = known or Tally(training=training, category=category, sex=sex, age_group=age_group)
    tally.people, tally.counted_by = people, actor.id
    tally.save()
    return tally


@act("attendance.take_in", needs=MAY_TRAIN, subject=Training, states=EVENT)
def take_in_sheet(actor: Actor, training: Training, *, rows: list[AttendanceRow]) -> TakenIn:
    """Take in a sheet that came from paper, all of it or nothing: people who are new, attendance, results of tests.

    The same sheet again adds nothing. Invalid where it is empty or too long, or names staff that there are not.
    """
    return bring_sheet(actor, training, rows)


def bring_sheet(actor: Actor, training: Training, rows: list[AttendanceRow]) -> TakenIn:
    """Inside an act: a sheet's lines."""
    if not 1 <= len(rows) <= MOST_ROWS:
        raise Invalid(_("A sheet has 1 to %(most)d lines.") % {"most": MOST_ROWS}, "sheet")
    codes = {row.staff_code for row in rows if row.staff_code}
    if unknown := sorted(codes - set(officers_by_code(codes))):
        raise Invalid(
            _("There is no officer with this staff code: %(codes)s.") % {"codes": ", ".join(unknown)}, "sheet"
        )
    digest = digest_of(rows)
    known = one_of(ImportedSheet.objects.filter(training=training, digest=digest))
    if known is not None:
        known.repeats += 1
        known.save(update_fields=["repeats"])
        return TakenIn(len(rows), 0, 0, again=True)
    matches = match_rows(training.institution_id, training.starts_on, rows)
    minors = [row for row in rows if row.is_minor and _was_there(row)]
    kept = keep_sheet(actor, training, list(training.sessions.order_by("number")), matches, minors)
    ImportedSheet(training=training, digest=digest, lines=len(rows), taken_in_by=actor.id).save()
    return TakenIn(len(rows), kept.added, kept.alike)


def _was_there(row: AttendanceRow) -> bool:
    """Whether a line says that somebody came; one that says nothing of sessions does."""
    said = [each for each in row.presences if each]
    return not said or bool({Presence.PRESENT, Presence.PART} & set(said))


@act("scores.keep", needs=MAY_TRAIN, subject=Training, states=EVENT, notes=("which",))
def keep_scores(actor: Actor, training: Training, *, which: Score, scores: dict[str, int]) -> int:
    """Write the results of one test in per cent, by participation's id; how many. Invalid beyond 100, or where one is
    not on the list."""
    people = {str(each.pk): each for each in Participation.objects.filter(training=training, double_of__isnull=True)}
    if set(scores) - set(people):
        raise Invalid(_("Somebody is not on the list any more. Open the list again."), "column")
    for key, score in scores.items():
        if not 0 <= score <= 100:
            raise Invalid(_("Write 0 to 100 per cent."), "column")
        setattr(people[key], which, score)
    Participation.objects.bulk_update([people[key] for key in scores], [which.value], batch_size=200)
    return len(scores)
