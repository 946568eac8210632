"""Offering cases to another officer, and answering."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from genderdesk.casework.cases import labels
from genderdesk.casework.cases.models import Case
from genderdesk.casework.cases.vocabulary import NotTaken
from genderdesk.groundwork.platform.forms import Checkboxes, ChoiceRadios, DeskForm, RecordSelect
from genderdesk.organisation.institution.models import Officer


class OfferCases(DeskForm):
    """Which cases, and to whom."""

    taker = RecordSelect(label=_("Who takes them over?"))
    cases = Checkboxes(label=_("Which cases?"), error_messages={"required": _("Tick at least one case.")})

    def __init__(self, *args: Any, officers: list[Officer], cases: list[Case], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._cases = {str(each.pk): each for each in cases}
        self.offer_records("taker", officers, empty=_("Choose an officer"))
        self.offer("cases", [(key, _case_line(each)) for key, each in self._cases.items()])

    def chosen(self) -> list[Case]:
        return [self._cases[key] for key in self.cleaned_data["cases"]]


def _case_line(case: Case) -> str:
    return " · ".join(filter(None, [case.number, case.district.name if case.district else ""]))


class LeaveCase(DeskForm):
    """Why a case is not taken over."""

    why = ChoiceRadios(label=_("Why do you not take it?"), choices=list(labels.NOT_TAKEN.items()))

    def reason(self) -> NotTaken:
        return NotTaken(self.cleaned_data["why"])
