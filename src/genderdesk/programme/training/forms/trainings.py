"""Planning a training, who comes, and what is said of it afterwards."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from genderdesk.groundwork.platform.forms import (
    Checkboxes,
    ChoiceRadios,
    ChoiceSelect,
    DayField,
    DeskForm,
    HourField,
    RecordSelect,
    TextField,
)
from genderdesk.organisation.places.queries import districts
from genderdesk.programme.training.labels import (
    CANCELLED_WHY,
    CATEGORIES,
    CHANGES,
    HINDRANCES,
    IN_USE,
    REVOKED_WHY,
    SEXES,
)
from genderdesk.programme.training.models import Course, CourseVersion, Trainer
from genderdesk.programme.training.rules.calendar import days_from
from genderdesk.programme.training.vocabulary import (
    MOST_SESSIONS,
    CancelledWhy,
    Category,
    Change,
    Hindrance,
    InUse,
    RevokedWhy,
    Sex,
)


class PlanTraining(DeskForm):
    """A training on days in a row, at one place."""

    version = RecordSelect(label=_("Course"))
    place = RecordSelect(label=_("District"))
    venue = forms.CharField(label=_("Building or room"), max_length=120, required=False)
    first_day = DayField(label=_("First day"))
    days = forms.IntegerField(label=_("How many days?"), min_value=1, max_value=MOST_SESSIONS, initial=1)
    weekends = forms.BooleanField(label=_("Also on Saturdays and Sundays"), required=False)
    starts = HourField(label=_("From"), initial=time(8))
    ends = HourField(label=_("Until"), initial=time(16))
    seats = forms.IntegerField(label=_("How many seats?"), required=False, min_value=1, max_value=20_000)
    trainers = Checkboxes(label=_("Who teaches?"), required=False)

    def __init__(
        self, *args: Any, versions: Iterable[CourseVersion], trainers: Iterable[Trainer], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer_records("version", versions, lambda each: each.course.name)
        self.offer_records("place", districts())
        self.offered = {str(each.pk): each for each in trainers}
        self.offer("trainers", [(key, str(each.officer)) for key, each in self.offered.items()])
        if not self.offered:
            del self.fields["trainers"]

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "version": data["version"],
            "place": data["place"],
            "venue": data["venue"],
            "days": days_from(data["first_day"], data["days"], weekends=data["weekends"]),
            "starts": data["starts"],
            "ends": data["ends"],
            "seats": data["seats"],
            "trainers": [self.offered[key].pk for key in data.get("trainers", [])],
        }


class DescribeTraining(DeskForm):
    """Where a training is held, and for how many."""

    place = RecordSelect(label=_("District"))
    venue = forms.CharField(label=_("Building or room"), max_length=120, required=False)
    seats = forms.IntegerField(label=_("How many seats?"), required=False, min_value=1, max_value=20_000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_records("place", districts())


class AddSession(DeskForm):
    """One more session."""

    day = DayField(label=_("Day"))
    starts = HourField(label=_("From"), initial=time(8))
    ends = HourField(label=_("Until"), initial=time(16))


class CancelTraining(DeskForm):
    """Why a training is not held."""

    why = ChoiceRadios(label=_("Why is it not held?"), choices=list(CANCELLED_WHY.items()))

    def reason(self) -> CancelledWhy:
        return CancelledWhy(self.cleaned_data["why"])


class Nominate(DeskForm):
    """Members of staff by their codes."""

    codes = TextField(label=_("Staff codes, one on each line"), rows=4)

    def staff_codes(self) -> list[str]:
        return str(self.cleaned_data["codes"]).replace(",", " ").replace(";", " ").split()


class AddPerson(DeskForm):
    """Somebody without an account."""

    names = forms.CharField(label=_("Given name and family name"), max_length=120)
    sex = ChoiceRadios(label=_("Sex"), choices=list(SEXES.items()), initial=Sex.UNKNOWN.value, inline=True)
    categories = Checkboxes(label=_("As what does she or he come?"), choices=list(CATEGORIES.items()))
    place = RecordSelect(label=_("From which district?"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_records("place", districts(), empty=_("It is not known"))

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "names": data["names"],
            "sex": Sex(data["sex"]),
            "categories": [Category(each) for each in data["categories"]],
            "place": data["place"],
        }


class RevokeCertificate(DeskForm):
    """Why a certificate does not hold any more."""

    why = ChoiceRadios(label=_("Why is it revoked?"), choices=list(REVOKED_WHY.items()))

    def reason(self) -> RevokedWhy:
        return RevokedWhy(self.cleaned_data["why"])


class FollowUp(DeskForm):
    """Six months on."""

    in_use = ChoiceRadios(label=_("Is what was learnt used at work?"), choices=list(IN_USE.items()))
    hindrance = ChoiceRadios(label=_("What stands in the way?"), choices=list(HINDRANCES.items()))

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"in_use": InUse(data["in_use"]), "hindrance": Hindrance(data["hindrance"])}


_FROM_ONE_TO_FIVE = [
    ("5", _("Very good")),
    ("4", _("Good")),
    ("3", _("Neither good nor bad")),
    ("2", _("Bad")),
    ("1", _("Very bad")),
]


class RateTraining(DeskForm):
    """What somebody who was there thinks of it. Nothing asks who it is."""

    content = ChoiceRadios(label=_("What was taught"), choices=_FROM_ONE_TO_FIVE)
    teaching = ChoiceRadios(label=_("How it was taught"), choices=_FROM_ONE_TO_FIVE)
    usefulness = ChoiceRadios(label=_("How useful it is for your work"), choices=_FROM_ONE_TO_FIVE)
    changes = Checkboxes(label=_("What would you change?"), choices=list(CHANGES.items()), required=False)

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "content": int(data["content"]),
            "teaching": int(data["teaching"]),
            "usefulness": int(data["usefulness"]),
            "changes": [Change(each) for each in data["changes"]],
        }


class ResultsWanted(forms.Form):
    """Which trainings are counted, from the address."""

    course = ChoiceSelect(label=_("Course"), required=False)
    since = DayField(label=_("From"), required=False)
    as_of = DayField(label=_("Up to and with"), required=False)

    def __init__(self, *args: Any, courses: Iterable[Course], **kwargs: Any) -> None:
        kwargs |= {"label_suffix": "", "auto_id": "results-%s"}
        super().__init__(*args, **kwargs)
        chosen = self.fields["course"]
        if isinstance(chosen, ChoiceSelect):
            chosen.choices = [("", _("All courses")), *((each.code, each.name) for each in courses)]
