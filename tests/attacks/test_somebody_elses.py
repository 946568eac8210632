"""Identifiers of others in every place where an identifier goes: no look, no change, no sign that the record exists."""

from __future__ import annotations

import json
import re
import uuid

import pytest
from django.db import transaction
from django.utils.html import strip_tags

from genderdesk.casework.intake.acts import receive_report
from genderdesk.casework.intake.vocabulary import Channel, StatedKind
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.protection import acts
from genderdesk.groundwork.protection.access import PUBLIC

pytestmark = pytest.mark.django_db

CANARY = "canary-7f3a words of hers"


@pytest.fixture
def report(world):
    return receive_report(
        PUBLIC,
        institution=world.police,
        channel=Channel.WEB,
        district=world.district,
        stated_kind=StatedKind.SEXUAL,
        safe_to_contact=Answer.YES,
        reporter_name=CANARY,
        reporter_phone="0788 000 777",
        narrative=CANARY,
    )


@pytest.mark.parametrize("who", ["other_focal_point", "defence_operator", "defence_desk_head", "rider", "analyst"])
def test_a_report_of_another_desk_looks_like_none(world, report, who):
    client = world.client(getattr(world, who))
    there = client.get(f"/staff/reports/{report.pk}/")
    nowhere = client.get(f"/staff/reports/{uuid.uuid4()}/")
    assert there.status_code == nowhere.status_code
    assert there.status_code in (403, 404)
    assert report.number not in there.content.decode()
    assert client.post(f"/staff/reports/{report.pk}/telling/").status_code in (403, 404)


def test_the_list_shows_no_name_number_or_word(world, report):
    page = world.client(world.focal_point).get("/staff/reports/").content.decode()
    assert report.number in page
    assert CANARY not in page
    # The end of her number, as its mask would show it, nowhere in the words; all of it nowhere in the source either,
    # where links hold identifiers with any three digits.
    assert "777" not in strip_tags(page).replace(report.number, "")
    assert "788000777" not in re.sub(r"[\s.-]", "", page)


def test_the_page_shows_a_mask_until_it_is_asked(world, report):
    client = world.client(world.focal_point)
    assert CANARY not in client.get(f"/staff/reports/{report.pk}/").content.decode()
    assert CANARY in client.post(f"/staff/reports/{report.pk}/telling/").content.decode()


def test_the_api_answers_the_same_for_a_foreign_record_and_for_none(world, report):
    client = world.client(world.other_focal_point)
    answers = []
    for subject in (str(report.pk), str(uuid.uuid4())):
        body = {
            "op_id": str(uuid.uuid4()),
            "subject": subject,
            "safe_to_talk": "yes",
            "immediate_danger": "no",
            "injured_or_recent": "no",
            "child_involved": "no",
        }
        answer = client.post("/api/v1/acts/report.triage", json.dumps(body), content_type="application/json")
        answers.append((answer.status_code, answer.json()))
    assert answers[0] == answers[1]
    assert answers[0][0] == 404


def _triage(world, who, subject, op_id, **changes):
    body = dict.fromkeys(("safe_to_talk", "immediate_danger", "injured_or_recent", "child_involved"), "no")
    body |= {"op_id": str(op_id), "subject": str(subject.pk)} | changes
    client = world.client(getattr(world, who))
    answer = client.post("/api/v1/acts/report.triage", json.dumps(body), content_type="application/json")
    return answer.status_code, answer.json()


def _second_report(world):
    return receive_report(
        PUBLIC,
        institution=world.police,
        channel=Channel.WEB,
        district=world.district,
        stated_kind=StatedKind.PHYSICAL,
        safe_to_contact=Answer.YES,
    )


def test_an_operation_number_of_another_person_tells_nothing(world, report):
    """What she may do is done, what she may not is refused: as with a number that never was."""
    used = uuid.uuid4()
    first = _triage(world, "focal_point", report, used)
    assert first[0] == 200
    other = _second_report(world)
    for who in ("other_focal_point", "defence_operator", "operator", "desk_head"):
        assert getattr(world, who), "made before anything is rolled back"
        for subject in (report, other):
            answers = []
            for op_id in (used, uuid.uuid4()):
                with transaction.atomic():
                    answers.append(_triage(world, who, subject, op_id, safe_to_talk="yes"))
                    transaction.set_rollback(True)
            assert answers[0] == answers[1], (who, subject)
    assert _triage(world, "operator", other, used)[0] == 200
    assert _triage(world, "focal_point", report, used) == first, "the owner gets the first answer again"


def test_an_operation_number_used_for_another_record_tells_nothing(world, report):
    used, other = uuid.uuid4(), _second_report(world)
    first = _triage(world, "focal_point", report, used)
    assert _triage(world, "focal_point", other, used) == (
        200,
        {"ok": True, "answer": first[1]["answer"] | {"pk": str(other.pk)}},
    )
    assert _triage(world, "focal_point", report, used) == first
    other.refresh_from_db()
    assert other.state == "triaged"


def test_every_act_with_a_subject_refuses_the_public(world, report):
    """Nobody without an account changes a record by its id, whatever the act."""
    from genderdesk.groundwork.platform.refusals import Refused

    open_to_gateways = {"report.add"}
    for name, act in acts.registry.items():
        if act.subject is not type(report) or name in open_to_gateways:
            continue
        with pytest.raises(Refused):
            act(PUBLIC, report)


def test_identity_never_travels_in_an_address(world):
    client = world.client(world.focal_point)
    answer = client.post("/staff/reports/find/", {"phone": "0788 000 777", "district": ""})
    assert answer.status_code == 200
    assert "788" not in answer.request["PATH_INFO"] + answer.request["QUERY_STRING"]
