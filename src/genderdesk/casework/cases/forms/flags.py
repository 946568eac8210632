"""Raising a flag on a case, and taking it down."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from genderdesk.casework.cases import labels
from genderdesk.casework.cases.vocabulary import FLAG_MISTAKEN, FLAG_RESOLVED, FlagReason
from genderdesk.groundwork.platform.forms import ChoiceRadios, DayField, DeskForm, TextField


class RaiseFlag(DeskForm):
    """Why a case must not be overlooked, and by which day."""

    why = ChoiceRadios(label=_("What must not be overlooked?"), choices=list(labels.FLAG_REASONS.items()))
    words = TextField(
        label=_("In a few words"), required=False, rows=2, help_text=_("Sealed. Reason and day stand in lists.")
    )
    due_on = DayField(
        label=_("By which day?"), required=False, help_text=_("On this day it stands on Today. It may stay empty.")
    )

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"why": FlagReason(data["why"]), "words": data["words"], "due_on": data["due_on"]}


class ResolveFlag(DeskForm):
    """How a flag ends."""

    outcome = ChoiceRadios(
        label=_("How does the flag end?"),
        choices=[(each, labels.FLAG_STATES[each]) for each in (FLAG_RESOLVED, FLAG_MISTAKEN)],
        initial=FLAG_RESOLVED,
        inline=True,
    )
    note = TextField(label=_("How was it dealt with?"), rows=2, help_text=_("Sealed."))

    def arguments(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("outcome", "note")}
