"""The console's pages as an operator's browser asks for them: the queue, one contact, what is typed beside it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from genderdesk.casework.hotline import acts, queries
from genderdesk.casework.hotline.access import gateway_actor
from genderdesk.casework.hotline.acts.lines import open_line
from genderdesk.casework.hotline.gateways.simulator.network import open_simulator
from genderdesk.casework.hotline.models import Contact
from genderdesk.casework.hotline.rules.told import Told
from genderdesk.casework.hotline.vocabulary.contacts import Classification, NumberReason, TakeOverReason
from genderdesk.casework.intake.models import Report
from genderdesk.casework.response.acts import add_note, open_dispatch
from genderdesk.casework.response.models import Dispatch
from genderdesk.casework.response.queries import place_of
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform import outbox
from genderdesk.groundwork.platform.models import Message
from genderdesk.groundwork.platform.refusals import Conflict, Invalid, Refused
from genderdesk.groundwork.protection import refreshes
from genderdesk.groundwork.protection.access import SYSTEM, Actor
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.groundwork.protection.models import Entry
from tests.hotline.conftest import opened


@dataclass
class Desk:
    """A police line with two operators and their browsers."""

    world: Any
    gateway: Any
    operator: Actor
    second: Actor
    browser: Client

    def ring(self, reference: str = "c1", caller: str = "+250788000001") -> Contact:
        return acts.offer_contact(gateway_actor(self.gateway), self.gateway, reference=reference, caller=caller)

    def take(self, reference: str = "c1", caller: str = "+250788000001") -> Contact:
        return acts.answer_contact(self.operator, self.ring(reference, caller))

    def post(self, contact: Contact, what: str, **fields: Any) -> Any:
        return self.browser.post(f"/staff/line/contacts/{contact.pk}/{what}/", fields)


@pytest.fixture
def desk(world: Any) -> Desk:
    line = open_line(SYSTEM, institution=world.police, short_code="3512")
    second = world.actor("operator", world.headquarters)
    return Desk(world, open_simulator(SYSTEM, line), world.operator, second, world.client(world.operator))


REPORT = {
    "do": "look",
    "safe_to_talk": "yes",
    "immediate_danger": "no",
    "injured_or_recent": "unknown",
    "child_involved": "no",
    "stated_kind": "physical",
    "safe_to_contact": "no",
}


def report_fields(desk: Desk) -> dict[str, Any]:
    """The report form as a browser sends it once everything that must be filled in is."""
    now = timezone.localtime()
    received = {"received_date": f"{now:%Y-%m-%d}", "received_time": f"{now:%H:%M}", "received_precision": "exact"}
    told = {"district": desk.world.district.pk, "narrative": "Told at the desk.", "op_id": str(uuid.uuid4())}
    return {**REPORT, **received, **told}


# The queue


def test_the_console_asks_no_more_of_the_database_with_forty_callers_than_with_one(desk: Desk) -> None:
    desk.ring("c0")
    counts = []
    for callers in (1, 40):
        for number in range(1, callers):
            desk.ring(f"c{number}", caller=f"+2507880001{number:02d}")
        desk.browser.get("/staff/line/")
        with CaptureQueriesContext(connection) as asked:
            answer = desk.browser.get("/staff/line/queue/")
        assert answer.status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert b"28 more callers wait" in answer.content


def test_who_told_of_danger_before_goes_first_when_the_line_broke(desk: Desk) -> None:
    told = Told(immediate_danger=Answer.YES, safe_to_contact=Answer.NO)
    first = desk.take("c1", "+250788000009")
    acts.send_help(desk.operator, first, told=told)
    acts.close_contact(desk.operator, acts.hang_up_contact(desk.operator, Contact.objects.get(pk=first.pk)))
    desk.ring("c2", "+250788000002")
    desk.ring("c3", "+250788000009")
    board = queries.board(desk.operator)
    assert [(each.contact.reference, each.urgent) for each in board.waiting] == [("c3", True), ("c2", False)]
    assert board.next is not None
    assert board.next.contact.reference == "c3"
    assert board.longest_since == Contact.objects.get(reference="c2").offered_at


def test_danger_told_a_week_ago_or_on_the_other_institutions_line_changes_no_order(desk: Desk) -> None:
    acts.send_help(desk.operator, desk.take("c1"), told=Told(immediate_danger=Answer.YES))
    with unguarded("test"):
        Report.objects.update(received_at=timezone.now() - timedelta(days=7))
        Contact.objects.update(state="closed")
    desk.ring("c2")
    assert [each.urgent for each in queries.board(desk.operator).waiting] == [False]


def test_the_waiting_operator_sees_texts_calls_of_others_and_her_own_shift(desk: Desk) -> None:
    acts.receive_text(gateway_actor(desk.gateway), desk.gateway, sender="+250788000005", text="Help me")
    acts.answer_contact(desk.second, desk.ring("c1"))
    mine = desk.take("c2")
    acts.classify_contact(desk.operator, mine, classification=Classification.WRONG_NUMBER)
    page = desk.browser.get("/staff/line/").content.decode()
    assert "On the line now" in page
    shift = queries.shift_of(desk.operator)
    assert (shift.answered, shift.reports, shift.closed_at_once) == (1, 0, 1)
    assert [each.pk for each in shift.latest] == [mine.pk]
    assert len(queries.texts_to_answer(desk.operator)) == 1
    assert "Wrong number" in page


def test_the_other_institutions_operator_sees_none_of_it(desk: Desk) -> None:
    desk.take()
    stranger = desk.world.defence_operator
    assert queries.on_the_line(stranger) == []
    assert queries.texts_to_answer(stranger) == []
    with pytest.raises(Refused):
        acts.take_over_contact(stranger, Contact.objects.get(), reason=TakeOverReason.SCREEN_GONE)


# Answering


def test_an_answer_too_late_is_one_sentence_on_the_board(desk: Desk) -> None:
    contact = desk.ring()
    acts.leave_contact(gateway_actor(desk.gateway), contact)
    page = desk.browser.post(f"/staff/line/contacts/{contact.pk}/answer/", follow=True).content.decode()
    assert "The caller has left" in page


# Taking over


def test_a_colleague_goes_on_with_all_that_was_typed_and_the_reason_is_kept(desk: Desk) -> None:
    contact = desk.take()
    acts.note_contact(desk.operator, contact, notes="the blue gate", draft={"district": "12"})
    taken = acts.take_over_contact(desk.second, contact, reason=TakeOverReason.SCREEN_GONE)
    assert (taken.operator_id, taken.state) == (desk.second.id, "connected")
    assert queries.sheet_of(desk.second, taken).notes == "the blue gate"
    assert Entry.objects.get(name="contact.take_over").notes == {"reason": "screen_gone"}
    with pytest.raises(Refused):
        acts.note_contact(desk.operator, taken, notes="over her words")
    assert "has it now" in desk.browser.get(f"/staff/line/contacts/{contact.pk}/call/").content.decode()


def test_nobody_takes_a_second_call_over_before_the_first_is_finished(desk: Desk) -> None:
    first = desk.take("c1")
    acts.answer_contact(desk.second, desk.ring("c2"))
    with pytest.raises(Conflict, match="still have a call"):
        acts.take_over_contact(desk.second, first, reason=TakeOverReason.SHIFT_ENDS)
    again = acts.take_over_contact(desk.operator, first, reason=TakeOverReason.SHIFT_ENDS)
    assert again.operator_id == desk.operator.id


def test_a_call_that_still_rings_is_answered_not_taken_over(desk: Desk) -> None:
    from genderdesk.groundwork.platform.refusals import ImpossibleMove

    with pytest.raises(ImpossibleMove):
        acts.take_over_contact(desk.operator, desk.ring(), reason=TakeOverReason.SCREEN_GONE)


def test_taking_over_without_a_reason_or_too_late_is_one_sentence(desk: Desk) -> None:
    contact = acts.answer_contact(desk.second, desk.ring())
    address = f"/staff/line/contacts/{contact.pk}/take-over/"
    assert b"Choose why" in desk.browser.post(address, follow=True).content
    acts.classify_contact(desk.second, contact, classification=Classification.PRANK)
    late = desk.browser.post(address, {"reason": "screen_gone"}, follow=True)
    assert b"finished meanwhile" in late.content


# What is typed


def test_the_day_that_it_happened_is_kept_with_the_rest(desk: Desk) -> None:
    contact = desk.take()
    desk.post(contact, "note", stage="report", occurred_date="2026-01-05", occurred_precision="day", narrative="")
    page = desk.browser.get("/staff/line/", follow=True).content.decode()
    assert 'value="2026-01-05"' in page


def test_all_fields_are_kept_while_they_are_typed_and_stand_there_again(desk: Desk) -> None:
    contact = desk.take()
    fields = {"stage": "report", "narrative": "She says", "district": desk.world.district.pk, "reporter_name": "N."}
    answer = desk.post(contact, "note", **fields)
    assert answer.content.decode().startswith("Kept at ")
    page = desk.browser.get("/staff/line/", follow=True).content.decode()
    assert "She says" in page
    assert f'value="{desk.world.district.pk}" selected' in page
    assert 'value="N."' in page


def test_a_field_that_the_form_has_not_is_not_kept(desk: Desk) -> None:
    contact = desk.take()
    desk.post(contact, "note", stage="report", narrative="x", operator_id="someone", received_at="y")
    draft = queries.sheet_of(desk.operator, Contact.objects.get()).draft
    assert "operator_id" not in draft


def test_words_that_come_after_the_report_was_saved_do_not_fill_the_next_form(desk: Desk) -> None:
    contact = desk.take()
    acts.report_contact(desk.operator, contact, told=Told(narrative="Told."))
    assert desk.post(contact, "note", stage="report", narrative="Told.").status_code == 409
    assert queries.sheet_of(desk.operator, Contact.objects.get()).notes == ""
    assert desk.post(contact, "note", stage="add", text="More").status_code == 200
    assert queries.sheet_of(desk.operator, Contact.objects.get()).notes == "More"


def test_a_colleague_cannot_write_over_a_draft(desk: Desk) -> None:
    contact = desk.take()
    other = desk.world.client(desk.second)
    answer = other.post(f"/staff/line/contacts/{contact.pk}/note/", {"stage": "report", "narrative": "mine"})
    assert answer.status_code == 403


def test_notes_too_long_to_keep_are_refused_with_a_sentence(desk: Desk) -> None:
    contact = desk.take()
    assert desk.post(contact, "note", stage="report", narrative="x" * 20_001).status_code == 400
    with pytest.raises(Invalid, match="20,000"):
        acts.note_contact(desk.operator, contact, notes="x" * 20_001)


def test_a_form_sent_twice_makes_one_report_and_asks_nothing(desk: Desk) -> None:
    contact = desk.take()
    fields = report_fields(desk)
    first = desk.post(contact, "report", **fields)
    assert first.status_code == 302, first.content.decode()[-3000:]
    again = desk.post(contact, "report", **fields)
    assert again.status_code == 302
    assert Report.objects.count() == 1


def test_help_is_sent_though_nothing_else_is_filled_in(desk: Desk) -> None:
    contact = desk.take()
    answer = desk.post(contact, "report", do="help", op_id=str(uuid.uuid4()), narrative="At the door")
    assert answer.status_code == 302
    report = Report.objects.get()
    assert (report.immediate_danger, opened(report.narrative)) == ("yes", "At the door")
    assert Contact.objects.get().state == "connected"


# The number


def test_the_number_is_opened_for_a_reason_that_the_ledger_keeps(desk: Desk) -> None:
    contact = desk.take()
    shown = desk.browser.get(f"/staff/line/contacts/{contact.pk}/").content.decode()
    assert "000 001" not in shown.replace("••• 001", "")
    assert desk.post(contact, "number").status_code == 422
    page = desk.post(contact, "number", reason="line_broke").content.decode()
    assert "+250 788 000 001" in page
    assert Entry.objects.get(name="contact.ask_number").notes == {"reason": "line_broke"}
    assert Entry.objects.filter(name="contact.number", kind="disclosure").count() == 1


def test_who_calls_back_sees_who_may_answer_and_the_code_word(desk: Desk) -> None:
    contact = desk.take()
    fields = report_fields(desk) | {
        "safe_to_contact": "yes",
        "who_may_answer": "Her sister",
        "code_word": "Blue basket",
    }
    assert desk.post(contact, "report", **fields).status_code == 302
    page = desk.post(contact, "number", reason="line_broke").content.decode()
    assert "Her sister" in page
    assert "Blue basket" in page
    assert Entry.objects.filter(name="report.contact_words").count() == 1


def test_a_withheld_number_cannot_be_opened(desk: Desk) -> None:
    contact = desk.take(caller="")
    with pytest.raises(Invalid, match="withheld"):
        acts.ask_number(desk.operator, contact, reason=NumberReason.DANGER)


# Places that help


@pytest.fixture
def place(desk: Desk) -> Any:
    from genderdesk.casework.care.models import Provider

    with unguarded("test"):
        return Provider.objects.create(
            code="P1", name="One Stop Centre for violence", kind="one_stop_centre", district=desk.world.district,
            phone="+250788000011", hours="24 hours", services=[],
        )  # fmt: skip


def test_a_place_goes_out_by_text_only_after_a_yes_and_names_nothing(desk: Desk, place: Any) -> None:
    contact = desk.take()
    fields = {"place": str(place.pk), "district": desk.world.district.pk, "op_id": str(uuid.uuid4())}
    refused = desk.browser.post(f"/staff/line/contacts/{contact.pk}/services/send/", fields, follow=True)
    assert b"Nobody has said yet" in refused.content
    acts.set_safe_contact(desk.operator, contact, safe=Answer.YES)
    for _each in range(2):
        desk.browser.post(f"/staff/line/contacts/{contact.pk}/services/send/", fields)
    message = contact.texts.get()
    text = opened(message.text)
    assert "+250788000011" in text
    assert "violence" not in text
    assert "Centre" not in text
    assert Contact.objects.get().state == "connected"


def test_the_finder_puts_the_district_first_and_never_lists_a_safe_house(desk: Desk, place: Any) -> None:
    from genderdesk.casework.care.models import Provider

    with unguarded("test"):
        for code, kind, district in (
            ("P2", "shelter", desk.world.district),
            ("P3", "legal", desk.world.other_district),
        ):
            Provider.objects.create(code=code, name=f"Place {code}", kind=kind, district=district, services=[])
    contact = desk.take()
    address = f"/staff/line/contacts/{contact.pk}/services/"
    page = desk.browser.get(address, {"district": desk.world.district.pk}).content.decode()
    assert page.index(place.name) < page.index("Place P3")
    assert "Place P2" not in page
    assert "Place P3" in desk.browser.get(address, {"district": "no-such"}).content.decode()


def test_the_operator_sees_beside_the_call_how_long_medical_help_is_in_time(desk: Desk) -> None:
    contact = desk.take()
    when = timezone.localtime() - timedelta(hours=50)
    occurred = {
        "occurred_date": f"{when:%Y-%m-%d}", "occurred_time": f"{when:%H:%M}", "occurred_precision": "exact",
    }  # fmt: skip
    answer = desk.post(contact, "report", **{**report_fields(desk), **occurred, "stated_kind": "sexual"})
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    page = desk.browser.get(f"/staff/line/contacts/{contact.pk}/", follow=True).content.decode()
    assert "HIV prevention (PEP)" in page
    assert "21 hours left of 72." in page
    assert "69 hours left of 120." in page


# A page that stands open


def test_a_page_that_refreshes_itself_goes_on_with_the_look_that_opened_it(desk: Desk, monkeypatch: Any) -> None:
    said = acts.receive_text(gateway_actor(desk.gateway), desk.gateway, sender="+250788000005", text="Help me")
    thread = f"/staff/line/messages/{said.contact_id}/"
    looks = Entry.objects.filter(name="contact.thread", actor_id=desk.operator.id)
    part = {"X-Desk-Part": "1"}
    assert desk.browser.get(f"{thread}texts/", headers=part).status_code == 200
    assert looks.count() == 1, "nothing was opened before: this is a look"
    desk.browser.get(thread)
    assert looks.count() == 2
    for _refresh in range(5):
        assert b"Help me" in desk.browser.get(f"{thread}texts/", headers=part).content
    assert looks.count() == 2
    desk.world.client(desk.second).get(f"{thread}texts/", headers=part)
    assert Entry.objects.filter(name="contact.thread", actor_id=desk.second.id).count() == 1
    monkeypatch.setattr(refreshes, "AGAIN_AFTER", timedelta(0))
    desk.browser.get(f"{thread}texts/", headers=part)
    assert looks.count() == 3, "left open for long, it is written again"


def test_the_answer_that_it_is_safe_opens_the_reply_without_a_reload(desk: Desk) -> None:
    gateway = gateway_actor(desk.gateway)
    said = acts.receive_text(gateway, desk.gateway, sender="+250788000005", text="Help me")
    part = f"/staff/line/messages/{said.contact_id}/texts/?part="
    assert b"Do not write yet" in desk.browser.get(f"{part}answer").content
    acts.receive_text(gateway, desk.gateway, sender="+250788000005", text="1")
    assert b"Send the answer" in desk.browser.get(f"{part}answer").content
    assert b"Safe to contact" in desk.browser.get(f"{part}safety").content


def test_a_place_told_after_help_was_sent_reaches_the_dispatcher(desk: Desk) -> None:
    contact = desk.take()
    report = acts.send_help(desk.operator, contact, told=Told(immediate_danger=Answer.YES))
    dispatch = open_dispatch(SYSTEM, report=report)
    add_note(desk.world.dispatcher, dispatch, text="She hides")
    told = {"place_text": "Blue gate behind the market", "district": desk.world.district.pk}
    page = desk.browser.get(f"/staff/line/contacts/{contact.pk}/").content.decode()
    assert 'name="place_text"' in page
    desk.post(contact, "add", op_id=str(uuid.uuid4()), **told)
    for _heard_twice in range(2):
        outbox.handlers["event:report.place_learned"](Message.objects.get(topic="event:report.place_learned").payload)
    place = place_of(desk.world.dispatcher, Dispatch.objects.get(pk=dispatch.pk))
    assert place.landmark == "Blue gate behind the market"
    dispatch.refresh_from_db()
    assert (dispatch.district_id, dispatch.place_precision) == (desk.world.district.pk, "landmark")
    assert dispatch.latitude == desk.world.district.latitude
    assert dispatch.events.filter(name="dispatch.follow_place").count() == 1
    report.refresh_from_db()
    assert report.desk_id == desk.world.station.pk
