"""SMS threads: one report a day and number, one neutral answer, STOP, and nobody written to unsafely."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from genderdesk.casework.hotline import acts, queries
from genderdesk.casework.hotline.models import Contact, StoppedNumber, TextMessage
from genderdesk.casework.hotline.vocabulary.contacts import Classification
from genderdesk.casework.hotline.vocabulary.sms_texts import FIRST_ANSWERS
from genderdesk.casework.intake.models import Addition, Report
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform import editions
from genderdesk.groundwork.platform.refusals import Invalid, Refused
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.groundwork.protection.circle import circle_of
from tests.hotline.conftest import CALLER, Desks, opened


@pytest.fixture
def write(send: Any, django_capture_on_commit_callbacks: Any) -> Any:
    """Send a text to 3512 and let the line answer."""
    numbers = iter(range(1000))

    def writes(text: str, caller: str = CALLER, gateway: Any = None) -> Contact:
        with django_capture_on_commit_callbacks(execute=True):
            send("sms", gateway=gateway, text=text, event_id=f"t{next(numbers)}", **{"from": caller})
        return Contact.objects.latest("offered_at")

    return writes


def sent() -> list[str]:
    return [opened(each.text) for each in TextMessage.objects.filter(outgoing=True).order_by("at")]


def test_the_first_text_makes_a_report_and_is_answered_once_in_its_language(desks: Desks, write: Any) -> None:
    contact = write("Muraho, mfasha")
    report = Report.objects.get()
    assert (report.channel, report.contact_id, report.language) == ("sms", contact.pk, "rw")
    assert (report.institution_id, report.safe_to_contact) == (desks.police.pk, "unknown")
    assert sent() == [FIRST_ANSWERS["rw"].format(code="3512")]
    assert TextMessage.objects.get(outgoing=True).state == "sent"


def test_what_is_written_later_is_added_and_the_phone_stays_silent(write: Any) -> None:
    write("Help me")
    write("He has locked the door")
    assert Report.objects.count() == 1
    assert opened(Addition.objects.get().text) == "He has locked the door"
    assert Contact.objects.count() == 1
    assert len(sent()) == 1


def test_after_a_day_of_quiet_a_new_contact_begins(write: Any) -> None:
    write("Help me")
    with unguarded("test"):
        Contact.objects.update(heard_at=timezone.now() - timedelta(hours=25))
    write("Help me again")
    assert (Contact.objects.count(), Report.objects.count()) == (2, 2)


def test_a_closed_thread_is_opened_again_by_its_writer_and_keeps_its_report(desks: Desks, write: Any) -> None:
    contact = acts.answer_contact(desks.operator, write("Help me"))
    acts.close_contact(desks.operator, contact)
    write("one more thing")
    contact = Contact.objects.get()
    assert (contact.state, contact.operator_id) == ("queued", None)
    assert Report.objects.count() == 1


def test_a_text_of_a_thousand_signs_is_kept_whole(write: Any) -> None:
    text = "Ntabwo nshobora guhamagara. " * 40 + "é ô ç 🙏"
    write(text)
    assert opened(Report.objects.get().narrative) == text.strip()
    assert opened(TextMessage.objects.get(outgoing=False).text) == text


@pytest.mark.parametrize("word", ["STOP", "Hagarika", "arrêter"])
def test_after_stop_nothing_is_ever_sent(desks: Desks, write: Any, word: str) -> None:
    contact = acts.answer_contact(desks.operator, write("Help me"))
    acts.set_safe_contact(desks.operator, contact, safe=Answer.YES)
    write(word)
    contact = Contact.objects.get()
    acts.set_safe_contact(desks.operator, contact, safe=Answer.YES)
    with pytest.raises(Invalid, match="STOP"):
        acts.send_text(desks.operator, contact, text="We will call at two.")
    assert len(sent()) == 1
    write("START")
    assert StoppedNumber.objects.count() == 0
    acts.send_text(desks.operator, Contact.objects.get(), text="We will call at two.")


@pytest.mark.parametrize("word", ["HELP", "Ubufasha", "aide", "msaada"])
def test_a_word_for_help_gets_the_lines_answer_again_but_not_at_once(write: Any, word: str) -> None:
    write("He locked the door")
    write(word)
    assert len(sent()) == 1
    with unguarded("test"):
        TextMessage.objects.update(at=timezone.now() - timedelta(minutes=11))
    write(word)
    assert len(sent()) == 2
    assert sent()[0] == sent()[1]


def test_a_word_for_help_after_stop_or_after_no_sends_nothing(write: Any) -> None:
    write("Help me")
    write("2")
    with unguarded("test"):
        TextMessage.objects.update(at=timezone.now() - timedelta(minutes=11))
    write("HELP")
    write("STOP")
    write("HELP")
    assert len(sent()) == 1
    assert "HELP" in [opened(each.text) for each in Addition.objects.all()]


def test_a_text_in_odd_signs_is_kept_as_it_came(write: Any) -> None:
    odd = "\u200bج\u0301 \U0001f198 \ufeff ndi hano\r\n\tkandi"
    write(odd)
    assert opened(TextMessage.objects.get(outgoing=False).text) == odd


def test_a_text_that_the_network_delivers_twice_is_one_text_and_one_answer(
    send: Any, desks: Desks, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        for _each in range(3):
            send("sms", text="Mfasha", event_id="same", **{"from": CALLER})
    assert TextMessage.objects.filter(outgoing=False).count() == 1
    assert Report.objects.count() == 1
    assert len(sent()) == 1


def test_an_operators_words_are_kept_while_typed_and_gone_once_sent(desks: Desks, write: Any) -> None:
    write("Help me")
    write("yes")
    contact = acts.answer_contact(desks.operator, Contact.objects.get())
    acts.note_contact(desks.operator, contact, notes="We can talk")
    acts.send_text(desks.operator, contact, text="We can talk at two.")
    assert queries.sheet_of(desks.operator, Contact.objects.get()).notes == ""


def test_a_first_stop_is_not_even_answered(write: Any) -> None:
    contact = write("STOP")
    assert contact.state == "closed"
    assert sent() == []
    assert Report.objects.count() == 0


def test_nobody_is_written_to_before_she_says_that_it_is_safe(desks: Desks, write: Any) -> None:
    contact = write("Help me")
    with pytest.raises(Invalid, match="safe"):
        acts.send_text(desks.operator, contact, text="We will call at two.")
    write("1")
    contact = Contact.objects.get()
    assert contact.safe_to_contact == "yes"
    assert queries.may_write_to(contact)
    message = acts.send_text(desks.operator, contact, text="We will call at two.")
    contact.refresh_from_db()
    assert (contact.state, contact.operator_id, message.outgoing) == ("connected", desks.operator.id, True)
    write("2")
    with pytest.raises(Invalid, match="said no"):
        acts.send_text(desks.operator, Contact.objects.get(), text="Hello?")


def test_an_answer_that_would_betray_her_is_held_back(desks: Desks, write: Any) -> None:
    write("Help me")
    write("yes")
    with pytest.raises(Invalid, match="police"):
        acts.send_text(desks.operator, Contact.objects.get(), text="The police will come.")


def test_a_defence_operator_cannot_answer_a_text_to_3512(desks: Desks, write: Any) -> None:
    contact = write("Help me")
    with pytest.raises(Refused):
        acts.send_text(desks.soldier, contact, text="Hello")


def test_a_text_to_3945_stays_on_the_defence_line(desks: Desks, write: Any) -> None:
    write("Help me", gateway=desks.other_gateway)
    assert Report.objects.get().institution_id == desks.defence.pk
    assert queries.threads(desks.operator).count() == 0
    assert queries.threads(desks.soldier).count() == 1


def test_a_thread_can_be_closed_as_a_prank_once_it_is_taken(desks: Desks, write: Any) -> None:
    contact = acts.answer_contact(desks.operator, write("hahaha"))
    contact = acts.classify_contact(desks.operator, contact, classification=Classification.PRANK)
    assert contact.state == "closed"


def test_threads_cost_the_same_however_many(desks: Desks, write: Any, django_assert_num_queries: Any) -> None:
    for number in range(12):
        write("Help me", caller=f"+2507880000{number:02d}")
    circle_of(desks.operator)
    # The list itself, and the stamps of what is kept in memory about the reader's circle.
    with editions.held(), django_assert_num_queries(2):
        assert len(list(queries.threads(desks.operator))) == 12
