"""Read models of the machinery: live word since a mark, messages that failed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Max

from genderdesk.groundwork.platform.models import Message, ScheduleRun


def newest_live_id() -> int:
    """The mark after which word for browsers is new: the id of the latest message of any kind, 0 before any."""
    return Message.objects.aggregate(newest=Max("id"))["newest"] or 0


def live_since(mark: int, channels: Iterable[str] | None = None, limit: int = 500) -> list[tuple[int, dict[str, Any]]]:
    """Word for browsers after ``mark`` as (id, payload), oldest first; only of ``channels`` where given."""
    rows = Message.objects.filter(topic="live", id__gt=mark).order_by("id").values_list("id", "payload")[:limit]
    wanted = None if channels is None else set(channels)
    return [(number, payload) for number, payload in rows if wanted is None or payload["channel"] in wanted]


def failed_messages() -> int:
    return Message.objects.filter(state=Message.State.FAILED).count()


def failed_schedule() -> list[str]:
    """Scheduled work whose last run failed, each with what it died of."""
    return [f"{run.name} ({run.fault})" for run in ScheduleRun.objects.exclude(fault="").order_by("name")]
