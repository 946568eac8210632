"""Private links: a training's calendar, its rating, a session's sign-in; what a certificate's number tells anybody."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from genderdesk.groundwork.foundation.ids import read_number
from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.protection import walls
from genderdesk.groundwork.protection.access import SYSTEM
from genderdesk.groundwork.protection.vault import blind_index
from genderdesk.programme.training.models import Certificate, Training, TrainingSession
from genderdesk.programme.training.rules.calendar import Appointment, calendar_of
from genderdesk.programme.training.rules.completion import shown_state
from genderdesk.programme.training.vocabulary import (
    CANCELLED,
    CERTIFICATE_NUMBER,
    HELD,
    OPEN,
    RATING_DAYS,
    SIGN_IN_BEFORE_MINUTES,
    TOOK_PLACE,
)

_SIGNS = 32


def calendar_token(training: Training) -> str:
    """128 bits of the address of its calendar, which nobody guesses and the database does not hold."""
    return blind_index("training_calendar", str(training.pk))[:_SIGNS]


def rating_token(training: Training) -> str:
    """The same for its rating: who has the one link has not the other."""
    return blind_index("training_rating", str(training.pk))[:_SIGNS]


def session_token(session: TrainingSession) -> str:
    """The same for one session, where people sign in by themselves."""
    return blind_index("training_session", str(session.pk))[:_SIGNS]


def signs_in_now(session: TrainingSession, at: datetime | None = None) -> bool:
    """Whether people may sign in at a session by themselves: its training is open, and it begins soon or runs."""
    now = at or timezone.now()
    begins = timezone.make_aware(datetime.combine(session.day, session.starts))
    ends = timezone.make_aware(datetime.combine(session.day, session.ends))
    is_open = session.called_off_at is None and session.training.state == OPEN
    return is_open and begins - timedelta(minutes=SIGN_IN_BEFORE_MINUTES) <= now <= ends


def session_to_sign(session_id: uuid.UUID, token: str) -> TrainingSession | None:
    """The session of a link at which people sign in now; None for any other and at any other time."""
    with walls.seen_by(SYSTEM):
        found = one_of(TrainingSession.objects.filter(pk=session_id).select_related("training__version__course"))
    if found is None or not constant_time_compare(session_token(found), token):
        return None
    return found if signs_in_now(found) else None


def training_to_rate(training_id: uuid.UUID, token: str) -> Training | None:
    """The training of a rating's link, from its opening until some days after its end; None for any other."""
    with walls.seen_by(SYSTEM):
        found = one_of(Training.objects.filter(pk=training_id).select_related("version__course"))
    if found is None or not constant_time_compare(rating_token(found), token):
        return None
    still = timezone.localdate() <= found.ends_on + timedelta(days=RATING_DAYS)
    return found if still and found.state in (OPEN, HELD, *TOOK_PLACE) else None


def calendar_at(training_id: uuid.UUID, token: str) -> str | None:
    """The calendar of a link; None for any other. Its words name the course and the place, and nobody."""
    with walls.seen_by(SYSTEM):
        found = one_of(Training.objects.filter(pk=training_id).select_related("version__course", "place"))
        if found is None or not constant_time_compare(calendar_token(found), token):
            return None
        sessions = list(found.sessions.order_by("number"))
    gone = found.state == CANCELLED
    title = _("%(course)s, training %(code)s") % {"course": found.version.course.name, "code": found.code}
    place = ", ".join(filter(None, (found.venue, found.place.name)))
    listed = [
        Appointment(
            each.pk,
            title,
            place,
            timezone.make_aware(datetime.combine(each.day, each.starts)),
            timezone.make_aware(datetime.combine(each.day, each.ends)),
            gone or each.called_off_at is not None,
        )
        for each in sessions
    ]
    return calendar_of(title, listed, timezone.now())


@dataclass(frozen=True, slots=True)
class Shown:
    """What anybody is told of a certificate: what stands on its paper, without the name."""

    number: str
    course: str
    issued_on: date
    expires_on: date | None
    state: str


def certificate_by_number(typed: str, on: date | None = None) -> Shown | None:
    """The certificate of a number as somebody types or scans it; None where there is none."""
    number = read_number(typed, CERTIFICATE_NUMBER[0])
    if number is None:
        return None
    with walls.seen_by(SYSTEM):
        related = "participation__training__version__course"
        found = Certificate.objects.filter(number=number).select_related(related).first()
    if found is None:
        return None
    state = shown_state(found.state, found.expires_on, on or timezone.localdate())
    course = found.participation.training.version.course.name
    return Shown(found.number, course, found.issued_on, found.expires_on, state)
