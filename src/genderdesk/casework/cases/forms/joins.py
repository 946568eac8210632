"""Joining two files of one person, and parting them again."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from genderdesk.casework.cases import labels
from genderdesk.casework.cases.models import Case
from genderdesk.casework.cases.vocabulary import JoinReason
from genderdesk.groundwork.platform.forms import ChoiceRadios, DeskForm, TextField


class AskJoin(DeskForm):
    """Which file becomes a part of the one on the page, and how that is known."""

    number = forms.CharField(
        label=_("Number of the other file"),
        max_length=20,
        help_text=_("It becomes a part of this one, which stays. Such as GD-7K3M-92QX."),
    )
    reason = ChoiceRadios(
        label=_("What do both files tell of?"),
        choices=list(labels.JOIN_REASONS.items()),
        help_text=_("Two events of one person stay two files: each is counted, and each has its own hours for help."),
    )
    why = TextField(
        label=_("How do you know that it is the same person?"),
        rows=3,
        help_text=_("The second person decides by your words. Sealed."),
    )

    def arguments(self, into: Case) -> dict[str, Any]:
        data = self.cleaned_data
        return {"into": into, "reason": JoinReason(data["reason"]), "why": data["why"]}
