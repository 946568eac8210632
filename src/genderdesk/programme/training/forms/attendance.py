"""Writing who was there: the list of a session, a code, heads, a sheet, a column of scores."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from genderdesk.groundwork.platform.forms import ChoiceRadios, ChoiceSelect, DeskForm, TextField
from genderdesk.programme.training.labels import AGE_GROUPS, CATEGORIES, PRESENCES, SCORES, SEXES
from genderdesk.programme.training.queries.events import Person
from genderdesk.programme.training.rules.sheet import read_scores
from genderdesk.programme.training.vocabulary import AgeGroup, Category, Presence, Score, Sex

# A sheet of 20,000 lines has about 2 MB.
MOST_SIGNS = 2_400_000
_MARK = "mark_"


class SignIn(DeskForm):
    """The code on a card, scanned or typed."""

    code = forms.CharField(
        label=_("Code on the card, or staff code"),
        max_length=20,
        widget=forms.TextInput(attrs={"autofocus": True}),
        help_text=_("A scanner types it here by itself."),
    )


class CodeOfCard(DeskForm):
    """What somebody signs in with on an own phone."""

    code = forms.CharField(
        label=_("Code on your card"), max_length=20, help_text=_("It begins with T. You got it from your trainer.")
    )


class ListOfSession(DeskForm):
    """A presence for everybody on the list; who is left open is not marked.

    What the page showed already is not written again (``was_``): a list that waited on a phone would undo what somebody
    else wrote meanwhile.
    """

    def __init__(self, *args: Any, people: Sequence[Person], session: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.open = {str(each.participation.pk) for each in people if session not in each.presences}
        choices = [("", "—"), *PRESENCES.items()]
        for each in people:
            self.fields[f"{_MARK}{each.participation.pk}"] = ChoiceSelect(
                label=each.title, choices=choices, required=False, initial=each.presences.get(session, "")
            )

    def marks(self) -> dict[str, Presence]:
        """What was chosen, by participation; with the button for all, whoever is left open is present."""
        others = self.open if self.data.get("everybody") else set()
        found = {}
        for name, value in self.cleaned_data.items():
            key = name.removeprefix(_MARK)
            chosen = value or ("present" if key in others else "")
            if name.startswith(_MARK) and chosen and chosen != self.data.get(f"was_{key}"):
                found[key] = Presence(chosen)
        return found


class TallyPeople(DeskForm):
    """How many people were counted by head."""

    category = ChoiceSelect(label=_("Who?"), choices=list(CATEGORIES.items()))
    sex = ChoiceRadios(label=_("Sex"), choices=list(SEXES.items()), initial=Sex.UNKNOWN.value, inline=True)
    age_group = ChoiceRadios(
        label=_("Age"), choices=list(AGE_GROUPS.items()), initial=AgeGroup.MINOR.value, inline=True
    )
    people = forms.IntegerField(label=_("How many?"), min_value=0, max_value=20_000)

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "category": Category(data["category"]),
            "sex": Sex(data["sex"]),
            "age_group": AgeGroup(data["age_group"]),
            "people": data["people"],
        }


class SheetFile(DeskForm):
    """A sheet as a file, or its lines."""

    file = forms.FileField(
        label=_("CSV file or Excel workbook (.xlsx)"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx"}),
    )
    lines = TextField(
        label=_("Or its lines, with the names of the columns"),
        rows=8,
        max_length=MOST_SIGNS,
        required=False,
        strip=False,
    )

    def clean(self) -> dict[str, Any] | None:
        data = super().clean() or self.cleaned_data
        file = data.get("file")
        if not file and not str(data.get("lines") or "").strip() and not self.errors:
            self.add_error("file", gettext("Choose a file, or paste the lines."))
        return data


class KeepScores(DeskForm):
    """A pasted column of results in the order of the list."""

    which = ChoiceRadios(label=_("Which test?"), choices=list(SCORES.items()), inline=True)
    column = TextField(
        label=_("Results in per cent, one on each line"),
        rows=10,
        # A first empty line is somebody's.
        strip=False,
        help_text=_("In the order of the list beside. Leave a line empty for somebody without a result."),
    )

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people

    def clean_column(self) -> str:
        text = str(self.cleaned_data["column"])
        _scores, faults = read_scores(text, self.people)
        for place, cell in faults:
            if cell:
                words = gettext("Line %(line)d: “%(cell)s” is not a whole number from 0 to 100.")
                self.add_error("column", words % {"line": place, "cell": cell[:20]})
            else:
                words = gettext("There are more lines than people: the list has %(number)d.")
                self.add_error("column", words % {"number": len(self.people)})
        return text

    def arguments(self) -> dict[str, Any]:
        scores, _faults = read_scores(self.cleaned_data["column"], self.people)
        pairs = zip(self.people, scores, strict=False)
        kept = {str(each.participation.pk): score for each, score in pairs if score is not None}
        return {"which": Score(self.cleaned_data["which"]), "scores": kept}
