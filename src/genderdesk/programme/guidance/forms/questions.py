"""Questions on a version: written by its author, answered by its readers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from genderdesk.groundwork.platform.forms import ChoiceRadios, DeskForm, TextField
from genderdesk.programme.guidance.models import VersionQuestion


class AskOfReaders(DeskForm):
    """A question with its answers."""

    text = forms.CharField(label=_("Question"), max_length=300)
    right = forms.CharField(label=_("The right answer"), max_length=200)
    wrong = TextField(
        label=_("Wrong answers"),
        max_length=700,
        rows=3,
        help_text=_("One to three, one a line."),
    )


class DropQuestion(DeskForm):
    """Which question is taken away."""

    number = forms.IntegerField(widget=forms.HiddenInput)


class Acknowledge(DeskForm):
    """The answers to a version's questions; none where it has none."""

    def __init__(self, *args: Any, questions: Iterable[VersionQuestion] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place, each in enumerate(questions, start=1):
            choices = [(str(index), words) for index, words in enumerate(each.answers)]
            self.fields[f"q{place}"] = ChoiceRadios(label=each.text, choices=choices)

    def answers(self) -> list[int]:
        """The places of the answers chosen, in the order of the questions."""
        return [int(value) for name, value in self.cleaned_data.items() if name.startswith("q")]
