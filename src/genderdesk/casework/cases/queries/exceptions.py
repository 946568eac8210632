"""Legal exceptions: of one case, and those that wait for a second person."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.cases.access import MAY_AUTHORISE_EXCEPTION, MAY_TAKE_CONSENT, within_reach
from genderdesk.casework.cases.models import Case, LegalException
from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import Actor, permits
from genderdesk.groundwork.protection.disclosures import discloses


@dataclass(frozen=True, slots=True)
class ExceptionLine:
    """One exception as a page shows it, its words opened."""

    exception: LegalException
    state: str
    reference: str
    why_not_told: str
    refused_why: str


@discloses("case.exceptions", needs=MAY_TAKE_CONSENT, subject=Case)
def exception_lines(actor: Actor, case: Case) -> list[ExceptionLine]:
    """All exceptions of a case, newest first."""
    now = timezone.now()
    return [
        ExceptionLine(each, _state(each, now), each.reference.open(), each.why_not_told.open(), each.refused_why.open())
        for each in LegalException.objects.filter(case=case).order_by("-asked_at", "-id")
    ]


def _state(exception: LegalException, now: datetime) -> str:
    if exception.decided_at is None:
        return "waits"
    if not exception.authorised:
        return "refused"
    over = exception.ended_at is not None or exception.valid_to is None or exception.valid_to <= now
    return "ended" if over else "live"


def exception_of(case: Case, exception_id: uuid.UUID) -> LegalException:
    """An exception of this case; Missing where it is none."""
    found = one_of(LegalException.objects.select_related("case").filter(pk=exception_id, case=case))
    if found is None:
        raise Missing(_("There is no such exception in this case."))
    return found


def number_of_exceptions(case: Case) -> int:
    """How many have been asked for, for the way to their page."""
    return LegalException.objects.filter(case=case).count()


def exceptions_to_decide(actor: Actor) -> QuerySet[LegalException]:
    """Exceptions that others asked for and the actor may decide on, the oldest first."""
    if not permits(actor, MAY_AUTHORISE_EXCEPTION):
        return LegalException.objects.none()
    waiting = LegalException.objects.filter(within_reach(actor, "case__"), decided_at__isnull=True)
    own = Q(asked_by=actor.id)
    if actor.officer_id is not None:
        own |= Q(asked_officer=actor.officer_id)
    return waiting.exclude(own).select_related("case").order_by("asked_at", "id")
