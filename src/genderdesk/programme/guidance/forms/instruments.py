"""Questions on an instrument."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from genderdesk.groundwork.platform.forms import ChoiceSelect, DayField, DeskForm
from genderdesk.programme.guidance import labels
from genderdesk.programme.guidance.vocabulary.instruments import InstrumentKind


class KeepInstrument(DeskForm):
    """What it is called, where it is published, and since when it binds."""

    code = forms.RegexField(
        r"^[A-Za-z0-9][A-Za-z0-9._-]*$",
        label=_("Short code"),
        max_length=20,
        help_text=_("Such as CEDAW. Kept again under its code, an instrument is corrected."),
        error_messages={"invalid": _("Use letters, digits, dots, dashes and underscores.")},
    )
    kind = ChoiceSelect(label=_("What is it?"), choices=[("", "—"), *labels.INSTRUMENT_KINDS.items()])
    title = forms.CharField(label=_("Full title"), max_length=200)
    source = forms.CharField(
        label=_("Where is it published?"),
        max_length=200,
        help_text=_("The gazette, collection or page."),
    )
    adopted_on = DayField(label=_("Adopted on"), required=False)
    binding_from = DayField(label=_("Binding since"), required=False)
    binding_to = DayField(label=_("First day on which it no longer binds"), required=False)

    def arguments(self) -> dict[str, Any]:
        given = self.cleaned
        return given | {"kind": InstrumentKind(given["kind"])}
