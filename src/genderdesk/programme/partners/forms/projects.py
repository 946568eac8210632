"""Projects, money and things."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from genderdesk.groundwork.platform.forms import ChoiceRadios, ChoiceSelect, DayField, DeskForm, RecordSelect, TextField
from genderdesk.organisation.institution.models import Desk, Unit
from genderdesk.programme.guidance.models import Instrument
from genderdesk.programme.partners import labels
from genderdesk.programme.partners.models import BudgetLine, Objective, Partner
from genderdesk.programme.partners.vocabulary import ProjectRole, ThingKind, ThingState

Names = Mapping[uuid.UUID, str]
NOBODY_NAMED: Names = MappingProxyType({})


class OpenProject(DeskForm):
    """A project and what it is for."""

    code = forms.CharField(label=_("Short code"), max_length=20)
    title = forms.CharField(label=_("Title"), max_length=160)
    goal = TextField(label=_("Overall goal"), max_length=1000, rows=3)
    starts_on = DayField(label=_("First day"), initial=timezone.localdate)
    ends_on = DayField(label=_("End"), required=False, help_text=_("Empty: no end is fixed."))


class _OfPartner(DeskForm):
    """A form that asks which partner."""

    field = "partner"

    def __init__(
        self, *args: Any, partners: Iterable[Partner] = (), names: Names = NOBODY_NAMED, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer_records(self.field, partners, lambda each: names[each.pk], empty=_("Choose"))


class JoinProject(_OfPartner):
    """What a partner is in the project."""

    partner = RecordSelect(label=_("Partner"))
    role = ChoiceRadios(label=_("What does it do?"), choices=list(labels.PROJECT_ROLES.items()))

    def arguments(self) -> dict[str, Any]:
        return {"partner": self.cleaned_data["partner"], "role": ProjectRole(self.cleaned_data["role"])}


class AddObjective(DeskForm):
    """What the project wants to reach."""

    text = forms.CharField(label=_("Objective"), max_length=300)


class CommitProject(DeskForm):
    """Which commitment the goal serves."""

    instrument = RecordSelect(label=_("Commitment"))

    def __init__(self, *args: Any, instruments: Iterable[Instrument] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_records("instrument", instruments, empty=_("Choose"))


class AddBudgetLine(_OfPartner):
    """Money planned for a purpose."""

    field = "donor"
    purpose = forms.CharField(label=_("For what"), max_length=160)
    amount = forms.IntegerField(label=_("Amount, in whole units"), min_value=1)
    currency = ChoiceSelect(label=_("Currency"), choices=labels.CURRENCIES)
    due_on = DayField(label=_("Expected by"))
    objective = RecordSelect(label=_("Objective"), required=False)
    donor = RecordSelect(label=_("From which partner"), required=False)
    desk = RecordSelect(label=_("For one desk alone"), required=False)

    def __init__(
        self, *args: Any, objectives: Iterable[Objective] = (), desks: Iterable[Desk] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer_records("objective", objectives, empty=_("None"))
        self.offer_records("desk", desks, empty=_("None"))


class _Received(_OfPartner):
    """What every receipt has: from whom, with which note, when."""

    field = "donor"
    donor = RecordSelect(label=_("From which partner"))
    note = forms.CharField(label=_("Number of the note of delivery or transfer"), max_length=40)
    received_on = DayField(label=_("Received on"), initial=timezone.localdate)


class TakeMoney(_Received):
    """Money that came."""

    amount = forms.IntegerField(label=_("Amount, in whole units"), min_value=1)
    currency = ChoiceSelect(label=_("Currency"), choices=labels.CURRENCIES)
    rate = forms.FloatField(
        label=_("Rate of that day"),
        help_text=_("How much of the country’s currency one unit was worth; 1 for the country’s own."),
    )
    line = RecordSelect(label=_("Budget line"), required=False)

    def __init__(self, *args: Any, lines: Iterable[BudgetLine] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_records("line", lines, lambda each: f"{each.purpose} ({each.currency})", empty=_("None"))


class TakeThings(_Received):
    """Things that came, each by its number."""

    thing = ChoiceSelect(label=_("What kind of thing"), choices=[("", "—"), *labels.THING_KINDS.items()])
    serials = TextField(
        label=_("Plates or serial numbers"), max_length=9000, help_text=_("One a line. A number is received once.")
    )

    def clean_thing(self) -> ThingKind:
        return ThingKind(self.cleaned_data["thing"])


class PlaceThing(DeskForm):
    """Where a thing is and how it was found."""

    unit = RecordSelect(label=_("Where it is"), required=False)
    state = ChoiceRadios(label=_("How was it found?"), choices=list(labels.THING_STATES.items()), inline=True)
    seen_on = DayField(label=_("Seen on"), initial=timezone.localdate)

    def __init__(self, *args: Any, units: Iterable[Unit] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_records("unit", units, empty=_("At headquarters’ store, not given out"))

    def clean_state(self) -> ThingState:
        return ThingState(self.cleaned_data["state"])
