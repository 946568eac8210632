"""A row of the national offence table, and which rows an incident is."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from genderdesk.casework.cases import labels
from genderdesk.casework.cases.forms.versions import VersionedForm
from genderdesk.casework.cases.models import Incident, Offence
from genderdesk.casework.cases.queries import offence_choices
from genderdesk.casework.cases.rules.offence_file import COLUMNS
from genderdesk.casework.cases.vocabulary import ICCS
from genderdesk.groundwork.platform.forms import AnswerField, Checkboxes, ChoiceSelect, DayField, DeskForm, TextField


def _coded(code: str) -> str:
    return f"{code} · {labels.ICCS_WORDS[code]}"


_Coded = lazy(_coded, str)


class OffenceRow(VersionedForm):
    """What a row says; ``code`` is asked of a new one alone."""

    code = forms.CharField(
        label=_("Code"), max_length=20, help_text=_("Short, in letters and digits. It never changes.")
    )
    title = forms.CharField(
        label=_("Title"), max_length=120, help_text=_("In plain words. No article of a law, unless counsel gave it.")
    )
    title_fr = forms.CharField(label=_("Title in French"), max_length=120, required=False)
    iccs = ChoiceSelect(
        label=_("ICCS code"),
        required=False,
        choices=[("", _("None fits")), *((code, _Coded(code)) for code in ICCS)],
        help_text=_("International Classification of Crime for Statistical Purposes (UNODC, 2015)."),
    )
    verified_on = DayField(
        label=_("When did counsel confirm title and code?"),
        required=False,
        help_text=_("Left empty, every page says: verify with counsel."),
    )

    def __init__(self, *args: Any, new: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not new:
            del self.fields["code"]

    @staticmethod
    def kept(offence: Offence) -> dict[str, Any]:
        """What the row says now."""
        return {name: getattr(offence, name) for name in ("title", "title_fr", "iccs", "verified_on", "version")}

    def entry(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("title", "title_fr", "iccs", "verified_on")}


class OffenceFile(DeskForm):
    """The lines of ``offences.csv``, pasted."""

    lines = TextField(
        label=_("Lines of offences.csv"),
        rows=12,
        max_length=200_000,
        strip=False,
        help_text=format_lazy(
            _("Open the file as text and paste all of it. Its first line names the columns: {columns}."),
            columns=",".join(COLUMNS),
        ),
    )


class PressOffence(DeskForm):
    """A press of a button on a row that was read in this version."""

    version = forms.IntegerField(widget=forms.HiddenInput(attrs={"id": False}))


class OffencesOfIncident(VersionedForm):
    """Which offences it may be, and whether it was an attempt."""

    offences = Checkboxes(label=_("Which offences may it be?"), required=False)
    attempted = AnswerField(label=_("Was it an attempt that was not completed?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("offences", offence_choices(self.initial.get("offences", [])))

    @staticmethod
    def kept(incident: Incident) -> dict[str, Any]:
        """What is kept now."""
        return {"offences": incident.offences, "attempted": incident.attempted, "version": incident.version}

    def arguments(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("offences", "attempted", "version")}
