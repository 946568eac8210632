"""Questions on action plans."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from genderdesk.groundwork.platform.forms import DayField, DeskForm, RecordSelect, TextField
from genderdesk.programme.guidance.models import PlanStep, Proposal
from genderdesk.programme.guidance.vocabulary.plans import Step


class BeginPlan(DeskForm):
    """A plan and the time that it is for."""

    title = forms.CharField(label=_("Title of the plan"), max_length=200)
    starts_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("First day after its end"))

    def arguments(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("title", "starts_on", "ends_on")}


class KeepStep(DeskForm):
    """What was found or laid down in a step, and whether it is done."""

    text = TextField(label=_("What was found or laid down"), rows=4, required=False)
    proposal = RecordSelect(label=_("Approved proposal"), required=False)
    done = forms.BooleanField(label=_("This step is done"), required=False)

    def __init__(self, *args: Any, step: PlanStep, proposals: Iterable[Proposal] = (), **kwargs: Any) -> None:
        kept = {
            "text": step.text,
            "done": step.done_on is not None,
            "proposal": str(step.proposal_id) if step.proposal_id else "",
        }
        super().__init__(*args, initial=kept, auto_id=f"{step.step}-%s", **kwargs)
        if step.step == Step.AUTHORISATION:
            self.offer_records("proposal", proposals, empty=_("None yet"))
        else:
            del self.fields["proposal"]

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"text": data["text"], "done": data["done"], "proposal": data.get("proposal")}
