"""Appoint an officer, end an appointment, enter a new officer; duty hours, shifts, people close to an officer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from genderdesk.groundwork.platform.forms import (
    Checkboxes,
    ChoiceRadios,
    ChoiceSelect,
    DeskForm,
    PhoneField,
)
from genderdesk.organisation.institution.forms.days import DayField
from genderdesk.organisation.institution.labels import (
    RELATION_LABELS,
    SEX_LABELS,
)
from genderdesk.organisation.institution.models import Officer, Post
from genderdesk.organisation.institution.rules.periods import FULL_TIME
from genderdesk.organisation.institution.vocabulary import Relation

_WRONG_HOUR = _("Write the hour like 07:00.")


def _hour() -> forms.TimeInput:
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


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


class DeclareRelative(DeskForm):
    """Somebody close to the officer who declares it, by number, by whole name, or by both."""

    relation = ChoiceRadios(label=_("Who is it?"), choices=list(RELATION_LABELS.items()))
    names = forms.CharField(label=_("Given name and family name"), max_length=100, required=False)
    phone = PhoneField(label=_("Phone number"), required=False)

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"relation": Relation(data["relation"]), "names": data["names"], "phone": data["phone"]}


class WriteHours(DeskForm):
    """Hours of some weekdays, for the whole desk or one post."""

    post = ChoiceSelect(label=_("For whom"), required=False)
    weekdays = Checkboxes(label=_("Days"), choices=[(str(day), name) for day, name in WEEKDAYS.items()])
    starts = forms.TimeField(
        label=_("From"),
        required=False,
        help_text=_("Leave both hours empty for days without duty."),
        widget=_hour(),
        error_messages={"invalid": _WRONG_HOUR},
    )
    ends = forms.TimeField(
        label=_("Until"),
        required=False,
        help_text=_("An earlier hour than the first lies on the next day; the same hour is day and night."),
        widget=_hour(),
        error_messages={"invalid": _WRONG_HOUR},
    )
    starts_on = DayField(
        label=_("First day on which they hold"),
        initial=timezone.localdate,
        help_text=_("Today, or a day to come. What was planned for later on these weekdays falls away."),
    )

    def __init__(self, *args: Any, posts: Iterable[Post] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._posts = {str(post.pk): post for post in posts}
        self.offer(
            "post", [("", _("Everybody at this desk")), *((key, each.title) for key, each in self._posts.items())]
        )

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "post": self._posts.get(data["post"]),
            "weekdays": [int(day) for day in data["weekdays"]],
            "starts": _minute(data["starts"]),
            "ends": _minute(data["ends"]),
            "starts_on": data["starts_on"],
        }


def _minute(at: time | None) -> int | None:
    return None if at is None else at.hour * 60 + at.minute


class WriteShift(DeskForm):
    """One officer's single shift beside the weekly hours."""

    officer = ChoiceSelect(label=_("Who"), error_messages={"required": _("Choose an officer.")})
    day = DayField(label=_("Day"), initial=timezone.localdate)
    starts = forms.TimeField(label=_("From"), widget=_hour(), error_messages={"invalid": _WRONG_HOUR})
    ends = forms.TimeField(
        label=_("Until"),
        help_text=_("An earlier hour than the first lies on the next day."),
        widget=_hour(),
        error_messages={"invalid": _WRONG_HOUR},
    )

    def __init__(self, *args: Any, officers: Iterable[Officer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.officers = {str(officer.pk): officer for officer in officers}
        self.offer("officer", [("", "—"), *((key, str(each)) for key, each in self.officers.items())])

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        starts = timezone.make_aware(datetime.combine(data["day"], data["starts"]))
        ends = timezone.make_aware(datetime.combine(data["day"], data["ends"]))
        return {"starts_at": starts, "ends_at": ends if ends > starts else ends + timedelta(days=1)}
