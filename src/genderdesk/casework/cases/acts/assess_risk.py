"""Risk: assessed by answers, raised by an officer, lowered by two persons, due again at once when something happens."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.cases.access import MAY_ASK_LOWER_RISK, MAY_TAKE_CONSENT, MAY_WORK_ON, RISK_LOWER
from genderdesk.casework.cases.acts.contact_review import set_contact_review
from genderdesk.casework.cases.acts.timeline import tell
from genderdesk.casework.cases.models import Case, RiskAssessment, RiskChange
from genderdesk.casework.cases.queries.gate import demand_permit
from genderdesk.casework.cases.queries.instruments import instrument_for
from genderdesk.casework.cases.queries.joins import demand_not_joined
from genderdesk.casework.cases.queries.prints import HANDED, RISK_SCOPE
from genderdesk.casework.cases.rules import (
    LEAST_FEAR,
    MOST_FEAR,
    Instrument,
    Outcome,
    assess,
    in_force,
    is_above,
    is_valid_for,
    measures_for,
    next_due,
)
from genderdesk.casework.cases.vocabulary import (
    CASE,
    DESK_CHECKLIST,
    ENDED,
    EventKind,
    Measure,
    Purpose,
    RiskAnswer,
    RiskContext,
    RiskEvent,
    RiskLevel,
)
from genderdesk.groundwork.protection import approvals
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Conflict, Invalid, act, refuse, touch


def _level(case: Case) -> RiskLevel | None:
    return RiskLevel(case.risk_level) if case.risk_level else None


def _newest(case: Case) -> RiskAssessment | None:
    return RiskAssessment.objects.filter(case=case).order_by("-at", "-id").first()


@act("risk.assess", needs=MAY_WORK_ON, subject=Case, states=CASE, notes=("instrument", "context"))
def assess_risk(
    actor: Actor,
    case: Case,
    *,
    context: RiskContext,
    answers: dict[str, RiskAnswer],
    fear: int | None = None,
    instrument: str = DESK_CHECKLIST,
    version: str = "",
) -> RiskAssessment:
    """Keep answers and what they give. The level of the case rises with them and never falls by them.

    ``fear`` is the survivor's own, 0 to 10, None where she or he would not say. What was not asked is not known.
    """
    used = instrument_for(instrument, version)
    _check_answers(used, answers, fear)
    found, now = assess(used, answers, fear), timezone.now()
    # The clock of the first one starts with the case itself.
    was_due_at = case.risk_due_at if case.risk_level else None
    case.risk_level = in_force(_level(case), found.level)
    case.risk_due_at = due = next_due(RiskLevel(case.risk_level), now, used.valid_days)
    set_contact_review(case, case.survivor)
    case.save()
    kept = _assessment(actor, case, used, found)
    kept.at, kept.was_due_at, kept.next_due_at = now, was_due_at, due
    kept.context = context
    kept.fear = fear
    kept.answers = {"answers": {key: str(each) for key, each in answers.items()}, "critical": list(found.critical)}
    kept.save(force_insert=True)
    touch(kept, new=True)
    tell(case, actor, EventKind.RISK_ASSESSED, found.level)
    return kept


def _assessment(actor: Actor, case: Case, used: Instrument, found: Outcome) -> RiskAssessment:
    return RiskAssessment(
        case=case,
        by=actor.id,
        actor_code=actor.code,
        instrument=used.code,
        version=used.version,
        critical_count=len(found.critical),
        unknown_count=len(found.unknown),
        score_low=found.score_low,
        score_high=found.score_high,
        low=found.low,
        high=found.high,
        computed=found.level,
        level=case.risk_level,
        valid_here=is_valid_for(used, case.survivor.sex, case.incident.perpetrator_relationship),
    )


def _check_answers(used: Instrument, answers: dict[str, RiskAnswer], fear: int | None) -> None:
    known = {each.id for each in used.items}
    if any(key not in known for key in answers):
        raise Invalid(_("The questions have changed meanwhile. Load the page again."))
    missing = [each.id for each in used.items if each.required and each.id not in answers]
    if missing:
        raise Invalid(_("Answer this question, or say that it is not known."), missing[0])
    if fear is not None and not LEAST_FEAR <= fear <= MOST_FEAR:
        raise Invalid(_("Fear is told from 0 to 10."), "fear")


@act("risk.measures", needs=MAY_WORK_ON, subject=Case, states=CASE, notes=("measures",))
def choose_measures(actor: Actor, case: Case, *, measures: list[Measure]) -> Case:
    """Keep which measures of the level the desk takes, after the newest assessment."""
    newest = _newest(case)
    if newest is None:
        raise Invalid(_("Assess the risk first."))
    offered = measures_for(RiskLevel(case.risk_level))
    if any(each not in offered for each in measures):
        raise Conflict(_("The level has changed meanwhile. Load the page again."))
    newest.measures = [each.value for each in offered if each in measures]
    newest.save(update_fields=["measures"])
    tell(case, actor, EventKind.MEASURES_CHOSEN)
    return case


@act("risk.raise", needs=MAY_WORK_ON, subject=Case, states=CASE, notes=("to",))
def raise_risk(actor: Actor, case: Case, *, to: RiskLevel, reason: str) -> Case:
    """Raise the level above what the answers give, with the reason. Nobody lowers by this."""
    before = _level(case)
    if before is None:
        raise Invalid(_("Assess the risk first."))
    if not is_above(to, before):
        refuse(_("This would not raise the level. Only two people together lower it."))
    if not reason.strip():
        raise Invalid(_("Write what makes you raise it."), "reason")
    now = timezone.now()
    case.risk_level = to
    case.risk_due_at = min(case.risk_due_at or now, next_due(to, now))
    set_contact_review(case, case.survivor)
    case.save()
    change = _change(actor, case, before, to, now, reason)
    change.save(force_insert=True)
    touch(change, new=True)
    tell(case, actor, EventKind.RISK_RAISED, to)
    return case


@act("risk.lower", needs=MAY_ASK_LOWER_RISK, subject=Case, states=CASE, notes=("to",))
def lower_risk(actor: Actor, case: Case, *, to: RiskLevel) -> Case:
    """Lower the level, once a supervisor has approved exactly that.

    Never while an assessment is due, and never below what the newest answers give: then it is to be asked again.
    """
    before, newest, now = _level(case), _newest(case), timezone.now()
    if before is None or newest is None or not is_above(before, to):
        raise Conflict(_("The level has changed meanwhile. Load the page again."))
    if case.risk_due_at is None or case.risk_due_at <= now:
        refuse(_("The risk is to be assessed again first; then it may be lowered."))
    if is_above(RiskLevel(newest.computed), to):
        refuse(_("The newest answers give more than this. The level is not lowered below them."))
    approval = approvals.spend(actor, RISK_LOWER, case, scope=to.value)
    case.risk_level = to
    case.risk_due_at = max(now, next_due(to, newest.at))
    set_contact_review(case, case.survivor)
    case.save()
    change = _change(actor, case, before, to, now, approval.reason.open())
    change.lowered = True
    change.agreed_by, change.agreed_officer = approval.decided_by, approval.decided_officer
    change.agreed_code = approval.decided_code
    change.save(force_insert=True)
    touch(change, new=True)
    tell(case, actor, EventKind.RISK_LOWERED, to)
    return case


def _change(actor: Actor, case: Case, before: RiskLevel, after: RiskLevel, now: datetime, reason: str) -> RiskChange:
    return RiskChange(
        case=case,
        at=now,
        by=actor.id,
        by_officer=actor.officer_id,
        actor_code=actor.code,
        before=before,
        after=after,
        lowered=False,
        reason=reason.strip(),
    )


@act("risk.event", needs=MAY_WORK_ON, subject=Case, states=CASE, notes=("event",))
def say_new_event(actor: Actor, case: Case, *, event: RiskEvent) -> Case:
    """Say that something new happened: the risk is to be assessed again at once."""
    due_at_once(actor, case, event)
    return case


@act("risk.share", needs=MAY_TAKE_CONSENT, subject=Case)
def share_risk(actor: Actor, case: Case, *, recipient_id: uuid.UUID) -> RiskAssessment:
    """Keep that the newest assessment went to the prosecution, under a live consent, or an exception in force, that
    reaches so far; the first time counts."""
    demand_not_joined(case)
    demand_permit(case, HANDED[Purpose.PROSECUTION], recipient_id, scope=RISK_SCOPE)
    newest = _newest(case)
    if newest is None:
        raise Conflict(_("The risk of this case was never assessed."))
    if newest.shared_with_prosecutor_at is None:
        newest.shared_with_prosecutor_at = timezone.now()
        newest.save(update_fields=["shared_with_prosecutor_at"])
        tell(case, actor, EventKind.RISK_SHARED)
    return newest


def rise_with(actor: Actor, case: Case, part: Case) -> None:
    """Inside an act that saves the case afterwards: let the level of a part of it count where it is the higher one."""
    before, told = _level(case), _level(part)
    if told is None or (before is not None and not is_above(told, before)):
        return
    case.risk_level = told
    if before is not None:
        reason = _("File %(number)s of the same person was joined.") % {"number": part.number}
        _change(actor, case, before, told, timezone.now(), reason).save(force_insert=True)
    tell(case, actor, EventKind.RISK_RAISED, told)


def due_at_once(actor: Actor, case: Case, event: RiskEvent) -> None:
    """Inside an act: let the next assessment be due now. A case that has ended is left: it is due when opened again."""
    if case.state in ENDED:
        return
    now = timezone.now()
    case.risk_due_at = min(case.risk_due_at or now, now)
    Case.objects.filter(pk=case.pk).update(risk_due_at=case.risk_due_at)
    tell(case, actor, EventKind.RISK_EVENT, event)
