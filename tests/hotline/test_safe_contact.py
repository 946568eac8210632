"""One gate before everything that goes out to a survivor or reporter: whether, by which way, at which hour."""

from __future__ import annotations

import ast
import random
import uuid
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from genderdesk.casework.care.acts import begin_counselling, move_session, plan_session
from genderdesk.casework.care.vocabulary import Place, SessionKind
from genderdesk.casework.cases.acts import (
    assess_risk,
    describe_survivor,
    hand_over,
    identify_survivor,
    keep_safe_contact,
    plan_follow_up,
    raise_risk,
)
from genderdesk.casework.cases.models import Case, Survivor
from genderdesk.casework.cases.queries.instruments import instrument_for
from genderdesk.casework.cases.vocabulary import DESK_CHECKLIST, RiskAnswer, RiskContext, RiskLevel, Sex
from genderdesk.casework.hotline.access import MAY_SEE_CONTACTS, gateway_actor
from genderdesk.casework.hotline.access import visible_to as line_of
from genderdesk.casework.hotline.acts import (
    hold_text,
    offer_contact,
    receive_text,
    send_text,
    set_safe_contact,
    settle_text,
)
from genderdesk.casework.hotline.acts.texts import TOPIC
from genderdesk.casework.hotline.facts import contact_fact
from genderdesk.casework.hotline.gateways import ADAPTERS
from genderdesk.casework.hotline.gateways.simulator.network import open_simulator
from genderdesk.casework.hotline.jobs import hand_text_over
from genderdesk.casework.hotline.models import Contact, Line, TextMessage
from genderdesk.casework.hotline.queries import held_texts, reach_contact
from genderdesk.casework.hotline.vocabulary.events import Provider, TextState
from genderdesk.casework.hotline.vocabulary.sms_texts import DAY_TEXTS
from genderdesk.casework.intake.acts import move_report
from genderdesk.casework.intake.models import Report
from genderdesk.casework.intake.rules import ContactRule, Reach, verdict
from genderdesk.casework.intake.vocabulary import (
    CONTACT_WINDOWS,
    REMOTE_WAYS,
    SAFE_CONTACT_DAYS,
    ContactHours,
    ContactWay,
)
from genderdesk.casework.response.access import MAY_SEE
from genderdesk.casework.response.access import visible_to as board_of
from genderdesk.casework.response.acts import open_dispatch
from genderdesk.casework.response.models import Dispatch
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform import outbox
from genderdesk.groundwork.platform.models import Message
from genderdesk.groundwork.platform.refusals import Invalid
from genderdesk.groundwork.protection.access import SYSTEM
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.groundwork.protection.models import Entry
from genderdesk.organisation.institution.models import Officer
from tests.files import fresh, open_file

YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN
KIGALI = ZoneInfo("Africa/Kigali")
PHONE = "+250788000001"
SOURCE = Path(outbox.__file__).parents[2]

rules = st.builds(
    ContactRule,
    safe=st.sampled_from([YES, NO, UNKNOWN, Answer.DECLINED]),
    way=st.none() | st.sampled_from(list(ContactWay)),
    hours=st.sampled_from(list(ContactHours)),
)
moments = st.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2027, 1, 1), timezones=st.just(KIGALI))


