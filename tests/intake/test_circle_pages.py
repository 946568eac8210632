"""The pages of a file's circle, pressed as their readers press them."""

from __future__ import annotations

import re

import pytest

from genderdesk.casework.intake.models import Conflict, Report
from genderdesk.casework.intake.vocabulary import Sensitivity, StaffInvolved
from genderdesk.groundwork.protection.access import SYSTEM
from genderdesk.groundwork.protection.models import Approval
from genderdesk.organisation.institution.acts import admit_to_cell, open_cell
from genderdesk.organisation.institution.models import Officer
from tests.files import receive

pytestmark = pytest.mark.django_db


@pytest.fixture
def cell(world):
    assert world.desk_head
    return open_cell(SYSTEM, world.police, name="Cell")


def code_of(actor) -> str:
    return Officer.objects.get(pk=actor.officer_id).staff_code


def circle(report) -> str:
    return f"/staff/reports/{report.pk}/circle/"


def words(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_a_walk_in_about_staff_is_sealed_and_gone_for_who_wrote_it(world, cell):
    client = world.client(world.focal_point)
    typed = {
        "received_date": "2026-03-10",
        "received_time": "09:00",
        "district": "T11",
        "stated_kind": "physical",
        "safe_to_contact": "no",
        "channel": "walk_in",
        "reporter_type": "unknown",
        "staff_involved": "police",
    }
    answer = client.post("/staff/reports/new/", typed, follow=True)
    assert answer.redirect_chain == [("/staff/reports/gone/", 302)], words(answer)[:400]
    report = Report.objects.get()
    assert report.cell == cell
    assert report.number not in words(client.get("/staff/reports/?show=all"))
    assert client.get(circle(report)).status_code == 404


def test_the_public_form_asks_in_gentle_words_and_not_known_stays(world, cell):
    from django.test import Client

    client = Client()
    page = client.get("/report/")
    for answers in (
        {"immediate_danger": "no"},
        {"injured_or_recent": "no"},
        {"district": "T11"},
        {"stated_kind": "physical", "staff_involved": "defence"},
        {"safe_to_contact": "no"},
        {},
    ):
        draft = re.search(r'name="draft" value="([^"]+)"', page.content.decode())[1]
        step = re.search(r'name="step" value="([^"]+)"', page.content.decode())[1]
        page = client.post("/report/", {"draft": draft, "step": step, **answers})
    report = Report.objects.get()
    assert report.staff_involved == StaffInvolved.DEFENCE
    assert report.number in words(page)
    assert report.cell == cell


def test_sealing_from_the_page_says_where_it_went(world, cell):
    report = receive(world)
    client = world.client(world.focal_point)
    assert "Standard" in words(client.get(circle(report)))
    answer = client.post(circle(report) + "seal/", {"reason": "staff_suspected", "cell": str(cell.pk)}, follow=True)
    assert "closed to you" in words(answer)
    assert client.get(circle(report)).status_code == 404
    shown = words(world.client(world.desk_head).get(circle(report)))
    assert "Sealed" in shown
    assert code_of(world.desk_head) in shown


def test_a_form_that_is_not_filled_comes_back_with_what_is_wrong(world, cell):
    report = receive(world)
    client = world.client(world.focal_point)
    answer = client.post(circle(report) + "declare/", {"kind": "person", "staff_code": "no-such-code"})
    assert answer.status_code == 422
    assert "No officer has this staff code" in words(answer)
    assert client.post(circle(report) + "no-such-step/", {}).status_code == 404
    assert not Conflict.objects.exists()


def test_a_conflict_is_declared_and_lifted_by_two(world, cell):
    report = receive(world)
    keeper = world.client(world.focal_point)
    keeper.post(circle(report) + "declare/", {"kind": "person", "staff_code": code_of(world.operator)})
    declared = Conflict.objects.get()
    assert code_of(world.operator) in words(keeper.get(circle(report)))
    assert world.client(world.operator).get(f"/staff/reports/{report.pk}/").status_code == 404
    head = world.client(world.desk_head)
    asking = f"/staff/reports/{report.pk}/conflicts/{declared.pk}/"
    assert keeper.get(asking).status_code == 404, "the desk does not lift what bars somebody"
    assert head.get(asking).status_code == 200
    assert head.post(asking, {"why": "Invented: another person of that name."}).status_code == 302
    asked = Approval.objects.get()
    answering = f"/staff/reports/{report.pk}/requests/{asked.pk}/"
    overseer = world.client(world.oversight)
    assert "another person of that name" in words(overseer.get(answering))
    assert "another person of that name" not in words(head.get(answering))
    assert overseer.post(answering, {"yes": "yes"}).status_code == 302
    assert "Approved: do it now" in words(head.get(circle(report)))
    head.post(answering, {"carry_out": "yes"})
    assert Conflict.objects.get().lifted_at is not None
    assert world.client(world.operator).get(f"/staff/reports/{report.pk}/").status_code == 200


def test_a_wider_circle_is_asked_for_answered_and_done(world, cell):
    report = receive(world, staff_involved=StaffInvolved.POLICE)
    second = world.actor("oversight", world.headquarters)
    admit_to_cell(SYSTEM, cell, officer=Officer.objects.get(pk=second.officer_id))
    head = world.client(world.desk_head)
    head.post(circle(report) + "lower/", {"to": "restricted", "why": "Invented."})
    asked = Approval.objects.get()
    answering = f"/staff/reports/{report.pk}/requests/{asked.pk}/"
    assert world.client(second).post(answering, {"answer": ""}).status_code == 422
    assert world.client(second).post(answering, {"yes": "yes"}).status_code == 302
    head.post(answering, {"carry_out": "yes"})
    assert Report.objects.get().sensitivity == Sensitivity.RESTRICTED


def test_somebody_who_declares_herself_in_conflict_is_told_and_shut_out(world, cell):
    report = receive(world)
    client = world.client(world.focal_point)
    typed = {"kind": "relative", "staff_code": code_of(world.focal_point)}
    assert "closed to you" in words(client.post(circle(report) + "declare/", typed, follow=True))
    assert client.get(f"/staff/reports/{report.pk}/").status_code == 404
