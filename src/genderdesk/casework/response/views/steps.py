"""The steps of one unit, for its rider and for a dispatcher to whom it reports by radio; words for all pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from genderdesk.casework.response import acts, forms, labels
from genderdesk.casework.response.models import Assignment
from genderdesk.casework.response.vocabulary import ASSIGNMENT, AT_THE_PLACE, NOT_YET_THERE, CannotGo, Disposition
from genderdesk.groundwork.platform.refusals import Conflict, ImpossibleMove
from genderdesk.groundwork.protection.access import Actor

UnitCall = Callable[[Actor, Assignment, Any], Any]


def _plain(one: Any) -> UnitCall:
    def call(actor: Actor, sent: Assignment, form: Any) -> Any:
        return one.once(form.op_id)(actor, sent.dispatch, assignment=sent, at=form.tapped_at)

    return call


def _clear(actor: Actor, sent: Assignment, form: Any) -> Any:
    disposition = Disposition(form.cleaned_data["disposition"])
    return acts.clear.once(form.op_id)(
        actor, sent.dispatch, assignment=sent, disposition=disposition, at=form.tapped_at
    )


def _give_back(actor: Actor, sent: Assignment, form: Any) -> Any:
    reason = CannotGo(form.cleaned_data["reason"])
    return acts.give_back.once(form.op_id)(actor, sent.dispatch, assignment=sent, reason=reason, at=form.tapped_at)


# A step's form, and the act with what it takes from the form.
UNIT_STEPS: dict[str, tuple[type[forms.Step], UnitCall]] = {
    "acknowledge": (forms.Step, _plain(acts.acknowledge)),
    "set_out": (forms.Step, _plain(acts.set_out)),
    "arrive": (forms.Step, _plain(acts.arrive)),
    "meet_survivor": (forms.Step, _plain(acts.meet_survivor)),
    "transport": (forms.Step, _plain(acts.transport)),
    "not_found": (forms.Step, _plain(acts.not_found)),
    "not_safe": (forms.Step, _plain(acts.not_safe)),
    "check_in": (forms.Step, _plain(acts.check_in)),
    "ask_help": (forms.Step, _plain(acts.ask_help)),
    "clear": (forms.Clear, _clear),
    "give_back": (forms.GiveBack, _give_back),
}

RADIO_WORDS = {
    "acknowledge": gettext_lazy("Acknowledged"),
    "set_out": gettext_lazy("On the way"),
    "arrive": gettext_lazy("On scene"),
    "meet_survivor": gettext_lazy("With the survivor"),
    "transport": gettext_lazy("Taking the survivor to care"),
    "not_found": gettext_lazy("Cannot find"),
    "not_safe": gettext_lazy("Not safe"),
    "check_in": gettext_lazy("Crew is safe"),
}


def steps_from(sent: Assignment) -> list[str]:
    """The names of the steps that a unit can make from where it stands, in order."""
    if sent.ended_at is not None:
        return []
    names = [each.removeprefix("dispatch.") for each in ASSIGNMENT.acts_from(sent.state)]
    if sent.state in AT_THE_PLACE:
        names.append("check_in")
    return names


def may_give_back(sent: Assignment) -> bool:
    return sent.state in NOT_YET_THERE


def in_words(call: Callable[[], Any]) -> Callable[[], Any]:
    """The same call, with a move that the response's state does not allow said as a sentence for people."""

    def said() -> Any:
        try:
            return call()
        except ImpossibleMove as fault:
            sentence = _("This response has gone on meanwhile, so this is not possible any more. Look at it again.")
            raise Conflict(sentence) from fault

    return said


def words() -> dict[str, Any]:
    """Labels for coded values, for the templates."""
    return {
        "states": labels.STATES,
        "tones": labels.STATE_TONES,
        "step_words": labels.STEPS,
        "step_tones": labels.STEP_TONES,
        "priorities": labels.PRIORITIES,
        "kinds": labels.UNIT_KINDS,
        "statuses": labels.STATUSES,
        "flags": labels.FLAGS,
        "approaches": labels.APPROACHES,
        "dispositions": labels.DISPOSITIONS,
        "precisions": labels.PRECISIONS,
        "event_words": labels.EVENTS,
        "details": labels.DETAILS,
        "late_words": labels.LATE,
        "overrides": labels.OVERRIDES,
        "fuel_words": labels.FUEL,
        "out_words": labels.OUT_WHY,
    }
