"""Clocks and limits of a contact."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from genderdesk.casework.hotline.vocabulary.contacts import (
    ABANDONED,
    NON_DATA,
    NUISANCE,
    SHORT_ABANDONED,
    Classification,
)
from genderdesk.groundwork.foundation.answers import Answer

# A caller who leaves before this is counted apart (hotline.md 2).
SHORT_ABANDON_SECONDS = 5
# A waiting call of which the network has said nothing this long is taken as gone.
SILENCE_LIMIT = timedelta(minutes=10)
# Messages of one number belong together this long after the last one.
THREAD_WINDOW = timedelta(hours=24)
# A number that told of danger this recently is answered first when it calls again.
DANGER_WINDOW = timedelta(hours=72)
# What an operator's own page counts as this shift (Uganda's Sauti works 8 h, others 12; hotline.md 0).
SHIFT_LENGTH = timedelta(hours=12)
# The waiting caller hears after this that all operators are talking.
HOLD_NOTICE_SECONDS = 15
# First human answer to a text (hotline.md 2, default).
TEXT_GOAL = timedelta(minutes=5)
# The line answers a word for help no more often than this: two machines that answer each other come to an end.
ANSWER_AGAIN = timedelta(minutes=10)
# What the gateway sent is kept sealed this long, to settle a dispute with the network.
# A text that the gate held and its writer left so long is shown to the head of the desk too.
LEFT_AFTER = timedelta(hours=24)
RAW_LIFE = timedelta(days=30)
# 90 % of calls within 15 s (NENA-STA-020.1-2020); the strip turns at these.
ANSWER_GOAL_SECONDS = 15
ANSWER_LATE_SECONDS = 60

KEY_YES, KEY_NO = "1", "2"


def left_state(waited_seconds: float) -> str:
    """What a call becomes whose caller hung up before an answer."""
    return SHORT_ABANDONED if waited_seconds < SHORT_ABANDON_SECONDS else ABANDONED


def free_seats(seats: int, busy: int) -> int:
    """How many more calls may ring at once on a line; ``busy`` are ringing, connected or in wrap-up."""
    return max(0, seats - busy)


def closes_at_once(classification: Classification) -> bool:
    """True where one press ends the contact."""
    return classification in NON_DATA


def keys_forbid(classification: Classification, keys: Iterable[str]) -> bool:
    """True where a caller pressed keys and the contact is about to be put aside as silent or as a nuisance.

    Somebody who answers by keypad is there and may not be free to speak (hotline.md 5, silent-call protocol).
    """
    return classification in (Classification.SILENT, *NUISANCE) and any(True for _key in keys)


def danger_of_keys(keys: Iterable[str]) -> Answer:
    """What the keypad said to "are you in danger?": the last 1 or 2 counts; nothing pressed says nothing."""
    for key in reversed(list(keys)):
        if key == KEY_YES:
            return Answer.YES
        if key == KEY_NO:
            return Answer.NO
    return Answer.UNKNOWN


def wait_tone(waited_seconds: float) -> str:
    """How a wait is shown: calm within the goal, due after it, overdue after a minute."""
    if waited_seconds <= ANSWER_GOAL_SECONDS:
        return "calm"
    return "due" if waited_seconds <= ANSWER_LATE_SECONDS else "overdue"


def seconds_between(start: datetime | None, end: datetime | None) -> int | None:
    """Whole seconds, None where one end is not known; a clock that went back gives nought."""
    if start is None or end is None:
        return None
    return max(0, int((end - start).total_seconds()))


def clock_face(seconds: int) -> str:
    """Seconds as people read a call's clock: ``4:07``, from an hour on ``1:04:07``."""
    minutes, rest = divmod(max(0, seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"
