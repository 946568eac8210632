"""Asking again how the survivor is, at a time and in a way that is safe."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.cases.access import MAY_WORK_ON
from genderdesk.casework.cases.acts.assess_risk import due_at_once
from genderdesk.casework.cases.acts.contact_review import set_contact_review
from genderdesk.casework.cases.acts.timeline import tell
from genderdesk.casework.cases.models import Case, FollowUp
from genderdesk.casework.cases.queries.safe_contact import rule_of
from genderdesk.casework.cases.vocabulary import (
    CALLED_OFF,
    CASE,
    CONSENT_PENDING,
    CONSENTED,
    DONE,
    FOLLOW_UP,
    FOLLOW_UP_TABLE,
    OPENED,
    CalledOff,
    EventKind,
    FollowUpOutcome,
    RiskEvent,
)
from genderdesk.casework.intake.queries import Reach, verdict
from genderdesk.casework.intake.vocabulary import ContactWay
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.foundation.times import CLOCKS_DIFFER
from genderdesk.groundwork.platform.refusals import Invalid
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import act, touch

_FURTHEST = timedelta(days=366)


@act("followup.plan", needs=MAY_WORK_ON, subject=Case, states=CASE, notes=("channel",))
def plan_follow_up(actor: Actor, case: Case, *, due_at: datetime, channel: ContactWay) -> FollowUp:
    """Plan when to ask again how the survivor is. A call or message is refused where contact is not safe."""
    follow_up = _plan(actor, case, due_at, channel)
    if case.state not in (OPENED, CONSENT_PENDING, CONSENTED):
        case.state = FOLLOW_UP
        case.save()
    return follow_up


def _plan(actor: Actor, case: Case, due_at: datetime, channel: ContactWay, prefix: str = "") -> FollowUp:
    now = timezone.now()
    if due_at < now - CLOCKS_DIFFER:
        raise Invalid(_("This time has passed. Choose a time that is still to come."), f"{prefix}due_at")
    if due_at > now + _FURTHEST:
        raise Invalid(_("This is more than a year away. Check the date."), f"{prefix}due_at")
    _check_reach(case, channel, due_at, prefix)
    follow_up = FollowUp(case=case, due_at=due_at, channel=channel, planned_by=actor.id)
    follow_up.save(force_insert=True)
    tell(case, actor, EventKind.FOLLOW_UP_PLANNED, channel)
    return follow_up


def _check_reach(case: Case, channel: ContactWay, due_at: datetime, prefix: str) -> None:
    """Refuse what the gate would refuse at that time, with what to choose instead."""
    found = verdict([rule_of(case.survivor)], channel, timezone.localtime(due_at))
    if found.reach is Reach.NO_CONTACT:
        raise Invalid(
            _("She or he asked not to be called or written to. Choose to meet in person or through someone trusted."),
            f"{prefix}channel",
        )
    if found.reach is Reach.OTHER_WAY:
        raise Invalid(
            _("She or he asked to be reached by another way. Choose that one, or change “Safe contact” first."),
            f"{prefix}channel",
        )
    if found.reach is Reach.LATER and found.at is not None:
        begins = timezone.localtime(found.at).strftime("%H:%M")
        raise Invalid(
            _("This is outside the hours that she or he named, which begin at %(time)s. Choose a time within them.")
            % {"time": begins},
            f"{prefix}due_at",
        )


@act(
    "followup.done",
    needs=MAY_WORK_ON,
    subject=FollowUp,
    states=FOLLOW_UP_TABLE,
    notes=("outcome", "contact_safe", "new_violence"),
)
def follow_up_done(
    actor: Actor,
    follow_up: FollowUp,
    *,
    outcome: FollowUpOutcome,
    contact_safe: Answer = Answer.UNKNOWN,
    new_violence: Answer = Answer.UNKNOWN,
    needs_met: Answer = Answer.UNKNOWN,
    note: str = "",
    next_due_at: datetime | None = None,
    next_channel: ContactWay | None = None,
) -> FollowUp:
    """Keep what came of a follow-up, and plan the next one where a time is given.

    Who says that contact is not safe, or asks not to be contacted, is not called again: the rule of the file changes
    in the same act. New violence stands out in the file until a new report is taken.
    """
    case = follow_up.case
    follow_up.state = DONE
    follow_up.done_at = timezone.now()
    follow_up.done_by = actor.id
    follow_up.outcome = outcome
    follow_up.contact_safe = contact_safe
    follow_up.new_violence = new_violence
    follow_up.needs_met = needs_met
    follow_up.note = note.strip()
    follow_up.save()
    if contact_safe is Answer.NO or outcome is FollowUpOutcome.ASKED_NOT_TO_BE_CONTACTED:
        _stop_contact(actor, case)
    tell(case, actor, EventKind.FOLLOW_UP_DONE, outcome, note.strip())
    if new_violence is Answer.YES:
        tell(case, actor, EventKind.NEW_VIOLENCE)
        due_at_once(actor, case, RiskEvent.NEW_VIOLENCE)
    if next_due_at is not None:
        _plan(actor, case, next_due_at, next_channel or ContactWay(follow_up.channel), "next_")
    touch(case)
    return follow_up


def _stop_contact(actor: Actor, case: Case) -> None:
    if Answer.read(case.survivor.safe_to_contact) is Answer.NO:
        return
    case.survivor.safe_to_contact = Answer.NO
    case.survivor.contact_asked_at = timezone.now()
    case.survivor.version += 1
    case.survivor.save()
    set_contact_review(case, case.survivor)
    case.save(update_fields=["contact_review_at"])
    tell(case, actor, EventKind.CONTACT_CHANGED, Answer.NO)


@act("followup.call_off", needs=MAY_WORK_ON, subject=FollowUp, states=FOLLOW_UP_TABLE, notes=("why",))
def call_off_follow_up(actor: Actor, follow_up: FollowUp, *, why: CalledOff) -> FollowUp:
    """Call off a planned follow-up, with the reason."""
    follow_up.state = CALLED_OFF
    follow_up.called_off_why = why
    follow_up.save()
    tell(follow_up.case, actor, EventKind.FOLLOW_UP_CALLED_OFF, why)
    return follow_up
