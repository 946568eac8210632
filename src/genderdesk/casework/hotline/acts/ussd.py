"""USSD sessions: one step for each input, and what becomes of a session that broke off."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.hotline.access import GATEWAY_ONLY
from genderdesk.casework.hotline.acts.calls import index_beforehand, lapse_contact, new_contact, tell
from genderdesk.casework.hotline.acts.numbers import sealed_contacts
from genderdesk.casework.hotline.acts.reports import receive_told
from genderdesk.casework.hotline.models import Contact, Gateway, UssdSession
from genderdesk.casework.hotline.rules import ussd as menu
from genderdesk.casework.hotline.rules.told import Told
from genderdesk.casework.hotline.vocabulary.contacts import (
    CLOSED,
    CONNECTED,
    CONTACT,
    Classification,
    ContactKind,
    EndedBy,
)
from genderdesk.casework.hotline.vocabulary.ussd_texts import NEED_KINDS, SAFE_CHOICES, USSD_TEXTS, Step
from genderdesk.casework.intake.acts import add_to_report
from genderdesk.casework.intake.models import Report
from genderdesk.casework.intake.queries import report_by_id
from genderdesk.casework.intake.vocabulary import Channel
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid, act
from genderdesk.organisation.places.queries import districts, name_of, provinces

# More inputs than any walk through the menu needs, wrong ones included.
MOST_INPUTS = 60


@dataclass(frozen=True, slots=True)
class UssdAnswer:
    """What the handset shows next; ``action`` is CON while an answer is awaited, END at the last screen."""

    action: str
    text: str


def menu_country() -> menu.Country:
    """The provinces and districts of the menu, in the order of their codes and names."""
    below: dict[str, list[tuple[str, str]]] = {}
    for code, name, parent in districts().order_by("code").values_list("code", "name", "parent_id"):
        below.setdefault(parent or "", []).append((code, name))
    return menu.Country(
        tuple(provinces().values_list("code", "name")), {code: tuple(found) for code, found in below.items()}
    )


@act("ussd.step", needs=GATEWAY_ONLY, subject=Gateway, beforehand=index_beforehand("caller"))
def step_ussd(actor: Actor, gateway: Gateway, *, session_id: str, caller: str, text: str) -> UssdAnswer:
    """Answer one input. A session number not seen before begins at the first screen, or where the same phone broke off
    within ten minutes; the last step makes the report and gives its number."""
    session = _session(actor, gateway, session_id, caller)
    position, inputs = _position(session, text)
    kept = session.answers.open()
    if session.ended_at is not None:
        return UssdAnswer("END", kept.get("last") or USSD_TEXTS[position.language].time_over)
    session.answers = {**kept, "inputs": inputs, "position": asdict(position)}
    session.step = position.step
    session.danger = position.danger
    session.last_seen = timezone.now()
    if position.step is not Step.END:
        session.save()
        return UssdAnswer("CON", menu.screen(position, menu_country()))
    return _finished(actor, session, position, inputs)


def _finished(actor: Actor, session: UssdSession, position: menu.Position, inputs: list[str]) -> UssdAnswer:
    """Make the report and give the last screen, which a late repeat is shown again."""
    added = session.report_id is not None and not _began_anew(inputs) and not position.danger
    session.ended_at = session.last_seen
    report = _report(actor, session, position)
    last = menu.last_screen(position, report.number, session.gateway.line.short_code, added=added)
    session.answers = {**session.answers.open(), "last": last}
    session.save()
    return UssdAnswer("END", last)


def _session(actor: Actor, gateway: Gateway, session_id: str, caller: str) -> UssdSession:
    known = UssdSession.objects.select_for_update().filter(gateway=gateway, session_id=session_id).first()
    if known is not None:
        return known
    contact = new_contact(gateway, ContactKind.USSD, reference=session_id, caller=caller, state=CONNECTED)
    session = UssdSession(
        gateway=gateway, session_id=session_id, contact=contact, phone_index=contact.phone_index, answers={}
    )
    broken = _broken_off(gateway, contact)
    if broken is not None:
        session.answers = {"begin": broken.answers.open().get("position")}
        session.report_id = broken.report_id
        _settle_quietly(actor, broken)
    session.save(force_insert=True)
    return session


def _broken_off(gateway: Gateway, contact: Contact) -> UssdSession | None:
    """The session that the same phone left unfinished within the last ten minutes, once a language was chosen."""
    if not contact.has_number:
        return None
    since = timezone.now() - menu.RESUME_WINDOW
    found = UssdSession.objects.select_for_update().filter(gateway=gateway, last_seen__gte=since)
    if contact.cell_id is None:
        found = found.filter(phone_index=contact.phone_index)
    else:
        found = found.filter(contact__in=[each.pk for each in sealed_contacts(gateway, contact.caller.open())])
    latest = found.order_by("-last_seen", "-started_at").first()
    return latest if latest is not None and latest.step not in (Step.END, Step.LANGUAGE) else None


def _settle_quietly(actor: Actor, session: UssdSession) -> None:
    """Close a session whose caller goes on in a new one: the new one tells what the old one began."""
    now = timezone.now()
    was_open = session.settled_at is None
    session.ended_at = session.ended_at or now
    session.settled_at = session.settled_at or now
    session.save()
    if was_open:
        lapse_contact(actor, session.contact)


def _position(session: UssdSession, text: str) -> tuple[menu.Position, list[str]]:
    kept = session.answers.open()
    inputs = menu.inputs_of(text, kept.get("inputs", []), session.gateway.ussd_dialect)
    if len(inputs) > MOST_INPUTS:
        raise Invalid(_("This session has more inputs than the menu has steps. Dial again."), "text")
    begin = _read_position(kept.get("begin"))
    return menu.walk(inputs, menu_country(), begin=begin), inputs


def _read_position(kept: dict[str, Any] | None) -> menu.Position | None:
    return menu.Position(**{**kept, "step": Step(kept["step"])}) if kept else None


def _began_anew(inputs: list[str]) -> bool:
    """True where somebody was asked to go on or to start again, and started again."""
    return next((typed for typed in inputs if typed in ("1", "2")), "") == "2"


def _report(actor: Actor, session: UssdSession, position: menu.Position) -> Report:
    """The report of a session as far as it went; what an earlier part told already is added to."""
    contact = session.contact
    contact.language = position.language
    contact.safe_to_contact = SAFE_CHOICES.get(position.safe, Answer.UNKNOWN)
    contact.save(update_fields=["language", "safe_to_contact"])
    inputs = session.answers.open().get("inputs", [])
    earlier = report_by_id(session.report_id) if session.report_id and not _began_anew(inputs) else None
    if earlier is None:
        told = Told(
            district=position.district,
            stated_kind=NEED_KINDS[position.need],
            safe_to_contact=SAFE_CHOICES.get(position.safe, Answer.UNKNOWN),
            immediate_danger=Answer.YES if position.danger else Answer.UNKNOWN,
            place_text=name_of(position.district or position.province),
            language=position.language,
        )
        earlier = receive_told(actor, contact, told)
    else:
        add_to_report(actor, earlier, text=_told_since(position), channel=Channel.USSD)
    session.report_id = earlier.pk
    session.phone_index = contact.phone_index
    session.settled_at = timezone.now()
    session.save()
    finish_ussd(actor, contact)
    return earlier


def _told_since(position: menu.Position) -> str:
    place = name_of(position.district or position.province) or "?"
    safe = SAFE_CHOICES.get(position.safe, Answer.UNKNOWN).value
    return _("Told by USSD since: place %(place)s; may we call or write: %(safe)s.") % {"place": place, "safe": safe}


@act("ussd.finish", needs=GATEWAY_ONLY, subject=Contact, states=CONTACT)
def finish_ussd(actor: Actor, contact: Contact) -> Contact:
    """Close the contact of a session that has become a report."""
    contact.state = CLOSED
    contact.classification = Classification.REPORT
    contact.ended_at = contact.closed_at = timezone.now()
    contact.ended_by = EndedBy.CALLER
    contact.save()
    tell(contact)
    return contact


@act("ussd.end", needs=GATEWAY_ONLY, subject=UssdSession)
def end_ussd(actor: Actor, session: UssdSession) -> UssdSession:
    """The network ended the session. Danger told becomes a report at once; anything else waits ten minutes for the
    same phone to go on."""
    session.refresh_from_db(from_queryset=UssdSession.objects.select_for_update())
    session.ended_at = session.ended_at or timezone.now()
    session.save()
    if session.danger and session.settled_at is None:
        settle_ussd(actor, session)
        session.refresh_from_db()
    return session


@act("ussd.settle", needs=GATEWAY_ONLY, subject=UssdSession)
def settle_ussd(actor: Actor, session: UssdSession) -> UssdSession:
    """Decide what becomes of a session that broke off: a report of what was told, or an abandoned contact."""
    session.refresh_from_db(from_queryset=UssdSession.objects.select_for_update())
    if session.settled_at is not None:
        return session
    session.ended_at = session.ended_at or timezone.now()
    position = _read_position(session.answers.open().get("position")) or menu.Position()
    if position.tells_something:
        _report(actor, session, position)
        return session
    session.settled_at = timezone.now()
    session.save()
    lapse_contact(actor, session.contact)
    return session
