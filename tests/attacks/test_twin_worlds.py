"""Two worlds, with and without a sealed file: nobody outside its cell, and nobody in conflict, can tell them apart.

Every address, search, export and act of the API is asked in both, as each role, and the answers are equal to the byte
once the nonces are taken out (``twins.py`` lists them). Security.md 7.2, P1.
"""

from __future__ import annotations

import json
import uuid

import pytest
from django.db import transaction
from django.utils import timezone

from genderdesk.casework.intake.acts import declare_conflict
from genderdesk.casework.intake.models import Report
from genderdesk.casework.intake.vocabulary import ConflictKind
from genderdesk.casework.response.acts import call_off_unit, open_dispatch, set_unit_status
from genderdesk.casework.response.models import Assignment, Dispatch, ResponseUnit
from genderdesk.casework.response.queries import vehicles
from genderdesk.casework.response.vocabulary import OutWhy, Standing, Status
from genderdesk.config.live import Listener
from genderdesk.groundwork.platform import editions
from genderdesk.groundwork.platform.models import Message
from genderdesk.groundwork.protection.access import SYSTEM
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.groundwork.protection.circle import circle_of
from genderdesk.organisation.institution.models import Officer
from tests.attacks import twins
from tests.attacks.twins import WORD, Twin

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

# Everybody but the cell, and one of the cell whom a conflict bars.
OUTSIDE = (
    "public", "operator", "dispatcher", "rider", "focal_point", "investigator", "counsellor", "analyst", "oversight",
    "administrator", "station_head", "other_focal_point", "defence_operator", "defence_desk_head", "provider",
    "conflicted_member",
)  # fmt: skip
# Who also sends: the rest are refused by their role before anything is looked for, which test_matrix.py shows.
SENDERS = frozenset(
    ("public", "operator", "dispatcher", "focal_point", "station_head", "provider", "defence_desk_head",
     "conflicted_member")
)  # fmt: skip
# Those who saw the file before it was sealed, and who counts: they look; what they send is asked of the others.
LATER = ("operator", "dispatcher", "focal_point", "station_head", "analyst", "conflicted_member")


@pytest.fixture
def twin(world, settings, monkeypatch) -> Twin:
    monkeypatch.setattr(timezone, "now", lambda: twins.NOW)
    return twins.make_twin(world, settings)


def all_of(sealed: dict[str, list[str]]) -> list[str]:
    return [each for found in sealed.values() for each in found]


def differences(one: dict[str, twins.Seen], other: dict[str, twins.Seen]) -> list[str]:
    assert one.keys() == other.keys()
    return [
        f"{key}: {one[key].status} {one[key].location} / {other[key].status} {other[key].location}"
        f"\n{_where(one[key].body, other[key].body)}"
        for key in one
        if one[key] != other[key]
    ]


def _where(one: bytes, other: bytes) -> str:
    at = next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    return f"  with:    {one[max(0, at - 60) : at + 200]!r}\n  without: {other[max(0, at - 60) : at + 200]!r}"


# Bytes of pages do not depend on the database; the statements, below, are compared on both.
@pytest.mark.one_database
@pytest.mark.parametrize(
    ("how", "who"), [*(("from_the_start", who) for who in OUTSIDE), *(("later", who) for who in LATER)]
)
def test_a_sealed_file_leaves_no_trace_outside_its_circle(twin, monkeypatch, how, who):
    sends = who in (SENDERS if how == "from_the_start" else ("conflicted_member",))
    with transaction.atomic():
        twins.add_sealed_file(twin, how)
        sealed, records, number = twin.sealed, dict(twin.records), twin.number
        seen = twins.crawl(twin, who, monkeypatch, sealed, records, number, sends=sends)
        transaction.set_rollback(True)
    with transaction.atomic():
        twins.stand_still(twin)
        assert not Report.objects.filter(pk=records[Report].pk).exists()
        unseen = twins.crawl(twin, who, monkeypatch, sealed, records, number, sends=sends)
        transaction.set_rollback(True)
    if found := differences(seen, unseen):
        pytest.fail(f"{len(found)} answers tell the worlds apart:\n" + "\n".join(found[:12]), pytrace=False)
    # A form that comes back with what was typed into it shows the word that was typed.
    assert not [key for key, each in seen.items() if WORD.encode() in each.body and not key.startswith("POST")]
    assert len(seen) > 300


