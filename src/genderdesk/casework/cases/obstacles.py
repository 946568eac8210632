"""What is still open when a case is to be closed. A room above adds its own: open referrals, live orders."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from genderdesk.casework.cases import rules
from genderdesk.casework.cases.models import Case, FollowUp
from genderdesk.casework.cases.vocabulary import DONE, PLANNED, ClosureReason, FollowUpOutcome

Sentence = str | Promise
Obstacle = Callable[[Case], Iterable[Sentence]]

_registered: list[Obstacle] = []
_IN_VAIN = (FollowUpOutcome.NOT_REACHED, FollowUpOutcome.NOT_SAFE_TO_TALK, FollowUpOutcome.SOMEONE_ELSE_ANSWERED)


def closure_obstacle(function: Obstacle) -> Obstacle:
    """Register what another room has open on a case: a function of the case that gives sentences."""
    _registered.append(function)
    return function


def obstacles_of(case: Case, reason: ClosureReason | None = None) -> list[Sentence]:
    """Sentences on what is still open; empty where the case may close without more words."""
    found: list[Sentence] = []
    if FollowUp.objects.filter(case=case, state=PLANNED).exists():
        found.append(_("A follow-up is planned and not done."))
    if reason is ClosureReason.UNREACHABLE and not _tried_enough(case):
        found.append(_("She or he was not looked for three times over at least 30 days."))
    for function in _registered:
        found.extend(function(case))
    return found


def _tried_enough(case: Case) -> bool:
    attempts = FollowUp.objects.filter(case=case, state=DONE, outcome__in=_IN_VAIN).values_list("done_at", flat=True)
    return rules.unreachable_enough([at for at in attempts if at is not None], timezone.now())
