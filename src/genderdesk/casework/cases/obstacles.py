"""What is still open when a case is to be closed, or joined to another. A room above adds its own: open referrals."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from genderdesk.casework.cases import rules
from genderdesk.casework.cases.models import (
    Case,
    Death,
    Flag,
    FollowUp,
    HandOver,
    LegalException,
    PlanItem,
    RiskAssessment,
    Suspect,
    Transfer,
)
from genderdesk.casework.cases.vocabulary import (
    ARRESTED,
    DOING,
    DONE,
    FLAG_RAISED,
    OFFERED,
    PLANNED,
    TRANSFER_OFFERED,
    ClosureReason,
    FollowUpOutcome,
    Handling,
    Obstacle,
    RiskContext,
    RiskLevel,
)
from genderdesk.casework.intake.queries import under_way
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.protection import approvals

Sentence = str | Promise
Look = Callable[[Case], Sentence | None]

_registered: dict[Obstacle, Look] = {}
_against_joining: list[Look] = []
_IN_VAIN = (FollowUpOutcome.NOT_REACHED, FollowUpOutcome.NOT_SAFE_TO_TALK, FollowUpOutcome.SOMEONE_ELSE_ANSWERED)
_HEARD_OF = (FollowUpOutcome.REACHED, FollowUpOutcome.ASKED_NOT_TO_BE_CONTACTED)


@dataclass(frozen=True, slots=True)
class StandsInTheWay:
    """One obstacle of one case, in a sentence, and whether a reason in writing overcomes it."""

    kind: Obstacle
    sentence: Sentence
    handling: Handling

    @property
    def refuses(self) -> bool:
        return self.handling is Handling.REFUSED


def closure_obstacle(kind: Obstacle) -> Callable[[Look], Look]:
    """Register what another room has open on a case: a function of the case that gives a sentence, or None."""

    def register(function: Look) -> Look:
        _registered[kind] = function
        return function

    return register


def join_obstacle(function: Look) -> Look:
    """Register what another room has open on a case, so that it cannot become a part of another file now."""
    _against_joining.append(function)
    return function


# What is finished, or taken down, in the file that it belongs to: a joined file is changed no more.
_FINISHED_FIRST = (Obstacle.PLAN_OPEN, Obstacle.FLAG_RAISED, Obstacle.REFERRAL_OPEN)


def against_joining(case: Case) -> list[Sentence]:
    """What of a case is still to be finished before it can be joined to another one; empty where nothing is."""
    found = [each.sentence for each in obstacles_of(case) if each.kind in _FINISHED_FIRST]
    found += [sentence for look in _against_joining if (sentence := look(case))]
    return [*found, *_own_against_joining(case), *under_way(case.report_id)]


def _own_against_joining(case: Case) -> Iterator[Sentence]:
    if Suspect.objects.filter(case=case, state=ARRESTED).exists():
        yield _("A suspect named in it is in custody, and somebody must be warned before a release.")
    if LegalException.objects.filter(case=case, decided_at__isnull=True).exists():
        yield _("A legal exception waits for the second person.")
    if Transfer.objects.filter(case=case, state=TRANSFER_OFFERED).exists():
        yield _("It is offered to another desk.")
    if HandOver.objects.filter(case=case, state=OFFERED).exists():
        yield _("It is offered to another officer.")
    if Death.objects.filter(case=case).exists():
        yield _("It keeps a death.")
    if approvals.standing_about([case, case.report]):
        yield _("Something asked about it waits for the second person, or was approved and not done yet.")


def obstacles_of(
    case: Case, reason: ClosureReason | None = None, orders_live: Answer = Answer.NO
) -> list[StandsInTheWay]:
    """What is still open; empty where the case may close without more words. ``orders_live`` is the answer to whether a
    protection order is in force."""
    found = [*_own(case, reason, orders_live)]
    found += [(kind, sentence) for kind, look in _registered.items() if (sentence := look(case))]
    return [StandsInTheWay(kind, sentence, rules.handling_of(kind, reason)) for kind, sentence in found]


def _own(case: Case, reason: ClosureReason | None, orders_live: Answer) -> Iterator[tuple[Obstacle, Sentence]]:
    if FollowUp.objects.filter(case=case, state=PLANNED).exists():
        yield Obstacle.FOLLOW_UP_PLANNED, _("A follow-up is planned and not done.")
    if reason is ClosureReason.UNREACHABLE and not _tried_enough(case):
        yield (
            Obstacle.TOO_FEW_ATTEMPTS,
            _("She or he was not looked for three times in a safe way over at least 30 days since the last contact."),
        )
    if PlanItem.objects.filter(case=case, state__in=(PLANNED, DOING)).exists():
        yield Obstacle.PLAN_OPEN, _("Something in the plan is neither done nor dropped.")
    if Flag.objects.filter(case=case, state=FLAG_RAISED).exists():
        yield Obstacle.FLAG_RAISED, _("A flag is raised and nobody has taken it down.")
    if _is_high_and_unreviewed(case):
        yield (
            Obstacle.RISK_UNREVIEWED,
            _("The risk stands at high or extreme and was not assessed before the closure."),
        )
    if orders_live is Answer.YES:
        yield Obstacle.ORDER_LIVE, _("A protection order is in force: somebody must answer for a breach of it.")
    elif orders_live is not Answer.NO:
        yield Obstacle.ORDER_NOT_KNOWN, _("It is not known whether a protection order is in force.")


def _is_high_and_unreviewed(case: Case) -> bool:
    if case.risk_level not in (RiskLevel.HIGH, RiskLevel.EXTREME):
        return False
    newest = RiskAssessment.objects.filter(case=case).order_by("-at", "-id").first()
    return newest is None or newest.context != RiskContext.BEFORE_CLOSURE


def _tried_enough(case: Case) -> bool:
    """A follow-up in a way that was not safe is no attempt; what was heard of her or him begins the count anew."""
    done = FollowUp.objects.filter(case=case, state=DONE, done_at__isnull=False)
    told = list(done.values_list("outcome", "contact_safe", "done_at"))
    in_vain = [at for outcome, safe, at in told if outcome in _IN_VAIN and safe != Answer.NO and at]
    heard = [at for outcome, _safe, at in told if outcome in _HEARD_OF and at]
    return rules.unreachable_enough(in_vain, max(heard, default=None), timezone.now())
