"""Words that pages of every room show: time left, whether contact is safe."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from genderdesk.groundwork.foundation.answers import Answer

SAFE_CONTACT = {
    Answer.YES: gettext_lazy("Safe to contact"),
    Answer.NO: gettext_lazy("Do not contact"),
    Answer.UNKNOWN: gettext_lazy("Not known if contact is safe"),
    Answer.DECLINED: gettext_lazy("Did not say if contact is safe"),
}


def clock_texts() -> dict[str, str]:
    """The patterns that ``countdown.js`` fills, so that the browser words a clock as the server does."""
    return {
        "minutes": _("{minutes} min"),
        "hours": _("{hours} h {minutes} min"),
        "days": _("{days} d {hours} h"),
        "left": _("{time} left"),
        "over": _("{time} over"),
    }


def clock_words(deadline: datetime, now: datetime | None = None) -> str:
    """How long until the deadline, or since: "12 min left", "1 h 5 min over"."""
    left = deadline - (now or timezone.now())
    minutes = int(abs(left) / timedelta(minutes=1))
    texts = clock_texts()
    unit = "minutes" if minutes < 60 else "hours" if minutes < 24 * 60 else "days"
    days, rest = divmod(minutes, 24 * 60)
    hours = rest // 60 if unit == "days" else minutes // 60
    time = texts[unit].format(days=days, hours=hours, minutes=minutes % 60)
    return texts["left" if left >= timedelta(0) else "over"].format(time=time)


def clock_state(deadline: datetime, warn_minutes: int, now: datetime | None = None) -> str:
    """``over``, ``soon`` where fewer minutes are left than ``warn_minutes``, else ``calm``."""
    left = deadline - (now or timezone.now())
    if left < timedelta(0):
        return "over"
    return "soon" if left <= timedelta(minutes=warn_minutes) else "calm"
