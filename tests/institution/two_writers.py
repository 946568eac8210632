"""Called in a process of its own on an empty data folder: two processes book one room for one time, again and again.

Prints, as JSON, for each way of writing how many rounds there were, in how many exactly one of the two got the room,
how many bookings overlap at the end, and what the others were told.
"""

from __future__ import annotations

import itertools
import json
import multiprocessing
import sys
import traceback
from collections import Counter
from datetime import timedelta
from typing import Any

from django.core.management import call_command
from django.db import IntegrityError, OperationalError, connections
from django.utils import timezone

from genderdesk.groundwork.protection.acts import Invalid, unguarded
from genderdesk.organisation.institution.acts import book_room
from genderdesk.organisation.institution.models import Booking, Room
from genderdesk.organisation.institution.vocabulary.rooms import RoomKind, RoomUse
from tests.world import LONG_AGO, World, make_world

_FORK = multiprocessing.get_context("fork")


def by_act(world: World, room: Room, starts: Any) -> None:
    """As every page does it."""
    actor = world.focal_point
    book_room(actor, room, starts_at=starts, ends_at=starts + timedelta(hours=1), purpose=RoomUse.INTERVIEW)


def by_the_table(world: World, room: Room, starts: Any) -> None:
    """As no page does it: straight into the table, so that only the database can refuse."""
    with unguarded("test"):
        Booking.objects.create(
            room=room,
            starts_at=starts,
            ends_at=starts + timedelta(hours=1),
            purpose=RoomUse.INTERVIEW,
            booked_by=world.focal_point.id,
        )


def write(way: Any, barrier: Any, results: Any, args: tuple[Any, ...]) -> None:
    barrier.wait()
    try:
        way(*args)
        results.put("booked")
    except Invalid:
        results.put("told that it is taken")
    except IntegrityError as fault:
        results.put("stopped" if "booking_never_overlaps" in str(fault) else str(fault))
    except OperationalError as fault:
        # Two rows that wait for each other under an exclusion constraint: PostgreSQL ends one of them so.
        waited = "deadlock detected" in str(fault) and "exclusion constraint" in str(fault)
        results.put("stopped" if waited else str(fault))
    except Exception:
        results.put(traceback.format_exc())


def race(way: Any, world: World, room: Room, day: int, rounds: int) -> dict[str, Any]:
    """So many rounds; in each the second wants a time that half overlaps with the first one's."""
    single, told = 0, Counter[str]()
    for each in range(rounds):
        starts = timezone.now().replace(microsecond=0) + timedelta(days=day, hours=3 * each)
        connections.close_all()
        barrier, results = _FORK.Barrier(2), _FORK.Queue()
        pair = [
            _FORK.Process(target=write, args=(way, barrier, results, (world, room, starts + timedelta(minutes=late))))
            for late in (0, 30)
        ]
        for one in pair:
            one.start()
        words = [results.get(timeout=60) for _one in pair]
        for one in pair:
            one.join()
        single += words.count("booked") == 1
        told.update(words)
    return {"rounds": rounds, "single": single, "told": dict(told)}


def overlapping(room: Room) -> int:
    found = list(room.bookings.order_by("starts_at"))
    return sum(one.ends_at > other.starts_at for one, other in itertools.pairwise(found))


def run(rounds: int) -> None:
    """Make an empty desk, race both ways, print what became of it."""
    call_command("migrate", verbosity=0)
    world = make_world()
    # Made before the two part, so that both are the same person.
    assert world.focal_point
    with unguarded("test"):
        rooms = [
            Room.objects.create(unit=world.station.unit, kind=RoomKind.INTERVIEW, name=name, opened_on=LONG_AGO)
            for name in ("Room 1", "Room 2")
        ]
    found = {
        way.__name__: race(way, world, room, day, rounds) | {"overlapping": overlapping(room)}
        for day, (way, room) in enumerate(zip((by_act, by_the_table), rooms, strict=True), start=1)
    }
    json.dump(found, sys.stdout)
