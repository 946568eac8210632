"""Follow-ups, and the end of a case."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from genderdesk.casework.cases import labels
from genderdesk.casework.cases.models import Closure
from genderdesk.casework.cases.vocabulary import CHECKLIST, CalledOff, ClosureReason, FollowUpOutcome, ReopenReason
from genderdesk.casework.intake.vocabulary import ContactWay
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform.forms import (
    AnswerField,
    Checkboxes,
    ChoiceRadios,
    ChoiceSelect,
    DayField,
    DeskForm,
    HourField,
    TextField,
)

# When only the day is given, the follow-up is due in the morning.
_MORNING = time(9)


def _due(day: date | None, hour: time | None) -> datetime | None:
    """The due time in the desk's zone; the morning where no hour is given, the end of the day where that is today."""
    if day is None:
        return None
    default = time(23, 59) if day == timezone.localdate() else _MORNING
    return timezone.make_aware(datetime.combine(day, hour or default))


class PlanFollowUp(DeskForm):
    """When and how to ask again."""

    due_at = DayField(label=_("On which day?"))
    hour = HourField(label=_("At what time?"), required=False)
    channel = ChoiceRadios(label=_("How?"), choices=list(labels.CONTACT_WAYS.items()), inline=True)

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"due_at": _due(data["due_at"], data["hour"]), "channel": ContactWay(data["channel"])}


class FollowUpDone(DeskForm):
    """What came of it, on one page, with the next one."""

    outcome = ChoiceRadios(label=_("What came of it?"), choices=list(labels.FOLLOW_UP_OUTCOMES.items()))
    new_violence = AnswerField(label=_("Was there new violence, or a new threat?"))
    contact_safe = AnswerField(
        label=_("Is it still safe to contact her or him?"),
        help_text=_("If no, calls and messages are refused from now on."),
    )
    needs_met = AnswerField(label=_("Are the needs met?"))
    note = TextField(
        label=_("Note"), required=False, rows=3, help_text=_("Only what the next person must know. Sealed.")
    )
    next_due_at = DayField(label=_("Next follow-up on"), required=False)
    next_hour = HourField(label=_("Next follow-up at"), required=False)
    next_channel = ChoiceSelect(
        label=_("Next follow-up how"),
        required=False,
        choices=[("", _("As this time")), *labels.CONTACT_WAYS.items()],
    )

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "outcome": FollowUpOutcome(data["outcome"]),
            "contact_safe": data["contact_safe"],
            "new_violence": data["new_violence"],
            "needs_met": data["needs_met"],
            "note": data["note"],
            "next_due_at": _due(data["next_due_at"], data["next_hour"]),
            "next_channel": ContactWay(data["next_channel"]) if data["next_channel"] else None,
        }


class CallOff(DeskForm):
    """Why a follow-up will not happen."""

    why = ChoiceRadios(
        label=_("Why is it called off?"),
        choices=[(key, label) for key, label in labels.CALLED_OFF.items() if key is not CalledOff.CASE_CLOSED],
    )


class AskForClosure(DeskForm):
    """The reason and ten points; the eleventh is the second person's."""

    reason = ChoiceRadios(label=_("Why does the case come to its end?"), choices=list(labels.CLOSURE_REASONS.items()))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = [(Answer.YES.value, _("Yes")), (Answer.NO.value, _("No")), (Answer.UNKNOWN.value, _("Not known"))]
        for check in CHECKLIST:
            self.fields[check.value] = ChoiceRadios(
                label=labels.CHECKS[check],
                choices=words,
                inline=True,
            )
        self.fields["orders_live"] = ChoiceRadios(
            label=_("Is a protection order for her or him in force?"),
            choices=words,
            inline=True,
        )
        self.fields["despite"] = TextField(
            label=_("Why may it close although something is still open?"), required=False, rows=3
        )
        self.fields["note"] = TextField(label=_("Note for the second person"), required=False, rows=3)
        self.order_fields(["reason", *(check.value for check in CHECKLIST), "orders_live", "despite", "note"])

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "reason": ClosureReason(data["reason"]),
            "checklist": {check: Answer.read(data[check.value]) for check in CHECKLIST},
            "orders_live": Answer.read(data["orders_live"]),
            "despite": data["despite"],
            "note": data["note"],
        }


class Reopen(DeskForm):
    """Why a closed case is opened again."""

    reason = ChoiceRadios(label=_("Why is it opened again?"), choices=list(labels.REOPEN_REASONS.items()))
    why = TextField(label=_("What happened? Sealed."), rows=3)

    def arguments(self) -> dict[str, Any]:
        return {"reason": ReopenReason(self.cleaned_data["reason"]), "why": self.cleaned_data["why"]}


class Why(DeskForm):
    """A reason in words."""

    why = TextField(label=_("Why?"), rows=3)


class ApproveClosures(DeskForm):
    """Which of the closures that wait for the reader are approved at once."""

    closures = Checkboxes(
        label=_("Which closures?"), error_messages={"required": _("Tick at least one closure that you approve.")}
    )

    def __init__(self, *args: Any, waiting: list[Closure], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._waiting = {str(each.pk): each for each in waiting}
        self.offer("closures", [(key, each.case.number) for key, each in self._waiting.items()])

    @property
    def lines(self) -> list[tuple[Closure, bool]]:
        """Each closure that waits, and whether it is ticked."""
        ticked = self["closures"].value() or [] if self.is_bound else []
        return [(each, key in ticked) for key, each in self._waiting.items()]

    def chosen(self) -> list[Closure]:
        return [self._waiting[key] for key in self.cleaned_data["closures"]]
