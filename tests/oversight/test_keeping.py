"""Keeping and erasing on one page: what is due, who asks and decides, holds, proofs; of the own institution."""

from __future__ import annotations

import uuid

import pytest

from genderdesk.casework.cases.models import Case
from genderdesk.casework.intake.models import Report
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.groundwork.protection.models import DueFile, Erasure, LegalHold
from genderdesk.groundwork.protection.vault import erasure
from genderdesk.organisation.institution.models import Cell
from tests.files import open_file

PAGE = "/staff/keeping/"


@pytest.fixture
def case(world):
    return open_file(world)


@pytest.fixture
def second(world):
    return world.client(world.actor("oversight", world.headquarters))


def sent(**given):
    return {"op_id": str(uuid.uuid4()), **given}


def asking(number):
    return sent(step="ask", number=number, authority="survivors_wish", reference="L-17")


def words(answer):
    return answer.content.decode()


def test_one_asks_and_another_erases_and_the_proof_stays(world, case, second):
    first = world.client(world.oversight)
    assert first.post(PAGE, asking(case.number)).status_code == 302
    asked = Erasure.objects.get()
    address = f"{PAGE}requests/{asked.pk}/"
    assert "You asked for this" in words(first.get(PAGE))
    assert first.get(address).status_code == 302
    assert first.post(address, sent(yes="yes")).status_code == 302
    assert not erasure.is_erased(case.report_id)
    assert "L-17" in words(second.get("/staff/"))
    assert "Waiting for your decision" in words(second.get(PAGE))
    assert "The survivor’s own wish" in words(second.get(address))
    assert second.post(address, sent(yes="yes")).status_code == 302
    assert erasure.is_erased(case.report_id)
    assert Erasure.objects.get().digest[:12] in words(first.get(PAGE))


def test_a_request_is_declined_by_another_and_taken_back_by_who_asked(world, case, second):
    first = world.client(world.oversight)
    first.post(PAGE, asking(case.number))
    second.post(f"{PAGE}requests/{Erasure.objects.get().pk}/", sent(yes="no"))
    assert Erasure.objects.get().agreed is False
    first.post(PAGE, asking(case.report.number))
    waiting = Erasure.objects.get(agreed=None)
    assert second.post(f"{PAGE}requests/{waiting.pk}/take-back/", sent()).status_code == 302
    assert Erasure.objects.filter(agreed=None).exists()
    first.post(f"{PAGE}requests/{waiting.pk}/take-back/", sent())
    assert not Erasure.objects.filter(agreed=None).exists()


def test_a_hold_stops_both_steps_until_it_is_lifted(world, case, second):
    first = world.client(world.oversight)
    first.post(PAGE, asking(case.number))
    assert second.post(PAGE, sent(step="hold", number=case.number, reference="C-9")).status_code == 302
    assert "C-9" in words(first.get(PAGE))
    refused = second.post(f"{PAGE}requests/{Erasure.objects.get().pk}/", sent(yes="yes"))
    assert refused.status_code == 422
    assert "legal hold" in words(refused)
    assert not erasure.is_erased(case.report_id)
    first.post(f"{PAGE}requests/{Erasure.objects.get().pk}/take-back/", sent())
    refused = first.post(PAGE, asking(case.number))
    assert refused.status_code == 422
    assert "legal hold" in words(refused)
    assert first.post(f"{PAGE}holds/{LegalHold.objects.get().pk}/lift/", sent()).status_code == 302
    assert LegalHold.objects.get().lifted_at
    assert first.post(PAGE, asking(case.number)).status_code == 302


def test_what_is_due_is_listed_for_oversight_of_the_own_institution_only(world, case, second):
    with unguarded("test"):
        DueFile.objects.create(file_id=case.report_id, kind="case", due_on="2026-01-01")
    number = Report.objects.get(pk=case.report_id).number
    assert number in words(second.get(PAGE))
    assert number not in words(world.client(world.actor("oversight", world.defence_desk)).get(PAGE))
    assert number not in words(world.client(world.desk_head).get(PAGE))


def test_the_head_of_a_desk_asks_and_does_not_decide(world, case):
    head = world.client(world.desk_head)
    assert head.post(PAGE, asking(case.number)).status_code == 302
    assert "You asked for this" in words(head.get(PAGE))
    assert head.get(f"{PAGE}requests/{Erasure.objects.get().pk}/").status_code == 403


def test_a_sealed_file_of_another_cell_is_not_there(world, case, second):
    first = world.client(world.oversight)
    first.post(PAGE, asking(case.number))
    asked = Erasure.objects.get()
    second.post(PAGE, sent(step="hold", number=case.number, reference="C-9"))
    with unguarded("test"):
        DueFile.objects.create(file_id=case.report_id, kind="case", due_on="2026-01-01")
        cell = Cell.objects.create(institution=world.police, name="Invented cell", opened_on="2020-01-01")
        Case.objects.filter(pk=case.pk).update(sensitivity="sealed", cell=cell)
        Report.objects.filter(pk=case.report_id).update(sensitivity="sealed", cell=cell)
    page = words(second.get(PAGE))
    assert case.report.number not in page
    assert "C-9" not in page
    assert "L-17" not in page
    assert second.get(f"{PAGE}requests/{asked.pk}/").status_code == 404
    assert second.post(f"{PAGE}holds/{LegalHold.objects.get().pk}/lift/", sent()).status_code == 404
    hidden, nothing = second.post(PAGE, asking(case.number)), second.post(PAGE, asking("GD-2222-2222"))
    assert (hidden.status_code, nothing.status_code) == (422, 422)
    assert "There is no such case or report" in words(hidden)


@pytest.mark.parametrize("name", ["administrator", "focal_point", "analyst", "operator"])
def test_nobody_else_enters(world, name):
    assert world.client(getattr(world, name)).get(PAGE).status_code == 403


def test_a_head_of_desk_takes_back_what_she_asked_for_by_mistake(world, case, second):
    """Before the second person has decided, and nobody else's."""
    head, other = world.client(world.desk_head), world.client(world.actor("desk_head", world.other_station))
    assert head.post(PAGE, asking(case.number)).status_code == 302
    asked = Erasure.objects.get()
    take_back = f"{PAGE}requests/{asked.pk}/take-back/"
    assert take_back in words(head.get(PAGE))
    for stranger in (other, second, world.client(world.focal_point)):
        stranger.post(take_back, sent())
        assert Erasure.objects.filter(pk=asked.pk).exists()
    assert head.post(take_back, sent()).status_code == 302
    assert not Erasure.objects.exists()
    assert take_back not in words(head.get(PAGE))
    assert second.post(f"{PAGE}requests/{asked.pk}/", sent(yes="yes")).status_code == 404
    assert not erasure.is_erased(case.report_id)


def test_what_was_decided_is_not_taken_back(world, case, second):
    head = world.client(world.desk_head)
    head.post(PAGE, asking(case.number))
    asked = Erasure.objects.get()
    second.post(f"{PAGE}requests/{asked.pk}/", sent(yes="yes"))
    assert head.post(f"{PAGE}requests/{asked.pk}/take-back/", sent()).status_code == 404
    assert erasure.is_erased(case.report_id)
