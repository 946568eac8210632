"""Offering a case to another desk, and answering."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from genderdesk.casework.cases import labels
from genderdesk.casework.cases.models import Case
from genderdesk.casework.cases.vocabulary import TransferReason, TransferRefusal
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform.forms import ChoiceRadios, DeskForm, RecordSelect
from genderdesk.organisation.institution.models import Desk, Officer


class OfferTransfer(DeskForm):
    """To which desk, why, and what she or he says."""

    desk = RecordSelect(label=_("Which desk takes the case over?"))
    reason = ChoiceRadios(label=_("Why does it go there?"), choices=list(labels.TRANSFER_REASONS.items()))
    agreed = ChoiceRadios(
        label=_("Does she or he want it?"),
        choices=[(Answer.YES.value, _("Yes")), (Answer.NO.value, _("No")), (Answer.UNKNOWN.value, _("Not asked yet"))],
        help_text=_("To another force it goes only under a recorded consent to “go on helping together” there."),
        inline=True,
    )

    def __init__(self, *args: Any, case: Case, desks: list[Desk], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_records("desk", desks, lambda desk: _named(desk, case), empty=_("Choose a desk"))

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "desk": data["desk"],
            "reason": TransferReason(data["reason"]),
            "agreed": Answer.read(data["agreed"]),
        }


def _named(desk: Desk, case: Case) -> str:
    if desk.unit.institution_id == case.institution_id:
        return desk.name
    return gettext("%(desk)s, %(institution)s") % {"desk": desk.name, "institution": desk.unit.institution.name}


class TakeTransfer(DeskForm):
    """Into whose hands the case goes."""

    officer = RecordSelect(label=_("Who works on it?"))

    def __init__(self, *args: Any, officers: list[Officer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_records("officer", officers)


class RefuseTransfer(DeskForm):
    """Why the desk does not take it."""

    why = ChoiceRadios(label=_("Why do you not take it?"), choices=list(labels.TRANSFER_REFUSALS.items()))

    def reason(self) -> TransferRefusal:
        return TransferRefusal(self.cleaned_data["why"])
