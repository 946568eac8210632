"""Two files that turn out to be one person's. Source: cases.md 1, row 18 (duplicates on chosen fields) and 1.5."""

from __future__ import annotations

from enum import StrEnum


class JoinReason(StrEnum):
    """Why two files are joined. Two events of one person stay two files: each is counted and has clocks of its own."""

    SAME_EVENT = "same_event"
    NO_EVENT = "no_event"


class Sameness(StrEnum):
    """By what two files are known to be one person's, without opening either."""

    PHONE = "phone"
    NATIONAL_ID = "national_id"
    NAME = "name"