class TestTheRule:
    def test_no_contact_means_no_message_in_ten_thousand_events(self):
        """security.md P7: whatever else was said, by whatever way, at whatever hour, also where it only answers."""
        draw = random.Random(7)
        went_out = 0
        for _event in range(10_000):
            said = [
                ContactRule(draw.choice([*Answer]), draw.choice([None, *ContactWay]), draw.choice([*ContactHours]))
                for _rule in range(draw.randrange(3))
            ]
            said.insert(draw.randint(0, len(said)), ContactRule(NO, draw.choice([None, *ContactWay])))
            now = datetime(2026, 1, 1, tzinfo=KIGALI) + timedelta(minutes=draw.randrange(525_600))
            found = verdict(said, draw.choice(REMOTE_WAYS), now, replies=draw.random() < 0.5)
            went_out += not found.refused
        assert went_out == 0

    @given(st.lists(rules, max_size=3), st.sampled_from(REMOTE_WAYS), moments)
    def test_what_goes_out_is_what_every_rule_allows(self, said, way, now):
        found = verdict(said, way, now)
        if found.reach is Reach.NOW:
            assert any(each.safe is YES for each in said)
            for each in said:
                first, last = CONTACT_WINDOWS[each.hours]
                assert each.safe is not NO
                assert each.way in (None, way)
                assert first <= now.hour < last
        if found.reach is Reach.LATER:
            assert now < found.at <= now + timedelta(days=1)
            assert verdict(said, way, found.at).reach is Reach.NOW
            assert verdict(said, way, found.at - timedelta(minutes=1)).reach is Reach.LATER

    @pytest.mark.parametrize(("hour", "reach"), [(6, "later"), (7, "now"), (11, "now"), (12, "later"), (23, "later")])
    def test_the_morning_begins_at_seven_and_ends_before_noon_in_kigali(self, hour, reach):
        now = datetime(2026, 11, 29, hour, 59, tzinfo=KIGALI)
        assert verdict([ContactRule(YES, hours=ContactHours.MORNING)], ContactWay.CALL, now).reach == reach

    def test_hours_that_exclude_each_other_leave_none(self):
        said = [ContactRule(YES, hours=ContactHours.MORNING), ContactRule(YES, hours=ContactHours.EVENING)]
        assert verdict(said, ContactWay.SMS, datetime(2026, 1, 1, 9, tzinfo=KIGALI)).reach is Reach.NO_HOUR

    def test_meeting_in_person_is_never_a_message(self):
        now = datetime(2026, 1, 1, 3, tzinfo=KIGALI)
        assert verdict([ContactRule(NO)], ContactWay.IN_PERSON, now).reach is Reach.NOW


@pytest.fixture
def gateway(world):
    """The telephone network of the police line, with the world's people behind it."""
    with unguarded("test"):
        line = Line.objects.create(short_code="3512", institution=world.police)
    return open_simulator(SYSTEM, line)


@pytest.fixture
def at_hour(monkeypatch):
    """Sets the clock to an hour of tomorrow in Kigali."""
    tomorrow = timezone.localtime() + timedelta(days=1)

    def set_to(hour: int, days: int = 0) -> datetime:
        now = tomorrow.replace(hour=hour, minute=30, second=0, microsecond=0) + timedelta(days=days)
        monkeypatch.setattr("django.utils.timezone.now", lambda: now)
        return now

    return set_to


@pytest.fixture
def sent(monkeypatch):
    """What the network was given, in order."""
    given_over: list[tuple[str, str]] = []

    def send(to: str, text: str, reference: str) -> tuple[str, str]:
        given_over.append((to, text))
        return reference, "sent"

    monkeypatch.setattr(ADAPTERS[Provider.SIMULATOR], "send_text", send)
    return given_over


def thread_of(gateway, text: str = "Invented words") -> Contact:
    receive_text(SYSTEM, gateway, sender=PHONE, text=text)
    return Contact.objects.latest("offered_at")


def hand_over_all() -> None:
    """What the worker does with texts that are due."""
    for message in Message.objects.filter(topic=TOPIC, state="waiting", due_at__lte=timezone.now()).order_by("id"):
        hand_text_over(message.payload)
        Message.objects.filter(pk=message.pk).update(state="sent")


def file_with_number(world, **rule):
    """An open file of the survivor who has this number, and how she may be reached."""
    case = open_file(world)
    describe_survivor(world.focal_point, fresh(case), version=1, sex=Sex.FEMALE)
    identify_survivor(world.focal_point, fresh(case), version=2, phone=PHONE)
    keep_safe_contact(world.focal_point, fresh(case), version=3, **({"safe_to_contact": YES} | rule))
    return fresh(case)


def all_no():
    return {each.id: RiskAnswer.NO for each in instrument_for(DESK_CHECKLIST, "").items}


