"""Questions that are answered yes, no, not known or not at all."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform.forms.choices import Radios

ANSWER_LABELS = {
    Answer.YES: _("Yes"),
    Answer.NO: _("No"),
    Answer.UNKNOWN: _("Not known"),
    Answer.DECLINED: _("Prefer not to say"),
}


class AnswerField(forms.ChoiceField):
    """Yes, no, not known or prefer not to say; gives an Answer. ``Not known`` stands at first, never a silent no."""

    always_answered = True

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("initial", Answer.UNKNOWN.value)
        kwargs.setdefault("required", False)
        kwargs.setdefault("choices", [(answer.value, label) for answer, label in ANSWER_LABELS.items()])
        kwargs.setdefault("widget", Radios(inline=True))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return value.value if isinstance(value, Answer) else value

    def clean(self, value: Any) -> Answer:
        return Answer.read(super().clean(value) or Answer.UNKNOWN)
