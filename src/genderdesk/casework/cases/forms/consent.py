"""The survivor's decisions, and the exceptions that the law makes."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from genderdesk.casework.cases import labels, rules
from genderdesk.casework.cases.rules import Given
from genderdesk.casework.cases.vocabulary import (
    CONSENT_DAYS,
    EXCEPTION_DAYS,
    NEVER_BY_LAW,
    VALIDITY_DAYS,
    CaregiverSays,
    ConsentMode,
    GivenBy,
    Language,
    LegalGround,
    Purpose,
    Scope,
    Withheld,
)
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform.forms import AnswerField, Checkboxes, ChoiceRadios, ChoiceSelect, DeskForm

Recipients = list[tuple[uuid.UUID, str]]

_PURPOSES = [each for each in labels.PURPOSES.items() if each[0] != Purpose.STATISTICS]
_SCOPES = [each for each in labels.SCOPES.items() if each[0] != Scope.UNNAMED]
_BY_LAW = [each for each in labels.PURPOSES.items() if each[0] not in NEVER_BY_LAW]
_YES_OR_NO = [(Answer.YES.value, _("Yes")), (Answer.NO.value, _("No"))]


def _until(days: tuple[int, ...]) -> Iterator[tuple[str, str]]:
    """Each length with the day on which it ends, so that it can be said aloud."""
    today = timezone.localdate()
    for each in days:
        words = ngettext("%(days)d day, until %(day)s", "%(days)d days, until %(day)s", each)
        yield str(each), words % {"days": each, "day": date_format(today + timedelta(days=each), "j F Y")}


class GivenForm(DeskForm):
    """How a decision is given. What only concerns children is asked where she or he may be one."""

    given_by = ChoiceRadios(label=_("Who decided?"), choices=list(labels.GIVEN_BY.items()), initial=GivenBy.SELF.value)
    child_assent = ChoiceRadios(label=_("Does the child agree?"), choices=_YES_OR_NO, required=False, inline=True)
    caregiver = ChoiceRadios(
        label=_("What does the caregiver say?"),
        choices=list(labels.CAREGIVER_SAYS.items()),
        required=False,
        help_text=_("Never ask somebody who may be involved."),
    )
    mode = ChoiceRadios(label=_("How was it given?"), choices=list(labels.MODES.items()))
    witness = forms.CharField(
        label=_("Witness"), required=False, max_length=200, help_text=_("Needed for a spoken decision. Sealed.")
    )
    language = ChoiceSelect(label=_("In which language was it explained?"), choices=list(labels.LANGUAGES.items()))
    days = ChoiceSelect(
        label=_("Until when does a yes hold?"),
        initial=str(CONSENT_DAYS),
        help_text=_("Say the day aloud. After it nothing is told any more until she or he has been asked again."),
    )

    def __init__(self, *args: Any, age: rules.Age | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("days", list(_until(VALIDITY_DAYS)))
        if age is not None and age.least >= rules.CHILD_BELOW:
            del self.fields["child_assent"], self.fields["caregiver"]
            return
        words = [str(labels.WHO_DECIDES[each.fault]) for each in rules.rules_for(age)]
        self.fields["given_by"].help_text = " ".join(words)

    def given(self) -> Given:
        data = self.cleaned_data
        return Given(
            given_by=GivenBy(data["given_by"]),
            mode=ConsentMode(data["mode"]),
            language=Language(data["language"]),
            witness=data["witness"],
            child_assent=Answer.read(data.get("child_assent") or Answer.UNKNOWN),
            caregiver=CaregiverSays(data["caregiver"]) if data.get("caregiver") else None,
        )


class ToWhom(DeskForm):
    """Who would receive something, what for, and how much of it: the same of a decision and of an exception."""

    recipient = ChoiceSelect(label=_("Who would receive the information?"))

    def __init__(self, *args: Any, recipients: Recipients, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._names = {str(key): name for key, name in recipients}
        self.offer("recipient", [("", _("Choose an organisation")), *self._names.items()])

    def to_whom(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "recipient_id": uuid.UUID(data["recipient"]),
            "recipient_name": self._names[data["recipient"]],
            "purpose": Purpose(data["purpose"]),
            "scope": Scope(data["scope"]),
        }


class TakeConsent(ToWhom, GivenForm):
    """One decision on one recipient, in the order in which it is talked through."""

    purpose = ChoiceSelect(label=_("What for?"), choices=_PURPOSES, initial=Purpose.REFERRAL.value)
    scope = ChoiceRadios(label=_("How much may they know?"), choices=_SCOPES, initial=Scope.CONTACT_ONLY.value)
    withheld = Checkboxes(
        label=_("What must they not be told?"),
        required=False,
        choices=list(labels.WITHHELD.items()),
        inline=True,
        help_text=_("What is ticked is left out of everything sent to them, and the account with it."),
    )
    exclusions = forms.CharField(
        label=_("Something else that they must not be told"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("In her or his words. The account is then left out too. Sealed."),
    )
    decision = ChoiceRadios(
        label=_("What did she or he decide?"),
        choices=[(Answer.YES.value, _("Yes, they may know this")), (Answer.NO.value, _("No, they may not"))],
        help_text=_("A no changes nothing in the help that the desk itself gives."),
    )

    field_order = ("recipient", "purpose", "scope", "withheld", "exclusions", "decision")

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            **self.to_whom(),
            "withheld": [Withheld(each) for each in data["withheld"]],
            "exclusions": data["exclusions"],
            "decision": Answer.read(data["decision"]),
            "given": self.given(),
            "days": int(data["days"]),
        }


class RenewConsent(GivenForm):
    """The same asked again."""

    def arguments(self) -> dict[str, Any]:
        return {"given": self.given(), "days": int(self.cleaned_data["days"])}


class WithdrawConsent(DeskForm):
    """Taking a yes back. Both answers are there already or need not be given: it is one press."""

    asked_by = ChoiceRadios(
        label=_("Who takes it back?"), choices=list(labels.GIVEN_BY.items()), initial=GivenBy.SELF.value
    )
    why = forms.CharField(
        label=_("Why"), required=False, max_length=300, help_text=_("Only if she or he wants to say it. Sealed.")
    )

    def arguments(self) -> dict[str, Any]:
        return {"asked_by": GivenBy(self.cleaned_data["asked_by"]), "why": self.cleaned_data["why"]}


class AskForException(ToWhom):
    """On what legal ground somebody is to learn something without a yes."""

    purpose = ChoiceSelect(label=_("What for?"), choices=_BY_LAW, initial=Purpose.PROSECUTION.value)
    scope = ChoiceRadios(
        label=_("How much must they know?"),
        choices=_SCOPES,
        initial=Scope.CONTACT_ONLY.value,
        help_text=_("Only as much as the law demands."),
    )
    ground = ChoiceRadios(label=_("On what legal ground?"), choices=list(labels.LEGAL_GROUNDS.items()))
    reference = forms.CharField(
        label=_("Which order, or which article of which law?"), max_length=300, help_text=_("Sealed.")
    )
    told = ChoiceRadios(
        label=_("Was she or he told of it?"),
        choices=_YES_OR_NO,
        inline=True,
        help_text=_("Tell her or him first, unless that would put somebody in danger."),
    )
    why_not_told = forms.CharField(label=_("If not: why"), required=False, max_length=300, help_text=_("Sealed."))
    days = ChoiceSelect(label=_("Until when does it hold, once it is authorised?"), initial=str(EXCEPTION_DAYS[0]))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("days", list(_until(EXCEPTION_DAYS)))

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            **self.to_whom(),
            "ground": LegalGround(data["ground"]),
            "reference": data["reference"],
            "told": Answer.read(data["told"]),
            "why_not_told": data["why_not_told"],
            "days": int(data["days"]),
        }


class DecideException(DeskForm):
    """The second person's answer."""

    yes = ChoiceRadios(
        label=_("Do you authorise it?"),
        choices=[(Answer.YES.value, _("Yes, they may be told")), (Answer.NO.value, _("No"))],
    )
    why = forms.CharField(label=_("If not: why"), required=False, max_length=300, help_text=_("Sealed."))

    def arguments(self) -> dict[str, Any]:
        return {"yes": self.cleaned_data["yes"] == Answer.YES.value, "why": self.cleaned_data["why"]}


class CountInFigures(DeskForm):
    """Whether the incident may be counted without any name."""

    answer = AnswerField(
        label=_("May it be counted, without any name, in figures that leave the desk?"),
        help_text=_("The answer changes nothing in the help she or he gets."),
    )