@pytest.mark.django_db
class TestTheLine:
    def test_no_contact_in_her_file_silences_the_line_and_its_own_answer(self, world, gateway, sent):
        file_with_number(world, safe_to_contact=NO)
        contact = thread_of(gateway)
        set_safe_contact(world.operator, contact, safe=YES)
        with pytest.raises(Invalid, match="said no"):
            send_text(world.operator, contact, text="Hello")
        for word in ("help", "aide", "msaada"):
            receive_text(SYSTEM, gateway, sender=PHONE, text=word)
        hand_over_all()
        assert sent == []
        assert not TextMessage.objects.filter(outgoing=True).exists()

    def test_a_no_in_the_file_of_the_other_institution_silences_the_line_and_its_yes_opens_none(self, world, gateway):
        case = file_with_number(world, safe_to_contact=NO)
        contact = thread_of(gateway)
        with unguarded("test"):
            Case.objects.filter(pk=case.pk).update(institution=world.defence, desk=world.defence_desk)
        set_safe_contact(world.operator, contact, safe=YES)
        with pytest.raises(Invalid, match="said no"):
            send_text(world.operator, contact, text="Hello")
        with unguarded("test"):
            Survivor.objects.filter(case=case).update(safe_to_contact=YES.value)
            Contact.objects.filter(pk=contact.pk).update(safe_to_contact=UNKNOWN.value)
        assert reach_contact(Contact.objects.get(pk=contact.pk)).reach is Reach.NOT_ASKED

    def test_outside_her_hours_a_text_waits_for_the_next_ones_and_the_sender_is_told(
        self, world, gateway, sent, at_hour
    ):
        at_hour(22)
        file_with_number(world, contact_hours=ContactHours.MORNING)
        contact = thread_of(gateway)
        set_safe_contact(world.operator, contact, safe=YES)
        client = world.client(world.operator)
        answer = client.post(f"/staff/line/messages/{contact.pk}/send/", {"text": "Good morning"}, follow=True)
        assert "goes out on" in answer.content.decode()
        assert "waits until" in answer.content.decode()
        del sent[:]
        hand_over_all()
        assert "Good morning" not in [text for _to, text in sent]
        at_hour(7, days=1)
        hand_over_all()
        assert sent[-1] == (PHONE, "Good morning")

    def test_what_became_unsafe_while_it_waited_is_held_and_shown(self, world, gateway, sent, at_hour):
        at_hour(22)
        case = file_with_number(world, contact_hours=ContactHours.MORNING)
        contact = thread_of(gateway)
        set_safe_contact(world.operator, contact, safe=YES)
        waiting = send_text(world.operator, contact, text="Good morning")
        keep_safe_contact(world.focal_point, fresh(case), version=4, safe_to_contact=NO)
        at_hour(8, days=1)
        hand_over_all()
        waiting.refresh_from_db()
        assert waiting.state == TextState.HELD
        assert "Good morning" not in [text for _to, text in sent]
        page = world.client(world.operator).get(f"/staff/line/messages/{contact.pk}/").content.decode()
        assert "Not sent: it is not safe" in page

    def test_who_wrote_a_held_text_is_told_what_to_do_and_settles_it(self, world, gateway, sent, at_hour):
        at_hour(22)
        case = file_with_number(world, contact_hours=ContactHours.MORNING)
        contact = thread_of(gateway)
        set_safe_contact(world.operator, contact, safe=YES)
        waiting = send_text(world.operator, contact, text="Good morning")
        keep_safe_contact(world.focal_point, fresh(case), version=4, safe_to_contact=NO)
        at_hour(8, days=1)
        hand_over_all()
        browser, colleague = world.client(world.operator), world.client(world.actor("operator", world.headquarters))
        today = browser.get("/staff/").content.decode()
        page = f"/staff/line/held/{waiting.pk}/"
        assert "Texts that were held back" in today
        assert page in today
        assert "held back" not in colleague.get("/staff/").content.decode()
        assert colleague.get(page).status_code == 404
        shown = browser.get(page).content.decode()
        assert "Good morning" in shown
        assert "said no" in shown
        assert "Send it again" not in shown
        refused = browser.post(page, {"again": "yes", "op_id": str(uuid.uuid4())})
        assert refused.status_code == 422
        assert "Good morning" not in [text for _to, text in sent]
        keep_safe_contact(world.focal_point, fresh(case), version=5, safe_to_contact=YES)
        for _twice in range(2):
            browser.post(page, {"again": "yes", "op_id": "01a229c4-0000-7000-8000-000000000001"})
        hand_over_all()
        assert [text for _to, text in sent].count("Good morning") == 1
        assert "held back" not in browser.get("/staff/").content.decode()

    def test_a_held_text_that_its_writer_left_for_a_day_is_shown_to_the_head_of_the_desk(self, world, gateway, at_hour):
        contact = thread_of(gateway)
        with unguarded("test"):
            text = TextMessage.objects.create(
                contact=contact, outgoing=True, text="x", state=TextState.HELD, held_at=timezone.now(),
                written_by=world.operator.id,
            )  # fmt: skip
        assert list(held_texts(world.desk_head)) == []
        assert list(held_texts(world.operator)) == [text]
        at_hour(23, days=1)
        assert list(held_texts(world.desk_head)) == [text]
        settle_text(world.desk_head, contact, message=text, again=False)
        assert list(held_texts(world.operator)) == []

    def test_stop_holds_what_waits_for_the_number_whoever_it_was_written_to(self, world, gateway, sent, at_hour):
        at_hour(22)
        file_with_number(world, contact_hours=ContactHours.MORNING)
        called = offer_contact(gateway_actor(gateway), gateway, reference="c1", caller=PHONE)
        set_safe_contact(world.operator, called, safe=YES)
        waiting = send_text(world.operator, called, text="Good morning")
        receive_text(SYSTEM, gateway, sender=PHONE, text="STOP")
        at_hour(8, days=1)
        hand_over_all()
        waiting.refresh_from_db()
        assert waiting.state == TextState.HELD
        assert "Good morning" not in [text for _to, text in sent]

    def test_an_old_yes_is_asked_again_before_anything_is_written(self, world, gateway, at_hour):
        case = file_with_number(world)
        due = fresh(case).contact_review_at
        assert (due - timezone.now()).days == SAFE_CONTACT_DAYS - 1
        today = "/staff/"
        assert "Safe contact to ask again" not in world.client(world.focal_point).get(today).content.decode()
        at_hour(10, days=SAFE_CONTACT_DAYS)
        contact = thread_of(gateway)
        set_safe_contact(world.operator, contact, safe=YES)
        with pytest.raises(Invalid, match="Ask again in a call"):
            send_text(world.operator, contact, text="Hello")
        assert reach_contact(contact, ContactWay.CALL).ask_first
        assert "Safe contact to ask again" in world.client(world.focal_point).get(today).content.decode()
        keep_safe_contact(world.focal_point, fresh(case), version=4, safe_to_contact=YES)
        send_text(world.operator, contact, text="Hello")

    def test_a_text_that_may_go_is_not_held(self, world, gateway, sent):
        contact = thread_of(gateway)
        set_safe_contact(world.operator, contact, safe=YES)
        message = send_text(world.operator, contact, text="Hello")
        assert hold_text(SYSTEM, message).state == TextState.WAITING
        hand_over_all()
        assert (PHONE, "Hello") in sent

    def test_another_way_than_hers_is_refused_with_the_reason(self, world, gateway, sent):
        file_with_number(world, contact_way=ContactWay.CALL)
        contact = thread_of(gateway)
        set_safe_contact(world.operator, contact, safe=YES)
        with pytest.raises(Invalid, match="another way"):
            send_text(world.operator, contact, text="Hello")

    def test_the_rule_stands_beside_the_number(self, world, gateway):
        file_with_number(world, safe_to_contact=NO)
        contact = thread_of(gateway)
        page = f"/staff/line/contacts/{contact.pk}/number/"
        shown = world.client(world.operator).post(page, {"reason": "line_broke"}).content.decode()
        assert "Do not call or write" in shown
        assert "Nothing goes to this number" in shown


