"""What raises an alert, as data, and what becomes of one.

Sources: security.md 2.3 (2,315 breaches in the United Kingdom 2011–2015; 1,700 off-duty look-ups by one officer in New
Zealand that an audit found after 19 months) and 2.4. The numbers are the desk's own policy, to be changed here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from genderdesk.groundwork.foundation.states import Move, StateTable, moves


class AlertRule(StrEnum):
    """Why a look at a person stands out."""

    OWN = "own"
    FAMILY = "family"
    OFF_SHIFT = "off_shift"
    AGAIN = "again"
    OFF_AREA = "off_area"
    MANY_IN_HOUR = "many_in_hour"
    MANY_IN_DAY = "many_in_day"
    NO_REPORT = "no_report"


# What needs an answer first.
GRAVE = frozenset({AlertRule.OWN, AlertRule.FAMILY, AlertRule.AGAIN})


@dataclass(frozen=True, slots=True)
class Many:
    """How many looks are many: never fewer than ``least``, and ``times`` the officer's own usual day."""

    rule: AlertRule
    hours: int
    least: int
    times: float


MANY = (
    Many(AlertRule.MANY_IN_HOUR, hours=1, least=20, times=1.0),
    Many(AlertRule.MANY_IN_DAY, hours=24, least=50, times=3.0),
)
# So many numbers looked for before reports within a day that no report followed.
IDLE_HOURS, IDLE_SEARCHES = 24, 6
# What is usual is the median of the days with looks among so many before.
USUAL_DAYS = 28
# Off duty on so many different days within so many.
AGAIN_DAYS, AGAIN_WITHIN_DAYS = 3, 30

# Kinds of entries that are looks at people, and names among them that show nobody.
LOOKS = ("disclosure", "search", "export")
NOT_OF_PEOPLE = ("figures.", "approval.", "oversight.", "relative.", "handset.")


OPEN = "open"
SEEN = "seen"
DISMISSED = "dismissed"
REFERRED = "referred"

ALERT = StateTable(
    "alert",
    OPEN,
    (
        Move(OPEN, SEEN, "alert.see"),
        *moves("alert.dismiss", (OPEN, SEEN), DISMISSED),
        *moves("alert.refer", (OPEN, SEEN), REFERRED),
    ),
)


class ReferredTo(StrEnum):
    """Who looks into it further."""

    INTERNAL_AFFAIRS = "internal_affairs"
    COMMAND = "command"
    INSPECTOR_GENERAL = "inspector_general"
    PROSECUTION = "prosecution"


class Verdict(StrEnum):
    """What a review of a broken glass found."""

    JUSTIFIED = "justified"
    NOT_JUSTIFIED = "not_justified"
