"""What is asked of numbered sheets."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from genderdesk.groundwork.platform.forms import ChoiceRadios, DeskForm, MomentField
from genderdesk.groundwork.platform.print.forms import paper_forms
from genderdesk.organisation.paper import labels
from genderdesk.organisation.paper.vocabulary import MOST_AT_ONCE, PaperLanguage, SpoiledWhy


def _forms() -> list[tuple[str, str]]:
    return [(key, str(each.title)) for key, each in paper_forms().items()]


class IssuePaper(DeskForm):
    """Which form, in which language, how many."""

    form = ChoiceRadios(label=_("Which form?"), choices=_forms)
    language = ChoiceRadios(
        label=_("In which language?"), choices=list(labels.LANGUAGES.items()), initial=PaperLanguage.ENGLISH.value
    )
    size = forms.IntegerField(label=_("How many sheets?"), min_value=1, max_value=MOST_AT_ONCE, initial=10)

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"form": data["form"], "language": PaperLanguage(data["language"]), "size": data["size"]}


class FindSheet(DeskForm):
    """The serial of a sheet, before anything of it is typed."""

    number = forms.CharField(
        label=_("Number at the top of the sheet"), max_length=20, help_text=_("Such as P-7K3M-92QX.")
    )


class SpoilSheet(DeskForm):
    """Why a sheet will not be entered."""

    why = ChoiceRadios(label=_("What became of it?"), choices=list(labels.SPOILED_WHY.items()))

    def reason(self) -> SpoiledWhy:
        return SpoiledWhy(self.cleaned_data["why"])


class NameRecord(DeskForm):
    """As what a sheet was entered, for forms whose record has a page of its own."""

    record = forms.CharField(label=_("Number of the record"), max_length=20)
    written_on = MomentField(label=_("When was it written on the paper?"), required=False, past_only=True)

    def __init__(self, *args: Any, numbers: object = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["record"].help_text = str(numbers)
