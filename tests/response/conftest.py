"""A fleet in the invented country, a response to danger, and a clock that a test moves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from genderdesk.casework.intake.acts import receive_report
from genderdesk.casework.intake.models import Report
from genderdesk.casework.intake.vocabulary import Channel, StatedKind
from genderdesk.casework.response.acts import assign_unit, open_dispatch
from genderdesk.casework.response.models import Assignment, Dispatch, DispatchEvent, ResponseUnit
from genderdesk.casework.response.vocabulary import OverrideReason
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.protection.access import PUBLIC, SYSTEM, Actor
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.organisation.institution.models import Unit

START = datetime(2026, 3, 10, 8, 0, tzinfo=UTC)
CANARY = "canary-91c2 what she told"


class MovedClock:
    """``timezone.now()`` stands where a test puts it."""

    def __init__(self) -> None:
        self.now = START

    def move(self, **later: float) -> datetime:
        self.now += timedelta(**later)
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> MovedClock:
    moved = MovedClock()
    monkeypatch.setattr(timezone, "now", lambda: moved.now)
    return moved


@dataclass
class Fleet:
    """Units of the invented police, with their crews; ``near`` is free and nearest, ``car`` can carry."""

    world: Any
    near: ResponseUnit
    far: ResponseUnit
    car: ResponseUnit
    riders: dict[str, Actor]

    def rider(self, unit: ResponseUnit) -> Actor:
        return self.riders[unit.call_sign]


def make_unit(
    world: Any, call_sign: str, home: Unit, kind: str = "motorcycle", **fields: Any
) -> tuple[ResponseUnit, Actor]:
    """A unit with a rider who can sign in."""
    rider = world.actor("rider", world.station)
    with unguarded("test"):
        unit = ResponseUnit.objects.create(
            call_sign=call_sign, kind=kind, home=home, crew_id=rider.officer_id, **fields
        )
    return unit, rider


@pytest.fixture
def fleet(world: Any) -> Fleet:
    """Three units: near by, twenty kilometres away, and a car beside that one."""
    with unguarded("test"):
        Unit.objects.filter(pk=world.station.unit_id).update(latitude=-1.9, longitude=30.0)
        Unit.objects.filter(pk=world.other_station.unit_id).update(latitude=-1.9, longitude=30.18)
    world.station.unit.refresh_from_db()
    world.other_station.unit.refresh_from_db()
    near, one = make_unit(world, "M-01", world.station.unit)
    far, two = make_unit(world, "M-02", world.other_station.unit)
    car, three = make_unit(
        world, "V-01", world.other_station.unit, kind="car", capabilities=["transport_survivor"], female_crew=True
    )
    return Fleet(world, near, far, car, {"M-01": one, "M-02": two, "V-01": three})


def report_of_danger(world: Any, **told: Any) -> Report:
    """A report with danger; no response is opened for it yet."""
    given = {
        "institution": world.police,
        "channel": Channel.WEB,
        "district": world.district,
        "stated_kind": StatedKind.PHYSICAL,
        "safe_to_contact": Answer.NO,
        "immediate_danger": Answer.YES,
        "reporter_name": CANARY,
        "narrative": CANARY,
        "place_text": "Blue gate behind the market",
    }
    report: Report = receive_report(PUBLIC, **(given | told))
    return report


@pytest.fixture
def response(world: Any, fleet: Fleet) -> Dispatch:
    """A response to danger in the first district; nobody is sent yet."""
    return new_response(world)


def new_response(world: Any, **told: Any) -> Dispatch:
    made: Dispatch = open_dispatch(SYSTEM, report=report_of_danger(world, **told))
    return made


def send(world: Any, dispatch: Dispatch, unit: ResponseUnit, **given: Any) -> Assignment:
    """A dispatcher sends a unit, with a reason where the order would have been another one."""
    given.setdefault("override_reason", OverrideReason.KNOWS_THE_PLACE)
    assign_unit(world.dispatcher, dispatch, unit=unit, **given)
    return Assignment.objects.get(dispatch=dispatch, unit=unit, ended_at__isnull=True)


def names_of(dispatch: Dispatch) -> list[str]:
    """What happened, the oldest first."""
    return list(
        DispatchEvent.objects.filter(dispatch=dispatch).order_by("kept_at", "id").values_list("name", flat=True)
    )
