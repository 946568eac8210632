"""What is asked on the board and on the rider's phone."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from genderdesk.casework.response import labels
from genderdesk.casework.response.vocabulary import (
    SETTABLE,
    Approach,
    Disposition,
    Fitness,
    Fuel,
    GlassReason,
    OutWhy,
    OverrideReason,
    Status,
    VehicleFault,
)
from genderdesk.groundwork.platform.forms import (
    AnswerField,
    Checkboxes,
    ChoiceRadios,
    ChoiceSelect,
    DayField,
    DeskForm,
    FilterForm,
    TextField,
)
from genderdesk.groundwork.platform.print.forms import Part, fields_of, line, part


def _hidden(**more: Any) -> Any:
    """A hidden input without an id: several forms of one kind stand on a page."""
    return forms.HiddenInput(attrs={"id": False, **more})


class Send(DeskForm):
    """Which unit goes, why it and not the first one, and how many were sent when the page was shown."""

    unit = forms.UUIDField(widget=_hidden(), error_messages={"required": _("Choose a unit.")})
    beside = forms.IntegerField(widget=_hidden(), required=False, min_value=0)
    override_reason = ChoiceSelect(
        label=_("Why not the first one?"),
        required=False,
        choices=[("", _("Choose a reason")), *((each.value, labels.OVERRIDES[each]) for each in OverrideReason)],
    )

    def arguments(self) -> dict[str, Any]:
        reason = self.cleaned_data["override_reason"]
        return {
            "override_reason": OverrideReason(reason) if reason else None,
            "beside": self.cleaned_data["beside"],
        }


class Reason(DeskForm):
    """Why a response waits or is called off."""

    reason = forms.CharField(label=_("Why?"), max_length=200)


class Step(DeskForm):
    """One step of a unit. ``at`` is when it was tapped, in milliseconds of the server's clock as the phone knows it."""

    assignment = forms.UUIDField(widget=_hidden(), required=False)
    at = forms.CharField(widget=_hidden(), required=False, max_length=20)

    @property
    def tapped_at(self) -> datetime | None:
        """When it was tapped; None where the phone did not say, or said what is no time."""
        try:
            return datetime.fromtimestamp(int(self.cleaned_data["at"]) / 1000, UTC)
        except (ValueError, OverflowError, OSError):
            return None


class Clear(Step):
    """How it ended."""

    disposition = ChoiceRadios(label=_("How did it end?"), choices=list(labels.DISPOSITIONS.items()))


class GiveBack(Step):
    """Why the unit cannot go."""

    reason = ChoiceRadios(label=_("Why can you not go?"), choices=list(labels.CANNOT_GO.items()))


class Close(DeskForm):
    """How the response ended; what the last unit said stands there already."""

    disposition = ChoiceSelect(
        label=_("How did it end?"), choices=[("", _("Choose how it ended")), *labels.DISPOSITIONS.items()]
    )

    def arguments(self) -> dict[str, Any]:
        return {"disposition": Disposition(self.cleaned_data["disposition"])}


class Learn(DeskForm):
    """What is known by now."""

    landmark = forms.CharField(
        label=_("Landmark"),
        required=False,
        max_length=300,
        help_text=_("Only where it is to be replaced. No names and nothing of what happened."),
    )
    weapons = AnswerField(label=labels.FLAGS["weapons"])
    suspect_present = AnswerField(label=labels.FLAGS["suspect_present"])
    children_present = AnswerField(label=labels.FLAGS["children_present"])
    injured = AnswerField(label=labels.FLAGS["injured"])
    approach = ChoiceRadios(label=_("How to approach"), choices=list(labels.APPROACHES.items()))
    female_officer = AnswerField(label=_("A woman is asked for"))

    def arguments(self) -> dict[str, Any]:
        return {
            **self.cleaned,
            "approach": Approach(self.cleaned_data["approach"]),
        }


def dispatch_parts() -> list[Part]:
    """A response on paper, for the board when it cannot be opened: what is known, each step's time, how it ended."""
    steps = ("alerted", "acknowledged", "en_route", "on_scene", "with_survivor", "transporting", "clear")
    return [
        part("", [line(_("Number of the response or of the report")), line(_("Unit and crew"))]),
        part(_("What is known"), fields_of(Learn())),
        part(_("Hour of each step"), [line(labels.STEPS[each]) for each in steps]),
        part("", fields_of(Clear(), ["disposition"])),
    ]


