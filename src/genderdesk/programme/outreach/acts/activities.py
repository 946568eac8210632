"""Campaigns and activities: planned, held with whom they reached, or cancelled."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.refusals import demand_come
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid, act, keep
from genderdesk.organisation.places.models import Division
from genderdesk.programme.outreach.access import MAY_PLAN_OUTREACH, MAY_REACH_OUT
from genderdesk.programme.outreach.models import Activity, AudienceCount, Campaign
from genderdesk.programme.outreach.vocabulary import (
    ACTIVITY,
    CANCELLED,
    HELD,
    ONE_NUMBER,
    ActivityKind,
    Audience,
    Confidence,
    Method,
)


@act("campaign.plan", needs=MAY_PLAN_OUTREACH)
def plan_campaign(actor: Actor, *, name: str, starts_on: date, ends_on: date, theme: str = "") -> Campaign:
    """Plan a campaign of the own institution. Invalid where its end is not after its first day."""
    if ends_on <= starts_on:
        raise Invalid(_("The end lies after the first day. Check both days."), "ends_on")
    campaign = Campaign(
        institution_id=actor.own_institution, name=name, theme=theme, starts_on=starts_on, ends_on=ends_on
    )
    keep(campaign)
    return campaign


@act("activity.plan", needs=MAY_REACH_OUT, notes=("kind",))
def plan_activity(
    actor: Actor,
    *,
    kind: ActivityKind,
    title: str,
    place: Division,
    held_on: date,
    venue: str = "",
    campaign: Campaign | None = None,
) -> Activity:
    """Plan an activity, or begin to write down one that was held. Invalid for a campaign of another institution, or
    where the day lies outside the campaign."""
    _demand_campaign(actor, campaign, held_on)
    activity = Activity(
        institution_id=actor.own_institution,
        campaign=campaign,
        kind=kind,
        title=title,
        place=place,
        venue=venue,
        held_on=held_on,
        written_by=actor.id,
    )
    keep(activity)
    return activity


def _demand_campaign(actor: Actor, campaign: Campaign | None, day: date) -> None:
    if campaign is None:
        return
    if campaign.institution_id != actor.own_institution:
        raise Invalid(_("Choose a campaign of the own institution."), "campaign")
    if not campaign.starts_on <= day < campaign.ends_on:
        raise Invalid(_("This day lies outside the campaign."), "held_on")


@act("activity.log", needs=MAY_REACH_OUT, notes=("kind", "method"))
def log_activity(
    actor: Actor,
    *,
    kind: ActivityKind,
    title: str,
    place: Division,
    held_on: date,
    method: Method,
    audience: Audience,
    confidence: Confidence,
    venue: str = "",
    campaign: Campaign | None = None,
    women: int = 0,
    men: int = 0,
    girls: int = 0,
    boys: int = 0,
    unknown: int = 0,
    evidence: str = "",
) -> Activity:
    """Write down an activity that was held, with whom it reached: the whole tally at once."""
    if held_on > timezone.localdate():
        raise Invalid(_("This day has not come yet. Plan the activity instead."), "held_on")
    _demand_campaign(actor, campaign, held_on)
    people = {"women": women, "men": men, "girls": girls, "boys": boys, "unknown": unknown}
    _demand_people(method, people)
    activity = Activity(
        institution_id=actor.own_institution,
        campaign=campaign,
        kind=kind,
        title=title,
        place=place,
        venue=venue,
        held_on=held_on,
        state=HELD,
        written_by=actor.id,
    )
    keep(activity)
    keep(
        AudienceCount(
            activity=activity, method=method, audience=audience, confidence=confidence, evidence=evidence, **people
        )
    )
    return activity


@act("activity.hold", needs=MAY_REACH_OUT, subject=Activity, states=ACTIVITY)
def hold_activity(actor: Actor, activity: Activity) -> Activity:
    """Say that a planned activity was held. Invalid before its day."""
    demand_come(activity.held_on)
    activity.state = HELD
    activity.save(update_fields=["state"])
    return activity


@act("activity.cancel", needs=MAY_REACH_OUT, subject=Activity, states=ACTIVITY)
def cancel_activity(actor: Actor, activity: Activity) -> Activity:
    """Say that a planned activity is not held; it is counted nowhere."""
    activity.state = CANCELLED
    activity.save(update_fields=["state"])
    return activity


@act("activity.count", needs=MAY_REACH_OUT, subject=Activity, states=ACTIVITY, notes=("method",))
def count_audience(
    actor: Actor,
    activity: Activity,
    *,
    method: Method,
    audience: Audience,
    confidence: Confidence,
    women: int = 0,
    men: int = 0,
    girls: int = 0,
    boys: int = 0,
    unknown: int = 0,
    evidence: str = "",
) -> AudienceCount:
    """Keep whom an activity reached, counted by one method. Invalid where that was kept for this audience already, or
    where the method cannot tell sex and age."""
    people = {"women": women, "men": men, "girls": girls, "boys": boys, "unknown": unknown}
    _demand_people(method, people)
    if AudienceCount.objects.filter(activity=activity, method=method, audience=audience).exists():
        raise Invalid(_("This audience was counted by this method already."), "method")
    count = AudienceCount(
        activity=activity, method=method, audience=audience, confidence=confidence, evidence=evidence, **people
    )
    keep(count)
    return count


def _demand_people(method: Method, people: dict[str, int]) -> None:
    if any(number < 0 for number in people.values()):
        raise Invalid(_("Write whole numbers, 0 or more."), "unknown")
    if not any(people.values()):
        raise Invalid(_("Write how many were reached."), "unknown")
    if method in ONE_NUMBER and people["unknown"] != sum(people.values()):
        raise Invalid(_("This method tells nothing of sex or age: write its number under “not known”."), "unknown")
