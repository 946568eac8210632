"""The room's forms."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from genderdesk.casework.oversight.labels import REFERRED_TO, VERDICTS
from genderdesk.casework.oversight.vocabulary import ReferredTo, Verdict
from genderdesk.groundwork.platform.forms import ChoiceRadios, DayField, DeskForm, TextField
from genderdesk.groundwork.protection.vault.erasure import AUTHORITIES, Authority


class FindCase(DeskForm):
    """A case by its number."""

    number = forms.CharField(label=_("Number of the case"), max_length=20)


class FindOfficer(DeskForm):
    """An officer by sign-in name or staff code."""

    officer = forms.CharField(label=_("Sign-in name or staff code"), max_length=60)


class Dismiss(DeskForm):
    """Why the looks were in order."""

    why = TextField(label=_("Why were these looks in order?"), rows=3)


class Refer(DeskForm):
    """Who looks into it further, and why."""

    to = ChoiceRadios(label=_("Who looks into it further?"), choices=list(REFERRED_TO.items()))
    why = TextField(label=_("What is known so far"), rows=3)

    def arguments(self) -> dict[str, Any]:
        return {"to": ReferredTo(self.cleaned_data["to"]), "why": self.cleaned_data["why"]}


class Decide(DeskForm):
    """A second person's yes or no."""

    yes = ChoiceRadios(label=_("Your decision"), choices=[("yes", _("Approve")), ("no", _("Do not approve"))])
    answer = TextField(label=_("Why (needed for a no)"), required=False, rows=3)

    def arguments(self) -> dict[str, Any]:
        return {"yes": self.cleaned_data["yes"] == "yes", "answer": self.cleaned_data["answer"]}


class Review(DeskForm):
    """Whether an emergency was one."""

    verdict = ChoiceRadios(label=_("What did you find?"), choices=list(VERDICTS.items()))
    why = TextField(label=_("Why"), rows=3)

    def arguments(self) -> dict[str, Any]:
        return {"verdict": Verdict(self.cleaned_data["verdict"]), "why": self.cleaned_data["why"]}


class AskErasure(DeskForm):
    """Which file is to be erased, on what authority."""

    number = forms.CharField(label=_("Number of the case or report"), max_length=20)
    authority = ChoiceRadios(label=_("On what does this rest?"), choices=list(AUTHORITIES.items()))
    reference = forms.CharField(
        label=_("Number of the paper"), max_length=80, help_text=_("An order or a letter. Never a name.")
    )

    def arguments(self) -> dict[str, Any]:
        return {
            "authority": Authority(self.cleaned_data["authority"]),
            "reference": self.cleaned_data["reference"],
        }


class SetHold(DeskForm):
    """Which file must stay, by which order."""

    number = forms.CharField(label=_("Number of the case or report"), max_length=20)
    reference = forms.CharField(label=_("Number of the order"), max_length=80, help_text=_("Never a name."))


class DecideErasure(DeskForm):
    """A second person's yes or no to an erasure."""

    yes = ChoiceRadios(
        label=_("Your decision"),
        choices=[("yes", _("Erase it: nothing brings the words back")), ("no", _("Leave the file as it is"))],
    )


class AskAdmission(DeskForm):
    """Who is to belong to a cell, from when, until when, and why."""

    who = forms.CharField(
        label=_("Staff code or sign-in name"),
        max_length=60,
        help_text=_("An officer of the cell’s institution, or oversight from outside without a post."),
    )
    starts_on = DayField(label=_("First day as a member"), initial=timezone.localdate)
    ends_on = DayField(
        label=_("First day no longer a member"),
        required=False,
        help_text=_("For whoever stands in for a time. Leave it empty if it is not known."),
    )
    why = TextField(label=_("Why is she or he needed in the cell?"), rows=3)


class Release(DeskForm):
    """When somebody leaves a cell."""

    ends_on = DayField(
        label=_("First day no longer a member"),
        initial=timezone.localdate,
        help_text=_("Today counts from this moment on."),
    )


class Years(DeskForm):
    """How long a kind of file is to be kept, and which rule says so."""

    kind = ChoiceRadios(label=_("Which files?"))
    years = forms.IntegerField(
        label=_("Years after they ended"),
        required=False,
        min_value=1,
        max_value=100,
        help_text=_("From 1 to 100. Empty: they are never due."),
    )
    source = forms.CharField(
        label=_("Which law or rule says so?"), max_length=200, help_text=_("As counsel has confirmed it.")
    )

    def __init__(self, *args: Any, kinds: dict[str, object], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("kind", [(name, str(label)) for name, label in kinds.items()])

    def arguments(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("kind", "years", "source")}


class DecideYears(DeskForm):
    """A second person's yes or no to other years."""

    yes = ChoiceRadios(label=_("Your decision"), choices=[("yes", _("Approve")), ("no", _("Do not approve"))])
