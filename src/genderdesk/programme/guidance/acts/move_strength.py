"""Who was recruited, promoted or left, and who was sent to missions."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.refusals import demand_come
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Conflict, Invalid, act, keep
from genderdesk.programme.guidance.access import MAY_COUNT
from genderdesk.programme.guidance.models import Deployment, StrengthFlow
from genderdesk.programme.guidance.vocabulary.strength import FlowKind, RankBand


@act("flow.keep", needs=MAY_COUNT, notes=("kind", "starts_on"))
def keep_flow(
    actor: Actor,
    *,
    kind: FlowKind,
    rank_band: RankBand,
    starts_on: date,
    ends_on: date,
    source: str,
    women: int,
    men: int,
    unknown: int = 0,
) -> StrengthFlow:
    """Keep who came, rose or left in a period that has ended; kept again for the same days, it is corrected."""
    if ends_on <= starts_on:
        raise Invalid(_("The end lies after the first day. Check both days."), "ends_on")
    demand_come(ends_on, "ends_on")
    key: dict[str, Any] = {"kind": kind, "rank_band": rank_band, "starts_on": starts_on, "ends_on": ends_on}
    counted = {"women": women, "men": men, "unknown": unknown, "source": source, "kept_by": actor.id}
    flow, _new = StrengthFlow.objects.update_or_create(institution_id=actor.own_institution, **key, defaults=counted)
    return flow


@act("deployment.keep", needs=MAY_COUNT, notes=("starts_on",))
def keep_deployment(
    actor: Actor,
    *,
    mission: str,
    starts_on: date,
    source: str,
    women: int,
    men: int,
    unknown: int = 0,
    task: str = "",
    ends_on: date | None = None,
) -> Deployment:
    """Keep how many women and men were sent to a mission. Invalid for nobody, or an end before the beginning."""
    demand_come(starts_on, "starts_on")
    if ends_on is not None and ends_on <= starts_on:
        raise Invalid(_("The end lies after the first day. Check both days."), "ends_on")
    if not women + men + unknown:
        raise Invalid(_("Write how many were sent."), "women")
    made = Deployment(
        institution_id=actor.own_institution,
        mission=mission,
        task=task,
        starts_on=starts_on,
        ends_on=ends_on,
        women=women,
        men=men,
        unknown=unknown,
        source=source,
        kept_by=actor.id,
    )
    keep(made)
    return made


@act("deployment.end", needs=MAY_COUNT, subject=Deployment)
def end_deployment(actor: Actor, deployment: Deployment, *, ends_on: date) -> Deployment:
    """Keep from which day on they are no longer there. Conflict where that is kept."""
    if deployment.ends_on is not None:
        raise Conflict(_("This has ended already."))
    if ends_on <= deployment.starts_on:
        raise Invalid(_("The end lies after the first day. Check both days."), "ends_on")
    deployment.ends_on = ends_on
    deployment.save(update_fields=["ends_on"])
    return deployment
