"""How few cases end: the survivor has died, or a desk nearer to her takes the case over."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from genderdesk.casework.cases.models import Death, Incident, Survivor, Suspect, Transfer
from genderdesk.casework.cases.rules import killing_group
from genderdesk.casework.cases.vocabulary import (
    ANSWER_HOURS,
    TRANSFER_OFFERED,
    TRANSFER_REFUSED,
    TRANSFER_TAKEN,
    EventKind,
    Relationship,
    Sex,
    TransferReason,
    TransferRefusal,
)
from genderdesk.demo.generator import chances
from genderdesk.demo.generator.setting import District, Hand, Side
from genderdesk.demo.generator.story import Story
from genderdesk.groundwork.foundation.answers import Answer


def plan_death(
    story: Story, side: Side, focal: Hand, survivor: Survivor, suspect: Suspect | None, at: datetime
) -> datetime:
    """The survivor has died some days before, and a second person confirms it; when that was."""
    draw, case = story.draw, story.case
    intentional = draw.of(chances.MEANT)
    death = Death(
        id=draw.id(at),
        case=case,
        died_on=timezone.localdate(at) - timedelta(days=draw.randint(0, 3)),
        intentional=intentional,
        mechanism=draw.of(chances.MECHANISMS),
        earlier_report=Answer.YES if draw.happens(0.4) else Answer.NO,
        separated=Answer.YES if draw.happens(0.5) else Answer.UNKNOWN,
        fate=draw.of(chances.FATES),
        circumstances="Invented. Told by the station of the sector.",
        lessons="Invented. To be looked at together at the next review." if draw.happens(0.5) else "",
        kept_at=at,
        kept_by=focal.id,
    )
    relation = Relationship(suspect.relationship if suspect else Relationship.UNKNOWN)
    confirmed = at + draw.hours(14)

    def keep() -> None:
        death.group = killing_group(Sex(survivor.sex), [relation], intentional=intentional, markers={})
        death.contact_before = survivor.safe_to_contact
        survivor.safe_to_contact, survivor.version = Answer.NO, survivor.version + 1
        case.risk_due_at = case.contact_review_at = None
        story.records.add(death)

    def confirm() -> None:
        death.confirmed_at, death.confirmed_by = confirmed, side.head.id

    story.plan(at, EventKind.DEATH_KEPT, focal, "", keep)
    return story.plan(confirmed, EventKind.DEATH_CONFIRMED, side.head, "", confirm)


def plan_transfer(
    story: Story, side: Side, district: District, incident: Incident, survivor: Survivor, at: datetime
) -> tuple[Hand, datetime]:
    """The case is offered to another desk of the institution; in whose hands it is afterwards, and when."""
    draw, case, focal = story.draw, story.case, district.focal
    other = draw.choice(side.served)
    if other.desk_id == district.desk_id or other.focal.id == focal.id:
        return focal, at
    taken = draw.happens(chances.TRANSFER_TAKEN)
    answered = at + draw.hours(6)
    transfer = Transfer(
        id=draw.id(at),
        case=case,
        file_id=case.report_id,
        number=case.number,
        state=TRANSFER_OFFERED,
        institution=side.institution,
        desk_id=district.desk_id,
        receiver=side.institution,
        to_desk_id=other.desk_id,
        reason=draw.choice((TransferReason.MOVED, TransferReason.NEARER, TransferReason.SURVIVOR_ASKED)),
        agreed=Answer.YES,
        offered_at=at,
        offered_by=focal.id,
        offered_officer=focal.officer_id,
    )

    def offer() -> None:
        transfer.risk_level, transfer.gbv_type, transfer.age_band = (
            case.risk_level,
            incident.gbv_type,
            survivor.age_band,
        )
        transfer.answer_due_at = at + timedelta(hours=ANSWER_HOURS[case.risk_level])
        story.records.add(transfer)

    story.plan(at, EventKind.TRANSFER_OFFERED, focal, str(other.division.name), offer)
    if not taken:
        _plan_refusal(story, transfer, other, answered)
        return focal, answered
    _plan_taking(story, transfer, other, answered)
    return other.focal, answered


def _plan_refusal(story: Story, transfer: Transfer, other: District, at: datetime) -> None:
    why = story.draw.choice((TransferRefusal.NO_CAPACITY, TransferRefusal.NOT_COMPETENT))

    def refuse() -> None:
        transfer.state, transfer.answered_at, transfer.refused_for = TRANSFER_REFUSED, at, why

    story.plan(at, EventKind.TRANSFER_REFUSED, other.focal, why, refuse)


def _plan_taking(story: Story, transfer: Transfer, other: District, at: datetime) -> None:
    case = story.case

    def take() -> None:
        transfer.state, transfer.answered_at = TRANSFER_TAKEN, at
        transfer.taken_by, transfer.taken_officer = other.focal.id, other.focal.officer_id
        report = case.report
        report.desk_id, report.moved_at = other.desk_id, at
        case.desk_id, case.district = other.desk_id, other.division
        case.assigned_to, case.counsellor = other.focal_officer, None
        case.version += 1

    story.plan(at, EventKind.TRANSFERRED, other.focal, str(other.division.name), take)
    if other.focal_officer is not None:
        story.plan(at, EventKind.ASSIGNED, other.focal, other.focal_officer.staff_code)
