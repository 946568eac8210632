"""Checks of the demonstration's vehicles, by the days on which it is made: invented dials, with something due on some.

Nothing is said of where a vehicle stands: the main job sends it.
"""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from genderdesk.casework.response import queries
from genderdesk.casework.response.acts import check_vehicle
from genderdesk.casework.response.vocabulary import Fitness, UnitKind, VehicleFault
from genderdesk.groundwork.protection.access import Actor


def make_checks(head: Actor) -> None:
    """Two checks of each vehicle but the last one, which nobody has looked at: of a month ago and of this week."""
    today = timezone.localdate()
    vehicles = list(queries.fleet(head).exclude(kind=UnitKind.FOOT).order_by("call_sign"))
    for place, unit in enumerate(vehicles[:-1]):
        dial = 8_000 + 1_370 * place
        service = dial + (600, 4_000, 5_000)[place % 3]
        for days_ago, driven in ((34, 0), (4, 420 + 65 * place)):
            day = today - timedelta(days=days_ago)
            faulty = days_ago == 4 and place % 4 == 1
            check_vehicle(
                head,
                unit,
                checked_on=day,
                odometer_km=dial + driven,
                fitness=Fitness.FAULTS if faulty else Fitness.FIT,
                faults=[VehicleFault.LIGHTS] if faulty else [],
                next_check_on=day + timedelta(days=30 if place % 5 else 2),
                service_at_km=service,
                papers_until=today + timedelta(days=20 + 40 * place),
            )
