"""The three pages of the public form, the same on one page for staff, and the way back to an answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from genderdesk.casework.complaints import labels
from genderdesk.casework.complaints.vocabulary import (
    COMPLAINT_NUMBER,
    LONGEST,
    PIN_DIGITS,
    About,
    Answering,
    Category,
    Channel,
)
from genderdesk.casework.intake.vocabulary import ContactHours
from genderdesk.groundwork.foundation.ids import read_number
from genderdesk.groundwork.platform.forms import (
    ChoiceRadios,
    ChoiceSelect,
    DayField,
    DeskForm,
    PhoneField,
    RecordSelect,
    TextField,
)
from genderdesk.organisation.institution.queries import hotlines
from genderdesk.organisation.places.models import Division
from genderdesk.organisation.places.queries import districts


class District(ChoiceSelect):
    """A district from the list; gives the Division, None where none is said."""

    def clean(self, value: Any) -> Division | None:
        code = super().clean(value)
        return Division.objects.get(pk=code) if code else None


def _districts() -> list[tuple[str, Any]]:
    return [("", _("I do not know, or prefer not to say")), *((each.code, each.name) for each in districts())]


class TellAbout(DeskForm):
    """What it is about, and where."""

    category = ChoiceRadios(label=_("What is it about?"), choices=list(labels.CATEGORIES.items()))
    institution = RecordSelect(label=_("About whom?"), required=False)
    about = ChoiceRadios(
        label=_("Which part of the service?"), choices=list(labels.ABOUT.items()), initial=About.UNKNOWN.value
    )
    district = District(
        label=_("In which district?"),
        choices=_districts,
        required=False,
        help_text=_("Then nobody who works or worked there sees it."),
    )
    place_text = forms.CharField(label=_("Where, if you wish to say"), required=False, max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The one whose line stands first answers where nobody chooses.
        self.lines = hotlines()
        if len(self.lines) > 1:
            self.offer_records("institution", self.lines)
        else:
            del self.fields["institution"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["institution"] = data.get("institution") or next(iter(self.lines), None)
        if data["institution"] is None:
            raise forms.ValidationError(_("No service is set up here yet. Please call."))
        return data


class TellWords(DeskForm):
    """What happened."""

    narrative = TextField(
        label=_("What happened?"),
        rows=6,
        max_length=LONGEST,
        help_text=_("Write as much or as little as you want. You need not write your name."),
    )
    happened_on = DayField(label=_("On which day, if you know it?"), required=False)
    who = forms.CharField(
        label=_("Who was it, if you know?"),
        required=False,
        max_length=300,
        help_text=_("A name, or the number on the uniform. Then that person never sees it."),
    )

    def clean_happened_on(self) -> Any:
        day = self.cleaned_data["happened_on"]
        if day is not None and day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet. Check the date."))
        return day


class TellAnswer(DeskForm):
    """Whether and how she or he wants an answer."""

    answering = ChoiceRadios(label=_("Do you want an answer?"), choices=list(labels.ANSWERING.items()))
    reply_phone = PhoneField(
        label=_("Phone number for the message"),
        required=False,
        help_text=_("Only if nobody else reads your messages. The message does not say what it is about."),
    )
    reply_hours = ChoiceRadios(
        label=_("When is a good time?"),
        choices=list(labels.HOURS.items()),
        required=False,
        initial=ContactHours.ANY.value,
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("answering") == Answering.TEXT and not data.get("reply_phone") and "reply_phone" not in self.errors:
            self.add_error("reply_phone", _("Give a number for the message, or choose another answer above."))
        return data


def arguments(data: dict[str, Any]) -> dict[str, Any]:
    """What ``tell_complaint`` takes of the answers of all pages."""
    return {
        "institution": data["institution"],
        "category": Category(data["category"]),
        "about": About(data["about"]),
        "district": data["district"],
        "place_text": data["place_text"],
        "narrative": data["narrative"],
        "happened_on": data["happened_on"],
        "who": data["who"],
        "answering": Answering(data["answering"]),
        "reply_phone": data["reply_phone"] if data["answering"] == Answering.TEXT else "",
        "reply_hours": ContactHours(data["reply_hours"] or ContactHours.ANY),
    }


class WriteDown(TellAnswer, TellWords, TellAbout):
    """A complaint that came on paper, by phone or by word, on one page."""

    channel = ChoiceRadios(
        label=_("How did it come?"),
        choices=[(each.value, labels.CHANNELS[each]) for each in Channel if each is not Channel.WEB],
        inline=True,
    )
    language = ChoiceSelect(label=_("In which language is the answer to be?"), choices=settings.LANGUAGES)

    field_order = ("channel", "language")

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        return arguments(data) | {"channel": Channel(data["channel"]), "language": data["language"]}


class Follow(DeskForm):
    """Reference and PIN."""

    number = forms.CharField(
        label=_("Your reference"), max_length=24, help_text=_("It begins with Q, such as Q-7K3M-92QX-4HTP.")
    )
    pin = forms.CharField(
        label=_("Your PIN"),
        max_length=PIN_DIGITS + 4,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "short"}),
        help_text=_("Six digits."),
    )

    def clean_number(self) -> str:
        found = read_number(self.cleaned_data["number"], COMPLAINT_NUMBER[0])
        if found is None:
            raise forms.ValidationError(_("This is no reference of ours. Check each sign."))
        return found

    def clean_pin(self) -> str:
        digits = "".join(each for each in str(self.cleaned_data["pin"]) if each.isdecimal())
        if len(digits) != PIN_DIGITS:
            raise forms.ValidationError(_("A PIN has six digits."))
        return digits


class AddWords(Follow):
    """What she or he adds. Reference and PIN travel along unseen."""

    text = TextField(label=_("Do you want to add something?"), rows=4, max_length=LONGEST)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("number", "pin"):
            self.fields[name].widget = forms.HiddenInput()