def test_its_own_cell_and_its_own_crew_see_it(twin, monkeypatch):
    """The same crawl finds the file where it may be found, so that the tests above look for something."""
    twins.add_sealed_file(twin, "from_the_start")
    cell, crew = twin.clients["cell_member"], twin.clients["crew"]
    for name, path in (
        ("case_id", "/staff/cases/{}/"),
        ("report_id", "/staff/reports/{}/"),
        ("report_id", "/staff/reports/{}/circle/"),
        ("dispatch_id", "/staff/responses/{}/"),
        ("contact_id", "/staff/line/contacts/{}/"),
        ("referral_id", "/staff/care/referrals/{}/"),
    ):
        assert cell.get(path.format(twin.sealed[name][0])).status_code == 200, path
    assert twin.number in cell.get("/staff/reports/?show=sealed").content.decode()
    assert twin.number not in cell.get("/staff/reports/?show=all").content.decode()
    assert (
        str(Dispatch.objects.get(report_id=twin.sealed["report_id"][0]).number)
        in crew.get("/staff/ride/").content.decode()
    )
    assert crew.get(f"/staff/reports/{twin.sealed['report_id'][0]}/").status_code == 403


@pytest.mark.parametrize(
    "who",
    [
        "focal_point",
        "conflicted_member",
        *(
            pytest.param(each, marks=pytest.mark.one_database)
            for each in ("operator", "station_head", "defence_desk_head")
        ),
    ],
)
def test_a_hidden_id_costs_the_very_statements_of_one_that_never_was(twin, who):
    """The time that an answer takes is that of its statements, and they are the same: no clock is needed to tell."""
    twins.add_sealed_file(twin, "from_the_start")
    client = twin.clients[who]
    paths = [each for each in twins.addresses(twin, twin.sealed) if any(one in each for one in all_of(twin.sealed))]
    assert len(paths) > 40
    for path in paths:
        absent = path
        for one in all_of(twin.sealed):
            absent = absent.replace(one, str(uuid.UUID(int=3)))
        twins.ask(client, "GET", absent)
        assert twins.statements(client, path) == twins.statements(client, absent), path


def test_live_word_of_it_reaches_its_cell_alone(twin):
    """No browser outside the circle is told that anything has changed."""
    before = len(twins.Message.objects.filter(topic="live"))
    twins.add_sealed_file(twin, "from_the_start")
    sealed = set(all_of(twin.sealed))
    words = [each for each in twin.payloads[before:] if each.get("file") in sealed or each["ref"] in sealed]
    # The call rang before anybody knew what it would tell.
    words = [each for each in words if each["kind"] != "contact" or each["channel"].startswith("cell:")]
    assert {each["channel"].split(":")[0] for each in words} == {"cell", "unit", "provider"}
    crew_channel = f"unit:{twin.sent.pk}"
    for who, actor in twin.people.items():
        circle = circle_of(actor)
        channels = {f"user:{actor.id}", f"institution:{actor.institution_id}", *(f"cell:{one}" for one in circle.cells)}
        channels |= {crew_channel} if who == "crew" else set()
        listener = Listener("", frozenset(channels), frozenset(map(str, circle.barred)))
        heard = [each for each in words if listener.may_hear(each)]
        assert bool(heard) == (who in ("cell_member", "crew")), who


SAID = ("at_base", "returning", "unavailable", "out_of_service", "off_duty", "on_scene")


def _say(twin: Twin, monkeypatch, status: str, fuel: str = "low") -> list[twins.Seen]:
    """A dispatcher says where a unit is, by the page and by the API, and looks at the board and the unit again."""
    client, page, seen = twin.clients["dispatcher"], f"/staff/responses/units/{twin.sent.pk}/", []
    body = {"op_id": str(uuid.UUID(int=12)), "subject": str(twin.sent.pk), "status": status, "fuel": fuel}
    for path, given, kind in (
        (page, {"status": status, "fuel": fuel}, ""),
        ("/api/v1/acts/fleet.set_status", json.dumps(body), "application/json"),
    ):
        twins.begin_again(monkeypatch)
        with transaction.atomic():
            told = Message.objects.count()
            seen.append(twins.read(client.post(path, given, **({"content_type": kind} if kind else {}))))
            seen.append(twins.Seen(0, str(list(Message.objects.order_by("pk").values_list("payload")[told:])), b""))
            # A crew may say at any moment that it is not available after all: of a free one the board says so.
            if status not in ("at_base", "returning"):
                seen += [twins.read(client.get(each)) for each in (page, "/staff/responses/")]
            transaction.set_rollback(True)
        editions.let_go()
    return seen


