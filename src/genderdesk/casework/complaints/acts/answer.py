"""What those who answer do with a complaint, from the first look to its end."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.complaints import rules
from genderdesk.casework.complaints.access import MAY_ANSWER, MAY_CLOSE
from genderdesk.casework.complaints.acts.word import demand_length, demand_words, spread
from genderdesk.casework.complaints.models import Complaint, Word
from genderdesk.casework.complaints.vocabulary import (
    ACKNOWLEDGED,
    ANSWERED,
    CLOSED,
    COMPLAINT,
    LOOKED_INTO,
    PASSED,
    ZERO_TOLERANCE,
    About,
    Answering,
    Category,
    PassedTo,
    Route,
)
from genderdesk.casework.intake.acts import WordThere, text_word_there
from genderdesk.casework.intake.vocabulary import ContactHours
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid, act, keep, refuse
from genderdesk.organisation.institution.vocabulary import Role


def _keep_moved(complaint: Complaint, state: str, *fields: str) -> Complaint:
    complaint.state = state
    complaint.save(update_fields=["state", *fields])
    spread(complaint)
    return complaint


@act("complaint.acknowledge", needs=MAY_ANSWER, subject=Complaint, states=COMPLAINT)
def acknowledge_complaint(actor: Actor, complaint: Complaint) -> Complaint:
    """Say that it was received and read; the complainant sees it on her or his page."""
    complaint.acknowledged_at = timezone.now()
    return _keep_moved(complaint, ACKNOWLEDGED, "acknowledged_at")


@act("complaint.look_into", needs=MAY_ANSWER, subject=Complaint, states=COMPLAINT)
def look_into_complaint(actor: Actor, complaint: Complaint) -> Complaint:
    """Begin to look into it, which says too that it was received."""
    complaint.looked_into_at = timezone.now()
    complaint.acknowledged_at = complaint.acknowledged_at or complaint.looked_into_at
    return _keep_moved(complaint, LOOKED_INTO, "looked_into_at", "acknowledged_at")


@act("complaint.note", needs=MAY_ANSWER, subject=Complaint, states=COMPLAINT)
def note_on_complaint(actor: Actor, complaint: Complaint, *, text: str) -> Complaint:
    """Keep what was found, for the next reader; the complainant does not see it."""
    _keep_words(actor, complaint, text)
    return complaint


def _keep_words(actor: Actor, complaint: Complaint, text: str) -> None:
    demand_words(text, "text")
    keep(Word(complaint=complaint, at=timezone.now(), of_complainant=False, written_by=actor.id, text=text.strip()))


@act("complaint.sort", needs=MAY_ANSWER, subject=Complaint, states=COMPLAINT)
def sort_complaint(actor: Actor, complaint: Complaint, *, category: Category, about: About) -> Complaint:
    """Say that it is about something else than was told. Where it never waits, oversight alone reads it from then on;
    only oversight lets it go lower again."""
    lower = complaint.route == Route.OVERSIGHT and rules.route_of(category, about) is Route.HEAD_OFFICE
    if lower and not actor.has(Role.OVERSIGHT):
        refuse(_("Only oversight puts a complaint lower."))
    # Both hear of it: who had it, and who has it from now on.
    spread(complaint)
    complaint.category, complaint.about = category, about
    complaint.route = rules.route_of(category, about)
    complaint.save(update_fields=["category", "about", "route"])
    spread(complaint)
    return complaint


@act("complaint.answer", needs=MAY_ANSWER, subject=Complaint, states=COMPLAINT, notes=("send",))
def answer_complaint(actor: Actor, complaint: Complaint, *, answer: str, send: bool = False) -> Complaint:
    """Keep the answer, which the complainant reads with reference and PIN; with ``send`` a neutral text says that there
    is one, where she or he asked for it and the gate of safe contact lets it out.

    Invalid where one that never waits was not looked into, or where the text cannot go.
    """
    if not answer.strip():
        raise Invalid(_("Write the answer."), "answer")
    demand_length(answer, "answer")
    if complaint.category in ZERO_TOLERANCE and complaint.looked_into_at is None:
        raise Invalid(_("This kind is looked into before it is answered. Say first that you look into it."))
    complaint.answer = answer.strip()
    complaint.answered_at = timezone.now()
    complaint.acknowledged_at = complaint.acknowledged_at or complaint.answered_at
    complaint.answered_by, complaint.answered_officer = actor.id, actor.officer_id
    if send:
        _send_word(actor, complaint)
    return _keep_moved(
        complaint, ANSWERED, "answer", "answered_at", "acknowledged_at", "answered_by", "answered_officer"
    )


def _send_word(actor: Actor, complaint: Complaint) -> None:
    """By the desk's line, whose operators see that a text went out: never for what oversight alone may know of."""
    if complaint.answering != Answering.TEXT or complaint.route == Route.OVERSIGHT:
        raise Invalid(_("No text goes out for this complaint. The answer stands on the complainant’s page."), "send")
    told = WordThere(
        complaint.institution_id,
        complaint.reply_phone.open(),
        complaint.language,
        ContactHours(complaint.reply_hours or ContactHours.ANY),
    )
    text_word_there(actor, told)


@act("complaint.pass", needs=MAY_ANSWER, subject=Complaint, states=COMPLAINT)
def pass_complaint(actor: Actor, complaint: Complaint, *, to: PassedTo, why: str) -> Complaint:
    """Hand it to another body that looks into it, and say why; the complainant reads to whom it was passed."""
    _keep_words(actor, complaint, why)
    complaint.passed_to, complaint.passed_at = to, timezone.now()
    complaint.acknowledged_at = complaint.acknowledged_at or complaint.passed_at
    return _keep_moved(complaint, PASSED, "passed_to", "passed_at", "acknowledged_at")


@act("complaint.take_up_again", needs=MAY_ANSWER, subject=Complaint, states=COMPLAINT)
def take_up_again(actor: Actor, complaint: Complaint, *, why: str) -> Complaint:
    """Look into it again: the answer was not enough, or the other body sent it back."""
    _keep_words(actor, complaint, why)
    complaint.looked_into_at = complaint.looked_into_at or timezone.now()
    return _keep_moved(complaint, LOOKED_INTO, "looked_into_at")


@act("complaint.close", needs=MAY_CLOSE, subject=Complaint, states=COMPLAINT)
def close_complaint(actor: Actor, complaint: Complaint) -> Complaint:
    """End it. One that never waits is closed by another person than whoever answered it."""
    complaint.closed_at = timezone.now()
    complaint.closed_by, complaint.closed_officer = actor.id, actor.officer_id
    return _keep_moved(complaint, CLOSED, "closed_at", "closed_by", "closed_officer")
