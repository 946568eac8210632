"""A training from its plan to its end: approved by another person than planned it, and verified by another than closed
it."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, time

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.foundation.ids import new_number
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid, act, keep
from genderdesk.organisation.places.models import Division
from genderdesk.programme.training.access import MAY_APPROVE, MAY_TRAIN, MAY_VERIFY
from genderdesk.programme.training.models import (
    Attendance,
    Certificate,
    CourseVersion,
    EventTrainer,
    Participation,
    Trainer,
    Training,
    TrainingSession,
)
from genderdesk.programme.training.queries.events import held_sessions
from genderdesk.programme.training.queries.standing import parts
from genderdesk.programme.training.rules.completion import CompletionRule, months_after, nomination_after
from genderdesk.programme.training.vocabulary import (
    APPROVED,
    CANCELLED,
    CLOSED,
    CONFIRMED,
    EVENT,
    FOLLOW_UP_MONTHS,
    HELD,
    MOST_SESSIONS,
    NOMINATION,
    OPEN,
    TRAINING_NUMBER,
    VERIFIED,
    CancelledWhy,
    CourseKind,
    Outcome,
)


@act("training.plan", needs=MAY_TRAIN)
def plan_training(
    actor: Actor,
    *,
    version: CourseVersion,
    place: Division,
    days: list[date],
    starts: time,
    ends: time,
    venue: str = "",
    seats: int | None = None,
    trainers: list[uuid.UUID] | None = None,
    refreshes: Training | None = None,
) -> Training:
    """Plan a training with one session on each day. Invalid where there is no day, where the version is not in force on
    the first, where a trainer is not qualified then, or where the hours are reversed."""
    listed = _days(days, starts, ends)
    first = listed[0]
    others = [version.course.institution_id, *([refreshes.institution_id] if refreshes else [])]
    if any(each != actor.institution_id for each in others):
        raise Invalid(_("Choose a course of the own institution."), field="version")
    if version.starts_on > first or (version.ends_on is not None and version.ends_on <= first):
        raise Invalid(_("This version of the course is not in force on the first day."), field="version")
    training = Training(
        institution_id=actor.own_institution,
        code=new_number(*TRAINING_NUMBER),
        version=version,
        place=place,
        venue=venue,
        seats=seats,
        starts_on=first,
        ends_on=listed[-1],
        refreshes=refreshes,
        planned_by=actor.id,
    )
    keep(training)
    for number, day in enumerate(listed, start=1):
        keep(TrainingSession(training=training, number=number, day=day, starts=starts, ends=ends))
    for trainer in _qualified(actor, trainers or [], first):
        keep(EventTrainer(training=training, trainer=trainer))
    return training


def _days(days: Sequence[date], starts: time, ends: time) -> list[date]:
    listed = sorted(set(days))
    if not 1 <= len(listed) <= MOST_SESSIONS:
        raise Invalid(_("Plan 1 to %(most)d days.") % {"most": MOST_SESSIONS}, field="days")
    if ends <= starts:
        raise Invalid(_("The end must come after the start."), field="ends")
    return listed


def _qualified(actor: Actor, ids: list[uuid.UUID], day: date) -> list[Trainer]:
    found = list(Trainer.objects.filter(institution_id=actor.own_institution, pk__in=ids).select_related("officer"))
    if len(found) != len(set(ids)):
        raise Invalid(_("Choose trainers of this list."), field="trainers")
    for trainer in found:
        if trainer.qualified_on > day or (trainer.valid_to is not None and trainer.valid_to <= day):
            raise Invalid(
                _("%(name)s holds no valid qualification as a trainer on this day.") % {"name": trainer.officer},
                field="trainers",
            )
    return found


@act("training.describe", needs=MAY_TRAIN, subject=Training, states=EVENT)
def describe_training(actor: Actor, training: Training, *, place: Division, venue: str, seats: int | None) -> Training:
    """Change where a training is held and how many may come, before it is held."""
    training.place, training.venue, training.seats = place, venue, seats
    training.save()
    return training


@act("training.add_session", needs=MAY_TRAIN, subject=Training, states=EVENT)
def add_session(actor: Actor, training: Training, *, day: date, starts: time, ends: time) -> TrainingSession:
    """Add a session, also in place of one that was called off."""
    _days([day], starts, ends)
    last = training.sessions.order_by("-number").first()
    number = last.number + 1 if last else 1
    if number > MOST_SESSIONS:
        raise Invalid(_("Plan 1 to %(most)d days.") % {"most": MOST_SESSIONS}, field="day")
    made = TrainingSession(training=training, number=number, day=day, starts=starts, ends=ends)
    made.save(force_insert=True)
    _write_days(training)
    return made


@act("training.call_off_session", needs=MAY_TRAIN, subject=TrainingSession)
def call_off_session(actor: Actor, session: TrainingSession) -> TrainingSession:
    """Call a session off: nobody was absent from it. Invalid where it is the only one, where somebody was marked as
    there, or where the training is closed."""
    training = Training.objects.select_for_update().get(pk=session.training_id)
    if training.state not in (*(state for state in EVENT.states if EVENT.permits(state, "training.add_session")), HELD):
        raise Invalid(_("The training is closed. Its sessions stand."))
    if len(held_sessions(training)) < 2:
        raise Invalid(_("This is the only session. Cancel the training instead."))
    if Attendance.objects.filter(session=session, presence__in=("present", "part")).exists():
        raise Invalid(_("Somebody is marked as present. A session that took place is not called off."))
    session.called_off_at = timezone.now()
    session.save(update_fields=["called_off_at"])
    _write_days(training)
    return session


def _write_days(training: Training) -> None:
    days = [each.day for each in held_sessions(training)]
    training.starts_on, training.ends_on = min(days), max(days)
    training.save(update_fields=["starts_on", "ends_on"])


@act("training.approve", needs=MAY_APPROVE, subject=Training, states=EVENT)
def approve_training(actor: Actor, training: Training) -> Training:
    """Approve a plan that another person made."""
    training.state = APPROVED
    training.save()
    return training


@act("training.open", needs=MAY_TRAIN, subject=Training, states=EVENT)
def open_training(actor: Actor, training: Training) -> Training:
    """Open an approved training: people are added at the door and sign in."""
    training.state = OPEN
    training.save()
    return training


@act("training.hold", needs=MAY_TRAIN, subject=Training, states=EVENT)
def hold_training(actor: Actor, training: Training) -> Training:
    """Say that it was held; lists and tests can still be written. Invalid before its first day."""
    if training.starts_on > timezone.localdate():
        raise Invalid(_("The first session has not begun yet."))
    training.state = HELD
    training.save()
    return training


@act("training.cancel", needs=MAY_TRAIN, subject=Training, states=EVENT, notes=("why",))
def cancel_training(actor: Actor, training: Training, *, why: CancelledWhy) -> Training:
    """Cancel a training that was not held."""
    training.state, training.cancelled_why = CANCELLED, why
    training.save()
    return training


@act("training.close", needs=MAY_TRAIN, subject=Training, states=EVENT)
def close_training(actor: Actor, training: Training) -> Training:
    """Close a held training: its lists are complete, and the rule says who completed it. Invalid before its last day,
    or where nobody is on its list and nobody was counted."""
    if training.ends_on > timezone.localdate():
        raise Invalid(_("The last session is still to come."))
    close_by_rule(training)
    training.state, training.closed_by = CLOSED, actor.id
    training.save()
    return training


def close_by_rule(training: Training) -> None:
    """Inside an act: write what the completion rule says of everybody on the list."""
    version, sessions = training.version, held_sessions(training)
    rule = CompletionRule(version.session_share, version.pass_mark, version.practical_mark)
    people = list(Participation.objects.filter(training=training, double_of__isnull=True))
    if not people and not training.tallies.exists():
        raise Invalid(_("Nobody is on the list and nobody was counted. Write the attendance first."))
    marks: dict[object, list[str]] = {}
    counted = {each.pk for each in sessions}
    rows = Attendance.objects.filter(session__training=training).values_list(
        "participation_id", "session_id", "presence"
    )
    for participation_id, session_id, presence in rows:
        if session_id in counted:
            marks.setdefault(participation_id, []).append(presence)
    found: dict[tuple[str, Outcome], list[uuid.UUID]] = defaultdict(list)
    for each in people:
        there = marks.get(each.pk, [])
        if NOMINATION.permits(each.state, "training.close"):
            outcome = rule.outcome(there, len(sessions), each.after, each.practical)
            found[nomination_after(there), outcome].append(each.pk)
    follow_up_on = None
    if version.course.kind == CourseKind.TRAINING:
        follow_up_on = months_after(training.ends_on, FOLLOW_UP_MONTHS)
    for (state, outcome), ids in found.items():
        done = outcome == Outcome.COMPLETED
        for lot in parts(ids):
            Participation.objects.filter(pk__in=lot).update(
                state=state,
                outcome=outcome,
                completed_on=training.ends_on if done else None,
                follow_up_on=follow_up_on if done else None,
            )


@act("training.reopen", needs=MAY_VERIFY, subject=Training, states=EVENT)
def reopen_training(actor: Actor, training: Training) -> Training:
    """Send a closed training back, to be corrected; what the rule said is withdrawn until it is closed again. Invalid
    where certificates of it are in force."""
    if Certificate.objects.filter(participation__training=training).exclude(state="revoked").exists():
        raise Invalid(_("Certificates of this training are out. Revoke those that are wrong first."))
    Participation.objects.filter(training=training).update(
        state=CONFIRMED, outcome="", completed_on=None, follow_up_on=None
    )
    training.state, training.closed_by = HELD, None
    training.save()
    return training


@act("training.verify", needs=MAY_VERIFY, subject=Training, states=EVENT)
def verify_training(actor: Actor, training: Training) -> Training:
    """Confirm the lists of a closed training, by another person than closed it."""
    training.state = VERIFIED
    training.save()
    return training
