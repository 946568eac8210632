"""Counselling: appointments and sessions, notes that one key alone opens, groups by count, a summary under consent."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from genderdesk.casework.care import queries
from genderdesk.casework.care.acts import (
    accept_referral,
    ask_supervision,
    begin_counselling,
    call_off_session,
    end_counselling,
    hold_session,
    keep_group,
    keep_supervision,
    miss_session,
    move_session,
    note_on_session,
    plan_session,
    review_plan,
    supervise_session,
    tell_of_counselling,
)
from genderdesk.casework.care.models import (
    Counselling,
    CounsellingNote,
    CounsellingSession,
    CounsellingSummary,
    GroupSession,
    Supervision,
)
from genderdesk.casework.care.vocabulary import Place, SessionKind, Theme
from genderdesk.casework.cases.acts import hand_over, revoke_consent
from genderdesk.casework.cases.queries import live_consent_for
from genderdesk.casework.cases.vocabulary import Scope
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.foundation.states import ImpossibleMove
from genderdesk.groundwork.platform.refusals import Conflict, Invalid, Missing, Refused
from genderdesk.groundwork.protection import acts
from genderdesk.groundwork.protection.access import SYSTEM
from genderdesk.groundwork.protection.models import FileKey, HolderKey
from genderdesk.groundwork.protection.vault import NotHolder, erasure, personal, recovery
from genderdesk.groundwork.protection.vault.unlocked import person_with, standing_here
from genderdesk.organisation.institution.models import Officer
from tests.files import at, fresh, give_consent, open_file, send

pytestmark = pytest.mark.django_db

WORDS = "Invented words that the counsellor alone reads."
PASSWORD = "a password of hers"
PEOPLE = (
    "operator",
    "dispatcher",
    "rider",
    "focal_point",
    "investigator",
    "analyst",
    "desk_head",
    "oversight",
    "administrator",
    "defence_desk_head",
)


@pytest.fixture
def counsellor(world, case):
    """The counsellor to whom the case was handed over, with a key of her own."""
    officer = Officer.objects.get(pk=world.counsellor.officer_id)
    hand_over(world.desk_head, case, version=fresh(case).version, officer=officer)
    personal.open_or_make(world.counsellor.id, PASSWORD)
    return world.counsellor


@pytest.fixture
def other(world):
    """Another counsellor of the same desk, who also has the case in reach and a key."""
    found = world.actor("counsellor", world.station)
    personal.open_or_make(found.id, PASSWORD)
    return found


@pytest.fixture
def counselling(counsellor, case):
    return begin_counselling(counsellor, fresh(case))


@pytest.fixture
def session(counsellor, counselling):
    return plan_session(counsellor, counselling, due_at=at(), kind=SessionKind.INDIVIDUAL, place=Place.DESK)


def at_the_desk(actor):
    """The actor with her own key open."""
    return standing_here(person_with(actor.id, personal.open_or_make(actor.id, PASSWORD).private))


def stored() -> CounsellingNote:
    return CounsellingNote.objects.select_related("session__counselling__case").get()


class TestNotes:
    def test_the_counsellor_reads_her_note_with_her_own_key(self, counsellor, counselling, session):
        hold_session(counsellor, session, minutes=50, note=f" {WORDS} ")
        with at_the_desk(counsellor):
            assert [each.text for each in queries.own_notes(counsellor, counselling)] == [WORDS]

    def test_without_her_key_nobody_opens_it_neither_the_desk_nor_the_system(self, counsellor, session):
        hold_session(counsellor, session, minutes=50, note=WORDS)
        assert WORDS.encode() not in stored().text.stored
        with acts.unguarded("test"), pytest.raises(NotHolder):
            stored().text.open()

    def test_another_persons_key_does_not_open_it(self, counsellor, other, session):
        hold_session(counsellor, session, minutes=50, note=WORDS)
        with at_the_desk(other), acts.unguarded("test"), pytest.raises(NotHolder):
            stored().text.open()

    def test_the_recovery_gets_no_wrap_whether_it_was_made_before_or_after(self, counsellor, counselling, session):
        recovery.new_shares()
        hold_session(counsellor, session, minutes=50, note=WORDS)
        recovery.new_shares()
        held = HolderKey.objects.filter(file_id=counselling.pk)
        assert [each.holder_id for each in held] == [counsellor.id]
        assert FileKey.objects.get(pk=counselling.pk).state == "sealed"

    def test_the_recovery_still_reaches_other_sealed_files(self, world, case, counsellor):
        recovery.new_shares()
        with acts.unguarded("test"):
            from genderdesk.groundwork.protection.vault import seal_file

            seal_file(case.report_id, [counsellor.id])
        assert HolderKey.objects.filter(file_id=case.report_id).count() == 2

    @pytest.mark.parametrize("who", PEOPLE)
    def test_police_heads_and_administrators_never(self, world, counsellor, counselling, session, who):
        hold_session(counsellor, session, minutes=50, note=WORDS)
        actor = getattr(world, who)
        with pytest.raises(Refused):
            queries.own_notes(actor, counselling)
        with pytest.raises(Missing):
            queries.session_for(actor, session.pk)
        with pytest.raises(Refused):
            note_on_session(actor, session, text="mine")

    def test_nor_another_counsellor_of_the_same_desk(self, world, other, counsellor, counselling, session):
        with pytest.raises(Refused):
            queries.own_notes(other, counselling)
        with pytest.raises(Missing):
            queries.counselling_for(other, counselling.pk)
        assert queries.counselling_of(other, counselling.case) == []

    def test_a_key_that_is_closed_shows_none_and_still_lets_write(self, counsellor, counselling, session):
        held = hold_session(counsellor, session, minutes=50, note=WORDS)
        assert queries.own_notes(counsellor, counselling) is None
        note_on_session(counsellor, held, text="A second one.")
        with at_the_desk(counsellor):
            assert [each.text for each in queries.own_notes(counsellor, counselling)] == [WORDS, "A second one."]

    def test_without_any_key_no_note_is_kept_in_the_clear(self, counsellor, session):
        with acts.unguarded("test"):
            from genderdesk.groundwork.protection.models import PersonalKey

            PersonalKey.objects.all().delete()
        with pytest.raises(Invalid):
            hold_session(counsellor, session, minutes=50, note=WORDS)
        assert not CounsellingNote.objects.exists()
        assert CounsellingSession.objects.get().state == "planned"

    def test_after_a_new_password_by_somebody_else_she_begins_anew(self, counsellor, counselling, session):
        held = hold_session(counsellor, session, minutes=50, note=WORDS)
        personal.open_or_make(counsellor.id, "set by an administrator")
        with pytest.raises(Invalid, match="begin it anew"):
            note_on_session(counsellor, held, text="lost otherwise")
        end_counselling(counsellor, counselling)
        again = begin_counselling(counsellor, fresh(counselling.case))
        planned = plan_session(counsellor, again, due_at=at(), kind=SessionKind.PHONE, place=Place.TELEPHONE)
        assert hold_session(counsellor, planned, minutes=20, note="readable again").state == "held"

    def test_erasing_the_file_of_the_case_takes_the_notes_along(self, counsellor, counselling, session):
        hold_session(counsellor, session, minutes=50, note=WORDS)
        found = [each for find in erasure._companions for each in find(counselling.case.report_id)]
        assert counselling.pk in found


class TestSessions:
    def test_what_is_counted_of_it_and_the_next_appointment(self, counsellor, counselling, session):
        held = hold_session(counsellor, session, minutes=45, wellbeing_before=3, wellbeing_after=5, next_at=at(days=7))
        assert (held.state, held.minutes, held.wellbeing_before, held.wellbeing_after) == ("held", 45, 3, 5)
        following = CounsellingSession.objects.get(state="planned")
        assert (following.due_at, following.kind) == (at(days=7), "individual")
        assert supervise_session(counsellor, held).supervised_on == timezone.localdate()

    @pytest.mark.parametrize("there", [Answer.YES, Answer.UNKNOWN, Answer.DECLINED])
    def test_with_the_family_only_where_it_is_said_that_the_suspect_was_not_there(self, counsellor, counselling, there):
        planned = plan_session(counsellor, counselling, due_at=at(), kind=SessionKind.FAMILY, place=Place.DESK)
        with pytest.raises(Invalid) as refusal:
            hold_session(counsellor, planned, minutes=45, suspect_there=there)
        assert refusal.value.field == "suspect_there"
        assert hold_session(counsellor, planned, minutes=45, suspect_there=Answer.NO).state == "held"

    @pytest.mark.parametrize(
        "given",
        [
            {"minutes": 0},
            {"minutes": 481},
            {"minutes": 30, "wellbeing_before": 11},
            {"minutes": 30, "wellbeing_after": -1},
            {"minutes": 30, "held_at": timezone.now() + timedelta(days=3650)},
            {"minutes": 30, "next_at": timezone.now() - timedelta(days=1)},
        ],
    )
    def test_what_cannot_be_is_refused(self, counsellor, session, given):
        with pytest.raises(Invalid):
            hold_session(counsellor, session, **given)
        assert CounsellingSession.objects.get().state == "planned"

    def test_the_database_itself_keeps_no_wellbeing_above_ten(self, session):
        session.wellbeing_before = 11
        with acts.unguarded("test"), pytest.raises(IntegrityError), transaction.atomic():
            session.save()

    def test_it_is_moved_missed_or_called_off_once(self, counsellor, counselling, session):
        assert move_session(counsellor, session, due_at=at(days=2)).due_at == at(days=2)
        assert miss_session(counsellor, session).state == "missed"
        with pytest.raises(ImpossibleMove):
            hold_session(counsellor, CounsellingSession.objects.get(), minutes=30)
        later = plan_session(counsellor, counselling, due_at=at(), kind=SessionKind.PHONE, place=Place.TELEPHONE)
        assert call_off_session(counsellor, later).state == "called_off"

    def test_one_open_counselling_each_and_its_end_calls_off_what_stands(self, counsellor, counselling, session):
        with pytest.raises(Conflict):
            begin_counselling(counsellor, fresh(counselling.case))
        end_counselling(counsellor, counselling)
        assert CounsellingSession.objects.get().state == "called_off"
        with pytest.raises(Invalid, match="ended"):
            plan_session(
                counsellor,
                Counselling.objects.get(),
                due_at=at(),
                kind=SessionKind.PHONE,
                place=Place.TELEPHONE,
            )

    def test_the_safety_plans_next_look_is_on_the_counsellors_today(self, world, counsellor, counselling):
        today = timezone.localdate()
        review_plan(counsellor, counselling, reviewed_on=today - timedelta(days=7), review_on=today)
        assert "Safety plans to look at again" in world.client(counsellor).get("/staff/").content.decode()
        for reviewed, again in ((today + timedelta(days=1), None), (today, today)):
            with pytest.raises(Invalid):
                review_plan(counsellor, counselling, reviewed_on=reviewed, review_on=again)

    def test_appointments_are_due_on_her_today_and_on_nobody_elses(self, world, counsellor, other, session):
        with acts.unguarded("test"):
            CounsellingSession.objects.update(due_at=timezone.now() - timedelta(hours=1))
        number = session.counselling.case.number
        shown = world.client(counsellor).get("/staff/").content.decode()
        assert "Write it up, or move it" in shown
        assert number in shown
        for actor in (other, world.desk_head):
            assert "Write it up" not in world.client(actor).get("/staff/").content.decode()
        assert [each.pk for each in queries.appointments(counsellor)] == [session.pk]
        assert list(queries.appointments(other)) == []


class TestGroupsAndSupervision:
    GROUP = {"minutes": 90, "place": Place.DESK, "theme": Theme.COPING}

    def test_a_group_is_a_number_and_no_name(self, counsellor):
        kept = keep_group(counsellor, held_on=timezone.localdate(), women=7, girls=2, **self.GROUP)
        assert (kept.people, kept.desk_id) == (9, counsellor.desk_id)
        named = {each.name for each in GroupSession._meta.get_fields()}
        assert not named & {"case", "counselling", "names", "note", "text"}

    @pytest.mark.parametrize("given", [{}, {"women": 1}, {"women": -1, "men": 9}, {"women": 400, "men": 101}])
    def test_a_number_that_is_no_group_is_refused(self, counsellor, given):
        with pytest.raises(Invalid):
            keep_group(counsellor, held_on=timezone.localdate(), **self.GROUP, **given)

    def test_the_head_hears_that_supervision_is_wanted_and_from_which_desk_only(self, world, counsellor, session):
        asked = ask_supervision(counsellor)
        with pytest.raises(Conflict):
            ask_supervision(counsellor)
        page = world.client(world.desk_head).get("/staff/").content.decode()
        assert "Asks for supervision" in page
        kept = keep_supervision(counsellor, asked, held_on=timezone.localdate(), minutes=60)
        assert kept.minutes == 60
        assert list(queries.supervision_wanted(world.desk_head)) == []
        assert not {each.name for each in Supervision._meta.get_fields()} & {"case", "text"}

    def test_nobody_keeps_it_for_somebody_else(self, counsellor, other):
        with pytest.raises(Refused):
            keep_supervision(other, ask_supervision(counsellor), held_on=timezone.localdate(), minutes=60)


class TestSummary:
    @pytest.fixture
    def sent(self, world, case, provider, counsellor):
        return send(world.focal_point, case, provider)

    @pytest.fixture
    def centre(self, world, provider):
        return world.provider_actor(provider.pk)

    def wide(self, world, case, provider):
        give_consent(world.focal_point, fresh(case), provider.pk, scope=Scope.FULL_SUPPORT)

    def test_a_narrower_consent_lets_nothing_of_the_counselling_out(self, counsellor, sent):
        with pytest.raises(Invalid, match="no live consent"):
            tell_of_counselling(counsellor, sent, text=WORDS)
        assert not CounsellingSummary.objects.exists()

    def test_under_consent_to_the_whole_file_its_provider_reads_it(
        self, world, case, provider, counsellor, centre, sent
    ):
        self.wide(world, case, provider)
        tell_of_counselling(counsellor, sent, text=WORDS)
        assert [each.text for each in queries.told_to_provider(centre, sent)] == [WORDS]
        page = world.client(centre).get(f"/staff/provider/referrals/{sent.pk}/").content.decode()
        assert WORDS in page
        for actor in (world.focal_point, world.desk_head):
            assert WORDS not in world.client(actor).get(f"/staff/care/referrals/{sent.pk}/").content.decode()
            with pytest.raises(Refused):
                queries.told_by_counsellor(actor, sent)
            with pytest.raises(Refused):
                tell_of_counselling(actor, sent, text=WORDS)

    def test_a_withdrawal_closes_it_at_once_also_before_the_referral_has_heard(
        self, world, case, provider, counsellor, centre, sent
    ):
        self.wide(world, case, provider)
        tell_of_counselling(counsellor, accept_referral(centre, sent), text=WORDS)
        consent = live_consent_for(fresh(case), provider.pk, purpose="referral")
        revoke_consent(world.focal_point, fresh(case), consent=consent)
        assert queries.told_to_provider(centre, sent) == []

    def test_before_it_is_sent_and_without_words_nothing_leaves(self, world, case, provider, counsellor, sent):
        self.wide(world, case, provider)
        with pytest.raises(Invalid, match="Write the summary"):
            tell_of_counselling(counsellor, sent, text="  ")


class TestPages:
    def post(self, browser, path, **typed):
        return browser.post(path, {"op_id": str(uuid.uuid4()), **typed})

    def test_from_the_case_to_a_session_in_three_screens(self, world, counsellor, case):
        browser = world.client(counsellor)
        tab = f"/staff/care/cases/{case.pk}/counselling/"
        assert "Counselling" in browser.get(f"/staff/cases/{case.pk}/").content.decode()
        assert self.post(browser, tab).status_code == 302
        own = Counselling.objects.get()
        day = f"{timezone.localdate() + timedelta(days=1)}"
        plan = f"/staff/care/counselling/{own.pk}/plan/"
        assert self.post(browser, plan, day=day, hour="10:00", kind="individual", place="desk").status_code == 302
        planned = CounsellingSession.objects.get()
        assert case.number in browser.get("/staff/care/counselling/").content.decode()
        hold = f"/staff/care/sessions/{planned.pk}/hold/"
        assert self.post(browser, hold, minutes="", note=WORDS).status_code == 422
        answer = self.post(browser, hold, minutes="40", wellbeing_before="2", wellbeing_after="4", note=WORDS)
        assert answer.status_code == 302, answer.content.decode()
        page = browser.get(f"/staff/care/sessions/{planned.pk}/").content.decode()
        assert "Your key is not open in this browser" in page
        assert WORDS not in page
        assert "2/10" in page

    def test_the_tab_is_the_counsellors_alone(self, world, counsellor, case, session):
        for actor in (world.focal_point, world.desk_head):
            browser = world.client(actor)
            tab = f"/staff/care/cases/{case.pk}/counselling/"
            assert tab not in browser.get(f"/staff/cases/{case.pk}/").content.decode()
            assert browser.get(tab).status_code == 403
            assert browser.get(f"/staff/care/sessions/{session.pk}/").status_code in (403, 404)

    def test_groups_supervision_and_the_summary_page(self, world, counsellor, case, provider):
        sent = send(world.focal_point, case, provider)
        browser = world.client(counsellor)
        kept = self.post(
            browser,
            "/staff/care/groups/",
            held_on=f"{timezone.localdate()}",
            minutes="90",
            theme="coping",
            place="desk",
            women="6",
        )
        assert kept.status_code == 302
        assert "6 people" in browser.get("/staff/care/groups/").content.decode()
        assert self.post(browser, "/staff/care/supervision/").status_code == 302
        asked = Supervision.objects.get()
        done = self.post(
            browser, f"/staff/care/supervision/{asked.pk}/", held_on=f"{timezone.localdate()}", minutes="60"
        )
        assert done.status_code == 302
        telling = f"/staff/care/referrals/{sent.pk}/counselling/"
        assert telling in browser.get(f"/staff/care/referrals/{sent.pk}/").content.decode()
        refused = self.post(browser, telling, text=WORDS)
        assert refused.status_code == 422
        assert "no live consent" in refused.content.decode()
        assert WORDS in refused.content.decode(), "nothing typed is lost"

    def test_steps_that_are_none(self, world, counsellor, session):
        browser = world.client(counsellor)
        assert browser.get(f"/staff/care/sessions/{session.pk}/dance/").status_code == 404
        assert browser.get(f"/staff/care/counselling/{session.counselling_id}/dance/").status_code == 404
        assert browser.get(f"/staff/care/sessions/{uuid.uuid4()}/").status_code == 404


def test_a_closed_case_is_not_begun(world, counsellor, case):
    with acts.unguarded("test"):
        type(case).objects.filter(pk=case.pk).update(state="closed", closed_at=timezone.now())
    with pytest.raises(Invalid, match="closed"):
        begin_counselling(counsellor, fresh(case))


def test_out_of_reach_is_out_of_sight(world, counsellor, counselling, session):
    """A conflict takes the case out of her hands; her counselling of it is then closed to her as well."""
    with acts.unguarded("test"):
        type(counselling.case).objects.filter(pk=counselling.case_id).update(counsellor=None)
    assert list(queries.my_people(counsellor)) == []
    assert list(queries.appointments(counsellor)) == []
    with pytest.raises(Missing):
        queries.session_for(counsellor, session.pk)


def test_the_system_holds_no_counselling(case, counselling):
    with pytest.raises(Refused):
        queries.own_notes(SYSTEM, counselling)


def test_another_case_of_the_counsellor_is_a_file_of_its_own(world, counsellor, counselling, session):
    officer = Officer.objects.get(pk=counsellor.officer_id)
    second = open_file(world)
    hand_over(world.desk_head, second, version=fresh(second).version, officer=officer)
    planned = plan_session(
        counsellor,
        begin_counselling(counsellor, fresh(second)),
        due_at=at(),
        kind=SessionKind.PHONE,
        place=Place.TELEPHONE,
    )
    hold_session(counsellor, session, minutes=10, note="one")
    hold_session(counsellor, planned, minutes=10, note="two")
    keys = set(FileKey.objects.filter(state="sealed").values_list("file_id", flat=True))
    assert keys == {counselling.pk, planned.counselling_id}
