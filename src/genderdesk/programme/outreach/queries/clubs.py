"""Clubs with how they stand, and networks with their members on a day."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import Actor
from genderdesk.organisation.institution.models import Officer
from genderdesk.programme.outreach.access import clubs_of, networks_of
from genderdesk.programme.outreach.models import Club, ClubReturn, Network, NetworkMember
from genderdesk.programme.outreach.rules.quarters import is_active, last_ended


@dataclass(frozen=True, slots=True)
class ClubLine:
    """A club with its return of the last ended quarter: active, dormant, or closed."""

    club: Club
    told: ClubReturn | None
    active: bool


def clubs(actor: Actor, *, kind: str = "", district: str = "") -> QuerySet[Club]:
    """The clubs of the institution with their places."""
    found = clubs_of(actor).select_related("place")
    return found.filter(**{name: value for name, value in {"kind": kind, "place_id": district}.items() if value})


def club_lines(shown: Sequence[Club], day: date) -> list[ClubLine]:
    """Clubs with how they stand on a day; one query more."""
    quarter = last_ended(day)
    told = ClubReturn.objects.filter(club__in=shown, year=quarter.year, quarter=quarter.number)
    by_club = {each.club_id: each for each in told}
    return [ClubLine(each, by_club.get(each.pk), _active(each, by_club.get(each.pk), day)) for each in shown]


def _active(club: Club, told: ClubReturn | None, day: date) -> bool:
    open_now = club.closed_on is None or day < club.closed_on
    return open_now and is_active(told.activities if told else None)


def club_for(actor: Actor, club_id: uuid.UUID) -> Club:
    """A club of the actor's institution; Missing otherwise."""
    found = one_of(clubs_of(actor).select_related("place", "founded_at").filter(pk=club_id))
    if found is None:
        raise Missing(_("There is no such club of your institution."))
    return found


def network_for(actor: Actor, network_id: uuid.UUID) -> Network:
    """A network of the actor's institution; Missing otherwise."""
    found = one_of(networks_of(actor).filter(pk=network_id))
    if found is None:
        raise Missing(_("There is no such network of your institution."))
    return found


def members_of(network: Network, day: date) -> QuerySet[NetworkMember]:
    """Who is in a network on a day."""
    present = Q(joined_on__lte=day) & (Q(left_on__isnull=True) | Q(left_on__gt=day))
    return NetworkMember.objects.filter(present, network=network).select_related("officer", "partner")


def member_for(actor: Actor, member_id: uuid.UUID) -> NetworkMember:
    """A member of a network of the actor's institution; Missing otherwise."""
    found = NetworkMember.objects.select_related("network", "officer").filter(
        pk=member_id, network__in=networks_of(actor)
    )
    if (one := found.first()) is None:
        raise Missing(_("There is no such member."))
    return one


def officers_to_join(actor: Actor, sought: str) -> list[Officer]:
    """Officers of the own institution by staff code or name, a few at most; none where nothing is sought."""
    if len(sought) < 2:
        return []
    fits = Q(staff_code__iexact=sought) | Q(family_name__istartswith=sought) | Q(given_name__istartswith=sought)
    return list(Officer.objects.filter(fits, institution_id=actor.own_institution)[:20])
