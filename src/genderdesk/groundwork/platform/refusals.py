"""What the desk says when it cannot do as asked: a sentence that a person can act on."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from genderdesk.groundwork.foundation.phones import PhoneError, read_phone
from genderdesk.groundwork.foundation.states import ImpossibleMove

__all__ = [
    "MOVED_ON",
    "Conflict",
    "ImpossibleMove",
    "Invalid",
    "Missing",
    "Refusal",
    "Refused",
    "demand_come",
    "demand_unchanged",
    "next_version",
]


# What a person is told of an impossible move; its own words name states and acts as the code does.
MOVED_ON = _("This has changed meanwhile, so that it cannot be done now. Open it again and look at what is there.")


class Refusal(Exception):
    """Base of every answer "no": the sentence says what was wrong, where, and what to do."""

    def __init__(self, sentence: object) -> None:
        super().__init__(sentence)
        self.sentence = sentence

    def __str__(self) -> str:
        return str(self.sentence)


class Refused(Refusal):
    """The actor may not do or see this."""


class Invalid(Refusal):
    """What was given cannot be kept as it is. ``field`` names the input at fault, empty for the whole form."""

    def __init__(self, sentence: object, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


class Conflict(Refusal):
    """The record changed meanwhile, or an operation number was used for something else."""


def demand_come(day: date, field: str = "") -> None:
    """Invalid where a day lies in the future."""
    if day > timezone.localdate():
        raise Invalid(gettext("This day has not come yet."), field)


def demand_phone(typed: str, field: str) -> str:
    """A subscriber's number in E.164; Invalid for what is none."""
    try:
        return read_phone(typed)
    except PhoneError as fault:
        raise Invalid(str(fault), field) from None


def demand_unchanged(now: int, read: int) -> None:
    """Conflict where a record's version is another one now than the one that was read."""
    if now != read:
        raise Conflict(
            gettext(
                "Somebody else changed this while you were writing. What you typed is here: compare, then save again."
            )
        )


class Missing(Refusal):
    """No such record for this actor: the same answer whether it does not exist or may not be seen."""


class Versioned(Protocol):
    """A record that counts its changes."""

    version: int


def next_version(record: Versioned, read: int) -> None:
    """Count one change of a record; Conflict where it changed since this version was read."""
    demand_unchanged(record.version, read)
    record.version += 1
