"""Readiness: a desk that lacks something required is not operational and says what; findings are seen by another."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.groundwork.platform.refusals import Conflict, ImpossibleMove, Invalid, Refused
from genderdesk.groundwork.protection.access import SYSTEM
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.organisation.institution import acts, queries
from genderdesk.organisation.institution.models import Desk, Finding, Officer, Post, Room, RoomCheck, SupplyEntry
from genderdesk.organisation.institution.queries import ReadinessBook
from genderdesk.organisation.institution.rules.readiness import (
    Asked,
    Costed,
    Judged,
    Readiness,
    cost_of,
    looked_at,
    measure_of,
)
from genderdesk.organisation.institution.rules.supplies import months_of
from genderdesk.organisation.institution.vocabulary.readiness import (
    DEFAULT_STANDARD,
    Demand,
    Domain,
    EquipmentKind,
    ItemState,
    Method,
    SupplyKind,
    SupplyMove,
)
from genderdesk.organisation.institution.vocabulary.rooms import CheckOutcome, RoomKind
from tests.response.conftest import make_unit
from tests.world import LONG_AGO

FIRST = date(2026, 1, 1)
BEGINNING = [
    Asked(each.code, each.domain, each.demand, each.method, each.quantity, each.kind, each.only)
    for each in DEFAULT_STANDARD
]
REQUIRED, DESIRED = Demand.REQUIRED, Demand.DESIRED


def judged(domain=Domain.RECORDS, demand=REQUIRED, there=1, *, shared=False) -> Judged:
    return Judged("line", domain, demand, 1, there, shared)


class TestRules:
    def test_required_weighs_twice_and_shared_counts_half(self):
        lines = [judged(), judged(demand=DESIRED, there=0), judged(Domain.TRANSPORT, shared=True)]
        assert measure_of(lines) == {Domain.RECORDS: 67, Domain.TRANSPORT: 50}

    def test_one_required_thing_missing_and_a_desk_is_not_ready_a_desired_one_does_not_matter(self):
        assert Readiness([judged(), judged(demand=DESIRED, there=0)], private_room=True).ready
        lacking = Readiness([judged(), judged(Domain.BUDGET, there=0)], private_room=True)
        assert not lacking.ready
        assert [each.domain for each in lacking.failing] == [Domain.BUDGET]

    def test_without_a_private_room_or_a_standard_nobody_is_ready(self):
        assert not Readiness([judged()], private_room=False).ready
        assert not Readiness([], private_room=True).ready

    @pytest.mark.parametrize(
        ("state", "expected"),
        [
            ("working", (2, False)),
            ("shared", (2, True)),
            ("broken", (0, False)),
            ("absent", (0, False)),
            (None, (0, False)),
        ],
    )
    def test_what_nobody_looked_at_is_not_there(self, state, expected):
        assert looked_at(state, 2) == expected

    def test_a_balance_is_what_came_less_what_was_used_over_all_months(self):
        january, february = date(2026, 1, 1), date(2026, 2, 1)
        entries = [
            (february, "used", 30), (january, "allocated", 100), (january, "received", 80), (january, "used", 50),
            (february, "allocated", 100), (february, "received", 100), (february, "received", -100),
        ]  # fmt: skip
        months = months_of(entries)
        assert [(each.month, each.balance, each.shortfall) for each in months] == [
            (january, 30, 20),
            (february, 0, 100),
        ]


pytestmark = pytest.mark.django_db


def lay_down(world, *lines: Asked, starts_on=FIRST, institution=None):
    return acts.lay_down_standard(SYSTEM, institution or world.police, starts_on=starts_on, lines=list(lines))


def asked(code="registers", method=Method.LOOKED, demand=REQUIRED, domain=Domain.RECORDS, **given) -> Asked:
    return Asked(code, domain, demand, method, **given)


def with_room(desk: Desk) -> None:
    with unguarded("test"):
        room = Room.objects.create(unit=desk.unit, kind=RoomKind.INTERVIEW, name="Room", opened_on=LONG_AGO)
        RoomCheck.objects.create(
            room=room, checked_on=LONG_AGO, door_closes=Answer.YES, not_crossed=Answer.YES, outcome=CheckOutcome.PASSED
        )


def inspected(world, desk=None, on=FIRST, actor=None, **states):
    found = {code: ItemState(state) for code, state in states.items()}
    return acts.keep_inspection(actor or world.desk_head, desk or world.station, inspected_on=on, states=found)


def standing(world, day, desk=None):
    desk = desk or world.station
    return ReadinessBook([world.police], day, Desk.objects.select_related("unit__institution").get(pk=desk.pk)).of(desk)


class TestReadiness:
    def test_a_desk_is_ready_from_the_day_on_which_somebody_found_all_that_is_required(self, world):
        lay_down(world, asked(), asked("toilet", domain=Domain.INFRASTRUCTURE), asked("charter", demand=DESIRED))
        with_room(world.station)
        later = FIRST + timedelta(days=30)
        inspected(world, registers="working", toilet="broken")
        inspected(world, on=later, toilet="shared")
        before, then = standing(world, later - timedelta(days=1)), standing(world, later)
        assert not before.ready
        assert [each.code for each in before.failing] == ["toilet"]
        assert then.ready
        assert [desk.pk for desk in queries.desks_ready([world.police.pk], later)] == [world.station.pk]
        assert queries.desks_ready([world.police.pk], later - timedelta(days=1)) == []

    def test_no_private_room_no_ready_desk_whatever_the_standard_says(self, world):
        lay_down(world, asked())
        inspected(world, registers="working")
        assert not standing(world, FIRST).ready
        with_room(world.station)
        assert standing(world, FIRST).ready

    def test_staff_is_what_covers_the_posts_and_never_typed(self, world):
        officer = Officer.objects.get(pk=world.focal_point.officer_id)
        lay_down(
            world,
            asked("trained", Method.POSTS, domain=Domain.STAFF),
            asked("woman", Method.WOMEN, domain=Domain.STAFF),
        )
        with_room(world.station)
        assert [each.code for each in standing(world, FIRST).failing] == ["trained", "woman"]
        competence = acts.define_competence(SYSTEM, code="first", name="First", validity_months=12)
        acts.require_competence(SYSTEM, world.police, role="focal_point", competence=competence, starts_on=LONG_AGO)
        acts.grant_competence(SYSTEM, officer, competence=competence, granted_on=FIRST, source="C-1")
        assert standing(world, FIRST).ready
        assert not standing(world, FIRST + timedelta(days=366)).ready

    def test_things_count_from_the_day_since_which_they_work(self, world):
        lay_down(world, asked("phone", Method.EQUIPMENT, kind=EquipmentKind.PHONE, quantity=2, domain=Domain.SUPPLIES))
        with_room(world.station)
        unit, given = world.station.unit, {"kind": EquipmentKind.PHONE, "state": ItemState.WORKING}
        one = acts.enter_equipment(world.focal_point, unit, serial="INV-1", since=FIRST, **given)
        assert not standing(world, FIRST).ready
        acts.enter_equipment(world.focal_point, unit, since=FIRST, **(given | {"state": ItemState.SHARED}))
        assert standing(world, FIRST).ready
        assert standing(world, FIRST).measures == {Domain.SUPPLIES: 50}
        acts.see_equipment(world.focal_point, one, state=ItemState.BROKEN, since=date(2026, 3, 1))
        assert standing(world, date(2026, 2, 28)).ready
        assert not standing(world, date(2026, 3, 1)).ready

    def test_a_line_for_desks_of_one_kind_is_not_asked_of_others(self, world):
        lay_down(world, asked(), asked("toilet", only="desk"))
        assert {each.code for each in standing(world, FIRST).lines} == {"registers"}
        assert {each.code for each in standing(world, FIRST, world.headquarters).lines} == {"registers", "toilet"}

    def test_a_later_version_asks_from_its_day_on(self, world):
        lay_down(world, asked())
        with_room(world.station)
        inspected(world, registers="working")
        later = FIRST + timedelta(days=60)
        lay_down(world, asked(), asked("toilet"), starts_on=later)
        assert standing(world, later - timedelta(days=1)).ready
        assert [each.code for each in standing(world, later).failing] == ["toilet"]
        with pytest.raises(Invalid):
            lay_down(world, asked(), starts_on=later)

    def test_the_standard_that_everybody_begins_with_can_be_met_by_method(self, world):
        lay_down(world, *BEGINNING)
        found = standing(world, FIRST)
        assert set(found.measures) == set(Domain)
        assert not found.ready

    def test_fuel_that_came_in_full_meets_the_line_of_the_month_after(self, world):
        lay_down(world, asked("fuel", Method.SUPPLY, kind=SupplyKind.FUEL, domain=Domain.TRANSPORT))
        with_room(world.station)
        write = {"kind": SupplyKind.FUEL, "month": FIRST}
        acts.write_supply(world.desk_head, world.station.unit, move=SupplyMove.ALLOCATED, amount=100, **write)
        acts.write_supply(world.focal_point, world.station.unit, move=SupplyMove.RECEIVED, amount=60, **write)
        assert not standing(world, date(2026, 2, 10)).ready
        acts.write_supply(world.focal_point, world.station.unit, move=SupplyMove.RECEIVED, amount=40, **write)
        assert standing(world, date(2026, 2, 10)).ready

    def test_five_hundred_desks_take_as_many_queries_as_five(self, world, django_assert_max_num_queries):
        lay_down(world, *BEGINNING)
        with unguarded("test"):
            unit = world.station.unit
            Desk.objects.bulk_create(
                Desk(unit=unit, kind="focal_point", name=f"Desk {number}", opened_on=LONG_AGO) for number in range(500)
            )
        with django_assert_max_num_queries(24):
            assert len(queries.league([world.police.pk], FIRST)) == 503


class TestFindings:
    @pytest.fixture
    def finding(self, world) -> Finding:
        lay_down(world, asked(), asked("toilet"), asked("charter", demand=DESIRED))
        inspected(world, registers="working", toilet="absent", charter="absent")
        return Finding.objects.get()

    def assigned(self, world, finding, **changed) -> Finding:
        post = Post.objects.get(pk=world.focal_point.post_id)
        given = {"owner_post": post, "action": "Repair it", "due_on": timezone.localdate()} | changed
        return acts.assign_finding(world.desk_head, finding, **given)

    def test_what_is_required_and_missing_is_found_once(self, world, finding):
        assert finding.code == "toilet"
        inspected(world, on=FIRST + timedelta(days=5), toilet="absent")
        assert Finding.objects.count() == 1

    def test_nobody_inspects_the_own_desk(self, world, finding):
        with pytest.raises(Refused, match="own desk"):
            inspected(world, world.headquarters, registers="working")
        inspected(world, world.headquarters, actor=world.actor("oversight", world.other_station), registers="working")

    def test_an_inspection_without_anything_looked_at_is_refused(self, world, finding):
        with pytest.raises(Invalid):
            inspected(world)
        with pytest.raises(Invalid, match="No standard"):
            inspected(world, on=FIRST - timedelta(days=1), registers="working")

    def test_from_open_to_verified_by_somebody_else(self, world, finding):
        with pytest.raises(ImpossibleMove):
            acts.verify_finding(world.desk_head, finding)
        finding = self.assigned(world, finding)
        with pytest.raises(Refused):
            acts.fix_finding(world.other_focal_point, finding, note="Done")
        finding = acts.fix_finding(world.focal_point, finding, note="A new door")
        finding = acts.return_finding(world.desk_head, finding, note="It leaks", due_on=timezone.localdate())
        finding = acts.fix_finding(world.focal_point, finding, note="Repaired")
        finding = acts.verify_finding(world.desk_head, finding, note="Seen")
        assert (finding.state, finding.closed_by_id) == ("verified", world.desk_head.officer_id)

    def test_whoever_fixed_it_does_not_verify_it(self, world, finding):
        head = Post.objects.get(pk=world.desk_head.post_id)
        finding = self.assigned(world, finding, owner_post=head)
        finding = acts.fix_finding(world.desk_head, finding, note="Done")
        with pytest.raises(Refused, match="does not verify"):
            acts.verify_finding(world.desk_head, finding)
        acts.verify_finding(world.oversight, finding)

    def test_a_risk_is_accepted_with_a_reason_and_the_desk_is_no_readier_for_it(self, world, finding):
        with_room(world.station)
        acts.accept_finding(world.desk_head, finding, note="The building is rented")
        assert [each.code for each in standing(world, timezone.localdate()).failing] == ["toilet"]

    def test_overdue_ones_are_told_and_a_foreign_post_owns_none(self, world, finding):
        with pytest.raises(Invalid):
            self.assigned(world, finding, owner_post=Post.objects.get(pk=world.defence_desk_head.post_id))
        with pytest.raises(Invalid):
            self.assigned(world, finding, due_on=timezone.localdate() - timedelta(days=1))
        self.assigned(world, finding)
        assert not queries.overdue_findings(world.police.pk)
        with unguarded("test"):
            Finding.objects.update(due_on=timezone.localdate() - timedelta(days=1))
        assert list(queries.overdue_findings(world.police.pk, world.focal_point.post_id)) == [finding]
        shown = world.client(world.focal_point).get("/staff/").content.decode()
        assert f"/staff/readiness/findings/{finding.pk}/" in shown


class TestSupplies:
    def write(self, world, move=SupplyMove.RECEIVED, amount=50, actor=None, **changed) -> SupplyEntry:
        given = {"kind": SupplyKind.FUEL, "move": move, "month": date(2026, 1, 20), "amount": amount} | changed
        return acts.write_supply(actor or world.focal_point, world.station.unit, **given)

    def test_a_wrong_entry_is_taken_back_by_another_and_once(self, world):
        wrong = self.write(world, amount=500)
        acts.correct_supply(world.focal_point, wrong, note="One nought too many")
        self.write(world)
        month = queries.supply_months(world.station.unit_id)[SupplyKind.FUEL][0]
        assert (month.received, month.balance) == (50, 50)
        with pytest.raises(Conflict):
            acts.correct_supply(world.focal_point, wrong, note="Again")
        with pytest.raises(Conflict):
            acts.correct_supply(world.focal_point, wrong.corrected_by, note="The other way")

    def test_an_entry_is_never_changed_whatever_code_tries(self, world):
        entry = self.write(world)
        with unguarded("test"), pytest.raises(DatabaseError), transaction.atomic():
            SupplyEntry.objects.filter(pk=entry.pk).update(amount=5)

    def test_only_a_head_allocates_and_nobody_writes_for_another_station(self, world):
        with pytest.raises(Refused):
            self.write(world, move=SupplyMove.ALLOCATED)
        with pytest.raises(Refused):
            self.write(world, actor=world.other_focal_point)
        with pytest.raises(Refused):
            self.write(world, actor=world.defence_desk_head)
        self.write(world, move=SupplyMove.ALLOCATED, actor=world.desk_head)

    def test_a_months_shortfall_shows(self, world):
        self.write(world, move=SupplyMove.ALLOCATED, amount=80, actor=world.desk_head)
        self.write(world)
        found = queries.shortfalls([world.police.pk], FIRST)
        assert [(each.unit.pk, each.kind, each.missing) for each in found] == [
            (world.station.unit_id, SupplyKind.FUEL, 30)
        ]
        assert (
            "30"
            in world.client(world.focal_point)
            .get(f"/staff/readiness/supplies/{world.station.unit_id}/")
            .content.decode()
        )

    @pytest.mark.parametrize(("changed", "field"), [({"amount": 0}, "amount"), ({"month": date(2999, 1, 1)}, "month")])
    def test_what_cannot_be_is_refused_beside_its_field(self, world, changed, field):
        with pytest.raises(Invalid) as refused:
            self.write(world, **changed)
        assert refused.value.field == field

    def test_a_head_is_told_on_today_to_whom_last_months_fuel_did_not_come(self, world):
        last_month = timezone.localdate().replace(day=1) - timedelta(days=1)
        self.write(world, move=SupplyMove.ALLOCATED, amount=80, actor=world.desk_head, month=last_month)
        self.write(world, month=last_month)
        page = world.client(world.desk_head).get("/staff/").content.decode()
        assert f"{world.station.unit.name}: 30 missing of Fuel, in litres" in page
        assert "30 missing" not in world.client(world.focal_point).get("/staff/").content.decode()


class TestPrices:
    def test_what_is_missing_costs_its_pieces_and_what_has_no_price_is_told_apart(self):
        phones = Judged("phone", Domain.SUPPLIES, REQUIRED, asked=3, there=1)
        toilet = Judged("toilet", Domain.INFRASTRUCTURE, REQUIRED, asked=1, there=0)
        found = Judged("registers", Domain.RECORDS, REQUIRED, asked=1, there=1)
        assert cost_of([phones, toilet, found], {"phone": 40_000, "registers": 5}) == Costed(80_000, unpriced=1)
        assert Costed(1, 2) + Costed(3, 4) == Costed(4, 6)

    def test_the_price_of_the_day_counts_and_an_earlier_one_stays(self, world):
        lay_down(world, asked(), asked("toilet"), asked("trained", Method.POSTS))
        price = {"source": "Invented offer"}
        acts.price_line(world.desk_head, world.police, code="toilet", amount=100, starts_on=FIRST, **price)
        later = FIRST + timedelta(days=10)
        acts.price_line(world.desk_head, world.police, code="toilet", amount=150, starts_on=later, **price)
        for day, amount in ((FIRST, 100), (later - timedelta(days=1), 100), (later, 150)):
            (line,) = [each for each in queries.league([world.police], day) if each.desk.pk == world.station.pk]
            assert line.cost == Costed(amount, unpriced=2), day
        with pytest.raises(Invalid, match="has a price from that day"):
            acts.price_line(world.desk_head, world.police, code="toilet", amount=1, starts_on=later, **price)
        with pytest.raises(Invalid, match="bought by the piece"):
            acts.price_line(world.desk_head, world.police, code="trained", amount=1, starts_on=later, **price)

    def test_a_head_prices_a_line_and_reads_what_the_gaps_cost(self, world):
        lay_down(world, asked(), asked("toilet"))
        browser = world.client(world.desk_head)
        given = {"code": "toilet", "amount": "250000", "starts_on": FIRST.isoformat(), "source": "Invented offer"}
        assert browser.post("/staff/readiness/standard/price/", given).status_code == 302
        assert browser.post("/staff/readiness/standard/price/", given).status_code == 422
        assert "250,000 a piece" in browser.get("/staff/readiness/standard/").content.decode()
        desks = Desk.objects.filter(unit__institution=world.police).count()
        said = " ".join(browser.get("/staff/readiness/").content.decode().split())
        assert f"costs {250_000 * desks:,} in the national currency; {desks} gaps have no price" in said
        (line,) = [
            each
            for each in b"".join(browser.get("/staff/readiness/gaps.csv")).decode().splitlines()
            if ",toilet," in each and world.station.name in each
        ]
        assert line.endswith(",1,0,250000,250000")
        assert world.client(world.focal_point).get("/staff/readiness/standard/price/").status_code == 403


class TestPages:
    def test_a_head_lays_down_the_standard_and_inspects_and_the_gap_is_in_the_file(self, world):
        browser = world.client(world.desk_head)
        page = browser.get("/staff/readiness/standard/").content.decode()
        assert "demand_registers" in page
        given = {
            "starts_on": "2026-01-01", "demand_registers": "required", "demand_toilet": "desired",
            "demand_phone": "desired", "quantity_phone": "4",
            "own_text": "A lamp at the door", "own_domain": "infrastructure", "own_demand": "required",
        }  # fmt: skip
        assert browser.post("/staff/readiness/standard/", given).status_code == 302
        address = f"/staff/readiness/desks/{world.station.pk}/"
        answer = browser.post(f"{address}inspect/", {"inspected_on": "2026-01-05", "line_registers": "absent"})
        assert answer.status_code == 302
        shown = browser.get(address).content.decode()
        assert "Not operational" in shown
        assert "A lamp at the door" in shown
        lines = b"".join(browser.get("/staff/readiness/gaps.csv")).decode().splitlines()
        assert [line.split(",")[6] for line in lines if world.station.name in line] == [
            "registers", "own-1", "toilet", "phone",
        ]  # fmt: skip
        assert [line.split(",")[8] for line in lines if ",phone," in line and world.station.name in line] == ["4"]
        assert world.station.name in browser.get("/staff/readiness/").content.decode()

    def test_a_head_sees_the_vehicles_of_the_unit_with_their_fuel_and_a_focal_point_what_stands_there(self, world):
        vehicle, _crew = make_unit(world, "M-77", world.station.unit)
        address = f"/staff/readiness/desks/{world.station.pk}/"
        assert f"{vehicle.call_sign}: Enough fuel" in " ".join(
            world.client(world.desk_head).get(address).content.decode().split()
        )
        assert vehicle.call_sign not in world.client(world.focal_point).get(address).content.decode()

    def test_an_inspection_that_says_nothing_is_answered_by_a_sentence(self, world):
        lay_down(world, asked())
        address = f"/staff/readiness/desks/{world.station.pk}/inspect/"
        answer = world.client(world.desk_head).post(address, {"inspected_on": "2026-01-05", "note": "Was there"})
        assert answer.status_code == 422
        assert "Was there" in answer.content.decode()

    def test_a_focal_point_enters_a_thing_and_says_later_that_it_is_broken(self, world):
        browser = world.client(world.focal_point)
        address = f"/staff/readiness/desks/{world.station.pk}/"
        given = {"kind": "phone", "serial": "INV-9", "quantity": "1", "state": "working", "since": "2026-01-05"}
        assert browser.post(f"{address}equipment/", given).status_code == 302
        again = browser.post(f"{address}equipment/", given)
        assert again.status_code == 422
        item = world.station.unit.equipment.get()
        state = {"state": "broken", "since": "2026-02-05", "note": "Fell"}
        assert browser.post(f"/staff/readiness/equipment/{item.pk}/", state).status_code == 302
        assert "There but broken" in browser.get(address).content.decode()

    def test_another_institutions_desk_is_not_there(self, world):
        browser = world.client(world.defence_desk_head)
        for address in (f"desks/{world.station.pk}/", f"supplies/{world.station.unit_id}/"):
            assert browser.get(f"/staff/readiness/{address}").status_code == 404

    def test_a_form_that_comes_twice_writes_one_entry(self, world):
        browser, op_id = world.client(world.focal_point), str(new_id())
        given = {"kind": "fuel", "move": "received", "month": "2026-01-05", "amount": "40", "op_id": op_id}
        for _time in range(2):
            answer = browser.post(f"/staff/readiness/supplies/{world.station.unit_id}/", given)
            assert answer.status_code == 302
        assert SupplyEntry.objects.count() == 1
