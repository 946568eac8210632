"""The vehicles for the head office: where each stands and why, kilometres that only go forward, what is due."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from genderdesk.casework.response import queries
from genderdesk.casework.response.acts import check_vehicle, give_back, set_out, set_unit_status
from genderdesk.casework.response.models import ResponseUnit, VehicleCheck
from genderdesk.casework.response.rules.upkeep import Checked, DueLine, due_of
from genderdesk.casework.response.vocabulary import (
    CannotGo,
    Due,
    Fitness,
    Fuel,
    OutWhy,
    Standing,
    Status,
    VehicleFault,
)
from genderdesk.groundwork.platform.refusals import Invalid, Refused
from genderdesk.groundwork.protection.acts import unguarded
from tests.response.conftest import START, make_unit, send

TODAY = date(2026, 3, 10)
PAGE, FILE = "/staff/responses/vehicles/", "/staff/responses/vehicles.csv"


def checked(**changed: Any) -> Checked:
    given = {"odometer_km": 9_000, "fit": True, "next_check_on": TODAY + timedelta(days=60)}
    return Checked(**({**given, "service_at_km": None, "papers_until": None} | changed))


@pytest.mark.parametrize(
    ("last", "due"),
    [
        (None, [DueLine(Due.NEVER_CHECKED, True)]),
        (checked(), []),
        (checked(fit=False), [DueLine(Due.NOT_FIT, True)]),
        (checked(next_check_on=TODAY + timedelta(days=8)), []),
        (
            checked(next_check_on=TODAY + timedelta(days=7)),
            [DueLine(Due.CHECK, False, on=TODAY + timedelta(days=7))],
        ),
        (checked(next_check_on=TODAY), [DueLine(Due.CHECK, False, on=TODAY)]),
        (checked(next_check_on=TODAY - timedelta(days=1)), [DueLine(Due.CHECK, True, on=TODAY - timedelta(days=1))]),
        (checked(service_at_km=9_501), []),
        (checked(service_at_km=9_500), [DueLine(Due.SERVICE, False, at_km=9_500)]),
        (checked(service_at_km=9_000), [DueLine(Due.SERVICE, True, at_km=9_000)]),
        (checked(papers_until=TODAY + timedelta(days=31)), []),
        (checked(papers_until=TODAY), [DueLine(Due.PAPERS, False, on=TODAY)]),
        (
            checked(papers_until=TODAY - timedelta(days=1), next_check_on=TODAY),
            [DueLine(Due.PAPERS, True, on=TODAY - timedelta(days=1)), DueLine(Due.CHECK, False, on=TODAY)],
        ),
    ],
)
def test_what_is_due_and_what_is_over_is_told_at_its_day_and_its_kilometre(last, due):
    assert due_of(last, TODAY) == due


pytestmark = pytest.mark.django_db


def kept(actor, unit, km: int = 9_000, day: date = TODAY, **changed: Any) -> VehicleCheck:
    given = {"fitness": Fitness.FIT, "next_check_on": day + timedelta(days=40)}
    return check_vehicle(actor, unit, checked_on=day, odometer_km=km, **(given | changed))


def lines(actor, **chosen: str) -> dict[str, queries.VehicleLine]:
    return {each.unit.call_sign: each for each in queries.vehicles(actor, **chosen)}


def typed(**changed: Any) -> dict[str, Any]:
    given = {"checked_on": "2026-03-09", "odometer_km": "12500", "fitness": "faults", "faults": ["brakes", "lights"]}
    given |= {"next_check_on": "2026-03-23", "service_at_km": "13000", "papers_until": "2026-12-31"}
    return {"op_id": str(uuid.uuid4()), **given, **changed}


def test_a_check_is_kept_once_and_its_kilometres_only_go_forward(world, fleet, clock):
    head = world.client(world.desk_head)
    address, given = f"{PAGE}{fleet.near.pk}/", typed()
    for _twice in range(2):
        assert head.post(address, given).status_code == 302
    check = VehicleCheck.objects.get()
    assert (check.odometer_km, check.faults) == (12_500, ["brakes", "lights"])
    backwards = head.post(address, typed(checked_on="2026-03-10", odometer_km="12499", next_check_on="2026-04-10"))
    assert backwards.status_code == 422
    assert "it had 12500 kilometres" in backwards.content.decode()
    assert 'value="12499"' in backwards.content.decode(), "nothing typed is lost"
    earlier = head.post(address, typed(checked_on="2026-03-01", odometer_km="12501"))
    assert earlier.status_code == 422
    page = head.get(address).content.decode()
    assert "Brakes" in page
    assert "13000 km" in page
    with transaction.atomic(), unguarded("test"), pytest.raises(IntegrityError):
        VehicleCheck.objects.create(
            unit=fleet.near, checked_on=check.checked_on, odometer_km=1, fitness="fit", next_check_on=TODAY,
            kept_by=world.desk_head.id,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"day": TODAY + timedelta(days=1)}, "checked_on"),
        ({"next_check_on": TODAY}, "next_check_on"),
        ({"fitness": Fitness.NOT_FIT}, "faults"),
        ({"faults": [VehicleFault.TYRES]}, "faults"),
    ],
)
def test_what_a_check_cannot_say_is_refused_with_its_field(world, fleet, clock, changed, field):
    with pytest.raises(Invalid) as refused:
        kept(world.dispatcher, fleet.near, **changed)
    assert refused.value.field == field
    assert not VehicleCheck.objects.exists()


def test_who_goes_on_foot_has_no_vehicle(world, fleet, clock):
    patrol, _crew = make_unit(world, "F-01", world.station.unit, "foot")
    assert "F-01" not in lines(world.desk_head)
    with pytest.raises(Invalid, match="on foot"):
        kept(world.dispatcher, patrol)
    assert world.client(world.desk_head).get(f"{PAGE}{patrol.pk}/").status_code == 404


def test_why_it_is_out_of_service_stands_there_until_it_is_back(world, fleet, clock):
    set_unit_status(world.dispatcher, fleet.near, status=Status.OUT_OF_SERVICE, why=OutWhy.PAPERS)
    line = lines(world.desk_head)["M-01"]
    assert (line.standing, line.unit.out_why) == (Standing.OUT, OutWhy.PAPERS)
    page = world.client(world.desk_head).get(PAGE).content.decode()
    assert "Insurance or inspection has ended" in page
    set_unit_status(world.dispatcher, fleet.near, status=Status.OUT_OF_SERVICE, why=OutWhy.REPAIR)
    assert lines(world.desk_head)["M-01"].unit.out_why == OutWhy.REPAIR, "the same state with another reason"
    set_unit_status(world.dispatcher, fleet.near, status=Status.UNAVAILABLE, why=OutWhy.REPAIR)
    assert lines(world.desk_head)["M-01"].unit.out_why == "", "why it is not available is its own matter"
    set_unit_status(world.dispatcher, fleet.near, status=Status.AT_BASE)
    assert lines(world.desk_head)["M-01"].standing == Standing.FREE


def test_the_reason_is_typed_on_the_units_own_page(world, fleet, clock):
    head = world.client(world.desk_head)
    given = {"op_id": str(uuid.uuid4()), "status": "out_of_service", "fuel": "low", "why": "accident"}
    assert head.post(f"/staff/responses/units/{fleet.car.pk}/", given).status_code == 302
    unit = ResponseUnit.objects.get(pk=fleet.car.pk)
    assert (unit.out_why, unit.fuel) == (OutWhy.ACCIDENT, Fuel.LOW)
    assert "After an accident" in head.get(f"/staff/responses/units/{fleet.car.pk}/").content.decode()


@pytest.mark.parametrize(
    ("reason", "why"),
    [
        (CannotGo.BREAKDOWN, OutWhy.REPAIR),
        (CannotGo.ACCIDENT, OutWhy.ACCIDENT),
        (CannotGo.FUEL, OutWhy.FUEL),
        (CannotGo.OTHER_DUTY, ""),
    ],
)
def test_a_crew_that_could_not_go_said_why_already(world, fleet, clock, response, reason, why):
    assignment = send(world, response, fleet.near)
    assert lines(world.desk_head)["M-01"].standing == Standing.ON_A_JOB
    give_back(fleet.rider(fleet.near), response, assignment=assignment, reason=reason)
    assert lines(world.desk_head)["M-01"].unit.out_why == why


def test_jobs_are_those_it_set_out_to_in_thirty_days(world, fleet, clock, response):
    assignment = send(world, response, fleet.near)
    assert lines(world.desk_head)["M-01"].jobs == 0, "it has not set out yet"
    set_out(fleet.rider(fleet.near), response, assignment=assignment)
    assert {sign: line.jobs for sign, line in lines(world.desk_head).items() if line.jobs} == {"M-01": 1}
    clock.move(days=31)
    assert lines(world.desk_head)["M-01"].jobs == 0


def test_kilometres_lie_between_the_checks_that_are_named(world, fleet, clock):
    who, unit = world.dispatcher, fleet.near
    assert lines(who)["M-01"].driven_km is None
    kept(who, unit, 1_000, TODAY - timedelta(days=50))
    assert lines(who)["M-01"].driven_km is None, "one reading says nothing of a way"
    kept(who, unit, 1_200, TODAY - timedelta(days=33))
    kept(who, unit, 1_900, TODAY - timedelta(days=2))
    line = lines(who)["M-01"]
    assert line.since is not None
    assert (line.driven_km, line.since.checked_on) == (700, TODAY - timedelta(days=33))
    other = fleet.far
    kept(who, other, 100, TODAY - timedelta(days=20))
    kept(who, other, 350, TODAY - timedelta(days=1))
    assert lines(who)[other.call_sign].driven_km == 250, "a new vehicle's are counted from its first check"


def test_the_list_is_of_what_is_chosen_and_its_totals_too(world, fleet, clock):
    set_unit_status(world.dispatcher, fleet.car, status=Status.OUT_OF_SERVICE, why=OutWhy.FUEL, fuel=Fuel.LOW)
    assert set(lines(world.desk_head, standing="out")) == {fleet.car.call_sign}
    province = str(world.district.parent_id)
    assert fleet.near.call_sign in lines(world.desk_head, province=province)
    assert lines(world.desk_head, province="nowhere") == {}
    head = world.client(world.desk_head)
    page = head.get(PAGE, {"standing": "out"}).content.decode()
    assert fleet.car.call_sign in page
    assert fleet.near.call_sign not in page
    assert "Out of service 1" in page
    assert "Never checked" in page
    assert "No vehicle of this kind." in head.get(PAGE, {"standing": "on_a_job"}).content.decode()
    got = b"".join(head.get(FILE, {"standing": "out"}).streaming_content).decode("utf-8-sig").splitlines()
    assert got[0].startswith("call_sign,kind,station,place,standing,status,out_why,since,fuel")
    assert len(got) == 2
    assert f"{fleet.car.call_sign}," in got[1]
    assert ",out,out_of_service,fuel," in got[1]


def test_what_is_overdue_stands_first(world, fleet, clock):
    kept(world.dispatcher, fleet.near)
    assert list(lines(world.desk_head)) == [fleet.far.call_sign, fleet.car.call_sign, fleet.near.call_sign]


def test_more_vehicles_cost_no_more_queries(world, fleet, clock):
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            queries.vehicles(world.desk_head)
        return len(captured)

    kept(world.dispatcher, fleet.near)
    asked()
    before = asked()
    for number in range(6):
        unit, _crew = make_unit(world, f"X-{number}", world.other_station.unit)
        kept(world.dispatcher, unit, number)
    # Whoever was just appointed lets conflicts be read anew, once.
    asked()
    assert asked() == before


def test_it_is_for_those_who_have_the_board_and_of_their_own_institution(world, fleet, clock):
    assert set(lines(world.defence_desk_head)) == set()
    assert world.client(world.defence_desk_head).get(f"{PAGE}{fleet.near.pk}/").status_code == 404
    with pytest.raises(Refused):
        kept(world.defence_desk_head, fleet.near)
    kept(fleet.rider(fleet.near), fleet.near, 10, TODAY - timedelta(days=1))
    with pytest.raises(Refused):
        kept(fleet.rider(fleet.near), fleet.far)
    for who in (world.operator, world.analyst, fleet.rider(fleet.near)):
        assert world.client(who).get(PAGE).status_code == 403
        assert world.client(who).get(FILE).status_code == 403
    assert timezone.now() == START
