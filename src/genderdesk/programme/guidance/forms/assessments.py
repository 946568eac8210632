"""Questions of the self-assessment."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from genderdesk.groundwork.platform.forms import ChoiceRadios, DeskForm, TextField
from genderdesk.programme.guidance import labels
from genderdesk.programme.guidance.models import AssessmentScore
from genderdesk.programme.guidance.vocabulary.questions import SCORES, QuestionSet


class BeginAssessment(DeskForm):
    """What a self-assessment is called."""

    title = forms.CharField(label=_("Title, such as the year"), max_length=200)


class ScoreQuestions(DeskForm):
    """A score and its evidence for each question of a set."""

    def __init__(
        self, *args: Any, asked: QuestionSet, scores: dict[str, AssessmentScore] | None = None, **kwargs: Any
    ) -> None:
        kept: dict[str, Any] = {}
        for code, each in (scores or {}).items():
            kept |= {f"score_{code}": str(each.score), f"evidence_{code}": each.evidence}
        super().__init__(*args, initial=kept, **kwargs)
        self.asked = asked
        choices = [(str(each), str(each)) for each in SCORES]
        for code in asked.questions:
            self.fields[f"score_{code}"] = ChoiceRadios(
                label=labels.QUESTIONS[code], choices=choices, required=False, inline=True
            )
            self.fields[f"evidence_{code}"] = TextField(
                label=_("Where can somebody see it?"), rows=2, required=False, max_length=1000
            )

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        given = [code for code in self.asked.questions if data.get(f"score_{code}")]
        return {
            "scores": {code: int(data[f"score_{code}"]) for code in given},
            "evidence": {code: data[f"evidence_{code}"] for code in given},
        }


class AnswerQuestions(DeskForm):
    """The questions that everybody is asked, without a name."""

    def __init__(self, *args: Any, asked: QuestionSet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        for code in asked.staff:
            self.fields[f"answer_{code}"] = ChoiceRadios(
                label=labels.QUESTIONS[code], choices=list(labels.RUBRIC.items()), required=False
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.answers(data):
            raise forms.ValidationError(_("Answer at least one question."))
        return data

    def answers(self, data: dict[str, Any] | None = None) -> dict[str, int]:
        """The questions that were answered, with the score."""
        given = self.cleaned_data if data is None else data
        return {code: int(given[f"answer_{code}"]) for code in self.asked.staff if given.get(f"answer_{code}")}
