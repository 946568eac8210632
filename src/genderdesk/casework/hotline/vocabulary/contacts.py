"""Coded values of a contact and the table of its states (hotline.md 5)."""

from __future__ import annotations

from enum import StrEnum

from genderdesk.groundwork.foundation.states import Move, StateTable, moves


class ContactKind(StrEnum):
    """The way that somebody reached the line."""

    CALL = "call"
    SMS = "sms"
    USSD = "ussd"


class EndedBy(StrEnum):
    """Who ended the talk."""

    CALLER = "caller"
    OPERATOR = "operator"
    NETWORK = "network"


class Classification(StrEnum):
    """What a contact was. The first group leaves data behind, the second closes the contact at once.

    Contact types of 32 helplines (hotline.md 1, Aselo's "data" and "non-data").
    """

    REPORT = "report"
    COUNSELLING = "counselling"
    INFORMATION = "information"
    SILENT_DANGER = "silent_danger"
    SILENT = "silent"
    WRONG_NUMBER = "wrong_number"
    PRANK = "prank"
    HANG_UP = "hang_up"
    TEST = "test"
    ABUSIVE = "abusive"
    # Nobody called or wrote: the desk itself told a survivor something in neutral words.
    SENT = "sent"


DATA = (Classification.REPORT, Classification.COUNSELLING, Classification.INFORMATION, Classification.SILENT_DANGER)

# One press and the contact is closed (ux.md 1.4 B). The order is that of the buttons: commonest first (hotline.md 0).
NON_DATA = (
    Classification.SILENT,
    Classification.PRANK,
    Classification.WRONG_NUMBER,
    Classification.HANG_UP,
    Classification.TEST,
    Classification.ABUSIVE,
)

# Counted as nuisance. Silence is not among them: one call in eleven is silent, and some who call cannot speak.
NUISANCE = (Classification.PRANK, Classification.ABUSIVE)

# A call on a numbered sheet (platform.print.forms).
PAPER_FORM = "call"

# What an operator may choose for a talk without a report.
WITHOUT_REPORT = (Classification.COUNSELLING, Classification.INFORMATION)


class HistoryReason(StrEnum):
    """Why an operator opens what the same number told before."""

    CALLER_SAYS_SO = "caller_says_so"
    DANGER = "danger"
    SILENT_AGAIN = "silent_again"
    SAME_MATTER = "same_matter"


class NumberReason(StrEnum):
    """Why an operator opens a caller's number, which is masked otherwise."""

    LINE_BROKE = "line_broke"
    DANGER = "danger"
    ASKED = "asked"
    NETWORK = "network"


class TakeOverReason(StrEnum):
    """Why an operator takes a contact that another one has."""

    SCREEN_GONE = "screen_gone"
    HANDED_OVER = "handed_over"
    SHIFT_ENDS = "shift_ends"


QUEUED, RINGING, CONNECTED, WRAP_UP, CLOSED = "queued", "ringing", "connected", "wrap_up", "closed"
ABANDONED, SHORT_ABANDONED = "abandoned", "short_abandoned"

WAITING = (QUEUED, RINGING)
LIVE = (CONNECTED, WRAP_UP)
OPEN = (*WAITING, *LIVE)
ENDED = (CLOSED, ABANDONED, SHORT_ABANDONED)

CONTACT = StateTable(
    "contact",
    QUEUED,
    (
        Move(QUEUED, RINGING, "contact.ring"),
        *moves("contact.answer", WAITING, CONNECTED),
        # A second press by the operator who has it changes nothing; another operator gets a sentence.
        Move(CONNECTED, CONNECTED, "contact.answer"),
        *(Move(state, end, "contact.leave") for state in WAITING for end in (ABANDONED, SHORT_ABANDONED)),
        Move(CONNECTED, WRAP_UP, "contact.leave"),
        # A colleague goes on where a screen went dark or a shift ends.
        *(Move(state, state, "contact.take_over") for state in LIVE),
        # The network may tell the end after the operator hung up.
        *(Move(state, state, "contact.leave") for state in (WRAP_UP, *ENDED)),
        *moves("contact.lapse", WAITING, ABANDONED),
        # Threads and menus without a sign of life.
        *(Move(CONNECTED, end, "contact.lapse") for end in (CLOSED, ABANDONED)),
        Move(CONNECTED, WRAP_UP, "contact.hang_up"),
        Move(WRAP_UP, WRAP_UP, "contact.hang_up"),
        *(Move(state, end, "contact.classify") for state in LIVE for end in (state, CLOSED)),
        # An SMS thread has no talk to end: it is closed as it is.
        *moves("contact.close", LIVE, CLOSED),
        # Somebody who writes again within the day goes on in the same thread.
        Move(CLOSED, QUEUED, "contact.reopen"),
        # A thread whose file another cell keeps from now on waits there for one of its members.
        *moves("contact.reopen", LIVE, QUEUED),
        # The USSD menu ends a session by itself.
        Move(CONNECTED, CLOSED, "ussd.finish"),
    ),
)
