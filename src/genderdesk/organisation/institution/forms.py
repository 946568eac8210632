"""The room's forms: appoint an officer, end an appointment, enter a new officer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from genderdesk.groundwork.platform.forms import ChoiceRadios, DeskForm
from genderdesk.organisation.institution.labels import SEX_LABELS
from genderdesk.organisation.institution.models import Officer
from genderdesk.organisation.institution.rules.periods import FULL_TIME


class DayField(forms.DateField):
    """A day, typed or picked."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"],
            error_messages={
                "invalid": _("This is not a date. Write it like 2026-01-31."),
                "required": _("Write the day."),
            },
            **kwargs,
        )


class Appoint(DeskForm):
    """Who takes the post, from when, and with how much of the working time."""

    officer = ChoiceRadios(label=_("Officer"), error_messages={"required": _("Choose an officer.")})
    starts_on = DayField(label=_("First day in post"), initial=timezone.localdate)
    ends_on = DayField(
        label=_("End"),
        required=False,
        help_text=_("The first day on which the officer no longer holds the post. Leave it empty if it is not known."),
    )
    time_share = forms.IntegerField(
        label=_("Share of working time, in per cent"),
        initial=FULL_TIME,
        min_value=1,
        max_value=FULL_TIME,
        help_text=_("Less than 100 for somebody with other duties."),
        error_messages={"required": _("Write a whole number from 1 to 100.")},
    )

    def __init__(self, *args: Any, officers: Iterable[Officer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.officers = {str(officer.pk): officer for officer in officers}
        self.offer("officer", [(key, f"{each} ({each.staff_code})") for key, each in self.officers.items()])

    def clean_officer(self) -> Officer:
        return self.officers[self.cleaned_data["officer"]]


class EndAppointment(DeskForm):
    """When an appointment ends."""

    ends_on = DayField(
        label=_("First day no longer in post"),
        initial=timezone.localdate,
        help_text=_("A successor can begin on this day."),
    )


class EnrolOfficer(DeskForm):
    """A member of staff as in the institution's staff list."""

    staff_code = forms.RegexField(
        r"^[A-Za-z0-9][A-Za-z0-9._-]*$",
        label=_("Staff code"),
        max_length=20,
        help_text=_("The number in the institution's staff list."),
        error_messages={
            "required": _("Write the staff code."),
            "invalid": _("Use letters, digits, dots, dashes and underscores."),
        },
    )
    given_name = forms.CharField(
        label=_("Given name"), max_length=60, error_messages={"required": _("Write the given name.")}
    )
    family_name = forms.CharField(
        label=_("Family name"), max_length=60, error_messages={"required": _("Write the family name.")}
    )
    sex = ChoiceRadios(
        label=_("Sex"),
        choices=list(SEX_LABELS.items()),
        help_text=_("As in the staff list, so that a survivor can ask to speak to a woman."),
        error_messages={"required": _("Choose one.")},
    )
    rank = forms.CharField(label=_("Rank"), max_length=60, required=False)
