"""Projects: money beside what was planned, things each once, and who does what where without adding unlike numbers."""

from __future__ import annotations

import csv
from datetime import date

import pytest

from genderdesk.groundwork.platform.refusals import Invalid
from genderdesk.programme.partners import acts, queries
from genderdesk.programme.partners.models import Partner, Project, Receipt, Thing
from genderdesk.programme.partners.vocabulary import (
    ActivityStatus,
    CountedBy,
    PartnerKind,
    ProjectRole,
    Sector,
    ThingKind,
    ThingState,
)

pytestmark = pytest.mark.django_db
DAY = date(2009, 3, 1)


@pytest.fixture
def donor(world) -> Partner:
    return acts.enter_partner(
        world.desk_head, code="DONOR", kind=PartnerKind.DONOR, name="Invented donor", since=date(2000, 1, 1)
    )


@pytest.fixture
def project(world) -> Project:
    return acts.open_project(world.desk_head, code="P1", title="Invented project", goal="A goal", starts_on=DAY)


def test_money_stands_beside_what_was_planned_with_how_late_it_came(world, donor, project):
    head = world.desk_head
    aim = acts.add_objective(head, project, text="Counselling")
    line = acts.add_budget_line(
        head, project, purpose="Rooms", amount=1000, currency="USD", due_on=DAY, objective=aim, donor=donor
    )
    paid = {"donor": donor, "amount": 400, "currency": "USD", "rate": 570.0, "line": line}
    acts.take_money(head, project, note="T-1", received_on=date(2009, 3, 16), **paid)
    acts.take_money(head, project, note="T-2", received_on=date(2009, 4, 16), **paid)
    (money,) = queries.budget_of(project)
    assert (money.received, money.missing, money.late_days) == (800, 200, 15)
    with pytest.raises(Invalid, match="entered already"):
        acts.take_money(head, project, note="T-2", received_on=date(2009, 5, 1), **paid)
    with pytest.raises(Invalid, match="same currency"):
        acts.take_money(head, project, note="T-3", received_on=DAY, **(paid | {"currency": "EUR"}))


def test_fifteen_motorcycles_are_received_once_whatever_stands_on_paper(world, donor, project):
    plates = "\n".join(f"GR {number:03}" for number in range(15))
    things = {"donor": donor, "received_on": DAY, "thing": ThingKind.MOTORCYCLE}
    acts.take_things(world.desk_head, project, note="D-1", serials=plates, **things)
    with pytest.raises(Invalid, match="GR 004") as refused:
        acts.take_things(world.desk_head, project, note="D-2", serials="GR 900\ngr 004", **things)
    assert refused.value.field == "serials"
    assert (Receipt.objects.count(), Thing.objects.count()) == (1, 15), "nothing of the second note was kept"
    moved = Thing.objects.get(serial="GR 004")
    acts.place_thing(world.desk_head, moved, unit=world.station.unit, state=ThingState.BROKEN, seen_on=date(2009, 6, 1))
    (counted,) = queries.things_of(project)
    assert (counted.received, counted.working, counted.placed) == (15, 14, 1)
    with pytest.raises(Invalid, match="2009-06-01"):
        acts.place_thing(world.desk_head, moved, unit=None, state=ThingState.WORKING, seen_on=date(2009, 5, 1))


def test_a_partner_is_said_once_to_be_what_it_is_in_a_project(world, donor, project):
    acts.join_project(world.desk_head, project, partner=donor, role=ProjectRole.FUNDING)
    acts.join_project(world.desk_head, project, partner=donor, role=ProjectRole.IMPLEMENTING)
    with pytest.raises(Invalid, match="already"):
        acts.join_project(world.desk_head, project, partner=donor, role=ProjectRole.FUNDING)


def said(world, donor, reached: int | None, method: CountedBy, **changed):
    given = {"sector": Sector.AWARENESS, "activity": "=Talk", "place": world.district, "starts_on": DAY}
    return acts.enter_presence(
        world.outreach_officer,
        **(given | {"partner": donor, "status": ActivityStatus.COMPLETED} | changed),
        reached=reached,
        counted_by=method,
    )


def test_unlike_numbers_stand_in_columns_of_their_own_and_the_file_carries_hashtags(world, donor):
    said(world, donor, 40, CountedBy.HEAD_COUNT)
    said(world, donor, 60, CountedBy.HEAD_COUNT)
    said(world, donor, 700, CountedBy.ESTIMATE)
    found = queries.presences(world.analyst).order_by("starts_on", "id")
    assert queries.reached_by_method(found) == [("estimate", 700), ("head_count", 100)]
    answer = world.client(world.analyst).get("/staff/partners/who-what-where.csv")
    lines = list(csv.reader(b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()))
    header, tags, *rows = lines
    assert tags[0] == "#org+name"
    assert all(each.startswith("#") for each in tags)
    assert len(header) == len(tags)
    by_name = [dict(zip(header, each, strict=True)) for each in rows]
    assert [each["reached_head_count"] for each in by_name] == ["40", "60", ""]
    assert [each["reached_estimate"] for each in by_name] == ["", "", "700"]
    assert by_name[0]["activity"] == "'=Talk", "no spreadsheet runs it"
    assert queries.presences(world.defence_desk_head).count() == 0


@pytest.mark.parametrize(("reached", "method"), [(5, CountedBy.NOT_COUNTED), (None, CountedBy.HEAD_COUNT)])
def test_a_number_without_a_method_is_refused(world, donor, reached, method):
    with pytest.raises(Invalid, match="method"):
        said(world, donor, reached, method)


@pytest.mark.one_database
def test_the_pages_take_what_came_and_keep_what_was_typed_wrongly(world, donor, project):
    browser = world.client(world.desk_head)
    at = f"/staff/partners/projects/{project.pk}/"
    assert browser.post(f"{at}aim/", {"text": "Awareness"})["Location"] == at
    things = {"donor": str(donor.pk), "note": "D-1", "received_on": "2009-03-01", "thing": "motorcycle"}
    wrong = browser.post(f"{at}things/", things | {"serials": "A 1\nA 1"})
    assert (wrong.status_code, "twice" in wrong.content.decode(), "D-1" in wrong.content.decode()) == (422, True, True)
    assert browser.post(f"{at}things/", things | {"serials": "A 1\nA 2"})["Location"] == at
    page = browser.get(at).content.decode()
    assert "Motorcycle: 2 received, 2 working, 0 given to a unit" in page
    thing = Thing.objects.get(serial="A 1")
    placed = {"unit": str(world.station.unit.pk), "state": "working", "seen_on": "2009-04-01"}
    assert browser.post(f"/staff/partners/things/{thing.pk}/", placed)["Location"] == at
    assert world.station.unit.name in browser.get(at).content.decode()
    row = {"partner": str(donor.pk), "sector": "health", "activity": "Clinic", "place": world.district.pk}
    row |= {"starts_on": "2009-01-01", "status": "ongoing", "counted_by": "not_counted"}
    assert browser.post("/staff/partners/who-what-where/", row)["Location"] == "/staff/partners/who-what-where/"
    assert "Clinic" in browser.get("/staff/partners/who-what-where/?sector=health").content.decode()
    assert "Clinic" not in browser.get("/staff/partners/who-what-where/?sector=legal").content.decode()
