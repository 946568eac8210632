"""Small questions on the file itself."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from genderdesk.casework.cases import labels
from genderdesk.casework.cases.forms.versions import VersionedForm
from genderdesk.casework.cases.vocabulary import LookReason
from genderdesk.groundwork.platform.forms import ChoiceRadios, ChoiceSelect, DeskForm, TextField
from genderdesk.groundwork.protection.vault.files import accepted_endings
from genderdesk.organisation.institution.models import Officer


class Look(DeskForm):
    """Why a name, a number or an account is opened."""

    reason = ChoiceRadios(label=_("What do you need it for?"), choices=list(labels.LOOK_REASONS.items()))

    def why(self) -> LookReason:
        return LookReason(self.cleaned_data["reason"])


class AddFile(DeskForm):
    """One file, and what it shows."""

    content = forms.FileField(
        label=_("Photograph, PDF or recording"),
        help_text=_(
            "Do not film or record her or his account with a telephone: a second account is used against the one who "
            "gave it."
        ),
        widget=forms.FileInput(attrs={"accept": accepted_endings()}),
    )
    about = TextField(label=_("What it shows"), rows=2, required=False, help_text=_("Sealed, like the file itself."))


class Note(DeskForm):
    """What was told or learned since."""

    text = TextField(label=_("What was told or learned since"), rows=4)


class CounsellingNote(DeskForm):
    """What a counsellor keeps for counsellors alone."""

    text = TextField(
        label=_("Counselling note"), rows=4, help_text=_("Counsellors alone read it; others see that there is one.")
    )


class Serve(DeskForm):
    """What the desk itself did."""

    service = ChoiceRadios(label=_("What did you do?"), choices=list(labels.DESK_SERVICES.items()))


class Assign(VersionedForm):
    """Into whose hands the case goes."""

    officer = ChoiceSelect(label=_("Officer"))

    def __init__(self, *args: Any, officers: list[Officer] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._officers = {str(officer.pk): officer for officer in officers or []}
        choices = [(key, str(officer)) for key, officer in self._officers.items()]
        self.offer("officer", [("", _("Choose an officer")), *choices])

    def clean_officer(self) -> Officer:
        key = self.cleaned_data["officer"]
        if key not in self._officers:
            raise forms.ValidationError(_("Choose an officer of this list."))
        return self._officers[key]
