"""The safety plan, part by part, and the items of the action plan."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from genderdesk.casework.cases import labels
from genderdesk.casework.cases.forms.versions import VersionedForm
from genderdesk.casework.cases.models import PlanItem, SafetyPlan
from genderdesk.casework.cases.vocabulary import CopyGiven, Need, PlanOwner, PlanPart, Progress
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform.forms import AnswerField, ChoiceRadios, ChoiceSelect, DayField, DeskForm, TextField


class SafetyPlanForm(VersionedForm):
    """The plan in the order in which it is talked through; every part may stay empty but one."""

    needed = AnswerField(label=_("Does she or he want a safety plan?"), initial=Answer.YES.value)
    with_survivor = AnswerField(label=_("Was it made together with her or him?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part in PlanPart:
            self.fields[part.value] = TextField(
                label=labels.PLAN_PARTS[part], help_text=labels.PLAN_HINTS.get(part, ""), required=False, rows=2
            )
        self.fields["code_word"] = forms.CharField(
            label=_("A code word that means: send help"),
            required=False,
            max_length=60,
            help_text=_("Left empty, the word that is kept stays. Sealed like the name."),
        )
        self.fields["copy_given"] = ChoiceRadios(
            label=_("How does she or he take it along?"), choices=list(labels.COPIES.items())
        )
        self.fields["review_on"] = DayField(label=_("When do you go through it again?"), required=False)
        self.order_fields(["needed", "with_survivor", *PlanPart, "code_word", "copy_given", "review_on"])

    @staticmethod
    def kept(plan: SafetyPlan | None, parts: dict[str, str]) -> dict[str, Any]:
        """What is kept now; ``parts`` were opened by a recorded look."""
        if plan is None:
            return {"version": 0}
        coded = {name: getattr(plan, name) for name in ("needed", "with_survivor", "copy_given", "review_on")}
        return {**dict.fromkeys(PlanPart, ""), **parts, **coded, "version": plan.number}

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "version": data["version"],
            "needed": data["needed"],
            "with_survivor": data["with_survivor"],
            "copy_given": CopyGiven(data["copy_given"]),
            "parts": {part: data[part.value] for part in PlanPart},
            "code_word": data["code_word"] or None,
            "review_on": data["review_on"],
        }


class ReviewPlan(DeskForm):
    """The next day on which the plan is gone through."""

    review_on = DayField(label=_("When do you go through it again?"), required=False)


class AddPlanItem(DeskForm):
    """One thing to do."""

    need = ChoiceSelect(label=_("What is it for?"), choices=[("", _("Choose a need")), *labels.NEEDS.items()])
    goal = TextField(label=_("The goal, in her or his own words"), rows=2, required=False)
    what = TextField(label=_("What is to be done?"), rows=2)
    owner = ChoiceSelect(label=_("Who does it?"), choices=list(labels.PLAN_OWNERS.items()), initial=PlanOwner.DESK)
    due_on = DayField(label=_("Until when?"))

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {**{name: data[name] for name in ("goal", "what", "due_on")}, **self._coded()}

    def _coded(self) -> dict[str, Any]:
        return {"need": Need(self.cleaned_data["need"]), "owner": PlanOwner(self.cleaned_data["owner"])}


class ChangePlanItem(DeskForm):
    """How far an item has come."""

    status = ChoiceRadios(label=_("How does it stand?"), choices=list(labels.PLAN_STATES.items()), inline=True)
    progress = ChoiceRadios(label=_("How near is the goal?"), choices=list(labels.PROGRESS.items()), inline=True)
    due_on = DayField(label=_("Until when?"), required=False)

    @staticmethod
    def kept(item: PlanItem) -> dict[str, Any]:
        """How it stands now."""
        return {"status": item.state, "progress": item.progress, "due_on": item.due_on}

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"status": data["status"], "progress": Progress(data["progress"]), "due_on": data["due_on"]}
