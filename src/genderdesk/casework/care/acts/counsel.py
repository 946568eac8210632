"""Counselling: begun, appointments and sessions, the counsellor's own notes, and its end."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.care.access import MAY_COUNSEL
from genderdesk.casework.care.models import Counselling, CounsellingNote, CounsellingSession
from genderdesk.casework.care.rules.counselling import MOST_MINUTES, moment_fault
from genderdesk.casework.care.vocabulary import (
    CALLED_OFF,
    HELD,
    MISSED,
    PLANNED,
    SESSION,
    Place,
    SessionKind,
)
from genderdesk.casework.cases.models import Case
from genderdesk.casework.cases.queries import demand_not_joined, reach_survivor
from genderdesk.casework.cases.vocabulary import CLOSED
from genderdesk.casework.intake.acts import NewDay, text_new_day
from genderdesk.casework.intake.queries import demand_reach
from genderdesk.casework.intake.vocabulary import ContactWay
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.protection import vault
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Conflict, Invalid, act, keep


@act("counselling.begin", needs=MAY_COUNSEL, subject=Case)
def begin_counselling(actor: Actor, case: Case) -> Counselling:
    """Begin to accompany the survivor of a case; each counsellor has her or his own, which nobody else sees."""
    if actor.officer_id is None:
        raise Invalid(_("Only somebody who holds a counsellor’s post accompanies people."))
    demand_not_joined(case)
    if case.state == CLOSED:
        raise Invalid(_("This case is closed. Open it again first."))
    if Counselling.objects.filter(case=case, account_id=actor.id, ended_at__isnull=True).exists():
        raise Conflict(_("You accompany this person already."))
    made = Counselling(case=case, counsellor_id=actor.officer_id, account_id=actor.id)
    keep(made)
    return made


@act("counselling.end", needs=MAY_COUNSEL, subject=Counselling)
def end_counselling(actor: Actor, counselling: Counselling) -> Counselling:
    """End it; appointments that still stand are called off, and the notes stay with the counsellor."""
    _demand_open(counselling)
    counselling.ended_at = timezone.now()
    counselling.save()
    counselling.sessions.filter(state=PLANNED).update(state=CALLED_OFF)
    return counselling


@act("counselling.plan", needs=MAY_COUNSEL, subject=Counselling, notes=("kind", "place"))
def plan_session(
    actor: Actor, counselling: Counselling, *, due_at: datetime, kind: SessionKind, place: Place
) -> CounsellingSession:
    """Make an appointment."""
    _demand_open(counselling)
    if due_at < timezone.now():
        raise Invalid(_("The appointment lies in the past. Write when you will meet."), "day")
    return _planned(counselling, due_at, kind, place)


def _planned(counselling: Counselling, due_at: datetime, kind: str, place: str) -> CounsellingSession:
    made = CounsellingSession(
        counselling=counselling, account_id=counselling.account_id, due_at=due_at, kind=kind, place=place
    )
    keep(made)
    return made


@act("counselling.review_plan", needs=MAY_COUNSEL, subject=Counselling)
def review_plan(
    actor: Actor, counselling: Counselling, *, reviewed_on: date, review_on: date | None = None
) -> Counselling:
    """Note that the safety plan was looked at together, and when it will be again."""
    _demand_open(counselling)
    if reviewed_on > timezone.localdate():
        raise Invalid(_("This day is still to come."), "reviewed_on")
    if review_on is not None and review_on <= reviewed_on:
        raise Invalid(_("The next look comes after this one."), "review_on")
    counselling.plan_reviewed_on, counselling.plan_review_on = reviewed_on, review_on
    counselling.save()
    return counselling


@act("session.hold", needs=MAY_COUNSEL, subject=CounsellingSession, states=SESSION)
def hold_session(
    actor: Actor,
    session: CounsellingSession,
    *,
    minutes: int,
    held_at: datetime | None = None,
    wellbeing_before: int | None = None,
    wellbeing_after: int | None = None,
    suspect_there: Answer = Answer.UNKNOWN,
    note: str = "",
    next_at: datetime | None = None,
) -> CounsellingSession:
    """Keep that a session was held, with the counsellor's own note and the next appointment.

    With the family only where the suspect was not there: with the suspect it would be mediation, which the desk does
    not do.
    """
    now = timezone.now()
    if session.kind == SessionKind.FAMILY and suspect_there is not Answer.NO:
        raise Invalid(
            _("A session with the family is counselling only where the suspect is not there. Say so, or keep none."),
            "suspect_there",
        )
    if not 1 <= minutes <= MOST_MINUTES:
        raise Invalid(_("Write the length in minutes, up to %(most)d.") % {"most": MOST_MINUTES}, "minutes")
    if fault := moment_fault(held_at, next_at, now):
        raise Invalid(_MOMENTS[fault](), fault)
    for name, value in (("wellbeing_before", wellbeing_before), ("wellbeing_after", wellbeing_after)):
        if value is not None and not 0 <= value <= 10:
            raise Invalid(_("Wellbeing goes from 0 to 10."), name)
    session.held_at, session.minutes = held_at or now, minutes
    session.wellbeing_before, session.wellbeing_after = wellbeing_before, wellbeing_after
    session.state = HELD
    session.save()
    if note.strip():
        _keep_note(actor, session, note)
    if next_at is not None:
        _planned(session.counselling, next_at, session.kind, session.place)
    return session


_MOMENTS = {
    "held": lambda: _("The session lies in the future. Check the day and the hour."),
    "next": lambda: _("The next appointment lies in the past. Check the day and the hour."),
}


@act("session.move", needs=MAY_COUNSEL, subject=CounsellingSession, states=SESSION, notes=("tell",))
def move_session(
    actor: Actor, session: CounsellingSession, *, due_at: datetime, tell: bool = False
) -> CounsellingSession:
    """Move an appointment to another day, and ``tell`` the survivor by a neutral text where safe contact allows one."""
    if due_at < timezone.now():
        raise Invalid(_("The appointment lies in the past. Write when you will meet."), "day")
    session.due_at = due_at
    session.save()
    if tell:
        _tell_new_day(actor, session)
    return session


def _tell_new_day(actor: Actor, session: CounsellingSession) -> None:
    """Through the one gate of safe contact: by her or his file here, by all that was said of the number there."""
    case = session.counselling.case
    if case.cell_id is not None:
        raise Invalid(_("No text is sent of a sealed file. Tell her or him the new day in another way."), "tell")
    demand_reach(reach_survivor(case, ContactWay.SMS), "tell")
    survivor = case.survivor
    text_new_day(actor, NewDay(case.institution_id, survivor.phone.open(), survivor.language, session.due_at))


@act("session.miss", needs=MAY_COUNSEL, subject=CounsellingSession, states=SESSION)
def miss_session(actor: Actor, session: CounsellingSession) -> CounsellingSession:
    """She or he did not come; nobody is to blame."""
    session.state = MISSED
    session.save()
    return session


@act("session.call_off", needs=MAY_COUNSEL, subject=CounsellingSession, states=SESSION)
def call_off_session(actor: Actor, session: CounsellingSession) -> CounsellingSession:
    """An appointment that will not take place."""
    session.state = CALLED_OFF
    session.save()
    return session


@act("session.note", needs=MAY_COUNSEL, subject=CounsellingSession, states=SESSION)
def note_on_session(actor: Actor, session: CounsellingSession, *, text: str) -> CounsellingSession:
    """Add to the counsellor's own notes of a session; nothing already kept is changed."""
    if not text.strip():
        raise Invalid(_("Write what you want to add."), "text")
    _keep_note(actor, session, text)
    return session


@act("session.supervise", needs=MAY_COUNSEL, subject=CounsellingSession, states=SESSION)
def supervise_session(actor: Actor, session: CounsellingSession) -> CounsellingSession:
    """Note that the counsellor has talked this session over in supervision, without a name."""
    session.supervised_on = timezone.localdate()
    session.save()
    return session


def _keep_note(actor: Actor, session: CounsellingSession, text: str) -> uuid.UUID:
    """Keep a note under the counsellor's own key and no other; refused where she or he could not open it again."""
    counselling = session.counselling
    if not vault.is_sealed(counselling.pk):
        vault.seal_file(counselling.pk, [actor.id])
    elif actor.id not in {each.user_id for each in vault.holders_of(counselling.pk)}:
        raise Invalid(
            _("Your key is a new one, so notes of before stay closed. End this counselling and begin it anew."), "note"
        )
    note = CounsellingNote(session=session, text=text.strip())
    note.save(force_insert=True)
    return note.pk


def _demand_open(counselling: Counselling) -> None:
    if counselling.ended_at is not None:
        raise Invalid(_("This counselling has ended. Begin it anew."))
