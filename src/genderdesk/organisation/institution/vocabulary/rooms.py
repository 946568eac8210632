"""Words for rooms and what they are booked for."""

from __future__ import annotations

from enum import StrEnum


class RoomKind(StrEnum):
    """What a room of a desk is there for (programme.md 1.3)."""

    INTERVIEW = "interview"
    RECORDING = "recording"
    CHILD_CORNER = "child_corner"
    WAITING = "waiting"
    OFFICE = "office"
    EXHIBIT_SAFE = "exhibit_safe"


# Rooms in which somebody is spoken to alone: only one that is private passes.
PRIVATE_KINDS = (RoomKind.INTERVIEW, RoomKind.RECORDING)
BOOKABLE_KINDS = (RoomKind.INTERVIEW, RoomKind.RECORDING, RoomKind.CHILD_CORNER, RoomKind.OFFICE)


class RoomUse(StrEnum):
    """What a room is booked for; ``closed`` that nobody can book it for a while."""

    INTERVIEW = "interview"
    STATEMENT = "statement"
    COUNSELLING = "counselling"
    LINE_UP = "line_up"
    MEETING = "meeting"
    CLOSED = "closed"


class CheckOutcome(StrEnum):
    """Whether a room passed the standard when somebody last looked."""

    PASSED = "passed"
    FAILED = "failed"


# A booking is one sitting, a closure the longest repair; what takes longer closes the room. The numbers are ours.
LONGEST_BOOKING_HOURS = 12
LONGEST_CLOSURE_DAYS = 366
# A free time that is shorter is not told.
SHORTEST_MINUTES = 15
# Who books while somebody sits there already writes a start that has passed.
BOOKED_LATE_MINUTES = 60
