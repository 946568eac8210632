"""The years that files are kept: one asks, seeing the effect, another decides; no number tells of a sealed file."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from genderdesk.casework.cases.models import Case
from genderdesk.casework.intake.models import Report
from genderdesk.casework.oversight.queries import effect_of, years
from genderdesk.groundwork.protection.access import Refused
from genderdesk.groundwork.protection.acts import Conflict, unguarded
from genderdesk.groundwork.protection.models import RetentionChange, RetentionRule
from genderdesk.groundwork.protection.vault import erasure, retention
from genderdesk.organisation.institution.models import Cell
from tests.files import open_file

pytestmark = pytest.mark.django_db

PAGE = "/staff/keeping/years/"
RULE = "Invented rule for a test"


def sent(**given):
    return {"op_id": str(uuid.uuid4()), "kind": "case", "years": "10", "source": RULE, **given}


def words(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def closed(world, years_ago, **changes):
    case = open_file(world, **changes)
    with unguarded("test"):
        case.state, case.closed_at = "closed", timezone.now() - timedelta(days=round(365.25 * years_ago) + 2)
        case.save()
    return case


def seal(case, institution):
    with unguarded("test"):
        cell = Cell.objects.create(institution=institution, name="Invented cell", opened_on="2020-01-01")
        Case.objects.filter(pk=case.pk).update(sensitivity="sealed", cell=cell)
        Report.objects.filter(pk=case.report_id).update(sensitivity="sealed", cell=cell)


def test_the_effect_is_seen_first_then_asked_then_decided_by_another(world):
    closed(world, 11)
    held = closed(world, 12)
    closed(world, 9.5)
    erasure.set_hold(world.oversight, file_id=held.report_id, reference="Order 12")
    administrator, oversight = world.client(world.administrator), world.client(world.oversight)
    looked = administrator.post(PAGE, sent(step="look"))
    assert looked.status_code == 200
    assert "Due at once 2 files · 1 of them is on hold and stays" in words(looked)
    assert "Due within a year from today 1 file" in words(looked)
    assert not RetentionChange.objects.exists()
    assert administrator.post(PAGE, sent(step="ask")).status_code == 302
    change = RetentionChange.objects.get()
    address = f"{PAGE}{change.pk}/"
    assert "Take it back" in words(administrator.get(address))
    assert not RetentionRule.objects.exists()
    assert "How long files are kept" in words(oversight.get("/staff/"))
    assert "Due at once 2 files" in words(oversight.get(address))
    assert oversight.post(address, sent(yes="yes")).status_code == 302
    assert RetentionRule.objects.get(kind="case").years == 10
    assert retention.daily() == 1
    assert "Approved" in words(administrator.get(PAGE))
    assert oversight.get(address).status_code == 404


def test_a_no_leaves_the_years_and_stands_in_the_history(world):
    asked = retention.ask_retention(world.administrator, kind="case", years=10, source=RULE)
    retention.decide_retention(world.oversight, asked, yes=False)
    assert not RetentionRule.objects.exists()
    assert "Not approved" in words(world.client(world.oversight).get(PAGE))
    with pytest.raises(Conflict):
        retention.decide_retention(world.oversight, asked, yes=True)


def test_who_asked_takes_it_back_and_decides_nothing(world):
    asked = retention.ask_retention(world.oversight, kind="case", years=10, source=RULE)
    with pytest.raises(Refused):
        retention.decide_retention(world.oversight, asked, yes=True)
    with pytest.raises(Conflict, match="waits"):
        retention.ask_retention(world.administrator, kind="case", years=12, source=RULE)
    with pytest.raises(Refused):
        retention.withdraw_retention(world.administrator, asked)
    client = world.client(world.oversight)
    assert client.post(f"{PAGE}{asked.pk}/", sent()).status_code == 302
    assert not RetentionChange.objects.exists()


def test_two_administrators_are_not_enough(world):
    asked = retention.ask_retention(world.administrator, kind="case", years=1, source=RULE)
    second = world.actor("administrator", world.headquarters)
    with pytest.raises(Refused):
        retention.decide_retention(second, asked, yes=True)
    assert "One of the two must be of oversight" in words(world.client(second).get(f"{PAGE}{asked.pk}/"))
    other = retention.ask_retention(world.oversight, kind="report", years=1, source=RULE)
    retention.decide_retention(second, other, yes=True)
    assert RetentionRule.objects.get().kind == "report"


def test_the_database_refuses_one_person_as_both(world):
    asked = retention.ask_retention(world.oversight, kind="case", years=10, source=RULE)
    with pytest.raises(IntegrityError), unguarded("test"), transaction.atomic():
        RetentionChange.objects.filter(pk=asked.pk).update(
            agreed=True, decided_at=timezone.now(), decided_by=world.oversight.id
        )


@pytest.mark.parametrize("who", ["administrator", "oversight"])
def test_no_number_tells_of_a_file_that_does_not_exist_for_the_reader(world, who):
    closed(world, 11)
    reader = getattr(world, who)
    before = effect_of(reader, "case", 10)
    seal(closed(world, 11), world.police)
    closed(world, 11, institution=world.defence)
    assert effect_of(reader, "case", 10) == before
    assert before.at_once == 1


def test_nothing_is_due_without_years_and_many_are_counted_only_so_far(world, monkeypatch):
    for _each in range(3):
        closed(world, 11)
    assert effect_of(world.oversight, "case", None).at_once == 0
    monkeypatch.setattr(years, "COUNTED", 2)
    monkeypatch.setattr(years, "_AT_ONCE", 1)
    effect = effect_of(world.oversight, "case", 10)
    assert (effect.at_once, effect.more) == (2, True)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"years": "0"}, "greater than or equal to 1"),
        ({"years": "x"}, "whole number"),
        ({"kind": "none"}, "valid choice"),
    ],
)
def test_what_is_wrong_stands_beside_the_field(world, changes, says):
    answer = world.client(world.administrator).post(PAGE, sent(step="ask", **changes))
    assert answer.status_code == 422
    assert says in words(answer)
    assert not RetentionChange.objects.exists()


def test_what_holds_already_is_not_asked_again(world):
    asked = retention.ask_retention(world.administrator, kind="case", years=10, source=RULE)
    retention.decide_retention(world.oversight, asked, yes=True)
    answer = world.client(world.administrator).post(PAGE, sent(step="ask"))
    assert "This is what holds already" in words(answer)


@pytest.mark.parametrize("name", ["desk_head", "focal_point", "analyst", "operator"])
def test_nobody_else_enters(world, name):
    assert world.client(getattr(world, name)).get(PAGE).status_code == 403
