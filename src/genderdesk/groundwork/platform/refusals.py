"""What the desk says when it cannot do as asked: a sentence that a person can act on."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from genderdesk.groundwork.foundation.states import ImpossibleMove

__all__ = ["MOVED_ON", "Conflict", "ImpossibleMove", "Invalid", "Missing", "Refusal", "Refused"]


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


class Missing(Refusal):
    """No such record for this actor: the same answer whether it does not exist or may not be seen."""
