"""Projects with what was planned, what came, and where things stand."""

from __future__ import annotations

import uuid
from collections import defaultdict
from dataclasses import dataclass
from typing import cast

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import Actor
from genderdesk.organisation.institution.models import Desk, Unit
from genderdesk.programme.partners.access import projects_of
from genderdesk.programme.partners.models import BudgetLine, Project, Receipt, Thing
from genderdesk.programme.partners.vocabulary import ReceiptKind, ThingState


@dataclass(frozen=True, slots=True)
class LineMoney:
    """A budget line with what came for it; ``late_days`` after its day, None where nothing came."""

    line: BudgetLine
    received: int
    late_days: int | None

    @property
    def missing(self) -> int:
        return max(0, self.line.planned - self.received)


@dataclass(frozen=True, slots=True)
class ThingsAt:
    """How many things of a kind were received, and how many work; nobody adds kinds to each other."""

    kind: str
    received: int
    working: int
    placed: int


def projects(actor: Actor) -> QuerySet[Project]:
    """The projects of the actor's institution, by code."""
    return projects_of(actor).order_by("code")


def project_for(actor: Actor, project_id: uuid.UUID) -> Project:
    """A project of the actor's institution; Missing otherwise."""
    found = one_of(projects_of(actor).filter(pk=project_id))
    if found is None:
        raise Missing(_("There is no such project of your institution."))
    return found


def budget_of(project: Project) -> list[LineMoney]:
    """The budget lines by day with what came, in their own currency; two queries."""
    came: dict[uuid.UUID, list[Receipt]] = defaultdict(list)
    money = Receipt.objects.filter(project=project, kind=ReceiptKind.MONEY, line__isnull=False)
    for receipt in money.order_by("received_on"):
        came[cast(uuid.UUID, receipt.line_id)].append(receipt)
    lines = BudgetLine.objects.filter(project=project).select_related("objective", "desk")
    return [LineMoney(line, *_received(line, came[line.pk])) for line in lines]


def _received(line: BudgetLine, receipts: list[Receipt]) -> tuple[int, int | None]:
    if not receipts:
        return 0, None
    late = (receipts[0].received_on - line.due_on).days
    return sum(each.amount or 0 for each in receipts), max(0, late)


def things_of(project: Project) -> list[ThingsAt]:
    """Things received for a project, by kind; one query."""
    found = Thing.objects.filter(receipt__project=project).values_list("kind", "state", "unit_id")
    kinds: dict[str, list[tuple[str, uuid.UUID | None]]] = defaultdict(list)
    for kind, state, unit_id in found:
        kinds[kind].append((state, unit_id))
    return [
        ThingsAt(
            kind,
            len(each),
            sum(state == ThingState.WORKING for state, _unit in each),
            sum(unit is not None for _state, unit in each),
        )
        for kind, each in sorted(kinds.items())
    ]


def things_at(actor: Actor, unit_id: uuid.UUID) -> list[Thing]:
    """What partners gave that stands at a unit, as far as the actor may see projects; by kind and number."""
    found = Thing.objects.filter(unit_id=unit_id, receipt__project__in=projects_of(actor))
    return list(found.select_related("receipt"))


def thing_for(actor: Actor, thing_id: uuid.UUID) -> Thing:
    """A thing that was received for a project of the actor's institution; Missing otherwise."""
    found = Thing.objects.select_related("receipt__project", "unit").filter(
        pk=thing_id, receipt__project__in=projects_of(actor)
    )
    if (one := found.first()) is None:
        raise Missing(_("There is no such thing of your institution’s projects."))
    return one


def units_to_place(actor: Actor) -> QuerySet[Unit]:
    """The units of the own institution at which a thing can stand."""
    return Unit.objects.filter(institution_id=actor.own_institution).order_by("name")


def desks_with_budget(project: Project) -> QuerySet[Desk]:
    """The desks of the project's institution that are open, each of which can have a budget line of its own."""
    found = Desk.objects.filter(unit__institution_id=project.institution_id, closed_on__isnull=True)
    return found.select_related("unit").order_by("name")
