"""Clubs with their quarterly returns, and networks with their members."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.refusals import demand_come
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid, act, keep
from genderdesk.organisation.institution.models import Officer
from genderdesk.organisation.places.models import Division
from genderdesk.programme.outreach.access import MAY_PLAN_OUTREACH, MAY_REACH_OUT
from genderdesk.programme.outreach.models import Activity, Club, ClubReturn, Network, NetworkMember
from genderdesk.programme.outreach.rules.quarters import Quarter
from genderdesk.programme.outreach.vocabulary import ClubKind, NetworkKind, Scope
from genderdesk.programme.partners.models import Partner


@act("club.register", needs=MAY_REACH_OUT, notes=("kind",))
def register_club(
    actor: Actor,
    *,
    name: str,
    kind: ClubKind,
    place: Division,
    founded_on: date,
    patron: str = "",
    founded_at: Activity | None = None,
) -> Club:
    """Register a club. Invalid for an activity of another institution, or a day to come."""
    demand_come(founded_on, "founded_on")
    if founded_at is not None and founded_at.institution_id != actor.own_institution:
        raise Invalid(_("Choose an activity of the own institution."), "founded_at")
    club = Club(
        institution_id=actor.own_institution,
        name=name,
        kind=kind,
        place=place,
        founded_on=founded_on,
        patron=patron,
        founded_at=founded_at,
    )
    keep(club)
    return club


@act("club.tell", needs=MAY_REACH_OUT, subject=Club)
def tell_of_club(
    actor: Actor,
    club: Club,
    *,
    year: int,
    quarter: int,
    activities: int,
    women: int = 0,
    men: int = 0,
    girls: int = 0,
    boys: int = 0,
    unknown: int = 0,
) -> ClubReturn:
    """Keep a club's return of a quarter, once. Invalid before the quarter has ended, or where there was no club."""
    if not (1900 < year < 3000 and 1 <= quarter <= 4):
        raise Invalid(_("Choose a quarter from 1 to 4 of a year."), "quarter")
    told = Quarter(year, quarter)
    if told.end > timezone.localdate():
        raise Invalid(_("This quarter has not ended yet."), "quarter")
    if told.end <= club.founded_on or (club.closed_on is not None and told.first >= club.closed_on):
        raise Invalid(_("The club did not exist in this quarter."), "quarter")
    if min(activities, women, men, girls, boys, unknown) < 0:
        raise Invalid(_("Write whole numbers, 0 or more."), "activities")
    if ClubReturn.objects.filter(club=club, year=year, quarter=quarter).exists():
        raise Invalid(_("The return of this quarter is there already."), "quarter")
    made = ClubReturn(
        club=club,
        year=year,
        quarter=quarter,
        activities=activities,
        women=women,
        men=men,
        girls=girls,
        boys=boys,
        unknown=unknown,
    )
    keep(made)
    return made


@act("club.close", needs=MAY_REACH_OUT, subject=Club)
def close_club(actor: Actor, club: Club, *, closed_on: date) -> Club:
    """Say that a club does not exist from a day on."""
    demand_come(closed_on, "closed_on")
    if closed_on <= club.founded_on:
        raise Invalid(_("It was founded on %(day)s.") % {"day": str(club.founded_on)}, "closed_on")
    club.closed_on = closed_on
    club.save(update_fields=["closed_on"])
    return club


@act("network.form", needs=MAY_PLAN_OUTREACH, notes=("kind",))
def form_network(actor: Actor, *, name: str, kind: NetworkKind, scope: Scope, formed_on: date) -> Network:
    """Write down a network that was formed."""
    demand_come(formed_on, "formed_on")
    network = Network(institution_id=actor.own_institution, name=name, kind=kind, scope=scope, formed_on=formed_on)
    keep(network)
    return network


@act("network.join", needs=MAY_PLAN_OUTREACH, subject=Network)
def join_network(
    actor: Actor,
    network: Network,
    *,
    joined_on: date,
    partner: Partner | None = None,
    organisation: str = "",
    officer: Officer | None = None,
) -> NetworkMember:
    """Keep that a partner, another organisation or an officer is in a network. Invalid where not exactly one of them is
    given, or where it is in it already."""
    if sum(map(bool, (partner, organisation, officer))) != 1:
        raise Invalid(
            _("Choose a partner, name another organisation, or choose an officer: one of the three."), "partner"
        )
    if joined_on < network.formed_on:
        raise Invalid(_("The network was formed on %(day)s.") % {"day": str(network.formed_on)}, "joined_on")
    present = NetworkMember.objects.filter(network=network, left_on__isnull=True)
    if officer is not None and officer.institution_id != network.institution_id:
        raise Invalid(_("Choose an officer of the own institution."), "officer")
    if present.filter(officer=officer, partner=partner, organisation__iexact=organisation).exists():
        raise Invalid(_("It is in the network already."), "partner")
    member = NetworkMember(
        network=network, partner=partner, organisation=organisation, officer=officer, joined_on=joined_on
    )
    keep(member)
    return member


@act("network.leave", needs=MAY_PLAN_OUTREACH, subject=NetworkMember)
def leave_network(actor: Actor, member: NetworkMember, *, left_on: date) -> NetworkMember:
    """Keep from which day on somebody is no longer in a network."""
    if left_on <= member.joined_on:
        raise Invalid(_("It joined on %(day)s.") % {"day": str(member.joined_on)}, "left_on")
    member.left_on = left_on
    member.save(update_fields=["left_on"])
    return member
