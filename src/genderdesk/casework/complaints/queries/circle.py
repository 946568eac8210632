"""From whom a complaint is kept: named people, and all who served in a unit or its chain of command."""

from __future__ import annotations

import re
import uuid
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Q
from django.db.models.functions import Upper
from django.utils import timezone

from genderdesk.casework.complaints.access import reads_any
from genderdesk.casework.complaints.models import Bar, Complaint
from genderdesk.casework.complaints.rules import names_among
from genderdesk.casework.complaints.vocabulary import WAITING, About, Route
from genderdesk.groundwork.foundation.names import plain_words
from genderdesk.groundwork.platform import editions
from genderdesk.groundwork.protection import walls
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.circle import finds_conflicts, kept_for_everybody
from genderdesk.organisation.accounts.models import User
from genderdesk.organisation.institution.models import Officer, Post, Unit
from genderdesk.organisation.institution.queries import holders_by_post, served_in_command
from genderdesk.organisation.institution.vocabulary import Reach, Role, UnitKind
from genderdesk.organisation.places.queries import districts_within

# What is about these is no station's, whichever district is told with it.
OF_NO_STATION = frozenset({About.LINE, About.HEAD_OFFICE, About.OTHER_SERVICE})
_NONE: frozenset[uuid.UUID] = frozenset()


@finds_conflicts
def barred_complaints(actor: Actor) -> frozenset[uuid.UUID]:
    """The complaints that are kept from an actor, of those who answer any; for everybody else none exists anyway, so
    that nothing of theirs changes with one."""
    if actor.officer_id is None or not reads_any(actor):
        return _NONE
    return _barred(actor.officer_id, timezone.localdate(), editions.stamps().get("organisation", ""))


@kept_for_everybody("circles")
def _barred(officer_id: uuid.UUID, day: date, _organisation: str) -> frozenset[uuid.UUID]:
    found = set(Bar.objects.filter(officer_id=officer_id).values_list("complaint_id", flat=True))
    units = Bar.objects.filter(unit__isnull=False).values_list("complaint_id", "unit_id", "since")
    served: dict[tuple[uuid.UUID, date], bool] = {}
    for complaint_id, unit_id, since in units:
        if complaint_id not in found and unit_id is not None and _served(served, officer_id, unit_id, since, day):
            found.add(complaint_id)
    return frozenset(found)


def _served(
    known: dict[tuple[uuid.UUID, date], bool], officer_id: uuid.UUID, unit_id: uuid.UUID, since: date, day: date
) -> bool:
    key = (unit_id, since)
    if key not in known:
        known[key] = served_in_command(officer_id, unit_id, Reach.COMMAND, since, day)
    return known[key]


def units_of(institution_id: uuid.UUID, district: str) -> list[Unit]:
    """The stations and offices of an institution that stand in a district: a complaint about one of them, which the
    complainant need not tell apart, is kept from all."""
    found = Unit.objects.filter(institution_id=institution_id).exclude(kind=UnitKind.HEADQUARTERS)
    return list(found.filter(place_id__in=[district, *districts_within(district)]).order_by("code"))


def officers_named(institution_id: uuid.UUID, told: Iterable[str]) -> list[Officer]:
    """Officers whose staff code stands in what was told, and whoever would read it in the institution and is named."""
    texts = list(told)
    words = {word.upper() for text in texts for word in re.findall(r"[A-Za-z0-9][A-Za-z0-9/._-]*", text)}
    # A code stands at the end of a sentence too.
    codes = {form for word in words for form in (word, word.rstrip("._-/"))}
    by_code = Officer.objects.annotate(code=Upper("staff_code")).filter(code__in=sorted(codes))
    plain = [word for text in texts for word in plain_words(text)]
    by_name = [
        each
        for each in _readers(institution_id)
        if names_among(plain, plain_words(f"{each.given_name} {each.family_name}"))
    ]
    return list(dict.fromkeys([*by_code, *by_name]))


def _readers(institution_id: uuid.UUID) -> dict[Officer, frozenset[Route]]:
    """Who answers complaints of an institution today, and which: its oversight all, the heads of desk at headquarters
    those of the head office."""
    asked = Q(role=Role.OVERSIGHT) | Q(role=Role.DESK_HEAD, desk__unit__kind=UnitKind.HEADQUARTERS)
    posts = {each.pk: each for each in Post.objects.filter(asked, desk__unit__institution_id=institution_id)}
    found: dict[Officer, frozenset[Route]] = {}
    for post_id, held in holders_by_post(posts.values()).items():
        routes = frozenset(Route if posts[post_id].role == Role.OVERSIGHT else {Route.HEAD_OFFICE})
        for each in held:
            found[each.officer] = found.get(each.officer, frozenset()) | routes
    return found


def _somebody_watches_all() -> bool:
    """Whether oversight of no institution is there, whom no unit and no post keeps from anything."""
    return User.objects.filter(standing_role=Role.OVERSIGHT, officer__isnull=True, is_active=True).exists()


def somebody_left(complaint: Complaint) -> bool:
    """Whether anybody who answers may still read a complaint."""
    return _somebody_watches_all() or complaint.pk not in _read_by_none(complaint.institution_id, [complaint])


def read_by_none(actor: Actor) -> int:
    """How many waiting complaints of the actor's institution, or of all where there is none, nobody may read: all who
    answer are kept from them, or there is nobody. For who appoints somebody."""
    with walls.seen_by(walls.SYSTEM):
        found = Complaint.objects.filter(state__in=WAITING).only("pk", "route", "institution_id")
        if actor.institution_id is not None:
            found = found.filter(institution_id=actor.institution_id)
        by_institution: dict[uuid.UUID, list[Complaint]] = defaultdict(list)
        for each in found:
            by_institution[each.institution_id].append(each)
        if not by_institution or _somebody_watches_all():
            return 0
        return sum(len(_read_by_none(key, waiting)) for key, waiting in by_institution.items())


def _read_by_none(institution_id: uuid.UUID, complaints: Iterable[Complaint]) -> set[uuid.UUID]:
    stamp, today = editions.stamps().get("organisation", ""), timezone.localdate()
    kept = [(routes, _barred(each.pk, today, stamp)) for each, routes in _readers(institution_id).items()]
    return {
        each.pk
        for each in complaints
        if not any(each.route in routes and each.pk not in barred for routes, barred in kept)
    }
