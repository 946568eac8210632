"""What the clock's work looks for."""

from __future__ import annotations

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
    WAITING,
    ContactKind,
)


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
