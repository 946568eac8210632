"""What results ask their keepers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from genderdesk.groundwork.platform.forms import (
    ChoiceRadios,
    ChoiceSelect,
    DayField,
    DeskForm,
    FilterForm,
    RecordSelect,
    TextField,
)
from genderdesk.monitoring.results import labels
from genderdesk.monitoring.results.models import Indicator
from genderdesk.monitoring.results.queries import NAMED
from genderdesk.monitoring.results.vocabulary import Direction, Level, Quantifier, Section
from genderdesk.programme.partners.models import Objective

_HOW = _("Each argument as name=value, with | between: courses=SOP | sex=female. Empty: no condition.")


def named_queries() -> list[tuple[str, str]]:
    """The named queries for a list of choices; what each takes is said where it was given something else."""
    return [(name, name) for name in sorted(NAMED)]


class PageOfDay(FilterForm):
    """Which day the page is of."""

    as_of = DayField(label=_("As of"), required=False)


class _Counting(DeskForm):
    """By which query something is counted."""

    query = ChoiceSelect(label=_("What is counted"))
    arguments = forms.CharField(label=_("Which of it"), max_length=500, required=False, help_text=_HOW)
    definition = TextField(
        label=_("Definition"), max_length=1000, rows=3, help_text=_("In words, also what is not counted.")
    )
    starts_on = DayField(label=_("Counted so since"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("query", named_queries())


class DefineIndicator(_Counting):
    """A new indicator."""

    code = forms.CharField(label=_("Short code"), max_length=30)
    name = forms.CharField(label=_("Name"), max_length=160)
    level = ChoiceRadios(label=_("Level"), choices=list(labels.LEVELS.items()), initial=Level.OUTPUT.value)
    direction = ChoiceRadios(label=_("Direction"), choices=list(labels.DIRECTIONS.items()), initial=Direction.UP.value)
    field_order = ("code", "name", "level", "direction", "query", "arguments", "definition", "starts_on")


class ReviseIndicator(_Counting):
    """Another definition from a day on."""


class SetTarget(DeskForm):
    """What is aimed at."""

    first = DayField(label=_("First day of the period"))
    last = DayField(label=_("Last day of the period"))
    value = forms.FloatField(label=_("Target"), min_value=0)
    why = forms.CharField(
        label=_("Why does it change?"), max_length=200, required=False, help_text=_("Only where these days have one.")
    )


class SetBaseline(DeskForm):
    """What it was before."""

    measured_on = DayField(label=_("Measured on"))
    value = forms.FloatField(label=_("Baseline"), min_value=0)
    source = forms.CharField(label=_("Where that is written"), max_length=200)


class AssertClaim(DeskForm):
    """A claim of the page."""

    code = forms.CharField(label=_("Short code"), max_length=10)
    text = forms.CharField(label=_("What is claimed"), max_length=400)
    section = ChoiceRadios(
        label=_("Where on the page"), choices=list(labels.SECTIONS.items()), initial=Section.RESULT.value
    )
    objective = RecordSelect(label=_("Objective"), required=False)
    indicator = RecordSelect(label=_("Indicator"))
    quantifier = ChoiceSelect(label=_("What the records must show"), choices=labels.QUANTIFIERS)
    asserted = forms.CharField(
        label=_("The number that the claim says"),
        max_length=20,
        required=False,
        help_text=_("A number, a year, or a share like 3 of 5; empty where the claim says none."),
    )
    since = DayField(label=_("Counted since"), required=False, help_text=_("Empty: from the beginning."))

    def __init__(
        self, *args: Any, indicators: Iterable[Indicator] = (), objectives: Iterable[Objective] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer_records("indicator", indicators, lambda each: f"{each.name} ({each.code})", empty=_("Choose"))
        self.offer_records("objective", objectives, empty=_("None"))

    def arguments(self) -> dict[str, Any]:
        given = self.cleaned
        return given | {"section": Section(given["section"]), "quantifier": Quantifier(given["quantifier"])}


class MakeStatement(DeskForm):
    """A judgement with its author."""

    text = TextField(label=_("The statement"), max_length=1000, rows=3)
    author = forms.CharField(label=_("Who says so"), max_length=120)
    evidence = forms.CharField(label=_("What it rests on"), max_length=300)
    stated_on = DayField(label=_("Said on"), initial=timezone.localdate)


class AddEvidence(DeskForm):
    """A document outside the system."""

    what = forms.CharField(label=_("What it is"), max_length=200)
    kept_where = forms.CharField(label=_("Where it is kept"), max_length=200)
    dated = DayField(label=_("Dated"), initial=timezone.localdate)


class FreezePage(DeskForm):
    """Keep the page of a day for good."""

    as_of = DayField(label=_("As of"), initial=timezone.localdate)
    why = forms.CharField(
        label=_("What is corrected?"),
        max_length=300,
        required=False,
        help_text=_("Only where the page of this day is frozen already."),
    )


class ReleasePage(DeskForm):
    """Let anybody read it."""


class Periods(FilterForm):
    """How long the periods are of which an indicator is shown."""

    def __init__(self, *args: Any, lengths: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["length"] = forms.ChoiceField(label=_("Periods"), choices=list(lengths.items()))
