"""The head of the desk: several closures approved in one press, each for itself, and what is overdue by district."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from genderdesk.casework.cases.acts import approve_closure
from genderdesk.casework.cases.labels import OVERDUE
from genderdesk.casework.cases.models import Case, Closure, FollowUp
from genderdesk.casework.cases.queries import overdue_by_district, overdue_of_cases
from genderdesk.casework.cases.vocabulary import CLOSED, CLOSURE_REQUESTED
from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.groundwork.protection.models import Entry
from genderdesk.organisation.places.models import Division
from tests.files import ask_to_close, fresh, open_file


def _asked(world):
    case = open_file(world)
    ask_to_close(world.focal_point, case)
    return Closure.objects.select_related("case").get(case=case)


def _press(client, *closures, op_id=None):
    sent = {"closures": [str(each.pk) for each in closures], "op_id": str(op_id or new_id())}
    return client.post("/staff/approvals/", sent)


def test_one_press_approves_those_that_are_ticked_and_each_stands_in_the_ledger_once(world):
    first, second, left = _asked(world), _asked(world), _asked(world)
    client, op_id = world.client(world.desk_head), new_id()
    for _time in range(2):
        answer = _press(client, first, second, op_id=op_id)
        assert answer.status_code in (302, 422)
    assert [fresh(each.case).state for each in (first, second, left)] == [CLOSED, CLOSED, CLOSURE_REQUESTED]
    assert Entry.objects.filter(name="closure.approve", kind="act").count() == 2
    shown = client.get("/staff/approvals/").content.decode()
    assert left.case.number in shown
    assert first.case.number not in shown


def test_the_one_that_cannot_be_approved_says_why_and_the_others_are(world, monkeypatch):
    first, second = _asked(world), _asked(world)
    client = world.client(world.desk_head)
    whole = approve_closure.body

    def meanwhile(actor, case):
        if case.pk == first.case_id:
            with unguarded("a test's second look"):
                Closure.objects.filter(pk=first.pk).update(requested_by=actor.id)
        return whole(actor, case)

    monkeypatch.setattr(approve_closure, "body", meanwhile)
    answer = _press(client, first, second)
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert f"{first.case.number}: " in shown
    assert second.case.number not in shown
    assert [fresh(each.case).state for each in (first, second)] == [CLOSURE_REQUESTED, CLOSED]
    assert Entry.objects.filter(name="closure.approve", kind="refusal").count() == 1


def test_nothing_ticked_is_said_and_the_own_request_is_not_there_to_tick(world):
    closure = _asked(world)
    client = world.client(world.desk_head)
    assert "Tick at least one closure" in _press(client).content.decode()
    with unguarded("a test's own request"):
        Closure.objects.filter(pk=closure.pk).update(requested_by=world.desk_head.id)
    assert _press(client, closure).status_code == 422
    assert fresh(closure.case).state == CLOSURE_REQUESTED


def test_what_is_overdue_is_counted_by_district_and_opens_the_cases(world):
    here, there = open_file(world), open_file(world)
    past = timezone.now() - timedelta(days=3)
    with unguarded("a test's lapse of time"):
        other = Division.objects.filter(level="district").exclude(pk=here.district_id).first()
        Case.objects.filter(pk=there.pk).update(district=other, risk_due_at=past)
        Case.objects.filter(pk=here.pk).update(risk_due_at=past, contact_review_at=past)
        FollowUp.objects.filter(case=here).update(due_at=past)
    counted = {place.pk: counts for place, counts in overdue_by_district(overdue_of_cases(world.desk_head, OVERDUE))}
    assert counted[here.district_id]["risk"] == 1
    assert counted[here.district_id]["contact"] == 1
    assert counted[other.pk] == {"risk": 1}
    client = world.client(world.desk_head)
    assert f"?kind=risk&amp;district={other.pk}" in client.get("/staff/cases/overdue/").content.decode()
    opened = client.get("/staff/cases/overdue/", {"kind": "risk", "district": other.pk}).content.decode()
    assert there.number in opened
    assert here.number not in opened


def test_only_the_head_of_a_desk_sees_what_is_overdue_by_district(world):
    assert world.client(world.focal_point).get("/staff/cases/overdue/").status_code == 403
    assert "Nothing is overdue" in world.client(world.desk_head).get("/staff/cases/overdue/").content.decode()
