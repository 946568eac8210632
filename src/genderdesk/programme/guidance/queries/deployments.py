"""Who was sent to missions, and who was recruited, promoted or left: women's share of each."""

from __future__ import annotations

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet, Sum
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import Actor
from genderdesk.programme.guidance.models import Deployment, StrengthFlow
from genderdesk.programme.guidance.rules.strength import share_of
from genderdesk.programme.guidance.vocabulary.strength import FlowKind

_PEOPLE = ("women", "men", "unknown")


@dataclass(frozen=True, slots=True)
class Sent:
    """Women and men who were sent to a mission, in all and on a day."""

    mission: str
    women: int
    men: int
    unknown: int
    there_now: int

    @property
    def share(self) -> float | None:
        return share_of(self.women, self.men)


def deployments(actor: Actor) -> QuerySet[Deployment]:
    """The deployments of the actor's institution; counts alone, whoever of them is known by name."""
    return Deployment.objects.filter(institution_id=actor.own_institution)


def deployment_for(actor: Actor, deployment_id: uuid.UUID) -> Deployment:
    """A deployment of the actor's institution; Missing otherwise."""
    found = one_of(deployments(actor).filter(pk=deployment_id))
    if found is None:
        raise Missing(_("There is no such deployment of your institution."))
    return found


def by_mission(actor: Actor, day: date) -> list[Sent]:
    """All who were sent by the day, by mission, and how many of them are there on it; two queries."""
    sums = {each: Sum(each) for each in _PEOPLE}
    sent = deployments(actor).filter(starts_on__lte=day)
    now = dict(
        sent.exclude(ends_on__lte=day)
        .order_by()
        .values_list("mission")
        .annotate(there=Sum("women") + Sum("men") + Sum("unknown"))
    )
    rows = sent.order_by("mission").values("mission").annotate(**{f"n_{name}": each for name, each in sums.items()})
    return [
        Sent(row["mission"], row["n_women"], row["n_men"], row["n_unknown"], now.get(row["mission"], 0)) for row in rows
    ]


def flows(actor: Actor, most: int = 100) -> list[StrengthFlow]:
    """Who was recruited, promoted or left, the latest period first."""
    return list(StrengthFlow.objects.filter(institution_id=actor.own_institution)[:most])


def shares_by_year(actor: Actor) -> dict[str, dict[int, float]]:
    """Women in per cent by year: of those recruited, by the year in which the period begins, and of those sent."""
    found: dict[str, dict[int, float]] = defaultdict(dict)
    recruited = StrengthFlow.objects.filter(institution_id=actor.own_institution, kind=FlowKind.RECRUITED)
    for name, rows in (("recruited", recruited), ("deployed", deployments(actor))):
        years = rows.order_by().values_list(ExtractYear("starts_on"))
        for year, women, men in years.annotate(n_women=Sum("women"), n_men=Sum("men")):
            share = share_of(women, men)
            if share is not None:
                found[name][year] = share
    return dict(found)
