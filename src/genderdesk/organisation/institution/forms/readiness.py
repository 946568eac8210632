"""What a desk must have, what stands there, what was found, what is done about it, and fuel and credit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from genderdesk.groundwork.platform.forms import ChoiceRadios, ChoiceSelect, DeskForm, FilterForm, RecordSelect
from genderdesk.groundwork.platform.words import Words
from genderdesk.organisation.institution.forms.days import DayField
from genderdesk.organisation.institution.labels import (
    DEMAND_LABELS,
    DOMAIN_LABELS,
    EQUIPMENT_LABELS,
    FINDING_LABELS,
    ITEM_STATE_LABELS,
    SUPPLY_LABELS,
    SUPPLY_MOVE_LABELS,
)
from genderdesk.organisation.institution.models import Post
from genderdesk.organisation.institution.rules.readiness import Asked
from genderdesk.organisation.institution.vocabulary.readiness import (
    COUNTED,
    HIGHEST_PRICE,
    Demand,
    Domain,
    EquipmentKind,
    ItemState,
    SupplyKind,
    SupplyMove,
)

_HIGHEST = 10**7
_MOST = 9999


class FilterReadiness(FilterForm):
    """On which day."""

    day = DayField(label=_("Day"), required=False)


class FilterFindings(FilterForm):
    """In which state."""

    state = ChoiceSelect(label=_("State"), required=False, choices=[("", _("All")), *FINDING_LABELS.items()])


class EnterEquipment(DeskForm):
    """A thing that stands at the unit."""

    kind = ChoiceSelect(label=_("What is it?"), choices=list(EQUIPMENT_LABELS.items()))
    name = forms.CharField(label=_("Make or description"), max_length=80, required=False)
    serial = forms.CharField(label=_("Serial or inventory number"), max_length=40, required=False)
    quantity = forms.IntegerField(label=_("How many?"), min_value=1, max_value=9999, initial=1)
    state = ChoiceRadios(label=_("How is it?"), choices=list(ITEM_STATE_LABELS.items()))
    since = DayField(label=_("Since"), initial=timezone.localdate)

    def arguments(self) -> dict[str, Any]:
        given = self.cleaned
        return given | {"kind": EquipmentKind(given["kind"]), "state": ItemState(given["state"])}


class SeeEquipment(DeskForm):
    """How a thing is from a day on."""

    state = ChoiceRadios(label=_("How is it?"), choices=list(ITEM_STATE_LABELS.items()))
    since = DayField(label=_("Since"), initial=timezone.localdate)
    note = forms.CharField(label=_("Remark"), max_length=200, required=False)

    def arguments(self) -> dict[str, Any]:
        return self.cleaned | {"state": ItemState(self.cleaned["state"])}


class Inspect(DeskForm):
    """How each line of the standard was found; what is left open was not looked at."""

    inspected_on = DayField(label=_("Day"), initial=timezone.localdate)
    note = forms.CharField(label=_("Remark"), max_length=500, required=False)

    def __init__(self, *args: Any, lines: Sequence[tuple[str, Words]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes = [code for code, _words in lines]
        choices = [("", _("Not looked at")), *ITEM_STATE_LABELS.items()]
        for code, words in lines:
            self.fields[f"line_{code}"] = ChoiceSelect(label=words, required=False, choices=choices)

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        found = {code: ItemState(data[f"line_{code}"]) for code in self.codes if data.get(f"line_{code}")}
        return {"inspected_on": data["inspected_on"], "note": data["note"], "states": found}


_NOT_ASKED = ""


class LayDownStandard(DeskForm):
    """The next version: each line required, desired or not asked, and how many; and a line of the institution's own."""

    starts_on = DayField(label=_("In force from the day"), initial=timezone.localdate)

    def __init__(
        self,
        *args: Any,
        lines: Sequence[Asked] = (),
        named: Mapping[str, Words],
        demands: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.lines = list(lines)
        choices = [*DEMAND_LABELS.items(), (_NOT_ASKED, _("Not asked"))]
        for line in self.lines:
            words = named[line.code]
            self.fields[f"demand_{line.code}"] = ChoiceSelect(
                label=words, required=False, choices=choices, initial=demands.get(line.code, _NOT_ASKED)
            )
            if line.method in COUNTED:
                self.fields[f"quantity_{line.code}"] = forms.IntegerField(
                    label=format_lazy(_("How many? {line}"), line=words),
                    required=False,
                    min_value=1,
                    max_value=_MOST,
                    initial=line.quantity,
                )
        self.fields["own_text"] = forms.CharField(
            label=_("Something more, in your own words"), max_length=120, required=False
        )
        self.fields["own_domain"] = ChoiceSelect(
            label=_("In which domain?"), required=False, choices=list(DOMAIN_LABELS.items())
        )
        self.fields["own_demand"] = ChoiceSelect(
            label=_("Required or desired?"), required=False, choices=list(DEMAND_LABELS.items())
        )

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        kept = [
            Asked(
                each.code, each.domain, Demand(data[f"demand_{each.code}"]), each.method,
                data.get(f"quantity_{each.code}") or each.quantity, each.kind, each.only, each.text,
            )
            for each in self.lines
            if data[f"demand_{each.code}"]
        ]  # fmt: skip
        if data["own_text"]:
            taken = {each.code for each in self.lines}
            code = next(f"own-{number}" for number in range(1, 1000) if f"own-{number}" not in taken)
            kept.append(Asked(code, Domain(data["own_domain"]), Demand(data["own_demand"]), text=data["own_text"]))
        return {"starts_on": data["starts_on"], "lines": kept}


class PriceLine(DeskForm):
    """What one piece of a line costs."""

    code = ChoiceSelect(label=_("Which line of the standard?"), choices=[])
    amount = forms.IntegerField(
        label=_("Price of one piece in the national currency"), min_value=0, max_value=HIGHEST_PRICE
    )
    starts_on = DayField(label=_("From the day"), initial=timezone.localdate)
    source = forms.CharField(
        label=_("Where is it known from?"), max_length=120, help_text=_("An offer, a bill, a list of prices.")
    )

    def __init__(self, *args: Any, named: Sequence[tuple[str, Words]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("code", named)


class OpenFinding(DeskForm):
    """Something that a desk lacks."""

    text = forms.CharField(label=_("What is missing or wrong?"), max_length=300)


class AssignFinding(DeskForm):
    """Who puts it right, how, and until when."""

    owner_post = RecordSelect(label=_("Which post puts it right?"))
    action = forms.CharField(label=_("What has to be done?"), max_length=300)
    due_on = DayField(label=_("Until which day?"))

    def __init__(self, *args: Any, posts: Iterable[Post] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_records("owner_post", posts, lambda each: f"{each.title}, {each.desk.name}", empty=_("Choose"))


class FixFinding(DeskForm):
    """How it was put right."""

    note = forms.CharField(label=_("What was done?"), max_length=300)


class VerifyFinding(DeskForm):
    """That it is right."""

    note = forms.CharField(label=_("What did you see?"), max_length=300, required=False)


class ReturnFinding(DeskForm):
    """That it is not right yet."""

    note = forms.CharField(label=_("What is still missing?"), max_length=300)
    due_on = DayField(label=_("Until which day?"))


class AcceptFinding(DeskForm):
    """That it stays as it is."""

    note = forms.CharField(label=_("Why does it stay as it is?"), max_length=300)


class WriteSupply(DeskForm):
    """What was allocated, came or was used."""

    kind = ChoiceRadios(label=_("What?"), choices=list(SUPPLY_LABELS.items()))
    move = ChoiceRadios(label=_("Which entry?"), choices=list(SUPPLY_MOVE_LABELS.items()))
    month = DayField(label=_("For which month?"), initial=timezone.localdate, help_text=_("Any day of it."))
    amount = forms.IntegerField(label=_("How much?"), min_value=1, max_value=_HIGHEST)
    note = forms.CharField(label=_("Receipt or remark"), max_length=120, required=False)

    def __init__(self, *args: Any, may_allocate: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_allocate:
            self.offer("move", [each for each in SUPPLY_MOVE_LABELS.items() if each[0] != SupplyMove.ALLOCATED])

    def arguments(self) -> dict[str, Any]:
        given = self.cleaned
        return given | {"kind": SupplyKind(given["kind"]), "move": SupplyMove(given["move"])}


class CorrectSupply(DeskForm):
    """Why an entry is taken back."""

    note = forms.CharField(label=_("Why is it wrong?"), max_length=120)
