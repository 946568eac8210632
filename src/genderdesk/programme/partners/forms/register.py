"""A partner and its names."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from genderdesk.groundwork.platform.forms import ChoiceSelect, DayField, DeskForm, FilterForm
from genderdesk.programme.partners.labels import PARTNER_KINDS
from genderdesk.programme.partners.vocabulary import PartnerKind


class EnterPartner(DeskForm):
    """An organisation for the register."""

    name = forms.CharField(label=_("Name"), max_length=120)
    code = forms.RegexField(
        r"^[A-Za-z0-9][A-Za-z0-9._-]*$",
        label=_("Short code"),
        max_length=20,
        help_text=_("By which lists and files name it, such as UNW."),
        error_messages={"invalid": _("Use letters, digits, dots, dashes and underscores.")},
    )
    kind = ChoiceSelect(label=_("What is it?"), choices=[("", "—"), *PARTNER_KINDS.items()])
    since = DayField(label=_("Has this name since"), initial=timezone.localdate)
    iati_id = forms.CharField(label=_("IATI identifier"), max_length=60, required=False)
    contact = forms.CharField(
        label=_("Telephone or address of the organisation"),
        max_length=120,
        required=False,
        help_text=_("The organisation’s own, not a person’s."),
    )

    def arguments(self) -> dict[str, Any]:
        given = self.cleaned
        return given | {"kind": PartnerKind(given["kind"])}


class RenamePartner(DeskForm):
    """Another name from a day on."""

    name = forms.CharField(label=_("New name"), max_length=120)
    since = DayField(label=_("First day of the new name"), initial=timezone.localdate)


class FilterPartners(FilterForm):
    """Of which kind."""

    kind = ChoiceSelect(label=_("Kind"), required=False, choices=[("", _("All")), *PARTNER_KINDS.items()])
