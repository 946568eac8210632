"""What happened: when and where, what cannot wait, and the seven questions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from genderdesk.casework.cases import labels, readings
from genderdesk.casework.cases.forms.versions import VersionedForm
from genderdesk.casework.cases.models import Incident
from genderdesk.casework.cases.vocabulary import QUESTIONS, Injury, PlaceType
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform.forms import AnswerField, Checkboxes, ChoiceSelect, MomentField
from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.organisation.places.models import Division
from genderdesk.organisation.places.queries import districts, sectors_of


def _district_choices() -> list[tuple[str, Any]]:
    return [("", _("Not known")), *((each.code, each.name) for each in districts())]


class DescribeIncident(VersionedForm):
    """When, where, and what a clinician must know at once."""

    occurred = MomentField(
        label=_("When did it happen?"),
        required=False,
        past_only=True,
        help_text=_("The hour matters for medical help. Where it is not known, the shortest time is assumed."),
    )
    strangulation = AnswerField(
        label=_("Was she or he strangled or choked?"), help_text=_("Always ask: it can kill days later without a mark.")
    )
    injuries = Checkboxes(label=_("Injuries"), required=False, choices=list(labels.INJURIES.items()))
    district = ChoiceSelect(label=_("District"), required=False, choices=_district_choices)
    sector = ChoiceSelect(label=_("Sector"), required=False, choices=[("", _("Not known"))])
    place_type = ChoiceSelect(
        label=_("Kind of place"), choices=list(labels.PLACE_TYPES.items()), initial=PlaceType.UNKNOWN.value
    )
    place_text = forms.CharField(
        label=_("Place or landmark"),
        required=False,
        max_length=300,
        help_text=_("Sealed. Left empty, what is kept stays as it is."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = self.data.get("district") if self.is_bound else self.initial.get("district")
        if code:
            sectors = [(each.code, each.name) for each in sectors_of(str(code))]
            self.offer("sector", [("", _("Not known")), *sectors])

    @staticmethod
    def kept(incident: Incident) -> dict[str, Any]:
        """What is kept now; the place in words is never filled in."""
        return {
            "occurred": readings.occurred_of(incident),
            "strangulation": incident.strangulation,
            "injuries": incident.injuries,
            "district": incident.district_id or "",
            "sector": incident.sector_id or "",
            "place_type": incident.place_type,
            "version": incident.version,
        }

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "version": data["version"],
            "occurred": data["occurred"],
            "strangulation": data["strangulation"],
            "injuries": [Injury(each) for each in data["injuries"]],
            "district": _division(data["district"]),
            "sector": _division(data["sector"]),
            "place_type": PlaceType(data["place_type"]),
            "place_text": data["place_text"] or None,
        }


def _division(code: str) -> Division | None:
    return one_of(Division.objects.filter(pk=code)) if code else None


class SevenQuestions(VersionedForm):
    """GBVIMS: the seven questions in their fixed order, on one page, and whether it was an attempt."""

    attempted = AnswerField(
        label=_("Was it an attempt that was not completed?"),
        help_text=_("An attempted rape is sexual assault: no to question 1, yes to question 2."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, (name, _type) in enumerate(QUESTIONS, start=1):
            self.fields[name] = AnswerField(
                label=format_lazy("{number}. {question}", number=number, question=labels.QUESTIONS[name]),
                help_text=labels.QUESTION_HINTS[name],
            )
        self.order_fields([*(name for name, _type in QUESTIONS), "attempted"])

    @staticmethod
    def kept(incident: Incident) -> dict[str, Any]:
        """What is kept now."""
        kept = {name: getattr(incident, name) for name, _type in QUESTIONS}
        return {**kept, "attempted": incident.attempted, "version": incident.version}

    def answers(self) -> dict[str, Answer]:
        """The seven answers by field."""
        return {name: self.cleaned_data[name] for name, _type in QUESTIONS}

    def arguments(self) -> dict[str, Any]:
        return {**self.answers(), "version": self.cleaned_data["version"], "attempted": self.cleaned_data["attempted"]}
