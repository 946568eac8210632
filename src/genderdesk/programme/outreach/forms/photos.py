"""A photograph of an activity, with what must be answered before it is sent."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from genderdesk.groundwork.platform.forms import ChoiceRadios, DeskForm
from genderdesk.groundwork.platform.refusals import Invalid
from genderdesk.groundwork.protection.vault.files import Group, accepted_endings
from genderdesk.programme.outreach import labels
from genderdesk.programme.outreach.vocabulary import InPicture


class AddPhoto(DeskForm):
    """Whether anybody can be recognised, and only then the photograph."""

    in_picture = ChoiceRadios(
        label=_("Can anybody in it be recognised?"),
        choices=list(labels.IN_PICTURE.items()),
        help_text=_("By a face, clothes, a name, a school or a house. A child must never be recognisable."),
    )
    agreed_at = forms.CharField(
        label=_("Where the signed agreements are kept"),
        max_length=160,
        required=False,
        help_text=_("One of each adult who can be recognised. Such as: file 4, cabinet of the desk."),
    )
    shows = forms.CharField(label=_("What it shows"), max_length=160, help_text=_("No names."))
    content = forms.FileField(
        label=_("Photograph"),
        help_text=_("Its place, its time and its device are taken out of it, and so is its name."),
        widget=forms.FileInput(attrs={"accept": accepted_endings((Group.PHOTO,))}),
    )

    def clean(self) -> dict[str, Any]:
        """Draw it anew when all else is answered; a browser does not keep a file that was chosen."""
        data = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                data["content"].draw_small()
            except Invalid as fault:
                self.add_error("content", str(fault))
        elif "content" not in self.errors:
            self["content"].help_text = _("Choose the photograph again: the browser does not keep it.")
        return data

    def arguments(self) -> dict[str, Any]:
        return self.cleaned | {"in_picture": InPicture(self.cleaned_data["in_picture"])}


class WithdrawPhoto(DeskForm):
    """Why it is taken away."""

    why = forms.CharField(label=_("Why?"), max_length=200, help_text=_("No names."))
