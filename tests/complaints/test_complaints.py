"""Complaints: told by anybody, read by few, answered in time, and never there for whom they are about."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from genderdesk.casework.complaints import acts, queries, rules
from genderdesk.casework.complaints.access import MAY_CLOSE, MAY_READ, channels, visible_to
from genderdesk.casework.complaints.models import Bar, Complaint, Word
from genderdesk.casework.complaints.vocabulary import (
    ACKNOWLEDGED,
    ANSWERED,
    CLOSED,
    LOOKED_INTO,
    PASSED,
    RECEIVED,
    ZERO_TOLERANCE,
    About,
    Answering,
    Category,
    Channel,
    PassedTo,
    Route,
)
from genderdesk.casework.hotline.gateways.simulator.network import open_simulator
from genderdesk.casework.hotline.models import Line, TextMessage
from genderdesk.casework.hotline.vocabulary.sms_texts import WORD_TEXTS
from genderdesk.casework.intake.vocabulary import ContactHours
from genderdesk.groundwork.platform.models import Message
from genderdesk.groundwork.protection.access import SYSTEM, Refused, permits
from genderdesk.groundwork.protection.acts import Invalid, Missing, unguarded
from genderdesk.groundwork.protection.models import Entry
from genderdesk.organisation.institution.models import Appointment, Officer, Post
from tests.complaints.told import WORDS, tell
from tests.world import LONG_AGO

pytestmark = pytest.mark.django_db


def fresh(complaint):
    return Complaint.objects.get(pk=complaint.pk)


def officer_of(actor):
    return Officer.objects.get(pk=actor.officer_id)


class TestTelling:
    """What somebody tells is kept sealed, and goes to those who answer."""

    def test_it_is_kept_sealed_and_its_pin_as_a_digest_alone(self, world):
        kept = tell(world, who="The one at the counter", place_text="By the lake")
        assert kept.number.startswith("Q-")
        assert "123456" not in kept.pin_digest
        assert str(kept.narrative) == "•••"
        assert kept.narrative.file == kept.pk.bytes
        assert WORDS.encode() not in bytes(Complaint.objects.values_list("narrative", flat=True)[0].stored)

    @pytest.mark.parametrize("category", list(Category))
    def test_what_never_waits_goes_to_oversight_alone(self, world, category):
        kept = tell(world, category)
        assert (kept.route == Route.OVERSIGHT) == (category in ZERO_TOLERANCE)
        assert visible_to(world.oversight).filter(pk=kept.pk).exists()
        assert visible_to(world.desk_head).filter(pk=kept.pk).exists() == (category not in ZERO_TOLERANCE)

    @pytest.mark.parametrize("about", [About.LINE, About.HEAD_OFFICE])
    def test_the_head_office_does_not_answer_for_itself(self, world, about):
        assert tell(world, about=about).route == Route.OVERSIGHT

    def test_oversight_is_told_at_once_and_nothing_of_what_it_is_about(self, world):
        kept = tell(world, Category.ASKED_TO_PAY)
        word = Message.objects.get(topic="live").payload
        assert word["channel"] == channels(world.police.pk)[Route.OVERSIGHT]
        assert word["ref"] == word["file"] == str(kept.pk)
        assert not {"asked_to_pay", "T11"} & set(map(str, word.values()))

    def test_the_ledger_does_not_say_what_it_is_about(self, world):
        kept = tell(world, Category.STAFF_VIOLENCE)
        assert Entry.objects.get(name="complaint.tell", subject_id=str(kept.pk)).notes == {"channel": "web"}

    @pytest.mark.parametrize(
        ("given", "field"),
        [
            ({"narrative": "  "}, "narrative"),
            ({"narrative": "x" * 4001}, "narrative"),
            ({"happened_on": timezone.localdate() + timedelta(days=1)}, "happened_on"),
            ({"answering": Answering.TEXT}, "reply_phone"),
            ({"answering": Answering.TEXT, "reply_phone": "0788"}, "reply_phone"),
        ],
    )
    def test_what_cannot_be_kept_is_said(self, world, given, field):
        with pytest.raises(Invalid) as refused:
            tell(world, **given)
        assert refused.value.field == field
        assert not Complaint.objects.exists()

    def test_a_number_is_kept_only_for_a_message(self, world):
        assert not tell(world, answering=Answering.HERE, reply_phone="0788 123 456").reply_phone
        assert tell(world, answering=Answering.TEXT, reply_phone="0788 123 456").reply_phone

    def test_who_may_not_write_one_down_is_refused(self, world):
        for role in ("analyst", "rider", "investigator"):
            with pytest.raises(Refused):
                acts.tell_complaint(
                    getattr(world, role),
                    institution=world.police,
                    category=Category.RUDE,
                    about=About.STATION,
                    channel=Channel.PAPER,
                    pin="123456",
                    narrative="x",
                )


class TestKeptFrom:
    """It does not exist for whom it is about, for their chain of command, or for whoever only wrote it down."""

    def test_the_station_and_whoever_wrote_it_down_never_see_it(self, world):
        kept = acts.tell_complaint(
            world.focal_point,
            institution=world.police,
            category=Category.NOT_HELPED,
            about=About.STATION,
            channel=Channel.IN_PERSON,
            district=world.district,
            pin="123456",
            narrative="x",
        )
        for actor in (world.focal_point, world.operator, world.administrator, world.analyst, world.defence_desk_head):
            assert not visible_to(actor).exists()
            assert not permits(actor, MAY_READ, kept)
            with pytest.raises(Missing):
                queries.told_in(actor, kept)
            with pytest.raises(Missing):
                acts.answer_complaint(actor, kept, answer="x")

    def test_a_head_who_served_there_lately_does_not_see_it(self, world):
        head = world.desk_head
        with unguarded("test"):
            post = Post.objects.create(desk=world.station, title="before", role="focal_point", opened_on=LONG_AGO)
            Appointment.objects.create(
                post=post,
                officer=officer_of(head),
                starts_on=LONG_AGO,
                ends_on=timezone.localdate() - timedelta(days=30),
            )
        there, elsewhere = tell(world), tell(world, district=world.other_district)
        assert set(visible_to(head)) == {elsewhere}
        assert set(visible_to(world.oversight)) == {there, elsewhere}

    def test_of_a_day_before_she_came_she_may_read_it(self, world):
        head = world.desk_head
        with unguarded("test"):
            post = Post.objects.create(desk=world.station, title="now", role="focal_point", opened_on=LONG_AGO)
            Appointment.objects.create(post=post, officer=officer_of(head), starts_on=LONG_AGO, ends_on="2021-01-01")
        assert visible_to(head).filter(pk=tell(world, happened_on=timezone.localdate()).pk).exists()

    def test_an_officer_named_by_her_code_is_kept_out_before_anybody_read_it(self, world):
        watcher = world.oversight
        for code in (f"It was {officer_of(watcher).staff_code}.", f"({officer_of(watcher).staff_code.lower()})"):
            kept = tell(world, who=code)
            assert Bar.objects.filter(complaint=kept, officer_id=watcher.officer_id).exists(), code
            assert not visible_to(watcher).filter(pk=kept.pk).exists()

    def test_a_reader_named_by_her_name_is_kept_out_too(self, world):
        head = officer_of(world.desk_head)
        kept = tell(world, narrative=f"A woman, {head.family_name.upper()} {head.given_name}, shouted.")
        assert not visible_to(world.desk_head).filter(pk=kept.pk).exists()
        assert not visible_to(world.desk_head).exists()

    def test_one_who_is_named_later_is_kept_out_from_then_on(self, world):
        kept = tell(world)
        with unguarded("test"):
            other = world.actor("oversight", world.headquarters)
        assert visible_to(other).exists()
        acts.keep_from(world.oversight, kept, officer=officer_of(other))
        assert not visible_to(other).exists()
        with pytest.raises(Invalid):
            acts.keep_from(world.oversight, fresh(kept), officer=officer_of(other))

    def test_the_complainants_own_later_words_keep_somebody_out_too(self, world):
        kept = tell(world)
        assert visible_to(world.desk_head).exists()
        acts.add_to_complaint(SYSTEM, kept, text=f"Now I know: {officer_of(world.desk_head).staff_code}")
        assert not visible_to(world.desk_head).exists()

    def test_nobody_is_kept_out_who_is_the_last(self, world):
        kept = tell(world, Category.ASKED_TO_PAY)
        assert world.desk_head, "the head office does not read what never waits"
        with pytest.raises(Invalid):
            acts.keep_from(world.oversight, kept, unit=world.headquarters.unit)
        assert not Bar.objects.filter(unit=world.headquarters.unit).exists()

    def test_what_all_who_answer_are_kept_from_is_told_to_who_appoints_another(self, world):
        heads = [officer_of(each).staff_code for each in (world.desk_head, world.oversight)]
        page = world.client(world.administrator)
        tell(world)
        assert "nobody may read" not in page.get("/staff/").content.decode()
        tell(world, who=" ".join(heads))
        assert "1 complaint waits and nobody may read it" in page.get("/staff/").content.decode()
        assert world.actor("oversight", world.headquarters)
        assert "nobody may read" not in page.get("/staff/").content.decode()

    def test_live_word_is_heard_by_its_readers_alone(self, world):
        from types import SimpleNamespace

        from genderdesk.groundwork.platform.panels import panels_for

        heard = {
            role: set(panels_for("live_channels", SimpleNamespace(actor=getattr(world, role))))
            for role in ("oversight", "desk_head", "focal_point", "operator", "administrator")
        }
        mine = channels(world.police.pk)
        assert {*mine.values()} <= heard["oversight"]
        assert mine[Route.HEAD_OFFICE] in heard["desk_head"]
        assert mine[Route.OVERSIGHT] not in heard["desk_head"]
        for role in ("focal_point", "operator", "administrator"):
            assert not {*mine.values()} & heard[role]


class TestAnswering:
    """From the first look to the end, each step by somebody who may."""

    def test_a_usual_one_is_answered_and_closed_by_the_head_office(self, world):
        kept = tell(world)
        acts.acknowledge_complaint(world.desk_head, kept)
        assert fresh(kept).state == ACKNOWLEDGED
        acts.answer_complaint(world.desk_head, fresh(kept), answer="We are sorry.")
        assert fresh(kept).state == ANSWERED
        acts.close_complaint(world.desk_head, fresh(kept))
        assert fresh(kept).state == CLOSED

    def test_one_that_never_waits_is_looked_into_and_closed_by_a_second_person(self, world):
        kept = tell(world, Category.ASKED_TO_PAY)
        with pytest.raises(Invalid):
            acts.answer_complaint(world.oversight, kept, answer="x")
        acts.look_into_complaint(world.oversight, fresh(kept))
        acts.answer_complaint(world.oversight, fresh(kept), answer="x")
        assert not permits(world.oversight, MAY_CLOSE, fresh(kept))
        with pytest.raises(Refused):
            acts.close_complaint(world.oversight, fresh(kept))
        with unguarded("test"), pytest.raises(IntegrityError), transaction.atomic():
            Complaint.objects.filter(pk=kept.pk).update(closed_by=world.oversight.id)
        acts.close_complaint(world.actor("oversight", world.headquarters), fresh(kept))
        assert fresh(kept).state == CLOSED

    def test_more_words_after_an_answer_take_it_up_again(self, world):
        kept = tell(world)
        acts.answer_complaint(world.desk_head, kept, answer="x")
        acts.add_to_complaint(SYSTEM, fresh(kept), text="Not enough")
        assert fresh(kept).state == LOOKED_INTO
        assert Word.objects.get().of_complainant

    def test_it_is_passed_to_another_body_and_may_come_back(self, world):
        kept = tell(world)
        acts.pass_complaint(world.desk_head, kept, to=PassedTo.OMBUDSMAN, why="x")
        assert (fresh(kept).state, fresh(kept).passed_to) == (PASSED, "ombudsman")
        acts.take_up_again(world.desk_head, fresh(kept), why="They sent it back")
        assert fresh(kept).state == LOOKED_INTO

    def test_what_turns_out_to_be_grave_leaves_the_head_office_and_only_oversight_brings_it_back(self, world):
        kept = tell(world)
        acts.sort_complaint(world.desk_head, kept, category=Category.TOLD_OTHERS, about=About.STATION)
        assert not visible_to(world.desk_head).exists()
        acts.sort_complaint(world.oversight, fresh(kept), category=Category.RUDE, about=About.STATION)
        assert visible_to(world.desk_head).exists()

    def test_a_look_at_what_was_told_is_recorded(self, world):
        kept = tell(world, who="Somebody")
        told = queries.told_in(world.desk_head, kept)
        assert (told.narrative, told.who) == (WORDS, "Somebody")
        assert Entry.objects.filter(name="complaint.telling", subject_id=str(kept.pk), kind="disclosure").count() == 1

    def test_clocks(self, world):
        start = timezone.now()
        assert rules.due_at(RECEIVED, Category.RUDE, start) == start + timedelta(3)
        assert rules.due_at(ACKNOWLEDGED, Category.RUDE, start) == start + timedelta(30)
        assert rules.due_at(ANSWERED, Category.RUDE, start) is None
        assert rules.due_at(RECEIVED, Category.PRAISE, start) is None
        tones = [rules.tone_of(RECEIVED, Category.RUDE, start, start + timedelta(days)) for days in (1, 2, 3)]
        tones += [rules.tone_of(ACKNOWLEDGED, Category.RUDE, start, start + timedelta(days)) for days in (24, 25, 30)]
        assert tones == ["new", "due", "overdue"] * 2
        assert rules.tone_of(ANSWERED, Category.RUDE, start, start + timedelta(99)) == "calm"

    def test_what_is_overdue_is_found(self, world):
        kept, young, praise = tell(world), tell(world), tell(world, Category.PRAISE)
        with unguarded("test"):
            Complaint.objects.exclude(pk=young.pk).update(received_at=timezone.now() - timedelta(days=4))
        assert set(queries.complaints(world.desk_head, show="overdue")) == {kept}
        assert set(queries.complaints(world.desk_head)) == {kept, young, praise}


class TestTheMessage:
    """A text goes by the gate of safe contact, and never for what oversight alone may know."""

    @pytest.fixture
    def line(self, world, settings):
        settings.TELEPHONE_SIMULATOR = True
        with unguarded("test"):
            line = Line.objects.create(short_code="3512", institution=world.police)
        return open_simulator(SYSTEM, line)

    def test_a_neutral_text_says_that_there_is_an_answer(self, world, line):
        kept = tell(world, answering=Answering.TEXT, reply_phone="0788 123 456", language="sw")
        acts.answer_complaint(world.desk_head, kept, answer="Secret words", send=True)
        with unguarded("test"):
            assert TextMessage.objects.get().text.open() == WORD_TEXTS["sw"]

    def test_it_waits_for_the_hours_that_were_named(self, world, line, monkeypatch):
        night = timezone.make_aware(timezone.datetime(2026, 3, 10, 3, 0))
        monkeypatch.setattr(timezone, "now", lambda: night)
        kept = tell(world, answering=Answering.TEXT, reply_phone="0788 123 456", reply_hours=ContactHours.MORNING)
        acts.answer_complaint(world.desk_head, kept, answer="x", send=True)
        assert timezone.localtime(TextMessage.objects.get().waits_until).hour == 7

    def test_none_goes_where_oversight_alone_reads_or_none_was_asked_for(self, world, line):
        grave = tell(world, Category.ASKED_TO_PAY, answering=Answering.TEXT, reply_phone="0788 123 456")
        acts.look_into_complaint(world.oversight, grave)
        for kept in (fresh(grave), tell(world, answering=Answering.HERE)):
            with pytest.raises(Invalid) as refused:
                acts.answer_complaint(world.oversight, kept, answer="x", send=True)
            assert refused.value.field == "send"
        assert not TextMessage.objects.exists()

    def test_a_no_told_elsewhere_holds_it_back(self, world, line):
        from tests.files import open_file

        open_file(world, reporter_phone="0788 123 456", safe_to_contact="no")
        kept = tell(world, answering=Answering.TEXT, reply_phone="0788 123 456")
        with pytest.raises(Invalid):
            acts.answer_complaint(world.desk_head, kept, answer="x", send=True)
        assert fresh(kept).state == RECEIVED


ANSWERS = {
    "about": {"category": "rude", "about": "station", "district": "T11", "place_text": "x"},
    "words": {"narrative": WORDS, "who": "x"},
    "answer": {"answering": "here"},
}


def send_step(client, html, step, given):
    draft = re.search(r'name="draft" value="([^"]+)"', html)
    assert draft
    return client.post("/complaint/", {"draft": draft[1], "step": step, **given})


def walk(client, answers=ANSWERS):
    page = client.get("/complaint/")
    for step, given in answers.items():
        page = send_step(client, page.content.decode(), step, given)
    return page.content.decode()


def told_on(html):
    number = re.search(r"Q-[0-9A-Z-]{14}", html)
    pin = re.search(r"PIN (\d{6})", html)
    assert number, html
    assert pin, html
    return number[0], pin[1]


class TestThePublicPages:
    """Three pages, a reference and a PIN; nothing of it in a cookie."""

    def test_three_pages_and_the_way_back_to_the_answer(self, world):
        client = Client()
        number, pin = told_on(walk(client))
        assert not client.cookies
        kept = Complaint.objects.get(number=number)
        assert (kept.category, kept.channel, kept.institution) == ("rude", "web", world.police)
        page = client.post("/complaint/follow/", {"number": number.lower().replace("-", " "), "pin": pin})
        assert page.status_code == 200
        assert "Nobody has read it yet" in page.content.decode()
        acts.answer_complaint(world.desk_head, kept, answer="We have spoken to the station.")
        page = client.post("/complaint/follow/", {"number": number, "pin": pin}).content.decode()
        assert "We have spoken to the station." in page
        assert WORDS not in page
        page = client.post("/complaint/follow/", {"number": number, "pin": pin, "text": "Thank you"}).content.decode()
        assert "Your words are kept" in page
        assert fresh(kept).state == LOOKED_INTO

    @pytest.mark.parametrize(("category", "words"), [("rude", "We send a message"), ("asked_to_pay", "no message")])
    def test_a_message_is_promised_only_where_one_goes_out(self, world, category, words):
        answers = {
            "about": ANSWERS["about"] | {"category": category},
            "words": ANSWERS["words"],
            "answer": {"answering": "text", "reply_phone": "0788 123 456"},
        }
        assert words in walk(Client(), answers)

    def test_sent_twice_it_is_kept_once_with_one_pin(self, world):
        client = Client()
        page = client.get("/complaint/")
        for step in ("about", "words"):
            page = send_step(client, page.content.decode(), step, ANSWERS[step])
        first, second = (
            told_on(send_step(client, page.content.decode(), "answer", ANSWERS["answer"]).content.decode())
            for _ in range(2)
        )
        assert first == second
        assert Complaint.objects.count() == 1

    def test_what_is_wrong_is_said_and_nothing_typed_is_lost(self, world):
        client = Client()
        page = send_step(client, client.get("/complaint/").content.decode(), "about", ANSWERS["about"])
        wrong = send_step(client, page.content.decode(), "words", {"narrative": "", "who": "The tall one"})
        assert wrong.status_code == 422
        assert "The tall one" in wrong.content.decode()
        back = send_step(client, page.content.decode(), "words", {"narrative": "Half", "back": "about"})
        again = send_step(client, back.content.decode(), "about", ANSWERS["about"]).content.decode()
        assert "Half" in again
        lost = client.post("/complaint/", {"draft": "gone", "step": "answer"}).content.decode()
        assert "open for too long" in lost

    @pytest.mark.parametrize(
        "given", [{"number": "Q-2345-2345-2345"}, {"pin": "000000"}, {"number": "x"}, {"pin": "1"}]
    )
    def test_without_both_nothing_opens(self, world, given):
        kept = tell(world)
        page = Client().post("/complaint/follow/", {"number": kept.number, "pin": "123456"} | given)
        assert page.status_code == 422
        assert kept.number not in page.content.decode() or "number" not in given

    def test_pins_cannot_be_tried_without_end(self, world):
        kept = tell(world)
        client = Client()
        answers = [
            client.post("/complaint/follow/", {"number": kept.number, "pin": f"{each:06}"}).status_code
            for each in range(25)
        ]
        assert 429 in answers
        assert client.post("/complaint/follow/", {"number": kept.number, "pin": "123456"}).status_code == 429

    def test_a_closed_one_takes_no_more_words(self, world):
        kept = tell(world)
        acts.answer_complaint(world.desk_head, kept, answer="x")
        acts.close_complaint(world.desk_head, fresh(kept))
        sent = {"number": kept.number, "pin": "123456"}
        assert "Add words" not in Client().post("/complaint/follow/", sent).content.decode()
        assert Client().post("/complaint/follow/", sent | {"text": "more"}).status_code == 422
        assert not Word.objects.exists()


class TestTheStaffsPages:
    """Staff write one down and see a reference; those who answer see the register."""

    def test_who_writes_it_down_gets_a_reference_and_sees_no_register(self, world):
        client = world.client(world.focal_point)
        page = client.get("/staff/complaints/new/").content.decode()
        op_id = re.search(r'name="op_id" value="([^"]+)"', page)
        assert op_id
        given = {name: value for each in ANSWERS.values() for name, value in each.items()}
        sent = given | {"channel": "paper", "language": "rw", "op_id": op_id[1]}
        first, second = (told_on(client.post("/staff/complaints/new/", sent).content.decode()) for _ in range(2))
        assert first == second
        kept = Complaint.objects.get()
        assert client.get("/staff/complaints/").status_code == 403
        assert client.get(f"/staff/complaints/{kept.pk}/").status_code == 403
        assert client.get("/staff/complaints/register.csv").status_code == 403

    def test_the_head_of_the_desk_reads_and_answers(self, world):
        kept = tell(world)
        client = world.client(world.desk_head)
        assert kept.number in client.get("/staff/").content.decode()
        assert kept.number in client.get("/staff/complaints/?category=rude").content.decode()
        page = client.get(f"/staff/complaints/{kept.pk}/").content.decode()
        assert WORDS not in page
        assert WORDS in client.post(f"/staff/complaints/{kept.pk}/telling/").content.decode()
        wrong = client.post(f"/staff/complaints/{kept.pk}/answer/", {"answer": ""})
        assert wrong.status_code == 422
        assert client.post(f"/staff/complaints/{kept.pk}/answer/", {"answer": "Sorry"}).status_code == 302
        assert fresh(kept).state == ANSWERED
        late = client.post(f"/staff/complaints/{kept.pk}/acknowledge/", {})
        assert late.status_code == 422
        assert client.post(f"/staff/complaints/{kept.pk}/close/", {}).status_code == 302

    def test_whoever_keeps_it_from_herself_is_led_away(self, world):
        kept = tell(world)
        assert world.oversight
        client = world.client(world.desk_head)
        sent = {"staff_code": officer_of(world.desk_head).staff_code}
        answer = client.post(f"/staff/complaints/{kept.pk}/keep-from/", sent)
        assert answer.status_code == 302
        assert answer.url == "/staff/complaints/"
        assert client.get(f"/staff/complaints/{kept.pk}/").status_code == 404
        assert client.get("/staff/complaints/0190a000-0000-7000-8000-000000000000/").status_code == 404

    def test_each_step_has_its_form(self, world):
        client = world.client(world.oversight)
        kept = tell(world)
        steps = [
            ("note", {"text": "x"}),
            ("sort", {"category": "too_slow", "about": "crew"}),
            ("look-into", {}),
            ("pass", {"to": "ombudsman", "why": "x"}),
            ("take-up", {"why": "x"}),
        ]
        for name, given in steps:
            assert client.post(f"/staff/complaints/{kept.pk}/{name}/", given).status_code == 302, name
        assert client.post(f"/staff/complaints/{kept.pk}/nothing/", {}).status_code == 404
        assert fresh(kept).state == LOOKED_INTO

    def test_the_list_as_a_file_has_codes_and_no_words(self, world):
        kept = tell(world)
        tell(world, Category.ASKED_TO_PAY)
        answer = world.client(world.desk_head).get("/staff/complaints/register.csv")
        text = b"".join(answer.streaming_content).decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text)))
        assert [row["number"] for row in rows] == [kept.number]
        assert rows[0]["category"] == "rude"
        assert "canary" not in text
