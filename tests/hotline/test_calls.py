"""A call from the first ring to the report, and who may see it."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from genderdesk.casework.hotline import acts, queries
from genderdesk.casework.hotline.models import Contact, Line
from genderdesk.casework.hotline.rules.told import Told
from genderdesk.casework.hotline.vocabulary.contacts import Classification, ContactKind
from genderdesk.casework.intake.acts import decide_report
from genderdesk.casework.intake.models import Addition, Report
from genderdesk.casework.intake.vocabulary import StatedKind
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform import editions
from genderdesk.groundwork.platform.models import Message
from genderdesk.groundwork.platform.refusals import Conflict, ImpossibleMove, Invalid, Missing, Refused
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.groundwork.protection.circle import circle_of
from genderdesk.groundwork.protection.models import Entry
from tests.hotline.conftest import CALLER, Desks, opened, operator_of

TOLD = Told(district="12", stated_kind=StatedKind.PHYSICAL, safe_to_contact=Answer.YES, narrative="He hit her.")


def test_a_call_rings_at_once_and_its_operator_writes_the_report_beside_it(desks: Desks, ring: Any, send: Any) -> None:
    contact = ring()
    assert contact.state == "ringing"
    assert Message.objects.filter(payload__channel=f"institution:{desks.police.pk}", payload__kind="contact").exists()
    contact = acts.answer_contact(desks.operator, contact)
    assert (contact.state, contact.operator_id) == ("connected", desks.operator.id)
    report = acts.report_contact(desks.operator, contact, told=TOLD)
    assert (report.channel, report.contact_id, report.institution_id) == ("police_hotline", contact.pk, desks.police.pk)
    assert opened(report.reporter_phone) == CALLER
    send("call", type="call.ended", reference="c1")
    contact = Contact.objects.get()
    assert (contact.state, contact.ended_by, contact.classification) == ("wrap_up", "caller", "report")
    contact = acts.close_contact(desks.operator, contact)
    assert contact.state == "closed"


def test_a_call_to_3945_is_the_defence_forces(desks: Desks, ring: Any) -> None:
    contact = ring("c9", gateway=desks.other_gateway)
    contact = acts.answer_contact(desks.soldier, contact)
    assert acts.report_contact(desks.soldier, contact, told=TOLD).channel == "defence_hotline"


def test_of_two_operators_one_has_the_call_and_the_other_a_sentence(desks: Desks, ring: Any) -> None:
    contact = ring()
    acts.answer_contact(desks.operator, contact)
    with pytest.raises(Conflict, match="Another operator"):
        acts.answer_contact(desks.second, contact)
    again = acts.answer_contact(desks.operator, contact)
    assert again.operator_id == desks.operator.id
    with pytest.raises(Refused):
        acts.report_contact(desks.second, again, told=TOLD)


def test_police_and_defence_never_see_each_others_calls(desks: Desks, ring: Any) -> None:
    contact = ring()
    ring("c2", gateway=desks.other_gateway)
    assert [each.contact.reference for each in queries.board(desks.operator).waiting] == ["c1"]
    assert [each.contact.reference for each in queries.board(desks.soldier).waiting] == ["c2"]
    with pytest.raises(Missing):
        queries.contact_for(desks.soldier, contact.pk)
    with pytest.raises(Refused):
        acts.answer_contact(desks.soldier, contact)
    told = Message.objects.filter(topic="live", payload__ref=str(contact.pk)).values_list("payload", flat=True)
    assert {each["channel"] for each in told} == {f"institution:{desks.police.pk}"}


@pytest.mark.parametrize("roles", [("focal_point",), ("dispatcher",), ("analyst",), ("administrator",)])
def test_other_posts_do_not_answer_the_line(desks: Desks, ring: Any, roles: tuple[str, ...]) -> None:
    with pytest.raises(Refused):
        acts.answer_contact(operator_of(desks.police, *roles), ring())


@pytest.mark.parametrize("classification", ["silent", "wrong_number", "prank", "hang_up", "test", "abusive"])
def test_one_press_closes_a_contact_that_leaves_no_data(desks: Desks, ring: Any, classification: str) -> None:
    contact = acts.answer_contact(desks.operator, ring())
    contact = acts.classify_contact(desks.operator, contact, classification=Classification(classification))
    assert (contact.state, contact.classification) == ("closed", classification)
    assert Report.objects.count() == 0


def test_a_talk_without_a_report_is_closed_by_saying_what_it_was(desks: Desks, ring: Any) -> None:
    contact = acts.answer_contact(desks.operator, ring())
    with pytest.raises(Invalid, match="Hang up"):
        acts.close_contact(desks.operator, contact)
    contact = acts.hang_up_contact(desks.operator, contact)
    with pytest.raises(Invalid, match="Say first"):
        acts.close_contact(desks.operator, contact)
    contact = acts.classify_contact(desks.operator, contact, classification=Classification.INFORMATION)
    assert (contact.state, contact.ended_by) == ("closed", "operator")


def test_report_is_no_word_to_press(desks: Desks, ring: Any) -> None:
    contact = acts.answer_contact(desks.operator, ring())
    for word in (Classification.REPORT, Classification.SILENT_DANGER):
        with pytest.raises(Invalid):
            acts.classify_contact(desks.operator, contact, classification=word)


def test_hanging_up_before_an_answer_is_abandoned_or_short(desks: Desks, ring: Any, send: Any) -> None:
    quick, patient = ring("c1"), ring("c2")
    with unguarded("test"):
        Contact.objects.filter(pk=patient.pk).update(offered_at=timezone.now() - timedelta(seconds=30))
    for reference in ("c1", "c2"):
        send("call", type="call.ended", reference=reference)
    quick.refresh_from_db()
    patient.refresh_from_db()
    assert (quick.state, patient.state) == ("short_abandoned", "abandoned")
    with pytest.raises(ImpossibleMove):
        acts.answer_contact(desks.operator, patient)


def test_the_network_may_tell_the_end_after_the_operator_hung_up(desks: Desks, ring: Any, send: Any) -> None:
    contact = acts.answer_contact(desks.operator, ring())
    acts.hang_up_contact(desks.operator, contact)
    assert send("call", type="call.ended", reference="c1")["state"] == "wrap_up"
    assert Contact.objects.get().ended_by == "operator"


def test_a_full_line_queues_and_the_longest_waiting_rings_next(desks: Desks, ring: Any, send: Any) -> None:
    with unguarded("test"):
        Line.objects.filter(pk=desks.line.pk).update(seats=1)
    first, second, third = ring("c1"), ring("c2"), ring("c3")
    assert [each.state for each in (first, second, third)] == ["ringing", "queued", "queued"]
    contact = acts.answer_contact(desks.operator, first)
    acts.classify_contact(desks.operator, contact, classification=Classification.WRONG_NUMBER)
    second.refresh_from_db()
    third.refresh_from_db()
    assert (second.state, third.state) == ("ringing", "queued")
    send("call", type="call.ended", reference="c2")
    third.refresh_from_db()
    assert third.state == "ringing"


def test_an_operator_finishes_one_call_before_the_next(desks: Desks, ring: Any) -> None:
    acts.answer_contact(desks.operator, ring("c1"))
    with pytest.raises(Conflict, match="still have a call"):
        acts.answer_contact(desks.operator, ring("c2"))


def test_a_call_of_which_nothing_is_heard_for_ten_minutes_is_abandoned(desks: Desks, ring: Any, send: Any) -> None:
    from genderdesk.casework.hotline.jobs import lapse_silent

    silent, waiting = ring("c1"), ring("c2")
    with unguarded("test"):
        Contact.objects.update(heard_at=timezone.now() - timedelta(minutes=11))
    send("call", type="call.waiting", reference="c2", event_id="still")
    lapse_silent()
    silent.refresh_from_db()
    waiting.refresh_from_db()
    assert (silent.state, silent.ended_by, waiting.state) == ("abandoned", "network", "ringing")


# Silent calls


def test_a_silent_caller_answers_by_key_and_help_is_sent(desks: Desks, ring: Any, send: Any) -> None:
    contact = acts.answer_contact(desks.operator, ring())
    send("call", type="call.dtmf", reference="c1", text="1", event_id="k1")
    send("call", type="call.dtmf", reference="c1", text="1", event_id="k1")
    contact.refresh_from_db()
    assert [each["key"] for each in contact.keys] == ["1"]
    report = acts.report_silent_danger(desks.operator, contact, danger=Answer.UNKNOWN)
    assert (report.immediate_danger, report.safe_to_talk, report.safe_to_contact) == ("yes", "no", "unknown")
    assert "1" in opened(report.narrative)
    contact.refresh_from_db()
    assert contact.classification == "silent_danger"
    assert queries.may_write_to(contact) is False


def test_a_caller_who_pressed_keys_is_never_put_aside_as_silent(desks: Desks, ring: Any, send: Any) -> None:
    contact = acts.answer_contact(desks.operator, ring())
    send("call", type="call.dtmf", reference="c1", text="2", event_id="k1")
    for word in (Classification.SILENT, Classification.PRANK):
        with pytest.raises(Invalid, match="pressed keys"):
            acts.classify_contact(desks.operator, contact, classification=word)
    contact.refresh_from_db()
    assert contact.state == "connected"


def test_silence_without_a_key_can_still_be_kept_as_possible_danger(desks: Desks, ring: Any) -> None:
    contact = acts.answer_contact(desks.operator, ring())
    report = acts.report_silent_danger(desks.operator, contact, danger=Answer.UNKNOWN, notes="Someone shouts.")
    assert report.immediate_danger == "unknown"
    assert opened(report.narrative).endswith("Someone shouts.")
    with pytest.raises(Conflict):
        acts.report_silent_danger(desks.operator, contact, danger=Answer.YES)


# Help, notes, earlier reports


def test_help_is_sent_with_what_is_known_and_once(desks: Desks, ring: Any) -> None:
    contact = acts.answer_contact(desks.operator, ring())
    op = uuid.uuid4()
    danger = Told(immediate_danger=Answer.YES)
    report = acts.send_help.once(op)(desks.operator, contact, told=danger)
    assert acts.send_help.once(op)(desks.operator, contact, told=danger).pk == report.pk
    assert Report.objects.count() == 1
    assert (report.immediate_danger, report.district_id) == ("yes", None)


def test_danger_told_after_the_report_is_told_on_the_same_report(desks: Desks, ring: Any) -> None:
    contact = acts.answer_contact(desks.operator, ring())
    report = acts.report_contact(desks.operator, contact, told=TOLD)
    again = acts.send_help(desks.operator, contact, told=Told(immediate_danger=Answer.YES))
    assert again.pk == report.pk
    assert (again.state, again.immediate_danger) == ("triaged", "yes")
    decide_report(desks.operator, again, outcome="opened")
    with pytest.raises(Conflict):
        acts.send_help(desks.operator, contact, told=Told(immediate_danger=Answer.YES))


def test_notes_are_kept_while_typing_and_go_into_the_report(desks: Desks, ring: Any) -> None:
    contact = acts.answer_contact(desks.operator, ring())
    acts.note_contact(desks.operator, contact, notes="she says", draft={"district": "12"})
    sheet = queries.sheet_of(desks.operator, Contact.objects.get())
    assert (sheet.notes, sheet.draft, sheet.caller) == ("she says", {"district": "12"}, "+250 ••• ••• 001")
    acts.report_contact(desks.operator, contact, told=TOLD)
    assert queries.sheet_of(desks.operator, Contact.objects.get()).notes == ""


def test_what_a_second_operator_did_meanwhile_is_not_written_over_by_notes(desks: Desks, ring: Any) -> None:
    contact = acts.answer_contact(desks.operator, ring())
    stale = Contact.objects.get()
    acts.hang_up_contact(desks.operator, contact)
    acts.note_contact(desks.operator, stale, notes="late")
    assert Contact.objects.get().state == "wrap_up"


def test_an_earlier_report_of_the_number_is_found_and_added_to(desks: Desks, ring: Any) -> None:
    first = acts.report_contact(desks.operator, acts.answer_contact(desks.operator, ring("c1")), told=TOLD)
    acts.close_contact(desks.operator, acts.hang_up_contact(desks.operator, Contact.objects.get(reference="c1")))
    contact = acts.answer_contact(desks.operator, ring("c2"))
    assert queries.called_before(desks.operator, contact).contacts == 1
    assert queries.called_before(desks.operator, contact).reports == 1
    matches = queries.earlier_reports(desks.operator, contact, district_code="")
    assert [(each.report.pk, each.same_phone) for each in matches] == [(first.pk, True)]
    acts.add_from_contact(desks.operator, contact, report=first, text="It happened again.")
    contact.refresh_from_db()
    assert Addition.objects.get().report_id == first.pk
    assert contact.classification == "report"
    assert Report.objects.count() == 1


def test_history_is_opened_for_a_reason_that_the_ledger_keeps(desks: Desks, ring: Any) -> None:
    from genderdesk.casework.hotline.vocabulary.contacts import HistoryReason

    acts.report_contact(desks.operator, acts.answer_contact(desks.operator, ring("c1")), told=TOLD)
    contact = ring("c2")
    acts.ask_history(desks.second, contact, reason=HistoryReason.DANGER)
    earlier, reports = queries.history_of(desks.second, contact)
    assert (len(earlier), len(reports)) == (1, 1)
    assert Entry.objects.get(name="contact.ask_history").notes == {"reason": "danger"}
    assert Entry.objects.filter(name="contact.history", kind="disclosure").count() == 1


def test_a_contact_taken_on_paper_is_entered_after_the_fact(desks: Desks) -> None:
    when = timezone.now() - timedelta(hours=3)
    contact = acts.enter_after(
        desks.operator,
        line=desks.line,
        kind=ContactKind.CALL,
        received_at=when,
        classification=Classification.REPORT,
        told=Told(district="12", received_at=when, narrative="On paper."),
        caller="0788 000 002",
    )
    assert (contact.state, contact.entered_after, contact.offered_at) == ("closed", True, when)
    assert Report.objects.get().received_at == when
    with pytest.raises(Invalid):
        acts.enter_after(
            desks.operator,
            line=desks.line,
            kind=ContactKind.CALL,
            received_at=timezone.now() + timedelta(hours=1),
            classification=Classification.PRANK,
            told=Told(),
        )
    with pytest.raises(Conflict):
        acts.enter_after(
            desks.soldier,
            line=desks.line,
            kind=ContactKind.CALL,
            received_at=when,
            classification=Classification.PRANK,
            told=Told(),
        )


def test_the_board_costs_the_same_with_one_and_with_thirty_callers(
    desks: Desks, ring: Any, django_assert_max_num_queries: Any
) -> None:
    ring("c0")
    circle_of(desks.operator)
    with editions.held(), django_assert_max_num_queries(9) as one:
        queries.board(desks.operator)
    for number in range(1, 30):
        ring(f"c{number}", caller=f"+2507880000{number:02d}")
    with editions.held(), django_assert_max_num_queries(9) as many:
        board = queries.board(desks.operator)
    assert len(one.captured_queries) == len(many.captured_queries)
    assert board.count == 30
    assert len(board.waiting) == 12


def test_a_contact_gives_one_fact_for_statistics(desks: Desks, ring: Any, settings: Any) -> None:
    from types import SimpleNamespace

    from genderdesk.casework.hotline.facts import contact_fact

    contact = acts.answer_contact(desks.operator, ring())
    settings.ENVIRONMENT = SimpleNamespace(demonstration=False)
    assert contact_fact(contact) is None
    settings.ENVIRONMENT = SimpleNamespace(demonstration=True)
    fact = contact_fact(contact)
    assert fact is not None
    assert fact.dimensions == {"institution": "RNP", "channel": "call", "classification": "none", "state": "connected"}
    assert fact.measures["answer_seconds"] == 0
