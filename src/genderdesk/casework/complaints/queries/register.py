"""The register of complaints as those who answer see it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.complaints import rules
from genderdesk.casework.complaints.access import MAY_READ, visible_to
from genderdesk.casework.complaints.models import Bar, Complaint, Word
from genderdesk.casework.complaints.vocabulary import ANSWERED, CLOCKS, PASSED, WAITING, Category
from genderdesk.casework.intake.queries import ContactRule, reach, reach_words
from genderdesk.casework.intake.vocabulary import SAFE_CONTACT_DAYS, ContactHours, ContactWay
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.disclosures import discloses
from genderdesk.groundwork.protection.vault import blind_index


@dataclass(frozen=True, slots=True)
class Told:
    """What one complaint says, opened for one reader."""

    place: str
    who: str
    narrative: str
    phone: str
    reach: str
    answer: str
    words: list[tuple[Word, str]]


def complaints(actor: Actor, *, show: str = "", category: str = "") -> QuerySet[Complaint]:
    """The complaints that an actor may read: what waits where nothing is chosen, one state, those overdue, or all."""
    found = visible_to(actor).select_related("district")
    if category:
        found = found.filter(category=category)
    if show == "overdue":
        return found.filter(_overdue(timezone.now()))
    if show in ("", "open"):
        return found.filter(state__in=(*WAITING, ANSWERED, PASSED))
    return found if show == "all" else found.filter(state=show)


def _overdue(now: datetime) -> Q:
    late = Q(pk__in=[])
    for clock in CLOCKS.values():
        late |= Q(state__in=clock.states, received_at__lte=now - timedelta(days=clock.days))
    return late & ~Q(category=Category.PRAISE)


def waiting(actor: Actor, most: int) -> list[Complaint]:
    """What waits for an answer, the oldest first."""
    return list(visible_to(actor).filter(state__in=WAITING).order_by("received_at", "pk")[:most])


def clock_of(complaint: Complaint) -> tuple[datetime | None, str]:
    """Until when the next step is to be done, and how pressing that is."""
    known = (complaint.state, complaint.category, complaint.received_at)
    return rules.due_at(*known), rules.tone_of(*known, timezone.now())


def complaint_for(actor: Actor, complaint_id: uuid.UUID) -> Complaint:
    """One complaint that the actor may read; Missing otherwise, whether or not it is there."""
    found = one_of(visible_to(actor).select_related("district", "institution").filter(pk=complaint_id))
    if found is None:
        raise Missing(_("There is no such complaint for you."))
    return found


def kept_from(complaint: Complaint) -> list[Bar]:
    """From whom a complaint is kept, in codes."""
    return list(complaint.bars.select_related("officer", "unit").order_by("named_at", "id"))


@discloses("complaint.telling", needs=MAY_READ, subject=Complaint)
def told_in(actor: Actor, complaint: Complaint) -> Told:
    """What was told, by whom it may be reached, the answer, and what was added."""
    phone = complaint.reply_phone.open(if_erased="")
    return Told(
        place=complaint.place_text.open(),
        who=complaint.who.open(),
        narrative=complaint.narrative.open(),
        phone=phone,
        reach=reach_of(complaint, phone) if phone else "",
        answer=complaint.answer.open(),
        words=[(each, each.text.open()) for each in complaint.words.order_by("at", "id")],
    )


def reach_of(complaint: Complaint, phone: str) -> str:
    """What the gate of safe contact says to a text to the number that she or he gave, in a sentence."""
    said = ContactRule(
        Answer.YES,
        ContactWay.SMS,
        ContactHours(complaint.reply_hours or ContactHours.ANY),
        ask_again_at=complaint.received_at + timedelta(days=SAFE_CONTACT_DAYS),
    )
    found = reach(
        [said], ContactWay.SMS, institution_id=complaint.institution_id, phone_index=blind_index("phone", phone)
    )
    return reach_words(found)