def appointment_of(world, **rule):
    """An appointment of the survivor who has this number with her counsellor, in three days."""
    case = file_with_number(world, **rule)
    officer = Officer.objects.get(pk=world.counsellor.officer_id)
    hand_over(world.desk_head, case, version=case.version, officer=officer)
    counselling = begin_counselling(world.counsellor, fresh(case))
    soon = timezone.now() + timedelta(days=3)
    return plan_session(world.counsellor, counselling, due_at=soon, kind=SessionKind.INDIVIDUAL, place=Place.DESK)


@pytest.mark.django_db
class TestTheNewDayOfAnAppointment:
    def test_it_is_told_in_neutral_words_and_counted_as_no_contact(self, world, gateway, sent, at_hour):
        session, now = appointment_of(world), at_hour(10)
        later = (now + timedelta(days=5)).replace(hour=14, minute=0)
        move = {"day": f"{later:%Y-%m-%d}", "hour": "14:00", "tell": "on", "op_id": str(uuid.uuid4())}
        page = f"/staff/care/sessions/{session.pk}/"
        client = world.client(world.counsellor)
        assert "Tell her or him the new day by a text" in client.get(page).content.decode()
        for _press in range(2):
            assert client.post(f"{page}move/", move).status_code == 302
        hand_over_all()
        assert sent == [(PHONE, DAY_TEXTS["rw"].format(when=f"{later:%d/%m} 14:00"))]
        assert contact_fact(Contact.objects.get()) is None
        assert world.client(world.operator).get("/staff/line/messages/").content.decode().count("•••") == 0
        told = Entry.objects.get(name="session.move", kind="act")
        assert told.notes == {"tell": True}

    def test_in_her_hours(self, world, gateway, sent, at_hour):
        session, now = appointment_of(world, contact_hours=ContactHours.MORNING), at_hour(20)
        move_session(world.counsellor, session, due_at=now + timedelta(days=5), tell=True)
        hand_over_all()
        assert sent == []
        assert TextMessage.objects.get().waits_until > now

    @pytest.mark.parametrize(
        ("rule", "why"),
        [
            ({"safe_to_contact": NO}, "said no"),
            ({"safe_to_contact": UNKNOWN}, "Nobody has said yet"),
            ({"contact_way": ContactWay.CALL}, "another way"),
        ],
    )
    def test_what_is_not_safe_is_refused_with_the_reason_and_nothing_is_moved(self, world, gateway, at_hour, rule, why):
        session, now = appointment_of(world, **rule), at_hour(10)
        before = session.due_at
        with pytest.raises(Invalid, match=why):
            move_session(world.counsellor, session, due_at=now + timedelta(days=5), tell=True)
        session.refresh_from_db()
        assert session.due_at == before
        assert not TextMessage.objects.exists()
        page = f"/staff/care/sessions/{session.pk}/"
        assert "Tell her or him the new day by a text" not in world.client(world.counsellor).get(page).content.decode()
        late = {"day": f"{now:%Y-%m-%d}", "hour": "23:00", "tell": "on", "op_id": str(uuid.uuid4())}
        answer = world.client(world.counsellor).post(f"{page}move/", late)
        assert (answer.status_code, why in answer.content.decode()) == (422, True)

    def test_a_stop_of_her_number_ends_it_too(self, world, gateway, at_hour):
        session, now = appointment_of(world), at_hour(10)
        receive_text(SYSTEM, gateway, sender=PHONE, text="STOP")
        with pytest.raises(Invalid, match="wrote STOP"):
            move_session(world.counsellor, session, due_at=now + timedelta(days=5), tell=True)

    def test_without_a_line_it_is_told_in_another_way(self, world, at_hour):
        session, now = appointment_of(world), at_hour(10)
        with pytest.raises(Invalid, match="in another way"):
            move_session(world.counsellor, session, due_at=now + timedelta(days=5), tell=True)

    def test_one_that_was_held_at_the_last_moment_is_the_heads_at_once(self, world, gateway, sent, at_hour):
        session, now = appointment_of(world), at_hour(10)
        move_session(world.counsellor, session, due_at=now + timedelta(days=5), tell=True)
        case = Case.objects.get()
        keep_safe_contact(world.focal_point, fresh(case), version=4, safe_to_contact=NO)
        hand_over_all()
        assert sent == []
        assert [each.state for each in held_texts(world.desk_head)] == [TextState.HELD]


