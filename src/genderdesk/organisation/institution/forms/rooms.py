"""Rooms of a unit: opened, looked at, booked, not bookable for a while."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from genderdesk.groundwork.platform.forms import (
    AnswerField,
    ChoiceRadios,
    ChoiceSelect,
    DeskForm,
    FilterForm,
    HourField,
)
from genderdesk.organisation.institution.forms.days import DayField
from genderdesk.organisation.institution.labels import CHECK_LABELS, ROOM_KIND_LABELS, ROOM_USE_LABELS
from genderdesk.organisation.institution.models import Unit
from genderdesk.organisation.institution.rules.rooms import is_reference
from genderdesk.organisation.institution.vocabulary.rooms import CheckOutcome, RoomKind, RoomUse


def _begins() -> datetime:
    """The next quarter of an hour, which late in the evening is of another day."""
    now = timezone.localtime()
    return now.replace(second=0, microsecond=0) + timedelta(minutes=-now.minute % 15)


def _ends() -> datetime:
    return _begins() + timedelta(hours=1)


class BookRoom(DeskForm):
    """When and what for. An end that is not after the start is on the next day: nights are worked too."""

    day = DayField(label=_("Day"), initial=lambda: _begins().date())
    starts = HourField(label=_("From"), initial=lambda: _begins().time())
    ends = HourField(label=_("Until"), initial=lambda: _ends().time())
    purpose = ChoiceSelect(
        label=_("What for?"), choices=[each for each in ROOM_USE_LABELS.items() if each[0] != RoomUse.CLOSED]
    )
    reference = forms.CharField(
        label=_("Number of the case or report"),
        max_length=30,
        required=False,
        help_text=_("Only you see it. Never write a name."),
    )

    def clean_reference(self) -> str:
        given: str = self.cleaned_data["reference"].strip()
        if given and not is_reference(given):
            raise forms.ValidationError(
                gettext("Write only the number of a case or report, never a name. It has no spaces.")
            )
        return given

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        starts = timezone.make_aware(datetime.combine(data["day"], data["starts"]))
        ends = timezone.make_aware(datetime.combine(data["day"], data["ends"]))
        over_midnight = data["ends"] < data["starts"]
        return {
            "starts_at": starts,
            "ends_at": ends + timedelta(days=1) if over_midnight else ends,
            "purpose": RoomUse(data["purpose"]),
            "reference": data["reference"],
        }


class BlockRoom(DeskForm):
    """From when until when nobody can book a room, and why."""

    first_day = DayField(label=_("From the day"), initial=lambda: _begins().date())
    starts = HourField(label=_("From"), initial=lambda: _begins().time())
    last_day = DayField(label=_("Until the day"), initial=lambda: _ends().date())
    ends = HourField(label=_("Until"), initial=lambda: _ends().time())
    reason = forms.CharField(label=_("Why?"), max_length=100)

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "starts_at": timezone.make_aware(datetime.combine(data["first_day"], data["starts"])),
            "ends_at": timezone.make_aware(datetime.combine(data["last_day"], data["ends"])),
            "reason": data["reason"],
        }


class OpenRoom(DeskForm):
    """A further room of the unit."""

    kind = ChoiceSelect(label=_("Kind of room"), choices=list(ROOM_KIND_LABELS.items()))
    name = forms.CharField(label=_("Name"), max_length=60, help_text=_("As it stands on the door."))
    opened_on = DayField(label=_("Open since"), initial=timezone.localdate)

    def arguments(self) -> dict[str, Any]:
        return self.cleaned | {"kind": RoomKind(self.cleaned_data["kind"])}


class CheckRoom(DeskForm):
    """How somebody found a room."""

    checked_on = DayField(label=_("Day"), initial=timezone.localdate)
    door_closes = AnswerField(label=_("Does the door close?"))
    not_crossed = AnswerField(label=_("Is it free of people who walk through?"))
    outcome = ChoiceRadios(label=_("Does the room pass the standard?"), choices=list(CHECK_LABELS.items()))
    note = forms.CharField(label=_("What was found"), max_length=200, required=False)

    def arguments(self) -> dict[str, Any]:
        return self.cleaned | {"outcome": CheckOutcome(self.cleaned_data["outcome"])}


class CloseRoom(DeskForm):
    """From which day on a room is no longer one of the unit's."""

    closed_on = DayField(label=_("Closed from the day"), initial=timezone.localdate)


class FilterRooms(FilterForm):
    """Of which unit, and on which day."""

    unit = ChoiceSelect(label=_("Unit"), required=False)
    day = DayField(label=_("Day"), required=False)

    def __init__(self, *args: Any, units: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # One unit is always shown: there is no line for all.
        cast(forms.ChoiceField, self.fields["unit"]).choices = [(str(each.pk), each.name) for each in units]
