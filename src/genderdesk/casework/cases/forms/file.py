"""Small questions on the file itself."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from genderdesk.casework.cases import labels
from genderdesk.casework.cases.forms.versions import VersionedForm
from genderdesk.casework.cases.vocabulary import CareAnswer, CareReceived, LookReason
from genderdesk.groundwork.platform.forms import ChoiceRadios, DeskForm, MomentField, RecordSelect, TextField
from genderdesk.groundwork.protection.vault.files import accepted_endings
from genderdesk.organisation.institution.models import Officer


class Look(DeskForm):
    """Why a name, a number or an account is opened."""

    reason = ChoiceRadios(label=_("What do you need it for?"), choices=list(labels.LOOK_REASONS.items()))

    def why(self) -> LookReason:
        return LookReason(self.cleaned_data["reason"])


class PrintCase(Look):
    """Why the file is printed, and whether it says who it is."""

    named = forms.BooleanField(
        label=_("Print the name, the number, the address and the account too"),
        required=False,
        help_text=_("A sheet can be lost, copied and photographed. Without a tick it holds codes alone."),
    )


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


class Serve(DeskForm):
    """What the desk itself did."""

    service = ChoiceRadios(label=_("What did you do?"), choices=list(labels.DESK_SERVICES.items()))


class Assign(VersionedForm):
    """Into whose hands the case goes."""

    officer = RecordSelect(label=_("Officer"))

    def __init__(self, *args: Any, officers: list[Officer] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_records("officer", officers or [], empty=_("Choose an officer"))


class AnswerCare(DeskForm):
    """What she or he received on her own way, or does not want."""

    what = ChoiceRadios(label=_("Which care?"), choices=list(labels.CARE_RECEIVED.items()))
    answer = ChoiceRadios(label=_("What does she or he say?"), choices=list(labels.CARE_ANSWERS.items()))
    at = MomentField(label=_("When was it received?"), required=False, past_only=True)

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"what": CareReceived(data["what"]), "answer": CareAnswer(data["answer"]), "at": data["at"]}
