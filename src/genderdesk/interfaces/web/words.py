"""Words that pages of every room show: time left, whether contact is safe."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy

from genderdesk.groundwork.foundation.answers import Answer

SAFE_CONTACT = {
    Answer.YES: gettext_lazy("Safe to contact"),
    Answer.NO: gettext_lazy("Do not contact"),
    Answer.UNKNOWN: gettext_lazy("Not known if contact is safe"),
    Answer.DECLINED: gettext_lazy("Did not say if contact is safe"),
}


_CLOCK = {
    "minutes": gettext_lazy("{minutes} min"),
    "hours": gettext_lazy("{hours} h {minutes} min"),
    "days": gettext_lazy("{days} d {hours} h"),
    "left": gettext_lazy("{time} left"),
    "over": gettext_lazy("{time} over"),
}


def clock_texts() -> dict[str, str]:
    """The patterns that ``countdown.js`` fills, so that the browser words a clock as the server does."""
    return {name: str(text) for name, text in _CLOCK.items()}


def clock_words(deadline: datetime, now: datetime | None = None) -> str:
    """How long until the deadline, or since: "12 min left", "1 h 5 min over"."""
    left = deadline - (now or timezone.now())
    minutes = int(abs(left) / timedelta(minutes=1))
    unit = "minutes" if minutes < 60 else "hours" if minutes < 24 * 60 else "days"
    days, rest = divmod(minutes, 24 * 60)
    hours = rest // 60 if unit == "days" else minutes // 60
    time = str(_CLOCK[unit]).format(days=days, hours=hours, minutes=minutes % 60)
    return str(_CLOCK["left" if left >= timedelta(0) else "over"]).format(time=time)


def clock_state(deadline: datetime, warn_minutes: int, now: datetime | None = None) -> str:
    """``over``, ``soon`` where fewer minutes are left than ``warn_minutes``, else ``calm``."""
    left = deadline - (now or timezone.now())
    if left < timedelta(0):
        return "over"
    return "soon" if left <= timedelta(minutes=warn_minutes) else "calm"
