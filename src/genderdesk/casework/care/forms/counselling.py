"""What is asked in counselling."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from genderdesk.casework.care import labels
from genderdesk.casework.care.rules.counselling import MOST_MINUTES
from genderdesk.casework.care.vocabulary import Place, SessionKind
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform.forms import (
    AnswerField,
    ChoiceRadios,
    ChoiceSelect,
    DayField,
    DeskForm,
    HourField,
    TextField,
)


def _number(label: Any, most: int, *, required: bool = False, **more: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=most,
        required=required,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        **more,
    )


def _at(day: Any, hour: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour))


class PlanSession(DeskForm):
    """An appointment: when, how, where."""

    day = DayField(label=_("Day"))
    hour = HourField(label=_("Hour"))
    kind = ChoiceRadios(
        label=_("How do you meet?"), choices=list(labels.SESSION_KINDS.items()), initial=SessionKind.INDIVIDUAL.value
    )
    place = ChoiceSelect(label=_("Where?"), choices=list(labels.SESSION_PLACES.items()), initial=Place.DESK.value)

    def arguments(self) -> dict[str, Any]:
        """The act's arguments."""
        data = self.cleaned_data
        return {
            "due_at": _at(data["day"], data["hour"]),
            "kind": SessionKind(data["kind"]),
            "place": Place(data["place"]),
        }


class MoveSession(DeskForm):
    """Another day for an appointment; ``may_text`` where safe contact allows a text."""

    day = DayField(label=_("Day"))
    hour = HourField(label=_("Hour"))
    tell = forms.BooleanField(
        label=_("Tell her or him the new day by a text"),
        required=False,
        help_text=_("It says the day and the hour, and nothing of with whom or why."),
    )

    def __init__(self, *args: Any, may_text: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_text:
            del self.fields["tell"]

    def due_at(self) -> datetime:
        """The new day, in the desk's time zone."""
        return _at(self.cleaned_data["day"], self.cleaned_data["hour"])


class HoldSession(DeskForm):
    """What became of the session; the note is the counsellor's alone."""

    minutes = _number(_("How many minutes?"), MOST_MINUTES, required=True, initial=60)
    wellbeing_before = _number(_("How she or he felt at the beginning, 0 to 10, if asked"), 10)
    wellbeing_after = _number(_("How she or he felt at the end, 0 to 10, if asked"), 10)
    suspect_there = AnswerField(label=_("Was the suspect there?"))
    note = TextField(
        label=_("Your own note"),
        rows=6,
        required=False,
        help_text=_("Only your key opens it. Neither police, nor head of desk, nor administrator can read it."),
    )
    next_day = DayField(label=_("Day of the next appointment, if one is made"), required=False)
    next_hour = HourField(label=_("Hour of the next appointment"), required=False)

    def __init__(self, *args: Any, family: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not family:
            del self.fields["suspect_there"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if bool(data.get("next_day")) != bool(data.get("next_hour")) and not {"next_day", "next_hour"} & set(
            self.errors
        ):
            self.add_error("next_hour", _("Write the day and the hour of the next appointment, or neither."))
        return data

    def arguments(self) -> dict[str, Any]:
        """The act's arguments."""
        data = self.cleaned_data
        return {
            "minutes": data["minutes"],
            "wellbeing_before": data["wellbeing_before"],
            "wellbeing_after": data["wellbeing_after"],
            "suspect_there": data.get("suspect_there", Answer.UNKNOWN),
            "note": data["note"],
            "next_at": _at(data["next_day"], data["next_hour"]) if data["next_day"] else None,
        }


class OwnNote(DeskForm):
    """A further note of the counsellor's own."""

    text = TextField(label=_("Add to your own notes"), rows=4, help_text=_("Only your key opens it."))


class ReviewPlan(DeskForm):
    """When the safety plan was looked at, and when it will be again."""

    reviewed_on = DayField(label=_("When did you look at the safety plan together?"))
    review_on = DayField(label=_("When will you look at it again?"), required=False)


class KeepGroup(DeskForm):
    """A group that met, by count."""

    held_on = DayField(label=_("Day"))
    minutes = _number(_("How many minutes?"), MOST_MINUTES, required=True, initial=90)
    theme = ChoiceRadios(label=_("What about?"), choices=list(labels.THEMES.items()))
    place = ChoiceSelect(label=_("Where?"), choices=list(labels.SESSION_PLACES.items()), initial=Place.DESK.value)
    women = _number(_("Women"), 500)
    men = _number(_("Men"), 500)
    girls = _number(_("Girls"), 500)
    boys = _number(_("Boys"), 500)

    def arguments(self) -> dict[str, Any]:
        """The act's arguments; who was not counted were none."""
        data = self.cleaned_data
        counts = {name: data[name] or 0 for name in ("women", "men", "girls", "boys")}
        return {name: data[name] for name in ("held_on", "minutes", "theme", "place")} | counts


class KeepSupervision(DeskForm):
    """Supervision that took place."""

    held_on = DayField(label=_("Day"))
    minutes = _number(_("How many minutes?"), MOST_MINUTES, required=True, initial=60)


class TellOfCounselling(DeskForm):
    """What the provider of a referral is told of the counselling."""

    text = TextField(
        label=_("Summary of the counselling for this provider"),
        rows=5,
        help_text=_("It leaves the desk. Write only what she or he agreed to, and nothing about the offence."),
    )
