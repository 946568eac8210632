"""An agreement, its steps, and what it obliges to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform.forms import (
    Checkboxes,
    ChoiceRadios,
    ChoiceSelect,
    DayField,
    DeskForm,
    RecordSelect,
)
from genderdesk.programme.partners import labels
from genderdesk.programme.partners.models import Agreement
from genderdesk.programme.partners.vocabulary import ENDING_DAYS, AgreementKind, LineChannel, LineScope, PaidBy, Whose

_MASKED = [(Answer.YES.value, _("Yes")), (Answer.NO.value, _("No")), (Answer.UNKNOWN.value, _("Unknown"))]


class DraftAgreement(DeskForm):
    """What is to be agreed with a partner."""

    kind = ChoiceSelect(label=_("Kind"), choices=[("", "—"), *labels.AGREEMENT_KINDS.items()])
    reference = forms.CharField(label=_("Reference"), max_length=40)
    title = forms.CharField(label=_("Title"), max_length=160)
    starts_on = DayField(label=_("First day"), initial=timezone.localdate)
    ends_on = DayField(
        label=_("End"), required=False, help_text=_("The first day on which it no longer holds. Empty: no end.")
    )
    notice_days = forms.IntegerField(
        label=_("Days before its end on which it appears on Today"), min_value=0, max_value=730, initial=ENDING_DAYS
    )
    amount = forms.IntegerField(label=_("Amount, in whole units"), required=False, min_value=1)
    currency = ChoiceSelect(label=_("Currency"), required=False, choices=labels.CURRENCIES)
    renews = RecordSelect(label=_("Follows the agreement"), required=False)

    def __init__(self, *args: Any, earlier: Iterable[Agreement] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_records("renews", earlier, lambda each: f"{each.reference} {each.title}", empty=_("None"))

    def arguments(self) -> dict[str, Any]:
        given = self.cleaned
        return given | {"kind": AgreementKind(given["kind"])}


class SignAgreement(DeskForm):
    """When it was signed and by whose office."""

    signed_on = DayField(label=_("Signed on"), initial=timezone.localdate)
    signed_for_us = forms.CharField(label=_("Office that signed for the institution"), max_length=120)
    signed_for_them = forms.CharField(label=_("Office that signed for the partner"), max_length=120)


class DayOfStep(DeskForm):
    """From which day a step holds."""

    day = DayField(label=_("From which day"), initial=timezone.localdate)


class NumberAgreement(DeskForm):
    """The number that an operator lets everybody call without paying."""

    short_code = forms.CharField(label=_("Short number"), max_length=5, help_text=_("Such as 3512."))
    channels = Checkboxes(label=_("How it can be reached"), choices=list(labels.CHANNELS.items()))
    scope = ChoiceRadios(label=_("What is it for?"), choices=list(labels.LINE_SCOPES.items()))
    networks = forms.CharField(
        label=_("From which networks"),
        max_length=120,
        help_text=_("Names of operators with commas between. Who has another one cannot call it."),
    )
    paid_by = ChoiceRadios(label=_("Who pays for the calls?"), choices=list(labels.PAID_BY.items()))
    lines = forms.IntegerField(label=_("Calls at once"), required=False, min_value=1, max_value=10000)
    masked_on_bill = ChoiceRadios(
        label=_("Is the number left out of the caller’s bill?"),
        choices=_MASKED,
        help_text=_("Who shares a telephone with an abuser is in danger where the bill names the number."),
    )

    def arguments(self) -> dict[str, Any]:
        given = self.cleaned
        return given | {
            "channels": [LineChannel(each) for each in given["channels"]],
            "scope": LineScope(given["scope"]),
            "paid_by": PaidBy(given["paid_by"]),
            "masked_on_bill": Answer(given["masked_on_bill"]),
        }


class AddObligation(DeskForm):
    """Something that one side owes by a day."""

    whose = ChoiceRadios(label=_("Who owes it?"), choices=list(labels.WHOSE.items()), inline=True)
    what = forms.CharField(label=_("What"), max_length=300)
    due_on = DayField(label=_("By which day"))

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"whose": Whose(data["whose"]), "what": data["what"], "due_on": data["due_on"]}


class MeetObligation(DeskForm):
    """That it is done, and where that can be seen."""

    met_on = DayField(label=_("Met on"), initial=timezone.localdate)
    evidence = forms.CharField(label=_("Where it can be seen"), max_length=300)
