"""Named queries about desks, posts, stations and hours on a day."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from django.utils import timezone

from genderdesk.groundwork.foundation.weeks import DAY_MINUTES
from genderdesk.monitoring.results.queries.asking import answers, cautions, parts_of
from genderdesk.monitoring.results.rules.measured import NOTHING_KEPT, Asked, Measured
from genderdesk.monitoring.results.vocabulary import Method, Unit, Warned
from genderdesk.organisation.institution.models import Appointment, Desk, DeskMilestone, DeskTie, Post
from genderdesk.organisation.institution.models import Unit as DeskUnit
from genderdesk.organisation.institution.queries import CoverageBook, DutyBook, rooms_passing
from genderdesk.organisation.institution.vocabulary import LOCAL_STATIONS, Role, UnitKind
from genderdesk.organisation.places.queries import district_code_at, districts_within

_HOUR = 60
_WEEK = 7


def desk_at_headquarters(asked: Asked) -> Desk | None:
    """The institution's desk at headquarters that was opened first, as long as it is open on the day."""
    found = Desk.objects.filter(
        unit__institution=asked.institution_id, unit__kind=UnitKind.HEADQUARTERS, opened_on__lte=asked.as_of
    )
    return found.exclude(closed_on__lte=asked.as_of).select_related("unit__place").order_by("opened_on", "id").first()


@answers("desk.milestone", Method.DATED_RECORD, Unit.YEAR, "tie", needs="what")
def milestone(asked: Asked) -> Measured:
    """The year in which something happened to the desk at headquarters: established, staffed, operational, launched.

    With ``tie`` the desk must be tied so (complements, succeeds) to another one on the day, else nothing is told.
    """
    desk = desk_at_headquarters(asked)
    day = DeskMilestone.objects.filter(desk=desk, what=asked.word("what"), on_day__lte=asked.as_of).first()
    if day is None:
        return NOTHING_KEPT
    shown = [day.on_day.isoformat()]
    if asked.word("tie"):
        ties = DeskTie.objects.filter(desk=desk, relation=asked.word("tie"), starts_on__lte=asked.as_of)
        others = list(
            ties.exclude(ends_on__lte=asked.as_of).order_by("other__name").values_list("other__name", flat=True)
        )
        if not others:
            return NOTHING_KEPT
        shown += others
    return Measured(day.on_day.year, shown="; ".join(shown))


@answers("desk.office", Method.DATED_RECORD, Unit.RECORDS, "places")
def office(asked: Asked) -> Measured:
    """Whether the desk at headquarters is open and its unit stands in one of the places."""
    desk = desk_at_headquarters(asked)
    if desk is None:
        return NOTHING_KEPT
    stands = stands_in(desk.unit, asked.words("places"))
    return Measured(1, shown=desk.unit.name) if stands else NOTHING_KEPT


def stands_in(unit: DeskUnit, places: tuple[str, ...]) -> bool:
    """Whether a unit stands in one of the divisions: by its place, or of a headquarters by where it is."""
    if not places:
        return True
    within = {each for place in places for each in (place, *districts_within(place))}
    return unit.place_id in within or (unit.kind == UnitKind.HEADQUARTERS and _position(unit) in within)


def _position(unit: DeskUnit) -> str:
    if unit.latitude is None or unit.longitude is None:
        return ""
    return district_code_at(unit.latitude, unit.longitude)


@answers("desk.staff", Method.FILLED_POSTS, Unit.POSTS)
def staff(asked: Asked) -> Measured:
    """How many posts of the desk at headquarters are held on the day, out of those that are open."""
    desk = desk_at_headquarters(asked)
    if desk is None:
        return NOTHING_KEPT
    posts = Post.objects.filter(desk=desk, opened_on__lte=asked.as_of).exclude(closed_on__lte=asked.as_of)
    held = Appointment.objects.filter(post__in=posts, starts_on__lte=asked.as_of).exclude(ends_on__lte=asked.as_of)
    filled = held.values("post").distinct().count()
    later = Appointment.objects.filter(post__desk=desk, starts_on__gt=asked.as_of).values("post").distinct().count()
    told = cautions((Warned.VACANT, posts.count() - filled), (Warned.BEGINS_LATER, later))
    return Measured(filled, posts.count(), cautions=told)


@answers("desk.stations_with_focal_point", Method.STATIONS_HELD, Unit.PLACES)
def stations_with_focal_point(asked: Asked) -> Measured:
    """At how many of the province and district stations somebody holds the post of focal point on the day.

    Whether that person has learnt the work is coverage, another number on another page.
    """
    own = asked.institution_id
    book = CoverageBook([own])
    held = {
        post.desk.unit_id
        for post in book.open_on(asked.as_of)
        if post.role == Role.FOCAL_POINT and book.held(post, asked.as_of)
    }
    stations = list(DeskUnit.objects.filter(institution=own, kind__in=LOCAL_STATIONS).order_by("code"))
    if not stations:
        return NOTHING_KEPT
    empty = [each for each in stations if each.pk not in held]
    kinds = Counter(each.kind for each in stations)
    without = Counter(each.kind for each in empty)
    parts = parts_of("station", [(kind, number - without[kind]) for kind, number in kinds.items()])
    about = "; ".join(f"{kind} {kinds[kind] - number} / {kinds[kind]}" for kind, number in sorted(without.items()))
    about += "".join(f"; {each.name}" for each in empty)
    told = cautions((Warned.VACANT, len(empty), about))
    return Measured(len(stations) - len(empty), len(stations), parts=parts, cautions=told)


@answers("desk.rooms", Method.ROOMS_PASSED, Unit.PLACES, needs="kinds")
def rooms(asked: Asked) -> Measured:
    """Of how many of the kinds of rooms one is open on the day and passed its last check; the rooms stand beside it."""
    own = asked.institution_id
    passing = {kind: len(rooms_passing(kind, [own], asked.as_of)) for kind in asked.words("kinds")}
    there = {kind: number for kind, number in passing.items() if number}
    return Measured(len(there) or None, len(passing), parts=parts_of("room", there.items()), beside=True)


@answers("desk.covered_hours", Method.HOURS_COVERED, Unit.HOURS, "kinds")
def covered_hours(asked: Asked) -> Measured:
    """During how many of the 24 hours of a day, on each day of the week from the day on, somebody who holds a post at a
    unit of these kinds is on duty by the hours that are written: the fewest of the seven days."""
    kinds = asked.words("kinds") or (UnitKind.BATTALION,)
    posts = Post.objects.filter(desk__unit__institution=asked.institution_id, desk__unit__kind__in=kinds)
    posts = posts.filter(opened_on__lte=asked.as_of, desk__duty_hours__starts_on__lte=asked.as_of)
    listed = list(posts.exclude(closed_on__lte=asked.as_of).select_related("desk").distinct())
    if not listed:
        return NOTHING_KEPT
    start = timezone.make_aware(datetime.combine(asked.as_of, datetime.min.time()))
    book = DutyBook([each.pk for each in listed], [], start)
    days = [asked.as_of + timedelta(days=each) for each in range(-1, _WEEK)]
    minutes: set[int] = set()
    for post in listed:
        for number, day in enumerate(days, start=-1):
            for span in book.spans_on(post, day):
                begin = number * DAY_MINUTES + span.starts
                length = (span.ends - span.starts) % DAY_MINUTES or DAY_MINUTES
                minutes.update(range(begin, begin + length))
    hours = [
        sum((day * DAY_MINUTES + minute) in minutes for minute in range(DAY_MINUTES)) // _HOUR for day in range(_WEEK)
    ]
    return Measured(min(hours), 24)
