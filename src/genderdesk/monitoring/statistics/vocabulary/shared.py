"""Charts that anybody who has the link may read: their states, and for how long."""

from __future__ import annotations

from genderdesk.groundwork.foundation.states import Move, StateTable, moves

WAITING, OPEN, WITHDRAWN = "waiting", "open", "withdrawn"
# Said of one that is open and whose days are over; nobody does that, so it is no state.
ENDED = "ended"
SHARED_CHART = StateTable(
    "shared chart",
    WAITING,
    (Move(WAITING, OPEN, "chart.release"), *moves("chart.withdraw", (WAITING, OPEN), WITHDRAWN)),
)
SHARE_DAYS = (7, 30, 90)
# Signs of the link's secret: 128 bits.
TOKEN_SIGNS = 32
