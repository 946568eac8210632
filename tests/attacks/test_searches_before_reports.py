"""The look for an earlier report is no way to look for people: it is logged, counted, bounded, and stands out."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from genderdesk.casework.intake import queries
from genderdesk.casework.intake.acts import receive_report
from genderdesk.casework.intake.models import Report
from genderdesk.casework.intake.rules import MOST_NUMBERS_AN_HOUR
from genderdesk.casework.intake.vocabulary import Channel, LookedFor, StatedKind
from genderdesk.casework.oversight.jobs import watch
from genderdesk.casework.oversight.models import Alert
from genderdesk.casework.oversight.vocabulary import IDLE_SEARCHES, AlertRule
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform.refusals import Refused
from genderdesk.groundwork.protection.models import Entry
from genderdesk.organisation.institution.acts import declare_relative
from genderdesk.organisation.institution.vocabulary import Relation
from tests.files import PHONE, receive

pytestmark = pytest.mark.django_db

FIND, NEW = "/staff/reports/find/", "/staff/reports/new/"


def searched():
    return [each.notes for each in Entry.objects.filter(kind="search", name="report.search").order_by("id")]


def look(actor, phone="0788 999 001"):
    return queries.possible_duplicates(actor, phone=phone, reference=uuid.uuid4())


def op_id_of(page):
    return re.search(r'name="op_id" value="([^"]+)"', page)[1]


def test_each_is_logged_with_an_honest_reason_and_reference_and_the_number_found(world):
    receive(world)
    client, reference = world.client(world.focal_point), str(uuid.uuid4())
    for phone, found in ((PHONE, 1), ("0788 999 001", 0)):
        assert client.post(FIND, {"phone": phone, "op_id": reference}).status_code == 200
        assert searched()[-1] == {
            "by": "phone", "reason": "before_report", "reference": reference, "found": found, "same_number": found,
        }  # fmt: skip
    client.post(FIND, {"phone": "", "district": world.district.pk, "op_id": reference})
    assert searched()[-1]["by"] == "place"
    assert PHONE not in str(list(Entry.objects.values_list("notes", flat=True)))


def test_the_reference_is_the_number_under_which_the_report_is_saved(world):
    client, reference = world.client(world.focal_point), str(uuid.uuid4())
    page = client.post(FIND, {"phone": "0788 999 001", "op_id": reference}).content.decode()
    assert op_id_of(page) == reference
    begun = client.post(NEW, {"begin": "1", "phone": "0788 999 001", "district": "", "op_id": reference})
    assert op_id_of(begun.content.decode()) == reference
    given = {
        "channel": "walk_in", "district": world.district.pk, "stated_kind": "physical", "safe_to_contact": "no",
        "reporter_type": "unknown", "staff_involved": "unknown", "reporter_phone": "0788 999 001", "op_id": reference,
        "received_date": f"{timezone.localdate()}", "received_time": "00:01",
    }  # fmt: skip
    assert client.post(NEW, given).status_code == 302
    assert Entry.objects.get(op_id=reference).name == "report.receive"
    assert Report.objects.count() == 1


def test_an_hour_has_room_for_as_many_numbers_as_one_person_writes_reports(world, monkeypatch):
    for _number in range(MOST_NUMBERS_AN_HOUR):
        look(world.operator)
    with pytest.raises(Refused, match="many numbers"):
        look(world.operator)
    assert (
        world.client(world.operator).post(FIND, {"phone": "0788 999 001", "op_id": str(uuid.uuid4())}).status_code
        == 403
    )
    assert len(searched()) == MOST_NUMBERS_AN_HOUR, "what was refused was not looked for"
    queries.possible_duplicates(world.operator, district_code=world.district.pk, reference=uuid.uuid4())
    look(world.focal_point)
    # A call's own number is not one that somebody typed.
    queries.possible_duplicates(world.operator, phone=PHONE, reason=LookedFor.SAME_CALL, reference=uuid.uuid4())
    later = timezone.now() + timedelta(minutes=61)
    monkeypatch.setattr(timezone, "now", lambda: later)
    look(world.operator)


def test_numbers_that_no_report_follows_are_told_to_oversight(world):
    world.client(world.operator)
    for _number in range(IDLE_SEARCHES - 1):
        look(world.operator)
    watch()
    assert not Alert.objects.filter(rule=AlertRule.NO_REPORT).exists()
    look(world.operator)
    watch()
    alert = Alert.objects.get(rule=AlertRule.NO_REPORT)
    assert (alert.looker_id, alert.entries.count()) == (world.operator.id, IDLE_SEARCHES)
    page = world.client(world.oversight).get(f"/staff/oversight/alerts/{alert.pk}/").content.decode()
    assert "Looked for numbers and wrote no report" in page


def test_who_writes_a_report_after_each_does_not_stand_out(world):
    world.client(world.operator)
    for _number in range(IDLE_SEARCHES + 2):
        look(world.operator)
        receive_report(
            world.operator,
            institution=world.police,
            channel=Channel.WALK_IN,
            district=world.district,
            stated_kind=StatedKind.PHYSICAL,
            safe_to_contact=Answer.NO,
        )
    watch()
    assert not Alert.objects.filter(rule=AlertRule.NO_REPORT).exists()


def test_a_search_for_oneself_or_a_relative_stands_out_at_once(world):
    world.client(world.operator)
    declare_relative(world.operator, relation=Relation.SIBLING, names="", phone="0788 999 001")
    look(world.operator)
    assert searched()[-1]["close"] == "family"
    watch()
    assert Alert.objects.filter(rule=AlertRule.FAMILY, looker_id=world.operator.id).exists()
