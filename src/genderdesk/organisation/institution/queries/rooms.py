"""Rooms: how they stand on a day, when they are free, which of them pass."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import NOBODY, Actor
from genderdesk.organisation.institution.access import housed_to
from genderdesk.organisation.institution.models import Booking, Desk, Room, RoomCheck, Unit
from genderdesk.organisation.institution.queries.days import open_on
from genderdesk.organisation.institution.rules.rooms import Taken, free_within, next_free, worth_telling
from genderdesk.organisation.institution.vocabulary.rooms import BOOKABLE_KINDS, CheckOutcome, RoomKind

# As templates compare them.
BOOKABLE = frozenset(each.value for each in BOOKABLE_KINDS)
# A sitting that "next free" looks for.
_SITTING_MINUTES = 60
_COMING = timedelta(days=14)


def rooms_passing(kind: RoomKind | str, institution_ids: Iterable[uuid.UUID], day: date) -> QuerySet[Room]:
    """The rooms of a kind that are open on a day and whose last check until then was passed.

    A room in which somebody is spoken to alone passes only where its door closes and the public does not cross it: no
    check is kept otherwise (``acts.check_room``).
    """
    rooms = Room.objects.filter(open_on(day), kind=kind, unit__institution__in=list(institution_ids))
    return passing(rooms, day).select_related("unit").order_by("unit__code", "name", "id")


def passing(rooms: QuerySet[Room], day: date) -> QuerySet[Room]:
    """Those of some rooms whose last check on or before a day was passed."""
    checks = RoomCheck.objects.filter(room=OuterRef("pk"), checked_on__lte=day).order_by("-checked_on", "-id")
    return rooms.alias(last=Subquery(checks.values("outcome")[:1])).filter(last=CheckOutcome.PASSED)


def day_of(day: date) -> Taken:
    """A whole day in the desk's time zone."""
    starts = timezone.make_aware(datetime.combine(day, time()))
    return Taken(starts, timezone.make_aware(datetime.combine(day + timedelta(days=1), time())))


def bookings_within(rooms: Iterable[Room], within: Taken) -> QuerySet[Booking]:
    """The bookings of rooms that take some of a time, with their officers, in their order."""
    found = Booking.objects.filter(room__in=list(rooms), cancelled_at__isnull=True)
    return found.filter(starts_at__lt=within.ends, ends_at__gt=within.starts).select_related("officer")


def taken_by(bookings: Iterable[Booking]) -> list[Taken]:
    return [Taken(each.starts_at, each.ends_at) for each in bookings]


@dataclass(slots=True)
class RoomLine:
    """A room on a day: its bookings, when it is free, its last check, and when the next sitting finds it free."""

    room: Room
    check: RoomCheck | None = None
    bookings: list[Booking] = field(default_factory=list)
    free: list[Taken] = field(default_factory=list)
    next_free: datetime | None = None


def room_lines(unit: Unit, day: date) -> list[RoomLine]:
    """The rooms of a unit that are open on a day, in four queries however many they are."""
    rooms = list(unit.rooms.filter(open_on(day)).order_by("kind", "name", "id"))
    within, now = day_of(day), timezone.now()
    since = max(within.starts, now)
    checks = _last_checks(rooms, day)
    lines = {room.pk: RoomLine(room, checks.get(room.pk)) for room in rooms}
    coming: dict[uuid.UUID, list[Taken]] = defaultdict(list)
    for each in bookings_within(rooms, Taken(within.starts, max(within.ends, since + _COMING))):
        coming[each.room_id].append(Taken(each.starts_at, each.ends_at))
        if each.starts_at < within.ends:
            lines[each.room_id].bookings.append(each)
    for line in lines.values():
        taken = coming[line.room.pk]
        line.free = worth_telling(free_within(taken, Taken(since, within.ends))) if since < within.ends else []
        line.next_free = next_free(taken, since, _SITTING_MINUTES)
    return list(lines.values())


def _last_checks(rooms: Sequence[Room], day: date) -> dict[uuid.UUID, RoomCheck]:
    found = RoomCheck.objects.filter(room__in=list(rooms), checked_on__lte=day).order_by("checked_on", "id")
    return {each.room_id: each for each in found}


def rooms_free(unit_id: uuid.UUID, wanted: Taken, but: Room) -> list[Room]:
    """The other rooms of the same kind at a unit that are free at a time."""
    taken = Booking.objects.filter(
        cancelled_at__isnull=True, starts_at__lt=wanted.ends, ends_at__gt=wanted.starts, room__unit_id=unit_id
    )
    day = timezone.localdate(wanted.starts)
    rooms = Room.objects.filter(open_on(day), unit_id=unit_id, kind=but.kind).exclude(pk=but.pk)
    return list(rooms.exclude(pk__in=taken.values("room")).order_by("name", "id"))


def units_with_rooms(actor: Actor) -> list[Unit]:
    """The units whose rooms an actor may see, by name."""
    rooms = Room.objects.filter(open_on(None), unit__institution__in=housed_to(actor))
    return list(Unit.objects.filter(pk__in=rooms.values("unit")).order_by("name", "code"))


def unit_of_reader(actor: Actor, unit_id: str) -> Unit | None:
    """The unit that an address names, else the one of the actor's own desk; None where there is neither."""
    own = Unit.objects.filter(institution__in=housed_to(actor)).select_related("institution")
    try:
        chosen = one_of(own.filter(pk=uuid.UUID(unit_id))) if unit_id else None
    except ValueError:
        chosen = None
    return chosen or own.filter(pk__in=Desk.objects.filter(pk=actor.desk_id or NOBODY.id).values("unit")).first()


def room_of_reader(actor: Actor, room_id: uuid.UUID) -> Room:
    """A room with its unit; Missing where it does not exist for this reader."""
    rooms = Room.objects.filter(pk=room_id, unit__institution__in=housed_to(actor))
    room = rooms.select_related("unit__institution").first()
    if room is None:
        raise Missing(_("There is no such room, or it belongs to another institution."))
    return room


def booking_of_reader(actor: Actor, booking_id: uuid.UUID) -> Booking:
    """A booking with its room; Missing where it does not exist for this reader."""
    bookings = Booking.objects.filter(pk=booking_id, room__unit__institution__in=housed_to(actor))
    booking = bookings.select_related("room__unit__institution", "officer").first()
    if booking is None:
        raise Missing(_("There is no such booking, or it belongs to another institution."))
    return booking


def bookings_to_come(room: Room) -> list[Booking]:
    """What a room is booked for from now on, two weeks at most."""
    now = timezone.now()
    return list(bookings_within([room], Taken(now, now + _COMING)))
