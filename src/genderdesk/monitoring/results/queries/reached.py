"""Named queries about activities, materials, clubs and networks. What different methods counted is never added."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace

from django.db.models import Q, QuerySet, Sum

from genderdesk.monitoring.results.queries.asking import answers, cautions, parts_of
from genderdesk.monitoring.results.rules.measured import NOTHING_KEPT, Asked, Measured
from genderdesk.monitoring.results.vocabulary import Method, Unit, Warned
from genderdesk.organisation.places.queries import districts_within
from genderdesk.programme.outreach.models import Activity, AudienceCount, Club, Network, OutreachPartner, StockMove
from genderdesk.programme.outreach.vocabulary import HELD, MoveKind
from genderdesk.programme.partners.queries import names_on


def _places(asked: Asked) -> set[str]:
    return {each for code in asked.words("places") for each in (code, *districts_within(code))}


def held_activities(asked: Asked) -> QuerySet[Activity]:
    """The activities held by the day, of the kinds, at the places and with the audiences that are named."""
    held = Activity.objects.filter(institution=asked.institution_id, state=HELD, held_on__lte=asked.as_of)
    held = held.filter(held_on__gte=asked.since) if asked.since else held
    held = held.filter(kind__in=asked.words("kinds")) if asked.words("kinds") else held
    held = held.filter(place__in=_places(asked)) if asked.words("places") else held
    if asked.words("audiences"):
        held = held.filter(counts__audience__in=asked.words("audiences"))
    return held.distinct()


@answers("outreach.activities", Method.AUDIENCE, Unit.RECORDS, "audiences kinds places")
def activities(asked: Asked) -> Measured:
    """How many activities were held with the audiences by the day; whom they reached stands beside it by method."""
    held = held_activities(asked)
    counts = AudienceCount.objects.filter(activity__in=held)
    if asked.words("audiences"):
        counts = counts.filter(audience__in=asked.words("audiences"))
    by_method: Counter[str] = Counter()
    for each in counts:
        by_method[each.method] += each.total
    told = cautions((Warned.BY_COUNTING_METHOD, len(by_method) if len(by_method) > 1 else 0))
    return Measured(held.count() or None, parts=parts_of("method", by_method.items()), cautions=told, beside=True)


@answers("outreach.places", Method.AUDIENCE, Unit.PLACES, "audiences", needs="places")
def places(asked: Asked) -> Measured:
    """In how many of the named places activities were held with the audiences, or people of them came."""
    found = {
        place
        for place in asked.words("places")
        if activities(replace(asked, arguments={**asked.arguments, "places": place})).value
    }
    return Measured(len(found) or None, len(asked.words("places")))


@answers("outreach.clubs", Method.CLUBS_FOUNDED, Unit.RECORDS, "kinds")
def clubs(asked: Asked) -> Measured:
    """How many clubs were founded at an activity of the institution and are open on the day."""
    found = Club.objects.filter(
        founded_at__institution=asked.institution_id, founded_at__state=HELD, founded_on__lte=asked.as_of
    ).exclude(closed_on__lte=asked.as_of)
    found = found.filter(kind__in=asked.words("kinds")) if asked.words("kinds") else found
    kinds = Counter(found.values_list("kind", flat=True))
    return Measured(kinds.total() or None, parts=parts_of("club", kinds.items()))


@answers("outreach.networks", Method.NETWORKS, Unit.RECORDS, "kinds scopes")
def networks(asked: Asked) -> Measured:
    """How many networks of the kinds and scopes were formed by the day and are open on it."""
    found = Network.objects.filter(institution=asked.institution_id, formed_on__lte=asked.as_of)
    found = found.exclude(closed_on__lte=asked.as_of).order_by("name")
    if asked.words("kinds"):
        found = found.filter(kind__in=asked.words("kinds"))
    if asked.words("scopes"):
        found = found.filter(scope__in=asked.words("scopes"))
    listed = list(found)
    if not listed:
        return NOTHING_KEPT
    return Measured(len(listed), shown="; ".join(f"{each.name} ({each.formed_on.isoformat()})" for each in listed))


@answers("outreach.material_kinds", Method.MATERIAL_KINDS, Unit.RECORDS, needs="kinds")
def material_kinds(asked: Asked) -> Measured:
    """Of how many of the kinds copies were both printed and handed out by the day; the copies stand beside it."""
    moved = StockMove.objects.filter(
        material__institution=asked.institution_id, material__kind__in=asked.words("kinds"), moved_on__lte=asked.as_of
    )
    copies: dict[str, dict[str, int]] = defaultdict(dict)
    for kind, move, number in moved.values_list("material__kind", "kind").annotate(number=Sum("copies")).order_by():
        copies[kind][move] = number
    there = {
        kind: each[MoveKind.HANDED_OUT]
        for kind, each in copies.items()
        if each.get(MoveKind.PRINTED) and each.get(MoveKind.HANDED_OUT)
    }
    parts = parts_of("material", there.items())
    return Measured(len(there) or None, len(asked.words("kinds")), parts=parts, beside=True)


@answers("outreach.campaign_partners", Method.JOINED_CAMPAIGNS, Unit.ORGANISATIONS, "kinds roles")
def campaign_partners(asked: Asked) -> Measured:
    """How many partners of the kinds took part in a campaign that had begun, or an activity that was held."""
    own = asked.institution_id
    begun = Q(campaign__institution=own, campaign__starts_on__lte=asked.as_of)
    held = Q(activity__institution=own, activity__state=HELD, activity__held_on__lte=asked.as_of)
    found = OutreachPartner.objects.filter(begun | held).select_related("partner")
    found = found.filter(partner__kind__in=asked.words("kinds")) if asked.words("kinds") else found
    found = found.filter(role__in=asked.words("roles")) if asked.words("roles") else found
    partners = {each.partner_id for each in found}
    names = names_on(asked.as_of, partners)
    return Measured(len(partners) or None, shown="; ".join(sorted(names.values())))
