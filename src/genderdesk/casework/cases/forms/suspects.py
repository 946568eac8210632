"""Who is suspected, whether the register holds the person already, and how things stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from genderdesk.casework.cases import labels
from genderdesk.casework.cases.forms.versions import VersionedForm
from genderdesk.casework.cases.models import Suspect
from genderdesk.casework.cases.queries import Match
from genderdesk.casework.cases.rules import SuspectFacts, SuspectWords
from genderdesk.casework.cases.vocabulary import (
    ANOTHER_PERSON,
    ARRESTED,
    Force,
    Occupation,
    PerpetratorAge,
    Relationship,
    Sex,
    SuspectRole,
    may_follow,
)
from genderdesk.groundwork.foundation.times import Moment
from genderdesk.groundwork.platform.forms import (
    AnswerField,
    ChoiceRadios,
    ChoiceSelect,
    DeskForm,
    MomentField,
    PhoneField,
    RecordSelect,
    TextField,
)
from genderdesk.groundwork.platform.words import WordTable
from genderdesk.organisation.institution.models import Officer, Unit

_CODED: dict[str, type] = {
    "role": SuspectRole,
    "relationship": Relationship,
    "sex": Sex,
    "age_group": PerpetratorAge,
    "occupation": Occupation,
    "force": Force,
}
_ANSWERS = ("lives_together", "dependence", "armed", "intoxicated")
_UNKNOWN = "unknown"


def _select(label: Any, words: WordTable, help_text: Any = "") -> ChoiceSelect:
    return ChoiceSelect(label=label, choices=list(words.items()), initial=_UNKNOWN, help_text=help_text)


def _line(label: Any, length: int, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=length, help_text=help_text)


class _OfSuspect(DeskForm):
    """What is asked of a suspect; everything may be left open."""

    names = _line(_("Names"), 120)
    alias = _line(_("Other names, nickname"), 120)
    identifier = _line(_("Number of identity card, passport or service card"), 40)
    phone = PhoneField(label=_("Phone number"), required=False)
    role = ChoiceRadios(label=_("What part did this person have?"), choices=list(labels.SUSPECT_ROLES.items()))
    relationship = _select(_("What is this person to her or him?"), labels.RELATIONSHIPS)
    lives_together = AnswerField(label=_("Do they live together?"))
    dependence = AnswerField(label=_("Does she or he depend on this person for money?"))
    sex = _select(_("Sex"), labels.SEXES)
    age_group = _select(_("Age"), labels.PERPETRATOR_AGES)
    occupation = _select(_("Main occupation"), labels.OCCUPATIONS)
    armed = AnswerField(label=_("Can this person get at a weapon?"))
    intoxicated = AnswerField(label=_("Had this person drunk or taken something at the time?"))
    whereabouts = TextField(label=_("Where this person may be found"), rows=2, required=False, max_length=500)
    caution = TextField(
        label=_("What officers must be careful of"),
        rows=2,
        required=False,
        max_length=500,
        help_text=_("Weapons, dogs, threats, whom this person would call."),
    )
    force = _select(
        _("Does this person serve?"),
        labels.FORCES,
        _("Police, defence force or reserve: the file is sealed at once, and you may not see it afterwards."),
    )
    staff_code = _line(
        _("Staff code, where it is an officer of ours"), 20, _("She or he is barred from this file at once.")
    )
    unit = RecordSelect(
        label=_("Unit in which this person serves"),
        required=False,
        help_text=_("Everybody in its chain of command is barred from this file at once."),
    )
    rank_unit = _line(_("Rank and unit in words"), 120)

    def __init__(self, *args: Any, units: Sequence[Unit] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_records("unit", units, lambda unit: f"{unit.code} · {unit.name}", empty=_("No unit named"))

    def clean_staff_code(self) -> Officer | None:
        code = self.cleaned_data["staff_code"].strip()
        found = Officer.objects.filter(staff_code=code).first() if code else None
        if code and found is None:
            raise forms.ValidationError(_("No officer has this staff code. Check it in the staff list."))
        return found

    def words(self) -> SuspectWords:
        """Who it is, as typed."""
        return SuspectWords(**{name: self.cleaned_data[name] for name in SuspectWords.__slots__})

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        coded = {name: kind(data[name]) for name, kind in _CODED.items()}
        return {
            "words": self.words(),
            "facts": SuspectFacts(**coded, **{name: data[name] for name in _ANSWERS}),
            "officer": data["staff_code"],
            "unit": data["unit"],
        }


class NameSuspect(_OfSuspect):
    """A suspect who is not in the case yet. Where the register holds somebody like this, it asks who it is."""

    person = ChoiceRadios(label=_("Who in the register is it?"), required=False)
    field_order = ("person",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # What was answered is checked by the act, which alone knows whom the register holds.
        said = str(self.data.get("person", ""))[:20] if self.is_bound else ""
        self.offer("person", [(said, said)])
        self._shown = self.fields["person"].widget
        if not said:
            self.fields["person"].widget = forms.HiddenInput()

    @property
    def must_say_who(self) -> bool:
        """Whether the act refused only for want of a word on who in the register it is."""
        return "person" in self.errors

    def ask_who(self, matches: list[Match]) -> None:
        """Show who in the register it may be, to be answered before anything is kept."""
        # The field itself stays: what is bound to it already is what the page shows.
        self.fields["person"].widget, self.fields["person"].required = self._shown, True
        named = [(each.code, _match_words(each)) for each in matches]
        self.offer("person", [*named, (ANOTHER_PERSON, _("Somebody else"))])

    def arguments(self) -> dict[str, Any]:
        return {**super().arguments(), "person": self.cleaned_data.get("person", "")}


def _match_words(match: Match) -> str:
    """One person of the register as a choice: number, likeness, how many other files."""
    number = match.files.number
    files = ngettext("in %(number)s other file", "in %(number)s other files", number) % {"number": number}
    given = {"code": match.code, "why": labels.LIKENESSES[match.likeness], "files": files}
    return str(_("%(code)s · %(why)s · %(files)s")) % given


class DescribeSuspect(VersionedForm, _OfSuspect):
    """What is known now of a suspect."""

    @staticmethod
    def kept(suspect: Suspect, words: SuspectWords) -> dict[str, Any]:
        """What is kept now; the words were opened by a recorded look."""
        coded = {name: getattr(suspect, name) for name in (*_CODED, *_ANSWERS, "version")}
        return {**coded, **asdict(words)}

    def arguments(self) -> dict[str, Any]:
        return {**super().arguments(), "version": self.cleaned_data["version"]}


class MoveSuspect(DeskForm):
    """How things stand now, and when an arrest was."""

    status = ChoiceRadios(label=_("How do things stand with this person?"))
    arrested = MomentField(label=_("When was the arrest?"), required=False, past_only=True)

    def __init__(self, *args: Any, now: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("status", [(each, labels.SUSPECT_STATES[each]) for each in may_follow(now)])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("status") == ARRESTED and not data.get("arrested") and "arrested" not in self.errors:
            self.add_error("arrested", _("Say when the arrest was: custody counts from then."))
        return data

    def arguments(self) -> dict[str, Any]:
        arrested: Moment | None = self.cleaned_data["arrested"]
        return {"status": self.cleaned_data["status"], "arrested_at": arrested.at if arrested else None}
