"""What is asked to keep accounts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from genderdesk.groundwork.platform.forms import ChoiceRadios, ChoiceSelect, DeskForm
from genderdesk.organisation.accounts.labels import RESET_REASON_LABELS, ROLE_LABELS
from genderdesk.organisation.institution.models import Officer


class NewUser(DeskForm):
    """Somebody new who signs in."""

    username = forms.CharField(label=_("Sign-in name"), max_length=60)
    staff_code = forms.CharField(
        label=_("Officer's staff number"),
        required=False,
        max_length=20,
        help_text=_("The officer's posts give the roles. Leave it empty for a role without a post."),
    )
    standing_role = ChoiceSelect(
        label=_("Role without a post"),
        required=False,
        choices=[("", _("None")), *((code, ROLE_LABELS[code]) for code in ("oversight", "administrator"))],
    )
    password = forms.CharField(
        label=_("First password"), max_length=200, help_text=_("At least 12 signs. Hand it over in person.")
    )

    def clean_staff_code(self) -> Officer | None:
        code = self.cleaned_data["staff_code"].strip()
        if not code:
            return None
        officer = Officer.objects.filter(staff_code__iexact=code).first()
        if officer is None:
            raise forms.ValidationError(_("There is no officer with this staff number."))
        return officer

    def arguments(self) -> dict[str, Any]:
        """What ``create_user`` takes."""
        data = self.cleaned_data
        return {
            "username": data["username"],
            "password": data["password"],
            "officer": data["staff_code"],
            "standing_role": data["standing_role"],
        }


class NewPassword(DeskForm):
    """A new password for oneself, or a one-time one for somebody."""

    password = forms.CharField(
        label=_("New password"), max_length=200, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )


class OwnKey(DeskForm):
    """The password, which opens what is sealed for its owner."""

    current = forms.CharField(
        label=_("Your password now"),
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class OwnPassword(DeskForm):
    """A new password for oneself, with the one that is valid now."""

    current = forms.CharField(
        label=_("Your password now"),
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    password = forms.CharField(
        label=_("New password"),
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 12 signs. A sentence that only you would say is easy to keep in mind."),
    )

    def arguments(self) -> dict[str, str]:
        """What ``change_password`` takes."""
        return {"current": self.cleaned_data["current"], "password": self.cleaned_data["password"]}


class AskReset(DeskForm):
    """Whose second factor is to be taken away, and why."""

    username = forms.CharField(label=_("Sign-in name"), max_length=60)
    reason = ChoiceRadios(label=_("Why"), choices=list(RESET_REASON_LABELS.items()))