@pytest.mark.django_db
class TestTheFile:
    def test_the_more_danger_the_sooner_it_is_asked_again(self, world):
        case = file_with_number(world)
        assess_risk(world.focal_point, fresh(case), context=RiskContext.FIRST_CONTACT, answers=all_no())
        low = fresh(case).contact_review_at
        raise_risk(world.focal_point, fresh(case), to=RiskLevel.EXTREME, reason="He is back.")
        assert (low - fresh(case).contact_review_at).days == SAFE_CONTACT_DAYS - 14
        keep_safe_contact(world.focal_point, fresh(case), version=4, safe_to_contact=NO)
        assert fresh(case).contact_review_at is None

    @pytest.mark.parametrize(
        ("rule", "way", "field"),
        [
            ({"safe_to_contact": NO}, ContactWay.CALL, "channel"),
            ({"contact_way": ContactWay.SMS}, ContactWay.CALL, "channel"),
            ({"contact_hours": ContactHours.EVENING}, ContactWay.CALL, "due_at"),
        ],
    )
    def test_a_call_that_she_did_not_want_is_not_planned(self, world, rule, way, field):
        case = file_with_number(world, **rule)
        due = (timezone.localtime() + timedelta(days=1)).replace(hour=10, minute=0)
        with pytest.raises(Invalid) as refusal:
            plan_follow_up(world.focal_point, case, due_at=due, channel=way)
        assert refusal.value.field == field
        plan_follow_up(world.focal_point, case, due_at=due, channel=ContactWay.IN_PERSON)

    def test_the_rule_stands_beside_the_call_to_make(self, world):
        case = file_with_number(world, contact_hours=ContactHours.EVENING, leave_message=NO)
        due = (timezone.localtime() + timedelta(days=1)).replace(hour=18, minute=0)
        planned = plan_follow_up(world.focal_point, case, due_at=due, channel=ContactWay.CALL)
        page = world.client(world.focal_point).get(f"/staff/cases/{case.pk}/follow-ups/{planned.pk}/").content.decode()
        assert "In the evening" in page
        assert "May a message be left" in page


