"""The first word: a call, a thread of texts, a menu or somebody at the counter, and the report that is written."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from genderdesk.casework.hotline.models import Contact, TextMessage, UssdSession
from genderdesk.casework.hotline.rules import contacts as contact_rules
from genderdesk.casework.hotline.vocabulary.contacts import (
    ABANDONED,
    CLOSED,
    SHORT_ABANDONED,
    Classification,
    ContactKind,
    EndedBy,
)
from genderdesk.casework.hotline.vocabulary.events import TextState
from genderdesk.casework.hotline.vocabulary.ussd_texts import Step
from genderdesk.casework.intake.models import Report
from genderdesk.casework.intake.vocabulary import (
    DUPLICATE,
    OPENED,
    RECEIVED,
    REFERRED_ELSEWHERE,
    TRIAGED,
    Channel,
    ReporterType,
    StatedKind,
)
from genderdesk.demo.generator import chances
from genderdesk.demo.generator.draw import Draw
from genderdesk.demo.generator.people import Person
from genderdesk.demo.generator.records import Records
from genderdesk.demo.generator.setting import District, Hand, Side
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.protection.access import PUBLIC, SYSTEM
from genderdesk.groundwork.protection.vault import blind_index

_KINDS = {Channel.SMS: ContactKind.SMS, Channel.USSD: ContactKind.USSD}
_UNATTENDED = (Channel.USSD, Channel.WEB)
# What is said to be recent or painful enough for care within hours.
_RECENT_HOURS = 120


def hear(draw: Draw, records: Records, side: Side, kind: ContactKind, at: datetime, phone: str) -> Contact:
    """A contact that somebody answered and closed, without a classification yet; the talk took some minutes."""
    answered = at if kind is ContactKind.USSD else at + draw.seconds(7 if kind is ContactKind.CALL else 120)
    ended = answered + draw.seconds(90 if kind is ContactKind.USSD else 320)
    operator = None if kind is ContactKind.USSD else draw.choice(side.operators).id
    contact = Contact(
        id=draw.id(at),
        line=side.line,
        gateway=side.gateway,
        institution=side.institution,
        kind=kind,
        state=CLOSED,
        reference=f"invented-{draw.getrandbits(64):016x}",
        simulated=True,
        caller=phone,
        has_number=bool(phone),
        phone_index=blind_index("phone", phone),
        language="rw",
        offered_at=at,
        heard_at=ended,
        ringing_at=at if kind is ContactKind.CALL else None,
        answered_at=answered,
        ended_at=ended,
        closed_at=ended + (timedelta(0) if kind is ContactKind.USSD else draw.seconds(60)),
        ended_by=EndedBy.CALLER,
        operator_id=operator,
    )
    records.add(contact)
    return contact


def hear_nothing(draw: Draw, records: Records, side: Side, at: datetime) -> None:
    """A contact that left no report: a wrong number, a silent call, a question, or somebody who hung up too soon."""
    if side.line is None:
        return
    phone = f"+250{788_200_000 + draw.randrange(99_999)}"
    contact = hear(draw, records, side, ContactKind.CALL, at, phone)
    if draw.happens(chances.ABANDONED):
        waited = draw.randrange(1, 5) if draw.happens(chances.SHORT) else draw.randrange(6, 90)
        contact.state = SHORT_ABANDONED if contact_rules.left_state(waited) == SHORT_ABANDONED else ABANDONED
        contact.answered_at, contact.operator_id = None, None
        contact.ended_at = contact.heard_at = contact.closed_at = at + timedelta(seconds=waited)
        return
    contact.classification = draw.of(chances.NOTHING_REPORTED)
    if contact_rules.closes_at_once(Classification(contact.classification)) and contact.answered_at:
        contact.ended_by = EndedBy.OPERATOR
        contact.ended_at = contact.heard_at = contact.closed_at = contact.answered_at + draw.seconds(14)


def report(
    draw: Draw,
    records: Records,
    side: Side,
    district: District,
    person: Person,
    at: datetime,
    danger: bool,
    channel: Channel,
) -> Report:
    """A report as it stands when it was saved: received, with its contact where it came by phone."""
    contact = None
    if channel in chances.BY_PHONE and side.line is not None:
        kind = _KINDS.get(channel, ContactKind.CALL)
        contact = hear(draw, records, side, kind, at, person.phone)
        contact.classification = Classification.REPORT
        contact.safe_to_contact = person.safe
        # The report is saved before the talk ends.
        at = (contact.answered_at or at) + ((contact.ended_at or at) - (contact.answered_at or at)) * 0.7
        at = at.replace(microsecond=0)
    told = _report(draw, side, district, person, at, danger, channel)
    records.add(told)
    if contact is not None:
        told.contact_id = contact.pk
        _written(draw, records, side, contact, told, person)
    return told


def _report(
    draw: Draw, side: Side, district: District, person: Person, at: datetime, danger: bool, channel: Channel
) -> Report:
    self_told = person.reporter is ReporterType.SURVIVOR
    hours = (at - person.occurred.at).total_seconds() / 3600 if person.occurred else None
    recent = Answer.UNKNOWN if hours is None else Answer.YES if hours <= _RECENT_HOURS else Answer.NO
    phone = person.phone if channel in chances.BY_PHONE or draw.happens(0.7) else ""
    return Report(
        id=draw.id(at),
        number=draw.number("R"),
        state=RECEIVED,
        received_at=at,
        channel=channel,
        language="rw",
        institution=side.institution,
        desk_id=district.desk_id,
        district=district.division,
        sector=draw.choice(district.sectors) if district.sectors and draw.happens(0.7) else None,
        reporter_type=person.reporter,
        stated_kind=chances.STATED[person.gbv_type] if draw.happens(0.85) else StatedKind.NOT_STATED,
        safe_to_talk=Answer.YES,
        immediate_danger=Answer.YES if danger else Answer.NO,
        injured_or_recent=recent,
        child_involved=Answer.YES if person.is_child else Answer.NO,
        safe_to_contact=person.safe,
        occurred_at=person.occurred.at if person.occurred else None,
        occurred_precision=person.occurred.precision if person.occurred else "unknown",
        reporter_name=person.name if self_told or draw.happens(0.6) else "",
        reporter_phone=phone,
        phone_index=blind_index("phone", phone),
        place_text=person.landmark if danger or draw.happens(0.4) else "",
        narrative=person.telling,
        taken_by=_taker(draw, side, district, channel),
        created_at=at,
    )


def _taker(draw: Draw, side: Side, district: District, channel: Channel) -> uuid.UUID:
    """Whose hand wrote it: the machine for a menu, nobody's account for the web, an operator for the line."""
    if channel in _UNATTENDED:
        return (SYSTEM if channel is Channel.USSD else PUBLIC).id
    return draw.choice(side.operators).id if channel in chances.BY_PHONE else district.focal.id