@pytest.mark.one_database
@pytest.mark.parametrize("how", ["from_the_start", "later"])
def test_what_a_dispatcher_says_of_a_crew_that_is_away_is_answered_as_if_it_were_not(twin, monkeypatch, how):
    seen = []
    for sealed in (True, False):
        with transaction.atomic():
            twins.add_sealed_file(twin, how) if sealed else twins.stand_still(twin)
            seen.append({status: _say(twin, monkeypatch, status) for status in SAID})
            transaction.set_rollback(True)
    for status in SAID:
        assert seen[0][status] == seen[1][status], status
        assert seen[0][status][0].status == (422 if status == "on_scene" else 302), status


def test_what_was_said_of_it_is_true_once_it_is_back(twin):
    twins.add_sealed_file(twin, "from_the_start")
    sent = Assignment.objects.get(unit=twin.sent, ended_at__isnull=True)
    said = set_unit_status(twin.people["dispatcher"], twin.sent, status=Status.OFF_DUTY)
    assert said.status == Status.ALERTED, "the crew goes on"
    call_off_unit(twin.people["cell_member"], sent.dispatch, assignment=sent)
    twin.sent.refresh_from_db()
    assert (twin.sent.status, twin.sent.said_status) == (Status.OFF_DUTY, "")


def test_a_unit_that_is_away_for_a_file_one_is_barred_from_is_busy_with_nothing_that_is_named(twin):
    """By a conflict, where the file itself is not sealed."""
    dispatch = Dispatch.objects.get(pk=twin.open["dispatch_id"][0])
    away = Assignment.objects.get(dispatch=dispatch, ended_at__isnull=True).unit
    _contact, report = twins._call(twin, "second", "+250788000999", twins.told(), twin.people["operator"])
    other = open_dispatch(SYSTEM, report=Report.objects.get(pk=report.pk))
    page = f"/staff/responses/{other.pk}/"
    assert dispatch.number in twin.clients["dispatcher"].get(page).content.decode()
    barred = Officer.objects.get(pk=twin.people["dispatcher"].officer_id)
    report_of_it = Report.objects.get(pk=dispatch.report_id)
    declare_conflict(twin.people["cell_member"], report_of_it, kind=ConflictKind.PERSON, officer=barred)
    assert dispatch.number not in twin.clients["dispatcher"].get(page).content.decode()
    body = {"op_id": str(uuid.uuid4()), "subject": str(other.pk), "unit": str(away.pk)}
    told = twin.clients["dispatcher"].post("/api/v1/acts/dispatch.assign", json.dumps(body), "application/json")
    assert (told.status_code, told.json()["field"]) == (422, "unit")
    assert dispatch.number not in told.content.decode()


def test_what_a_vehicle_did_for_a_sealed_file_is_in_no_number_outside_its_circle(twin):
    """Its state, its jobs and the file of all vehicles; its own cell counts the job."""
    twins.add_sealed_file(twin, "from_the_start")
    with unguarded("test"):
        Assignment.objects.filter(unit=twin.sent).update(en_route_at=twins.NOW, on_scene_at=twins.NOW)
        ResponseUnit.objects.filter(pk=twin.sent.pk).update(status=Status.ON_SCENE)

    def told(who: str) -> tuple[str, int]:
        line = next(each for each in vehicles(twin.people[who]) if each.unit.pk == twin.sent.pk)
        return line.standing, line.jobs

    for who in ("dispatcher", "station_head", "conflicted_member"):
        assert told(who) == (Standing.NOT_NOW, 0), who
        rows = b"".join(twin.clients[who].get("/staff/responses/vehicles.csv").streaming_content).decode()
        assert f"{twin.sent.call_sign}," in rows
        assert Standing.ON_A_JOB not in next(row for row in rows.splitlines() if row.startswith(twin.sent.call_sign))
    assert told("cell_member") == (Standing.ON_A_JOB, 1)


def test_why_a_crew_that_is_away_is_out_of_service_is_what_was_said_of_it(twin):
    twins.add_sealed_file(twin, "from_the_start")
    sent = Assignment.objects.get(unit=twin.sent, ended_at__isnull=True)
    dispatcher = twin.people["dispatcher"]
    set_unit_status(dispatcher, twin.sent, status=Status.OUT_OF_SERVICE, why=OutWhy.REPAIR)
    line = next(each for each in vehicles(dispatcher) if each.unit.pk == twin.sent.pk)
    assert (line.standing, line.unit.out_why) == (Standing.OUT, OutWhy.REPAIR)
    call_off_unit(twin.people["cell_member"], sent.dispatch, assignment=sent)
    twin.sent.refresh_from_db()
    assert (twin.sent.status, twin.sent.out_why, twin.sent.said_why) == (Status.OUT_OF_SERVICE, OutWhy.REPAIR, "")