def calls_in(path: Path) -> set[str]:
    """Every name that is called or imported in a module."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call):
            names.add(ast.unparse(node.func).rsplit(".", 1)[-1])
        elif isinstance(node, ast.Import | ast.ImportFrom):
            names |= {each.name.split(".")[0] for each in node.names}
            names.add((getattr(node, "module", None) or "").split(".")[0])
    return names


class TestTheOnlyDoor:
    """What speaks to the world outside is named here; anything new must go by the gate or say what it is."""

    def test_only_the_handing_over_gives_a_text_to_a_network(self):
        users = {
            str(path.relative_to(SOURCE))
            for path in SOURCE.rglob("*.py")
            if "gateways" not in path.parts and "ADAPTERS[" in path.read_text() and ".send_text(" in path.read_text()
        }
        assert users == {"casework/hotline/jobs.py"}
        handler = (SOURCE / "casework/hotline/jobs.py").read_text()
        assert handler.index("hold_text(SYSTEM, message)") < handler.index(".send_text(")

    def test_only_the_act_of_sending_puts_a_text_into_the_outbox(self):
        topics = {
            str(path.relative_to(SOURCE))
            for path in SOURCE.rglob("*.py")
            if "outbox.put(TOPIC" in path.read_text() or 'outbox.put("hotline' in path.read_text()
        }
        assert topics == {"casework/hotline/acts/texts.py"}

    def test_nothing_else_writes_mails_or_opens_connections(self):
        telling = {"EmailMessage", "send_mail", "smtplib", "requests", "httpx", "urlopen", "aiohttp", "socket"}
        found = {
            str(path.relative_to(SOURCE))
            for path in SOURCE.rglob("*.py")
            if calls_in(path) & telling and "casework" in path.parts
        }
        assert found == set()


@pytest.mark.django_db
def test_a_closed_thread_and_an_ended_response_go_out_of_sight_with_the_file_that_went(world, gateway):
    """The line that she wrote to and the board that sent help keep nothing to read once another force has the file;
    what is still going on with her goes on."""
    contact = thread_of(gateway)
    report = Report.objects.get(contact_id=contact.pk)
    dispatch = open_dispatch(SYSTEM, report=report)
    move_report(SYSTEM, report, desk=world.defence_desk)

    def seen():
        of_line, of_board = Contact.objects.get(pk=contact.pk), Dispatch.objects.get(pk=dispatch.pk)
        line, board = (
            {
                lists(actor).filter(pk=record.pk).exists()
                for actor in (world.operator, world.desk_head, world.dispatcher)
                if rule.check(actor, None)
            }
            | {rule.check(actor, record) for actor in (world.desk_head,)}
            for lists, rule, record in (
                (line_of, MAY_SEE_CONTACTS, of_line),
                (board_of, MAY_SEE, of_board),
            )
        )
        return line, board

    assert seen() == ({True}, {True})
    with unguarded("test"):
        Contact.objects.filter(pk=contact.pk).update(state="closed")
        Dispatch.objects.filter(pk=dispatch.pk).update(state="closed")
    assert seen() == ({False}, {False})
    with unguarded("test"):
        Report.objects.filter(pk=report.pk).update(institution=world.police)
    assert seen() == ({True}, {True})
