"""The circumstances, and what is known of who did it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from genderdesk.casework.cases import labels
from genderdesk.casework.cases.forms.versions import VersionedForm
from genderdesk.casework.cases.models import Incident
from genderdesk.casework.cases.vocabulary import (
    Abduction,
    DisplacementStage,
    HarmfulPractice,
    Occupation,
    PerpetratorAge,
    PerpetratorNumber,
    PerpetratorSex,
    Relationship,
    ReportedElsewhere,
)
from genderdesk.groundwork.platform.forms import AnswerField, ChoiceSelect
from genderdesk.groundwork.platform.words import WordTable

_UNKNOWN = "unknown"

# What each coded answer is read as.
_CODED: dict[str, type] = {
    "perpetrators": PerpetratorNumber,
    "perpetrator_sex": PerpetratorSex,
    "perpetrator_age": PerpetratorAge,
    "perpetrator_relationship": Relationship,
    "perpetrator_occupation": Occupation,
    "abduction": Abduction,
    "harmful_practice": HarmfulPractice,
    "displacement_stage": DisplacementStage,
    "reported_elsewhere": ReportedElsewhere,
}
_ANSWERS = ("perpetrator_former", "previous_gbv", "goods_exchanged", "wants_legal_action")


def _select(label: Any, words: WordTable, help_text: Any = "") -> ChoiceSelect:
    return ChoiceSelect(label=label, choices=list(words.items()), initial=_UNKNOWN, help_text=help_text)


class Circumstances(VersionedForm):
    """In codes only: who it was has no place here."""

    perpetrators = _select(
        _("How many did it?"),
        labels.PERPETRATOR_NUMBERS,
        _("No name and nothing by which a person could be told. What is not known stays not known."),
    )
    perpetrator_sex = _select(_("Their sex"), labels.PERPETRATOR_SEXES)
    perpetrator_relationship = _select(
        _("What are they to her or him?"), labels.RELATIONSHIPS, _("Of several, the one who is closest.")
    )
    perpetrator_age = _select(_("Their age"), labels.PERPETRATOR_AGES)
    perpetrator_occupation = _select(_("Their main occupation"), labels.OCCUPATIONS)
    perpetrator_former = AnswerField(label=_("Was there an earlier incident with the same person?"))
    previous_gbv = AnswerField(label=_("Has she or he lived through violence of this kind before?"))
    goods_exchanged = AnswerField(
        label=_("Were money, goods or favours given or promised for it?"),
        help_text=_("Food, a lift, school fees, a job, better marks."),
    )
    abduction = _select(_("Was she or he abducted at the time?"), labels.ABDUCTIONS)
    harmful_practice = _select(_("Was it a harmful traditional practice?"), labels.HARMFUL_PRACTICES)
    displacement_stage = _select(_("Was it before, during or after a flight?"), labels.DISPLACEMENT_STAGES)
    reported_elsewhere = _select(
        _("Was this incident reported to another organisation before?"),
        labels.REPORTED_ELSEWHERE,
        _("So that it is not counted twice. It changes nothing about the help."),
    )
    wants_legal_action = AnswerField(label=_("Does she or he want legal action?"))

    @staticmethod
    def kept(incident: Incident) -> dict[str, Any]:
        """What is kept now."""
        return {name: getattr(incident, name) for name in (*_CODED, *_ANSWERS, "version")}

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        coded = {name: kind(data[name]) for name, kind in _CODED.items()}
        return {**coded, **{name: data[name] for name in _ANSWERS}, "version": data["version"]}