class Note(DeskForm):
    """A note for whoever goes."""

    text = forms.CharField(
        label=_("Note for the crew"),
        max_length=300,
        help_text=_("How to find the place or what to watch for. No names and nothing of what happened."),
    )

    def arguments(self) -> dict[str, Any]:
        return {"text": self.cleaned_data["text"]}


class Exclude(DeskForm):
    """Who must not be sent."""

    unit = ChoiceSelect(label=_("Unit that must not be sent"))
    whole_station = forms.BooleanField(label=_("Nor any other unit of its station"), required=False)

    def __init__(self, *args: Any, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["unit"]
        chosen.choices = [("", _("Choose a unit")), *units]


class UnitStatus(DeskForm):
    """Whether the unit can be sent, why it is out of service, and its fuel."""

    status = ChoiceRadios(label=_("The unit is"), choices=[(each.value, labels.STATUSES[each]) for each in SETTABLE])
    why = ChoiceSelect(
        label=_("Why is it out of service?"), required=False, choices=[("", "—"), *labels.OUT_WHY.items()]
    )
    fuel = ChoiceRadios(label=_("Fuel"), choices=list(labels.FUEL.items()), inline=True)

    def arguments(self) -> dict[str, Any]:
        why = self.cleaned_data["why"]
        return {
            "status": Status(self.cleaned_data["status"]),
            "fuel": Fuel(self.cleaned_data["fuel"]),
            "why": OutWhy(why) if why else None,
        }


class UnitFuel(DeskForm):
    """Its fuel, while it is sent."""

    fuel = ChoiceRadios(label=_("Fuel"), choices=list(labels.FUEL.items()), inline=True)

    def arguments(self) -> dict[str, Any]:
        return {"fuel": Fuel(self.cleaned_data["fuel"])}


class CheckVehicle(DeskForm):
    """What somebody found who looked at a vehicle."""

    checked_on = DayField(label=_("Looked at on"), initial=timezone.localdate)
    odometer_km = forms.IntegerField(label=_("Kilometres on its dial"), min_value=0, max_value=9_999_999)
    fitness = ChoiceRadios(label=_("What was found?"), choices=list(labels.FITNESS.items()))
    faults = Checkboxes(
        label=_("What is wrong with it?"), choices=list(labels.VEHICLE_FAULTS.items()), required=False, inline=True
    )
    next_check_on = DayField(label=_("Next check on"))
    service_at_km = forms.IntegerField(
        label=_("Next service at so many kilometres"), min_value=1, max_value=9_999_999, required=False
    )
    papers_until = DayField(
        label=_("Insurance or inspection holds until"), required=False, help_text=_("Whichever ends first.")
    )

    def arguments(self) -> dict[str, Any]:
        given = self.cleaned
        return given | {
            "fitness": Fitness(given["fitness"]),
            "faults": [VehicleFault(each) for each in given["faults"]],
        }


class FilterVehicles(FilterForm):
    """Of which province, and in which standing."""

    province = ChoiceSelect(label=_("Province"), required=False)
    standing = ChoiceSelect(label=_("State"), required=False, choices=[("", _("All")), *labels.STANDINGS.items()])


class BreakGlass(DeskForm):
    """Which response, why, and the second factor once more."""

    number = forms.CharField(label=_("Number of the response or its report"), max_length=20)
    reason = ChoiceRadios(label=_("Why must you know it now?"), choices=list(labels.GLASS_REASONS.items()))
    words = TextField(label=_("What is happening"), rows=3)
    proof = forms.CharField(
        label=_("Code from your phone"),
        # A passkey's answer stands here too; its script writes it.
        max_length=4000,
        help_text=_("The code of your second factor, or a recovery code. In the demonstration: your password."),
        widget=forms.PasswordInput(attrs={"autocomplete": "one-time-code"}),
    )

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"reason": GlassReason(data["reason"]), "words": data["words"], "proof": data["proof"]}
