"""What is asked on the board and on the rider's phone."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from genderdesk.casework.response import labels
from genderdesk.casework.response.vocabulary import Status
from genderdesk.groundwork.platform.forms import ChoiceRadios, DeskForm


class Send(DeskForm):
    """Which unit goes."""

    unit = forms.UUIDField(
        widget=forms.HiddenInput(attrs={"id": False}), error_messages={"required": _("Choose a unit.")}
    )
    override_reason = forms.CharField(label=_("Why not the first one?"), required=False, max_length=200)


class Reason(DeskForm):
    """Why a response waits or is called off."""

    reason = forms.CharField(label=_("Why?"), max_length=200)


class Clear(DeskForm):
    """How it ended."""

    disposition = ChoiceRadios(label=_("How did it end?"), choices=list(labels.DISPOSITIONS.items()))


class UnitStatus(DeskForm):
    """Whether the unit can be sent."""

    status = ChoiceRadios(
        label=_("My unit is"),
        choices=[
            (each, labels.STATUSES[each])
            for each in (Status.AT_BASE, Status.RETURNING, Status.UNAVAILABLE, Status.OFF_DUTY)
        ],
    )

    def arguments(self) -> dict[str, Any]:
        return {"status": Status(self.cleaned_data["status"])}
