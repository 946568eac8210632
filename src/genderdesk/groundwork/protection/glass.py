"""Breaking the glass: the clocks, and the one answer to "does a glass that this officer broke still stand open?".

A rule of a room that lets something be read in an emergency says ``| glass.BROKEN``; hard refusals stand before it as
before every rule. ``never_over`` registers what no glass opens (a sealed case).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from genderdesk.groundwork.protection.access import Actor, Rule
from genderdesk.groundwork.protection.models import Glass

STANDS_OPEN = timedelta(minutes=60)
REVIEWED_WITHIN = timedelta(hours=72)
SUPERVISORS = 2

_never: list[Callable[[Any], bool]] = []


def never_over(check: Callable[[Any], bool]) -> Callable[[Any], bool]:
    """Register what no glass opens: True means never."""
    _never.append(check)
    return check


def may_be_broken(subject: Any) -> bool:
    """False for what no glass opens, now or while one stands open."""
    return not any(check(subject) for check in _never)


def stands_open(broken_at: datetime, now: datetime) -> bool:
    """From the moment it is broken, and 60 minutes later no more."""
    return broken_at <= now < broken_at + STANDS_OPEN


def review_is_late(broken_at: datetime, now: datetime) -> bool:
    """72 hours after it was broken somebody must have looked at it."""
    return now >= broken_at + REVIEWED_WITHIN


def live(actor: Actor, subject: Any) -> bool:
    """Whether a glass that the actor broke over this record stands open now."""
    if subject is None:
        return False
    now = timezone.now()
    broken = Glass.objects.filter(
        actor_id=actor.id,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        broken_at__lte=now,
        ends_at__gt=now,
    )
    return broken.exists() and may_be_broken(subject)


BROKEN = Rule.of(_("whoever broke the glass over it less than 60 minutes ago, for reading"), live)
