"""Looking for a person."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from genderdesk.casework.cases import labels
from genderdesk.casework.cases.vocabulary import SearchBy, SearchReason
from genderdesk.groundwork.platform.forms import ChoiceRadios, DeskForm


class SearchPerson(DeskForm):
    """By what, for whom, why, and under which number."""

    by = ChoiceRadios(label=_("Look for a person by"), choices=list(labels.SEARCH_BY.items()))
    value = forms.CharField(
        label=_("Number or name"), max_length=100, help_text=_("A name needs a given name and a family name.")
    )
    reason = ChoiceRadios(label=_("Why do you look?"), choices=list(labels.SEARCH_REASONS.items()))
    reference = forms.CharField(
        label=_("Number of the case, report, incident or call"),
        max_length=30,
        help_text=_("It is kept with the search, so write no names."),
    )

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "by": SearchBy(data["by"]),
            "value": data["value"],
            "reason": SearchReason(data["reason"]),
            "reference": data["reference"],
        }
