"""What is asked in care."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from genderdesk.casework.care import labels
from genderdesk.casework.care.models import Provider
from genderdesk.casework.care.queries.directory import is_free, is_open_now
from genderdesk.casework.care.vocabulary import Received
from genderdesk.groundwork.platform.forms import (
    AnswerField,
    Checkboxes,
    ChoiceRadios,
    ChoiceSelect,
    DayField,
    DeskForm,
    HourField,
    RecordSelect,
    TextField,
)


class Propose(DeskForm):
    """Which service, where, how soon."""

    service = ChoiceRadios(label=_("Which service?"), choices=list(labels.SERVICES.items()))
    provider = RecordSelect(label=_("Which provider?"), help_text=_("Those of the case's district come first."))
    urgency = ChoiceRadios(label=_("How soon?"), choices=list(labels.URGENCIES.items()))
    transport_arranged = AnswerField(label=_("Is transport arranged?"))
    escort_arranged = AnswerField(label=_("Does somebody she or he trusts go along?"))

    def __init__(self, *args: Any, providers: list[Provider], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_records("provider", providers, _name_of, empty=_("Choose a provider"))


def _name_of(provider: Provider) -> str:
    """A provider in a list: where it is, and what helps to choose."""
    words = [provider.name, provider.district.name]
    if is_open_now(provider):
        words.append(gettext("open now"))
    if is_free(provider):
        words.append(gettext("free of charge"))
    return " · ".join(words)


class Arrange(DeskForm):
    """How she or he gets there."""

    transport = AnswerField(label=_("Is transport arranged?"))
    escort = AnswerField(label=_("Does somebody she or he trusts go along?"))


class Refuse(DeskForm):
    """Why nothing is sent."""

    reason = ChoiceRadios(label=_("Why not?"), choices=list(labels.DECLINE_REASONS.items()))


class Accept(DeskForm):
    """When the survivor should come: a day, with its hour."""

    appointment = DayField(label=_("Day of the appointment, if one is made"), required=False)
    hour = HourField(label=_("Hour of the appointment"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        day, hour = data.get("appointment"), data.get("hour")
        if day and not hour and "hour" not in self.errors:
            self.add_error("hour", _("Write the hour as well, so that nobody waits."))
        if hour and not day and "appointment" not in self.errors:
            self.add_error("appointment", _("Write the day as well as the hour."))
        return data

    def appointment_at(self) -> datetime | None:
        """The appointment in the desk's time zone, or None."""
        data = self.cleaned_data
        if not data["appointment"]:
            return None
        return timezone.make_aware(datetime.combine(data["appointment"], data["hour"]))


class Appoint(DeskForm):
    """Another day, for who did not come or cannot."""

    appointment = DayField(label=_("Day of the appointment"))
    hour = HourField(label=_("Hour of the appointment"))

    def appointment_at(self) -> datetime:
        """The appointment in the desk's time zone."""
        data = self.cleaned_data
        return timezone.make_aware(datetime.combine(data["appointment"], data["hour"]))


class LinkCode(DeskForm):
    """The code that goes with an address."""

    code = forms.CharField(
        label=_("Code of six digits"),
        max_length=12,
        help_text=_("The desk told it to you by another way than the address."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )

    def clean_code(self) -> str:
        return "".join(sign for sign in str(self.cleaned_data["code"]) if not sign.isspace())


class Decline(DeskForm):
    """Why the provider cannot take it."""

    reason = ChoiceRadios(label=_("Why?"), choices=list(labels.DECLINE_REASONS.items()))


class Attend(DeskForm):
    """Which services were given."""

    received = Checkboxes(label=_("Which services were given?"), choices=list(labels.RECEIVED.items()), required=False)
    day = DayField(label=_("On which day, if not today?"), required=False)
    hour = HourField(label=_("At what hour, about?"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if bool(data.get("day")) != bool(data.get("hour")) and not {"day", "hour"} & set(self.errors):
            self.add_error("hour", _("Write the day and the hour, or neither where it is now."))
        return data

    def came_at(self) -> datetime | None:
        """When she or he came, in the desk's time zone; None where it is now."""
        data = self.cleaned_data
        return timezone.make_aware(datetime.combine(data["day"], data["hour"])) if data["day"] else None

    def services(self) -> list[Received]:
        """The services, in the list's order."""
        return [Received(each) for each in self.cleaned_data["received"]]


class Conclude(DeskForm):
    """What the attendance came to."""

    outcome = ChoiceRadios(label=_("What came of it?"), choices=list(labels.OUTCOMES.items()))
    nights = forms.IntegerField(
        label=_("Nights in a safe house, if any"),
        min_value=0,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )


class Close(DeskForm):
    """The survivor's rating, if she or he gave one."""

    rating = ChoiceSelect(
        label=_("How did the survivor find the service?"),
        required=False,
        choices=[
            ("", _("Not asked")),
            ("5", _("5: very good")),
            ("4", _("4: good")),
            ("3", _("3: fair")),
            ("2", _("2: poor")),
            ("1", _("1: very poor")),
        ],
    )
    feedback = TextField(
        label=_("What did she or he say about it?"),
        rows=3,
        required=False,
        help_text=_("The provider does not see it. Write no name."),
    )


class Note(DeskForm):
    """A line to the other side."""

    text = TextField(label=_("Message to the other side"), rows=3, help_text=_("Write no name and no story."))
