"""The survivor's decisions."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from genderdesk.casework.cases import labels
from genderdesk.casework.cases.vocabulary import (
    CONSENT_DAYS,
    VALIDITY_DAYS,
    ConsentMode,
    GivenBy,
    Language,
    Purpose,
    Scope,
    Withheld,
)
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform.forms import AnswerField, Checkboxes, ChoiceRadios, ChoiceSelect, DeskForm

_DAYS = [
    (str(days), format_lazy(ngettext_lazy("{days} day", "{days} days", days), days=days)) for days in VALIDITY_DAYS
]


class TakeConsent(DeskForm):
    """One decision on one recipient, in the order in which it is talked through."""

    recipient = ChoiceSelect(label=_("Who would receive the information?"))
    purpose = ChoiceSelect(label=_("What for?"), choices=list(labels.PURPOSES.items()), initial=Purpose.REFERRAL.value)
    scope = ChoiceRadios(
        label=_("How much may they know?"), choices=list(labels.SCOPES.items()), initial=Scope.CONTACT_ONLY.value
    )
    withheld = Checkboxes(
        label=_("What must they not be told?"),
        required=False,
        choices=list(labels.WITHHELD.items()),
        inline=True,
        help_text=_("What is ticked is left out of everything sent to them, and the account with it."),
    )
    decision = ChoiceRadios(
        label=_("What did she or he decide?"),
        choices=[(Answer.YES.value, _("Yes, they may know this")), (Answer.NO.value, _("No, they may not"))],
        help_text=_("A no changes nothing in the help that the desk itself gives."),
    )
    given_by = ChoiceRadios(label=_("Who decided?"), choices=list(labels.GIVEN_BY.items()), initial=GivenBy.SELF.value)
    mode = ChoiceRadios(label=_("How was it given?"), choices=list(labels.MODES.items()))
    witness = forms.CharField(
        label=_("Witness"), required=False, max_length=200, help_text=_("Needed for a spoken decision. Sealed.")
    )
    language = ChoiceSelect(label=_("In which language was it explained?"), choices=list(labels.LANGUAGES.items()))
    days = ChoiceSelect(label=_("For how long?"), choices=_DAYS, initial=str(CONSENT_DAYS))

    def __init__(self, *args: Any, recipients: list[tuple[uuid.UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._names = {str(key): name for key, name in recipients}
        self.offer("recipient", [("", _("Choose an organisation")), *self._names.items()])

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "recipient_id": uuid.UUID(data["recipient"]),
            "recipient_name": self._names[data["recipient"]],
            "purpose": Purpose(data["purpose"]),
            "scope": Scope(data["scope"]),
            "withheld": [Withheld(each) for each in data["withheld"]],
            "decision": Answer.read(data["decision"]),
            "given_by": GivenBy(data["given_by"]),
            "mode": ConsentMode(data["mode"]),
            "witness": data["witness"],
            "language": Language(data["language"]),
            "days": int(data["days"]),
        }


class CountInFigures(DeskForm):
    """Whether the incident may be counted without any name."""

    answer = AnswerField(
        label=_("May it be counted, without any name, in figures that leave the desk?"),
        help_text=_("The answer changes nothing in the help she or he gets."),
    )
