"""What the clock's work looks for."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence

from django.db.models import Q, QuerySet
from django.utils import timezone

from genderdesk.casework.hotline.models import (
    Contact,
    GatewayEvent,
    UssdSession,
)
from genderdesk.casework.hotline.rules import contacts as rules
from genderdesk.casework.hotline.rules import ussd as menu
from genderdesk.casework.hotline.vocabulary.contacts import (
    CONNECTED,
    LIVE,
    WAITING,
    ContactKind,
)
from genderdesk.organisation.accounts.queries import officers_of_accounts
from genderdesk.organisation.institution.models import CellMember
from genderdesk.organisation.institution.queries import members_by_cell


def silent_contacts() -> QuerySet[Contact]:
    """Waiting calls of which nothing was heard for ten minutes, and answered threads quiet for a day."""
    now = timezone.now()
    call = Q(kind=ContactKind.CALL, state__in=WAITING, heard_at__lt=now - rules.SILENCE_LIMIT)
    quiet = Q(kind=ContactKind.SMS, state=CONNECTED, heard_at__lt=now - rules.THREAD_WINDOW)
    return Contact.objects.filter(call | quiet).order_by("heard_at")


def unsettled_sessions() -> QuerySet[UssdSession]:
    """Broken USSD sessions that nobody goes on with: at once after the answer time where danger was told."""
    now = timezone.now()
    danger = Q(danger=True) & (Q(ended_at__isnull=False) | Q(last_seen__lt=now - menu.ANSWER_TIME))
    late = Q(last_seen__lt=now - menu.RESUME_WINDOW)
    return UssdSession.objects.filter(danger | late, settled_at__isnull=True).order_by("last_seen")


def old_events() -> QuerySet[GatewayEvent]:
    """Events whose raw form has outlived its use."""
    limit = timezone.now() - rules.RAW_LIFE
    return GatewayEvent.objects.filter(received_at__lt=limit, forgotten_at__isnull=True).order_by("received_at")


def threads_of_former_members() -> list[Contact]:
    """Sealed threads of texts that are held by somebody who was of their cell and is no more. Whoever had a thread
    before it was sealed, and was never of the cell, finishes it."""
    sealed = Contact.objects.filter(kind=ContactKind.SMS, state__in=LIVE, cell__isnull=False, operator_id__isnull=False)
    held = list(sealed.select_related("line", "institution").order_by("heard_at"))
    officers = officers_of_accounts({each.operator_id for each in held if each.operator_id})
    members = members_by_cell({each.cell_id for each in held if each.cell_id}) if held else {}
    return [each for each in held if _has_left(each, officers, members)]


def _has_left(
    contact: Contact, officers: dict[uuid.UUID, uuid.UUID], members: Mapping[uuid.UUID, Sequence[CellMember]]
) -> bool:
    if contact.operator_id is None or contact.cell_id is None:
        return False
    own = {contact.operator_id, officers.get(contact.operator_id)} - {None}
    days = [each for each in members.get(contact.cell_id, ()) if {each.account_id, each.officer_id} & own]
    day = timezone.localdate()
    return bool(days) and not any(
        each.starts_on <= day and (each.ends_on is None or day < each.ends_on) for each in days
    )
