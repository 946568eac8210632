"""A desk's functions, placement and days; what its posts may decide; another name for its unit."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform.forms import AnswerField, ChoiceRadios, ChoiceSelect, DeskForm
from genderdesk.organisation.institution.forms.days import DayField
from genderdesk.organisation.institution.labels import (
    ACCESS_LABELS,
    AUTHORITY_LABELS,
    FUNCTION_LABELS,
    LEVEL_LABELS,
    MILESTONE_LABELS,
)
from genderdesk.organisation.institution.vocabulary import (
    AuthorityLevel,
    AuthoritySubject,
    CommanderAccess,
    DeskFunction,
    Milestone,
)


def _instrument() -> forms.CharField:
    return forms.CharField(
        label=_("By which instrument?"),
        max_length=200,
        help_text=_("The order, law or decision that says so, with its number and day."),
        error_messages={"required": _("Write the order, law or decision that says so.")},
    )


class GiveMandate(DeskForm):
    """A function of a desk and the instrument that gives it."""

    function = ChoiceRadios(label=_("Function"), choices=list(FUNCTION_LABELS.items()))
    instrument = _instrument()
    starts_on = DayField(label=_("From the day"), initial=timezone.localdate)

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {name: data[name] for name in ("instrument", "starts_on")} | {"function": DeskFunction(data["function"])}


class PlaceDesk(DeskForm):
    """How high a desk stands."""

    reports_to = forms.CharField(
        label=_("Reports to"), max_length=100, error_messages={"required": _("Write to whom its head reports.")}
    )
    head_rank = forms.CharField(label=_("Rank of the head"), max_length=60, required=False)
    commander_access = ChoiceRadios(
        label=_("How does the head reach the commander?"), choices=list(ACCESS_LABELS.items())
    )
    own_budget_line = AnswerField(label=_("Has the desk a budget line of its own?"))
    starts_on = DayField(label=_("From the day"), initial=timezone.localdate)

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {name: data[name] for name in ("reports_to", "head_rank", "starts_on")} | {
            "commander_access": CommanderAccess(data["commander_access"]),
            "own_budget_line": Answer.read(data["own_budget_line"]),
        }


class DelegateAuthority(DeskForm):
    """About what a post may decide, how far and up to which amount."""

    about = ChoiceSelect(label=_("About what?"), choices=list(AUTHORITY_LABELS.items()))
    level = ChoiceRadios(label=_("How far?"), choices=list(LEVEL_LABELS.items()))
    ceiling = forms.IntegerField(
        label=_("Up to which amount, in the national currency?"),
        required=False,
        min_value=0,
        max_value=10**15,
        help_text=_("Leave it empty where there is no limit."),
    )
    instrument = _instrument()
    starts_on = DayField(label=_("From the day"), initial=timezone.localdate)

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {name: data[name] for name in ("ceiling", "instrument", "starts_on")} | {
            "about": AuthoritySubject(data["about"]),
            "level": AuthorityLevel(data["level"]),
        }


class MarkDesk(DeskForm):
    """A day in a desk's life and what shows it."""

    what = ChoiceRadios(label=_("What happened?"), choices=list(MILESTONE_LABELS.items()))
    on_day = DayField(label=_("On which day?"))
    evidence = forms.CharField(
        label=_("What shows it?"),
        max_length=200,
        help_text=_("A document, an order, a report of the day."),
        error_messages={"required": _("Write what shows it.")},
    )

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"what": Milestone(data["what"]), "on_day": data["on_day"], "evidence": data["evidence"]}


class RenameUnit(DeskForm):
    """What a unit is called from a day on."""

    name = forms.CharField(label=_("Name"), max_length=100, error_messages={"required": _("Write the name.")})
    starts_on = DayField(label=_("From the day"), initial=timezone.localdate)

    def arguments(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("name", "starts_on")}
