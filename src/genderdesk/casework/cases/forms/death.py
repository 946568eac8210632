"""What is known of a death, and what is to be learned from it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from genderdesk.casework.cases import labels
from genderdesk.casework.cases.forms.versions import VersionedForm
from genderdesk.casework.cases.models import Case, Death
from genderdesk.casework.cases.rules import DeathFacts
from genderdesk.casework.cases.vocabulary import Fate, Marker, Mechanism
from genderdesk.groundwork.platform.forms import AnswerField, ChoiceRadios, ChoiceSelect, DayField, DeskForm, TextField

_CODED: dict[str, type] = {"mechanism": Mechanism, "fate": Fate}
_ANSWERS = (
    "intentional",
    "earlier_report",
    "order_in_force",
    "pregnant",
    "separated",
    "children_present",
    "review_held",
)
_PLAIN = ("died_on", "children_orphaned", "review_on")
_STAYS = _("Sealed. Left empty, what is kept stays as it is.")


class DecideDeath(DeskForm):
    """A second person confirms a death, or takes it back and says why."""

    decision = ChoiceRadios(
        label=_("Has she or he died?"),
        choices=[("confirm", _("Yes, I know it too")), ("take_back", _("No, she or he lives"))],
    )
    why = TextField(
        label=_("How is it known that she or he lives?"),
        required=False,
        rows=2,
        max_length=2000,
        help_text=_("Only where she or he lives. It is kept sealed in the timeline."),
    )


class DeathForm(VersionedForm):
    """The block in the order in which it becomes known; everything may be left open."""

    died_on = DayField(label=_("When did she or he die?"), required=False)
    intentional = AnswerField(label=_("Was she or he killed on purpose?"))
    mechanism = ChoiceSelect(label=_("How?"), choices=list(labels.MECHANISMS.items()), initial=Mechanism.UNKNOWN.value)
    circumstances = TextField(label=_("What is known of how it happened"), required=False, rows=4, help_text=_STAYS)
    earlier_report = AnswerField(label=_("Had violence been reported before?"))
    earlier = forms.CharField(
        label=_("Numbers of earlier cases"), required=False, max_length=400, help_text=_("Several with commas between.")
    )
    order_in_force = AnswerField(label=_("Was a protection order in force?"))
    pregnant = AnswerField(label=_("Was she pregnant?"))
    separated = AnswerField(label=_("Had they separated, or was it about to happen?"))
    children_present = AnswerField(label=_("Were children there?"))
    children_orphaned = forms.IntegerField(
        label=_("How many children have lost a parent?"), required=False, min_value=0, max_value=30
    )
    fate = ChoiceSelect(
        label=_("What became of who did it?"), choices=list(labels.FATES.items()), initial=Fate.UNKNOWN.value
    )
    review_held = AnswerField(label=_("Was a review of this death held?"))
    review_on = DayField(label=_("When was the review?"), required=False)
    lessons = TextField(label=_("What is to be learned from it"), required=False, rows=4, help_text=_STAYS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for marker in Marker:
            self.fields[marker.value] = AnswerField(label=labels.MARKERS[marker])
        order = list(self.fields)
        place = order.index("circumstances")
        self.order_fields([*order[:place], *(each.value for each in Marker), *order[place:]])

    @staticmethod
    def kept(death: Death | None, earlier: list[Case]) -> dict[str, Any]:
        """What is kept now; the words are never filled in."""
        if death is None:
            return {"version": 0}
        kept = {name: getattr(death, name) for name in (*_CODED, *_ANSWERS, *_PLAIN, "version")}
        numbers = ", ".join(each.number for each in earlier)
        return {**kept, **{str(key): answer for key, answer in death.markers.items()}, "earlier": numbers}

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        facts = DeathFacts(
            **{name: kind(data[name]) for name, kind in _CODED.items()},
            **{name: data[name] for name in (*_ANSWERS, *_PLAIN)},
            markers={each: data[each.value] for each in Marker},
        )
        return {
            "version": data["version"],
            "facts": facts,
            "circumstances": data["circumstances"] or None,
            "lessons": data["lessons"] or None,
            "earlier": data["earlier"].replace(";", ",").split(","),
        }
