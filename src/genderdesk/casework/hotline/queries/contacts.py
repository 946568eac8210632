"""Contacts, and what is opened of one."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from genderdesk.casework.hotline.access import MAY_SEE_CONTACTS, MAY_WORK_ON, sealed_to, still_talks, visible_to
from genderdesk.casework.hotline.models import (
    Contact,
    Line,
    TextMessage,
)
from genderdesk.casework.hotline.vocabulary.contacts import (
    Classification,
    ContactKind,
    HistoryReason,
)
from genderdesk.casework.hotline.vocabulary.events import TextState
from genderdesk.casework.intake.models import Report
from genderdesk.casework.intake.queries import Match, earlier_reports_of_phone, possible_duplicates, reports_of_contact
from genderdesk.casework.intake.vocabulary import LookedFor
from genderdesk.groundwork.foundation.phones import mask_phone
from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.circle import hides, open_to
from genderdesk.groundwork.protection.disclosures import discloses

_SHOWN_HISTORY = 20


def contacts(actor: Actor) -> QuerySet[Contact]:
    """The contacts that an actor may list."""
    return visible_to(actor).select_related("line")


def threads(actor: Actor) -> QuerySet[Contact]:
    """The threads of texts, with the time of the last one and whether an answer failed to arrive."""
    failed = TextMessage.objects.filter(contact=OuterRef("pk"), outgoing=True, state=TextState.FAILED)
    query = visible_to(actor).filter(kind=ContactKind.SMS).select_related("line")
    return query.annotate(last_at=Max("texts__at"), failed=Exists(failed))


def contact_for(actor: Actor, contact_id: uuid.UUID) -> Contact:
    """One contact that the actor may see; Missing otherwise, whether or not it exists."""
    there = visible_to(actor) | sealed_to(actor)
    found = one_of(there.select_related("line", "institution", "gateway__line").filter(pk=contact_id))
    if found is None:
        raise Missing(_("There is no such contact on your line."))
    return found


def contact_is_there(actor: Actor, **by: Any) -> uuid.UUID | None:
    """The id of the contact with this id where there is one for the actor, None otherwise."""
    return (visible_to(actor) | sealed_to(actor)).filter(**by).values_list("pk", flat=True).first()


def reports_within(actor: Actor, contact: Contact) -> list[Report]:
    """The reports written during a contact; sealed ones for their cell, and for the operator still on the line."""
    written = reports_of_contact(contact.pk).select_related("district")
    return [each for each in written if still_talks(actor, contact) or not hides(actor, each)]


def lines_of(actor: Actor) -> QuerySet[Line]:
    """The lines of the actor's institution."""
    return Line.objects.filter(institution_id=actor.own_institution)


@dataclass(frozen=True, slots=True)
class Before:
    """How often a number reached the line before, as counts only."""

    contacts: int
    silent: int
    reports: int

    @property
    def any(self) -> bool:
        return bool(self.contacts or self.reports)


def called_before(actor: Actor, contact: Contact) -> Before:
    """Counts of earlier contacts and reports of the same number on the same institution's line, as far as they exist
    for the actor."""
    if not contact.phone_index:
        return Before(0, 0, 0)
    earlier = Contact.objects.filter(
        open_to(actor, cells=False),
        institution_id=contact.institution_id,
        phone_index=contact.phone_index,
        offered_at__lt=contact.offered_at,
    ).exclude(Q(pk=contact.pk) | Q(classification=Classification.SENT))
    counts = earlier.aggregate(
        contacts=Count("pk"), silent=Count("pk", filter=Q(classification__in=("silent", "silent_danger")))
    )
    reports = earlier_reports_of_phone(actor, contact.phone_index, contact.institution_id)
    own = Report.objects.filter(open_to(actor, file="id", cells=False), contact_id=contact.pk).count()
    return Before(counts["contacts"], counts["silent"], max(0, reports - own))


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is kept of one contact, opened for one reader."""

    caller: str
    notes: str
    draft: dict[str, Any]


@discloses("contact.sheet", needs=MAY_WORK_ON, subject=Contact)
def sheet_of(actor: Actor, contact: Contact) -> Sheet:
    """The masked number, and what the operator has typed so far."""
    number = contact.caller.open()
    masked = mask_phone(number) if contact.has_number else ""
    return Sheet(masked, contact.notes.open(), contact.draft.open())


@discloses("contact.number", needs=MAY_WORK_ON, subject=Contact)
def number_of_contact(actor: Actor, contact: Contact) -> str:
    """The caller's number in full. The reason for looking is kept by the act ``contact.ask_number`` before."""
    return contact.caller.open() if contact.has_number else ""


@discloses("contact.history", needs=MAY_SEE_CONTACTS, subject=Contact)
def history_of(actor: Actor, contact: Contact) -> tuple[list[Contact], list[Report]]:
    """Earlier contacts and reports of the same number, newest first, without what they tell. The reason for looking is
    kept by the act ``contact.ask_history`` before."""
    if not contact.phone_index:
        return [], []
    same = {"phone_index": contact.phone_index, "institution_id": contact.institution_id}
    inside = Contact.objects.filter(open_to(actor, cells=False), **same)
    earlier = inside.exclude(pk=contact.pk).order_by("-offered_at")[:_SHOWN_HISTORY]
    reports = (
        Report.objects.filter(open_to(actor, file="id", cells=False), **same)
        .select_related("district")
        .order_by("-received_at")[:_SHOWN_HISTORY]
    )
    return list(earlier), list(reports)


@discloses("contact.earlier", needs=MAY_WORK_ON, subject=Contact, kind="search")
def earlier_reports(actor: Actor, contact: Contact, *, district_code: str) -> list[Match]:
    """Reports that may be about the same event as this contact, before a new one is made."""
    number = contact.caller.open() if contact.has_number else ""
    found = possible_duplicates(
        actor, phone=number, district_code=district_code, reason=LookedFor.SAME_CALL, reference=contact.pk
    )
    # What this very contact has made is no earlier report: a form sent twice comes here a second time.
    return [each for each in found if each.report.contact_id != contact.pk]


def reasons() -> list[str]:
    return [reason.value for reason in HistoryReason]