def _written(draw: Draw, records: Records, side: Side, contact: Contact, told: Report, person: Person) -> None:
    """What a thread of texts or a menu leaves besides: its messages, its session."""
    at = contact.offered_at
    if contact.kind == ContactKind.SMS:
        told.taken_by = contact.operator_id or told.taken_by
        lines = ((False, person.telling, 0, ""), (True, "Your text has reached us. Are you safe now?", 3, "sent"))
        for outgoing, text, seconds, status in lines:
            records.add(
                TextMessage(
                    id=draw.id(at + timedelta(seconds=seconds)),
                    contact=contact,
                    outgoing=outgoing,
                    automatic=outgoing,
                    text=text,
                    state=TextState.DELIVERED if outgoing else TextState.RECEIVED,
                    provider_id=f"invented-{draw.getrandbits(64):016x}",
                    provider_status=status,
                    at=at + timedelta(seconds=seconds),
                )
            )
    elif contact.kind == ContactKind.USSD and side.gateway is not None:
        records.add(
            UssdSession(
                id=draw.id(at),
                gateway=side.gateway,
                session_id=contact.reference,
                contact=contact,
                phone_index=contact.phone_index,
                step=Step.END,
                danger=told.immediate_danger == Answer.YES,
                report_id=told.pk,
                started_at=at,
                last_seen=contact.ended_at or at,
                ended_at=contact.ended_at,
                settled_at=contact.ended_at,
            )
        )
    elif contact.operator_id is not None:
        told.taken_by = contact.operator_id


def decide(draw: Draw, told: Report, focal: Hand, outcome: str, until: datetime, copy_of: Report | None = None) -> None:
    """Triage and decision, as far as the time until the end allows: a late report is still open."""
    urgent = Answer.YES in (told.immediate_danger, told.child_involved)
    triaged = told.received_at + draw.seconds(240 if urgent else 2400, 0.9)
    decided = triaged + draw.seconds(600 if outcome == OPENED else 5400, 0.9)
    if triaged >= until:
        return
    told.state, told.triaged_at, told.triaged_by = TRIAGED, triaged, focal.id
    if decided >= until:
        return
    told.state, told.decided_at = outcome, decided
    if outcome == DUPLICATE:
        told.duplicate_of = copy_of
    elif outcome == REFERRED_ELSEWHERE:
        told.referred_to = draw.choice(chances.ELSEWHERE)
