"""What is overdue, by district: one look for whoever answers for several desks."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet
from django.utils import timezone

from genderdesk.casework.cases.access import within_reach
from genderdesk.casework.cases.models import Case, Flag, FollowUp, PlanItem
from genderdesk.casework.cases.vocabulary import DOING, FLAG_RAISED, PLANNED
from genderdesk.groundwork.platform.words import Words
from genderdesk.groundwork.protection.access import Actor
from genderdesk.organisation.places.models import Division


@dataclass(frozen=True, slots=True)
class Overdue:
    """One kind of thing that is overdue: its records in an actor's reach, the path from each to its case, and the field
    that says when it was due. Other rooms hand in their own by the panel ``overdue``."""

    name: str
    label: Words
    found: QuerySet[Any]
    case: str
    due: str


@dataclass(frozen=True, slots=True)
class OverdueLine:
    """One overdue thing of a case, whose person it does not tell."""

    case_id: uuid.UUID
    number: str
    due: datetime


def overdue_of_cases(actor: Actor, labels: Mapping[str, Words]) -> list[Overdue]:
    """What this room has: risk, follow-ups, safe contact, plans and flags, by the names of ``labels``."""
    now, today = timezone.now(), timezone.localdate()
    of_case = within_reach(actor, "case__")
    found: dict[str, tuple[QuerySet[Any], str, str]] = {
        "risk": (Case.objects.filter(within_reach(actor), risk_due_at__lt=now), "", "risk_due_at"),
        "follow_up": (FollowUp.objects.filter(of_case, state=PLANNED, due_at__lt=now), "case__", "due_at"),
        "contact": (Case.objects.filter(within_reach(actor), contact_review_at__lt=now), "", "contact_review_at"),
        "plan": (PlanItem.objects.filter(of_case, state__in=(PLANNED, DOING), due_on__lt=today), "case__", "due_on"),
        "flag": (Flag.objects.filter(of_case, state=FLAG_RAISED, due_on__lt=today), "case__", "due_on"),
    }
    return [Overdue(name, labels[name], *each) for name, each in found.items()]


def overdue_by_district(kinds: Iterable[Overdue]) -> list[tuple[Division | None, dict[str, int]]]:
    """How many of each kind, by the district of the case, the most overdue first; one query a kind, one for names."""
    counts: dict[str | None, dict[str, int]] = {}
    for kind in kinds:
        rows = kind.found.order_by().values_list(f"{kind.case}district_id").annotate(Count("pk"))
        for district_id, many in rows:
            counts.setdefault(district_id, {})[kind.name] = many
    places = Division.objects.in_bulk([each for each in counts if each is not None])
    rows_of = [(places.get(key) if key is not None else None, each) for key, each in counts.items()]
    return sorted(rows_of, key=lambda row: (-sum(row[1].values()), row[0].name if row[0] else ""))


def overdue_in(kind: Overdue, district_code: str, most: int) -> list[OverdueLine]:
    """The longest overdue of a kind in one district; an empty code for cases without one."""
    where = {f"{kind.case}district": district_code} if district_code else {f"{kind.case}district__isnull": True}
    rows = kind.found.filter(**where).order_by(kind.due, "pk")
    return [OverdueLine(*row) for row in rows.values_list(f"{kind.case}pk", f"{kind.case}number", kind.due)[:most]]
