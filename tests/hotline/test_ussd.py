"""The USSD menu over its gateway, in both dialects."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from genderdesk.casework.hotline.jobs import settle_broken_sessions
from genderdesk.casework.hotline.models import Contact, UssdSession
from genderdesk.casework.hotline.rules.gsm import gsm7_length
from genderdesk.casework.hotline.vocabulary.ussd_texts import FIRST_SCREEN, USSD_TEXTS
from genderdesk.casework.intake.models import Addition, Report
from genderdesk.groundwork.protection.acts import unguarded
from tests.hotline.conftest import CALLER, Desks, opened


@pytest.fixture(params=["path", "latest"])
def way(request: Any, desks: Desks) -> Any:
    """The line of each dialect."""
    return next(each for each in (desks.gateway, desks.other_gateway) if each.ussd_dialect == request.param)


def test_five_screens_make_a_report_with_its_number(dial: Any, way: Any) -> None:
    first = dial(gateway=way)
    assert (first["action"], first["text"]) == ("CON", FIRST_SCREEN)
    end = dial("2", "2", "1", "2", "1", session="s2", gateway=way, caller="+250788000002")
    report = Report.objects.get()
    assert end["action"] == "END"
    assert report.number in end["text"]
    assert (report.channel, report.district_id, report.stated_kind) == ("ussd", "12", "physical")
    assert (report.safe_to_contact, report.immediate_danger, report.language) == ("yes", "unknown", "en")
    assert opened(report.reporter_phone) == "+250788000002"
    contact = Contact.objects.get(reference="s2")
    assert (contact.state, contact.classification, contact.safe_to_contact) == ("closed", "report", "yes")


def test_help_now_is_danger(dial: Any, way: Any) -> None:
    end = dial("1", "1", "6", "2", gateway=way)
    report = Report.objects.get()
    assert (report.immediate_danger, report.district_id, report.safe_to_contact) == ("yes", None, "no")
    assert end["text"] == USSD_TEXTS["rw"].end_now.format(number=report.number, code=way.line.short_code)


@pytest.mark.one_database
@pytest.mark.parametrize("language", ["1", "2", "3", "4"])
def test_every_screen_on_the_way_fits(dial: Any, way: Any, language: str) -> None:
    for count in range(6):
        answer = dial(*[language, "1", "2", "8", "3"][:count], session=f"s{count}", gateway=way, caller="")
        assert (gsm7_length(answer["text"]) or 999) <= 160


def test_an_input_that_comes_twice_moves_nobody_on(send: Any, dial: Any, way: Any) -> None:
    dial("2", gateway=way)
    body = {"reference": "s1", "text": "2*2" if way.ussd_dialect == "path" else "2", "event_id": "x", "from": CALLER}
    assert send("ussd", gateway=way, **body) == send("ussd", gateway=way, **body)
    assert UssdSession.objects.get().step == "province"


def test_an_input_after_the_end_makes_no_second_report(dial: Any, send: Any, desks: Desks) -> None:
    end = dial("2", "2", "1", "2", "1")
    late = send("ussd", reference="s1", text="2*2*1*2*1", event_id="late", **{"from": CALLER})
    assert late["action"] == "END"
    assert late["text"] == end["text"]
    assert Report.objects.count() == 1


def test_a_redial_within_ten_minutes_goes_on_where_it_broke_off(dial: Any, way: Any, send: Any) -> None:
    dial("3", "2", "2", gateway=way)
    send("ussd", gateway=way, type="ussd.ended", reference="s1")
    again = dial(gateway=way, session="s2")
    assert again["text"] == USSD_TEXTS["fr"].resume
    end = dial("1", "4", "1", session="s2", gateway=way, begin=False)
    assert end["action"] == "END"
    assert Report.objects.get().district_id == "24"
    assert Contact.objects.get(reference="s1").state == "abandoned"


def test_a_redial_after_ten_minutes_begins_anew_and_what_was_told_is_not_lost(dial: Any, way: Any) -> None:
    dial("3", "2", "2", gateway=way)
    with unguarded("test"):
        UssdSession.objects.update(last_seen=timezone.now() - timedelta(minutes=11))
    settle_broken_sessions()
    report = Report.objects.get()
    assert (report.stated_kind, report.district_id, report.immediate_danger) == ("physical", None, "unknown")
    assert opened(report.place_text) == "Southern Province"
    assert dial(gateway=way, session="s2")["text"] == FIRST_SCREEN


def test_a_session_that_told_nothing_is_only_an_abandoned_contact(dial: Any, way: Any) -> None:
    dial("2", gateway=way)
    with unguarded("test"):
        UssdSession.objects.update(last_seen=timezone.now() - timedelta(minutes=11))
    settle_broken_sessions()
    settle_broken_sessions()
    assert Report.objects.count() == 0
    assert Contact.objects.get().state == "abandoned"


def test_danger_told_on_a_broken_session_makes_a_report_at_once(dial: Any, way: Any, send: Any) -> None:
    dial("2", "1", gateway=way)
    send("ussd", gateway=way, type="ussd.ended", reference="s1")
    report = Report.objects.get()
    assert report.immediate_danger == "yes"
    dial(gateway=way, session="s2")
    end = dial("1", "1", "2", "1", session="s2", gateway=way, begin=False)
    assert report.number in end["text"]
    assert Report.objects.count() == 1
    assert "Gasabo" in opened(Addition.objects.get().text)


def test_danger_and_a_minute_of_silence_make_a_report(dial: Any, way: Any) -> None:
    dial("2", "1", gateway=way)
    settle_broken_sessions()
    assert Report.objects.count() == 0
    with unguarded("test"):
        UssdSession.objects.update(last_seen=timezone.now() - timedelta(seconds=61))
    settle_broken_sessions()
    assert Report.objects.get().immediate_danger == "yes"


def test_starting_again_makes_a_report_of_its_own(dial: Any, way: Any, send: Any) -> None:
    dial("2", "1", gateway=way)
    send("ussd", gateway=way, type="ussd.ended", reference="s1")
    dial(gateway=way, session="s2")
    dial("2", "2", "4", "1", "1", "1", session="s2", gateway=way, begin=False)
    assert Report.objects.count() == 2


def test_an_unknown_session_number_is_a_new_session(send: Any, way: Any) -> None:
    answer = send("ussd", gateway=way, reference="never-seen", text="", newRequest="0", **{"from": CALLER})
    assert answer["text"] == FIRST_SCREEN


def test_a_flood_of_inputs_is_refused_with_a_sentence(send: Any, desks: Desks) -> None:
    answer = send("ussd", reference="s1", text="*".join("9" * 80), event_id="f", **{"from": CALLER})
    assert "Dial again" in answer["sentence"]
    assert UssdSession.objects.count() == 0


def test_two_phones_do_not_share_a_session_to_go_on_with(dial: Any, way: Any) -> None:
    dial("2", "2", gateway=way)
    assert dial(gateway=way, session="s2", caller="+250788000002")["text"] == FIRST_SCREEN
    assert dial(gateway=way, session="s3", caller="")["text"] == FIRST_SCREEN
