"""Activities, and whom they reached by each method apart."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet, Sum
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import Actor
from genderdesk.programme.outreach.access import activities_of
from genderdesk.programme.outreach.models import Activity, AudienceCount, Campaign, OutreachPartner
from genderdesk.programme.outreach.vocabulary import HELD

_PEOPLE = ("women", "men", "girls", "boys", "unknown")
# How far back a list of choices for clubs and stock looks.
_RECENT = 50


def activities(actor: Actor, *, kind: str = "", district: str = "", state: str = "") -> QuerySet[Activity]:
    """The activities of the institution with place, campaign and counts."""
    found = activities_of(actor).select_related("place", "campaign").prefetch_related("counts")
    given = {"kind": kind, "place_id": district, "state": state}
    return found.filter(**{name: value for name, value in given.items() if value})


def activity_for(actor: Actor, activity_id: uuid.UUID) -> Activity:
    """An activity of the actor's institution; Missing otherwise."""
    found = one_of(activities_of(actor).select_related("place", "campaign").filter(pk=activity_id))
    if found is None:
        raise Missing(_("There is no such activity of your institution."))
    return found


def recent_activities(actor: Actor) -> list[Activity]:
    """The latest activities that were held, for a list of choices."""
    return list(activities_of(actor).filter(state=HELD).select_related("place").order_by("-held_on", "id")[:_RECENT])


def campaigns_of(actor: Actor) -> QuerySet[Campaign]:
    """The campaigns of the actor's institution, the newest first."""
    return Campaign.objects.filter(institution_id=actor.own_institution)


def campaign_for(actor: Actor, campaign_id: uuid.UUID) -> Campaign:
    """A campaign of the actor's institution; Missing otherwise."""
    found = one_of(campaigns_of(actor).filter(pk=campaign_id))
    if found is None:
        raise Missing(_("There is no such campaign of your institution."))
    return found


def partners_in(subject: Campaign | Activity) -> QuerySet[OutreachPartner]:
    """The partners in a campaign or at an activity."""
    return subject.partners.select_related("partner").order_by("role", "partner__code")


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom activities of a period reached by one method, and in how many activities."""

    method: str
    audience: str
    activities: int
    women: int
    men: int
    girls: int
    boys: int
    unknown: int

    @property
    def total(self) -> int:
        return self.women + self.men + self.girls + self.boys + self.unknown


def reach_of_campaign(actor: Actor, campaign: Campaign) -> list[Reach]:
    """Whom the activities of a campaign reached, for each method and audience apart."""
    return _reach(activities_of(actor).filter(state=HELD, campaign=campaign))


def reach_by_method(actor: Actor, first: date, end: date, *, district: str = "") -> list[Reach]:
    """Whom activities held from a day up to, and not including, another reached: for each method and audience apart.

    Only rows of one method are added; what a register of different people says is still added over activities, so it
    counts whoever came to two of them twice.
    """
    held = activities_of(actor).filter(state=HELD, held_on__gte=first, held_on__lt=end)
    return _reach(held.filter(place_id=district) if district else held)


def _reach(held: QuerySet[Activity]) -> list[Reach]:
    rows = AudienceCount.objects.filter(activity__in=held).values_list("method", "audience")
    counted = rows.annotate(activities=Count("pk"), **{f"n_{each}": Sum(each) for each in _PEOPLE})
    return [Reach(*row) for row in counted.order_by("method", "audience")]
