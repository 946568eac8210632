"""What may be seen of risk: level, range and history in codes; answers and reasons by a recorded look."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from genderdesk.casework.cases import rules
from genderdesk.casework.cases.access import MAY_SEE_CASES, RISK_LOWER, within_reach
from genderdesk.casework.cases.models import Case, RiskAssessment, RiskChange
from genderdesk.casework.cases.queries.instruments import in_language, instrument_for
from genderdesk.casework.cases.vocabulary import LookReason, Measure, RiskAnswer, RiskLevel
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection import approvals
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.disclosures import discloses
from genderdesk.groundwork.protection.models import Approval


@dataclass(frozen=True, slots=True)
class RiskStep:
    """One line of the history: an assessment, or a change between two; the newest first on a page."""

    at: datetime
    who: str
    level: str
    assessment: RiskAssessment | None = None
    change: RiskChange | None = None


@dataclass(frozen=True, slots=True)
class AnsweredItem:
    """One question with its answer, and whether it is one of those that give at least high."""

    words: str
    answer: RiskAnswer
    critical: bool


@dataclass(frozen=True, slots=True)
class OpenedRisk:
    """What was answered and why levels were changed, opened for one reader, by the id of its line."""

    answers: dict[uuid.UUID, list[AnsweredItem]]
    reasons: dict[uuid.UUID, str]


def risk_steps(case: Case) -> list[RiskStep]:
    """The whole history of a case's risk, newest first."""
    assessed = [
        RiskStep(each.at, each.actor_code, each.computed, assessment=each)
        for each in RiskAssessment.objects.filter(case=case)
    ]
    changed = [
        RiskStep(each.at, each.actor_code, each.after, change=each) for each in RiskChange.objects.filter(case=case)
    ]
    return sorted([*assessed, *changed], key=lambda each: each.at, reverse=True)


def newest_assessment(steps: Sequence[RiskStep]) -> RiskAssessment | None:
    """The newest assessment of a history, newest first."""
    return next((each.assessment for each in steps if each.assessment is not None), None)


def risk_trend(steps: Sequence[RiskStep]) -> str:
    """How the last two assessments differ: rising, falling, steady; empty where there are not two."""
    levels = [RiskLevel(each.level) for each in steps if each.assessment is not None][:2]
    if len(levels) < 2:
        return ""
    now, before = levels
    return "rising" if rules.is_above(now, before) else "falling" if rules.is_above(before, now) else "steady"


def measures_of(case: Case) -> tuple[Measure, ...]:
    """What the level in force asks of the desk; nothing where nobody has assessed it."""
    return rules.measures_for(RiskLevel(case.risk_level)) if case.risk_level else ()


def levels_above(case: Case) -> list[RiskLevel]:
    """The levels to which an officer may raise it."""
    return [each for each in RiskLevel if case.risk_level and rules.is_above(each, RiskLevel(case.risk_level))]


def levels_below(case: Case, steps: Sequence[RiskStep]) -> list[RiskLevel]:
    """The levels to which two persons may lower it now: not below the newest answers, and not while one is due."""
    newest = newest_assessment(steps)
    if newest is None or case.risk_due_at is None or case.risk_due_at <= timezone.now():
        return []
    least, now = RiskLevel(newest.computed), RiskLevel(case.risk_level)
    return [each for each in RiskLevel if rules.is_above(now, each) and not rules.is_above(least, each)]


def lowering_asked(case: Case) -> list[Approval]:
    """What was asked of a second person about this case's level and is not decided or not carried out yet."""
    return [each for each in approvals.standing_about([case]) if each.kind == RISK_LOWER]


def due_assessments(actor: Actor, *, within_hours: int = 24) -> QuerySet[Case]:
    """Open cases whose risk is to be assessed now or soon, the longest overdue first."""
    until = timezone.now() + timedelta(hours=within_hours)
    return Case.objects.filter(within_reach(actor), risk_due_at__lt=until).order_by("risk_due_at")


def overdue_assessments(institution: str, without: frozenset[str] = frozenset()) -> int:
    """How many open cases of an institution, by its code, had an assessment due on a day before today; sealed ones are
    in no figure, nor are those of ``without``, by id."""
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    overdue = Case.objects.filter(institution__code=institution, cell__isnull=True, risk_due_at__lt=today)
    return overdue.exclude(pk__in=sorted(without)).count()


@discloses("case.risk", needs=MAY_SEE_CASES, subject=Case, notes=("reason",))
def opened_risk(actor: Actor, case: Case, *, reason: LookReason) -> OpenedRisk:
    """The answers of every assessment in the words of its own version, and why levels were raised or lowered."""
    return OpenedRisk(
        answers={each.pk: _answered(each) for each in RiskAssessment.objects.filter(case=case)},
        reasons={each.pk: each.reason.open() for each in RiskChange.objects.filter(case=case)},
    )


def _answered(assessment: RiskAssessment) -> list[AnsweredItem]:
    kept = assessment.answers.open().get("answers", {})
    try:
        items = instrument_for(assessment.instrument, assessment.version).items
    except Missing:
        return []
    return [
        AnsweredItem(in_language(each.words), RiskAnswer(kept.get(each.id, RiskAnswer.UNKNOWN)), each.critical)
        for each in items
    ]
