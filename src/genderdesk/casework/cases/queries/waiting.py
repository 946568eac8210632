"""What waits for somebody: follow-ups, clocks, new cases, closures to approve."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.cases import readings, rules
from genderdesk.casework.cases.access import MAY_APPROVE_CLOSURE, MAY_SEE_CASES, visible_to, within_reach
from genderdesk.casework.cases.models import Case, CaseEvent, Closure, FollowUp, Incident
from genderdesk.casework.cases.rules import Clock
from genderdesk.casework.cases.vocabulary import (
    CLOSURE_REQUESTED,
    DONE,
    ENDED,
    ON_TODAY,
    OPENED,
    PLANNED,
    REOPENED,
    TODAY_HOURS,
    EventKind,
    Sex,
)
from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import Actor, permits
from genderdesk.groundwork.protection.disclosures import discloses


@dataclass(frozen=True, slots=True)
class ClosurePaper:
    """A request for closure as the second person reads it, opened; ``earlier`` are those before it, newest first."""

    closure: Closure
    note: str
    despite: str
    reopened_why: str
    earlier: list[Closure]


def due_follow_ups(actor: Actor, *, within_hours: int = 24) -> QuerySet[FollowUp]:
    """Planned follow-ups that are overdue or due soon, the longest overdue first."""
    until = timezone.now() + timedelta(hours=within_hours)
    found = FollowUp.objects.filter(within_reach(actor, "case__"), state=PLANNED, due_at__lt=until)
    return found.select_related("case__survivor").order_by("due_at")


def follow_ups_of(case: Case) -> QuerySet[FollowUp]:
    """All follow-ups of a case, the next one first."""
    return FollowUp.objects.filter(case=case).order_by("-due_at", "-id")


def follow_up_for(actor: Actor, follow_up_id: uuid.UUID) -> FollowUp:
    """A follow-up of a case that the actor may see; Missing otherwise."""
    found = one_of(
        FollowUp.objects.select_related("case__survivor", "case__incident", "case__institution").filter(pk=follow_up_id)
    )
    if found is None or not permits(actor, MAY_SEE_CASES, found.case):
        raise Missing(_("There is no such follow-up for your desk."))
    return found


def suggested_follow_up(case: Case) -> datetime:
    """When to ask next, as a suggestion."""
    done = FollowUp.objects.filter(case=case, state=DONE).count()
    return rules.next_follow_up(done, timezone.now())


def running_clocks(actor: Actor, limit: int = 50) -> list[tuple[Case, Clock]]:
    """Open cases with a medical window that still runs or may still run, the shortest first; one row for each case.

    What was received is out of the list; who was seen by a clinician comes after those whom nobody has seen.
    """
    now = timezone.now()
    since = now - timedelta(hours=TODAY_HOURS + 24)
    fresh = Incident.objects.filter(within_reach(actor, "case__"), case__death__isnull=True)
    fresh = fresh.exclude(case__state__in=ENDED)
    # Only what may still wait, so that the limit is not spent on cases whose every window is met.
    fresh = fresh.exclude(
        Q(pep_at__isnull=False) & (Q(contraception_at__isnull=False) | Q(case__survivor__sex=Sex.MALE))
    )
    fresh = fresh.select_related("case__survivor")
    # Both ends are given so that SQLite goes by the days and not through all cases of an institution.
    days = (since, now + timedelta(days=1))
    known = fresh.filter(occurred_from__range=days).order_by("-occurred_from")
    unknown = fresh.filter(occurred_from__isnull=True, case__opened_at__range=days).order_by("-case__opened_at")
    rows = []
    for incident in [*known[:limit], *unknown[:limit]]:
        case = incident.case
        running = [clock for clock in readings.clocks_of(case.survivor, incident, now) if clock.kind in ON_TODAY]
        waiting = [clock for clock in running if clock.runs] or [c for c in running if c.state == "may_have_passed"]
        if waiting:
            rows.append((case, min(waiting, key=lambda clock: clock.until or now)))
    return sorted(rows, key=lambda row: (row[1].seen_at is not None, not row[1].runs, row[1].until or now))


def untouched(actor: Actor) -> QuerySet[Case]:
    """The actor's own new cases in which nothing was decided yet, oldest first."""
    found = visible_to(actor).filter(state__in=[OPENED, REOPENED]).select_related("survivor", "incident", "district")
    return found.filter(assigned_to_id=actor.officer_id).order_by("opened_at") if actor.officer_id else found.none()


def unassigned(actor: Actor) -> QuerySet[Case]:
    """Open cases in nobody's hands."""
    found = visible_to(actor).filter(assigned_to__isnull=True).exclude(state__in=ENDED)
    return found.select_related("district", "survivor").order_by("opened_at")


def approvals_for(actor: Actor) -> QuerySet[Closure]:
    """Requests for closure that wait for this actor: never the own."""
    if not permits(actor, MAY_APPROVE_CLOSURE):
        return Closure.objects.none()
    waiting = Closure.objects.filter(
        within_reach(actor, "case__"),
        approved_at__isnull=True,
        sent_back_at__isnull=True,
        case__state=CLOSURE_REQUESTED,
    ).exclude(requested_by=actor.id)
    if actor.officer_id:
        waiting = waiting.exclude(requested_officer=actor.officer_id)
    return waiting.select_related("case__survivor", "case__district").order_by("requested_at")


@discloses("case.closure", needs=MAY_SEE_CASES, subject=Case)
def closure_paper(actor: Actor, case: Case) -> ClosurePaper | None:
    """The newest request for closure with what was written in it, and those before it in codes."""
    found = list(Closure.objects.filter(case=case).order_by("-requested_at", "-id"))
    if not found:
        return None
    newest, *earlier = found
    words = (newest.note.open(), newest.despite.open(), newest.reopened_why.open())
    return ClosurePaper(newest, *words, earlier)


def new_violence_since(case: Case) -> CaseEvent | None:
    """The newest word of new violence, which stays in sight until the case is closed."""
    return CaseEvent.objects.filter(case=case, kind=EventKind.NEW_VIOLENCE).order_by("-at").first()
