"""A referral from end to end: the way there, another day, a no before anything is sent, who hears of silence."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from genderdesk.casework.care import queries
from genderdesk.casework.care.acts import (
    accept_referral,
    appoint_referral,
    arrange_way,
    attend_referral,
    close_referral,
    conclude_referral,
    decline_referral,
    make_link,
    miss_referral,
    note_on_referral,
    refuse_referral,
)
from genderdesk.casework.care.jobs import escalate_unanswered
from genderdesk.casework.care.models import Referral
from genderdesk.casework.care.rules import TIMES, recorded_as
from genderdesk.casework.care.vocabulary import DeclineReason, Outcome, Received, Recorded, Urgency
from genderdesk.casework.cases.acts import revoke_consent
from genderdesk.casework.cases.models import CaseEvent
from genderdesk.casework.cases.queries import live_consent_for
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.foundation.states import ImpossibleMove
from genderdesk.groundwork.platform.refusals import Invalid, Missing, Refused
from genderdesk.groundwork.protection import acts
from tests.files import at, flag_case, fresh, make_provider, propose, send

pytestmark = pytest.mark.django_db

SAID = "Invented words on the service."


@pytest.fixture
def centre(world, provider):
    return world.provider_actor(provider.pk)


@pytest.fixture
def sent(world, case, provider):
    return send(world.focal_point, case, provider)


def long_ago(referral: Referral, **hours: float) -> Referral:
    """The referral as if it had been sent that long ago, its answer due since."""
    since = timezone.now() - timedelta(**hours)
    with acts.unguarded("test"):
        Referral.objects.filter(pk=referral.pk).update(
            sent_at=since, answer_due_at=since + timedelta(hours=TIMES[Urgency(referral.urgency)].answer)
        )
    return Referral.objects.get(pk=referral.pk)


class TestSilence:
    def test_the_sender_hears_first_and_the_head_only_after_more_time(self, world, sent):
        long_ago(sent, minutes=61)
        escalate_unanswered()
        escalate_unanswered()
        found = Referral.objects.get(pk=sent.pk)
        assert found.escalated_at
        assert found.head_told_at is None
        assert [each.pk for each in queries.overdue(world.focal_point)] == [sent.pk]
        assert list(queries.overdue(world.desk_head)) == []
        long_ago(sent, minutes=121)
        escalate_unanswered()
        assert Referral.objects.get(pk=sent.pk).head_told_at
        assert [each.pk for each in queries.overdue(world.desk_head)] == [sent.pk]

    def test_an_answer_ends_it_before_the_head_hears(self, world, centre, sent):
        accept_referral(centre, long_ago(sent, minutes=61))
        long_ago(sent, minutes=500)
        escalate_unanswered()
        assert Referral.objects.get(pk=sent.pk).head_told_at is None

    def test_every_urgency_tells_the_head_after_the_sender_and_before_she_should_have_been_seen(self):
        assert set(TIMES) == set(Urgency)
        for times in TIMES.values():
            assert times.answer < times.head < times.attend
        assert (TIMES[Urgency.WITHIN_72_HOURS].answer, TIMES[Urgency.WITHIN_72_HOURS].attend) == (24, 72)


class TestTheWayThere:
    def test_transport_and_company_are_arranged_and_the_provider_sees_it(self, world, sent, provider):
        arrange_way(world.focal_point, sent, transport=Answer.YES, escort=Answer.NO)
        page = world.client(world.provider_actor(provider.pk)).get(f"/staff/provider/referrals/{sent.pk}/")
        words = " ".join(page.content.decode().split())
        assert "Transport arranged" in words
        assert "Somebody goes along" in words

    def test_nothing_is_arranged_once_it_has_ended(self, world, case, provider):
        referral = refuse_referral(
            world.focal_point, propose(world.focal_point, case, provider), reason=DeclineReason.FEAR
        )
        with pytest.raises(Invalid, match="come to its end"):
            arrange_way(world.focal_point, referral, transport=Answer.YES, escort=Answer.YES)


class TestAnotherDay:
    def test_somebody_who_did_not_come_is_offered_another_day_and_may_come(self, world, centre, sent):
        missed = miss_referral(centre, accept_referral(centre, sent, appointment_at=at()))
        again = appoint_referral(world.focal_point, missed, appointment_at=at(days=3))
        assert again.state == "accepted"
        assert again.appointment_at == at(days=3)
        assert again.missed_at
        assert attend_referral(centre, again, received=[Received.PEP]).state == "attended"

    def test_the_day_lies_ahead_and_is_made_only_where_the_provider_takes_her(self, world, centre, sent):
        with pytest.raises(ImpossibleMove):
            appoint_referral(world.focal_point, sent, appointment_at=at())
        with pytest.raises(Invalid, match="in the past"):
            appoint_referral(
                centre, accept_referral(centre, sent), appointment_at=timezone.now() - timedelta(minutes=1)
            )

    def test_it_came_yesterday(self, world, centre, sent):
        sent = long_ago(sent, hours=30)
        accepted = accept_referral(centre, sent)
        came = timezone.now() - timedelta(hours=20)
        assert attend_referral(world.focal_point, accepted, received=[], came_at=came).attended_at == came

    @pytest.mark.parametrize("hours", [-1, 31])
    def test_nobody_came_tomorrow_or_before_it_was_sent(self, world, centre, sent, hours):
        accepted = accept_referral(centre, long_ago(sent, hours=30))
        with pytest.raises(Invalid):
            attend_referral(centre, accepted, received=[], came_at=timezone.now() - timedelta(hours=hours))

    def test_what_needs_a_next_step_is_on_today(self, world, case, centre, sent):
        decline_referral(centre, sent, reason=DeclineReason.FULL)
        other = make_provider(world)
        missed = send(world.focal_point, fresh(case), other)
        there = world.provider_actor(other.pk)
        miss_referral(there, accept_referral(there, missed))
        third = make_provider(world)
        late = send(world.focal_point, fresh(case), third)
        accept_referral(world.provider_actor(third.pk), late)
        with acts.unguarded("test"):
            Referral.objects.filter(pk=late.pk).update(attend_due_at=timezone.now() - timedelta(minutes=1))
        found = queries.to_continue(world.focal_point, 20)
        assert {each.pk for each in found} == {sent.pk, missed.pk, late.pk}
        assert queries.to_continue(world.other_focal_point, 20) == []
        page = world.client(world.focal_point).get("/staff/").content.decode()
        for words in ("Find another place", "Did not come: ask, when it is safe", "Not seen in time"):
            assert words in page

    def test_an_answer_is_news_for_three_days_and_a_question_until_it_is_answered(self, world, centre, sent):
        accept_referral(centre, sent)
        assert queries.answers(world.focal_point, 20) == [(sent, False)]
        assert queries.answers(world.other_focal_point, 20) == []
        assert list(queries.expected_by(centre)) == [sent]
        note_on_referral(centre, sent, text="Which language does she speak?")
        with acts.unguarded("test"):
            Referral.objects.filter(pk=sent.pk).update(accepted_at=timezone.now() - timedelta(days=3, minutes=1))
        assert queries.answers(world.focal_point, 20) == [(sent, True)]
        page = world.client(world.focal_point).get("/staff/").content.decode()
        assert "A message from the provider" in page
        note_on_referral(world.focal_point, Referral.objects.get(pk=sent.pk), text="French.")
        assert queries.answers(world.focal_point, 20) == []

    def test_a_flag_stands_at_the_head_of_every_page_of_care_and_not_before_the_provider(
        self, world, case, centre, sent
    ):
        flag_case(world.focal_point, fresh(case), "Nobody reads this here.")
        browser = world.client(world.focal_point)
        paths = (f"cases/{case.pk}/", f"cases/{case.pk}/propose/", f"referrals/{sent.pk}/")
        for page in (browser.get(f"/staff/care/{path}").content.decode() for path in paths):
            assert "A day at court or with the police" in page
            assert f"/staff/cases/{case.pk}/flags/" in page
            assert "Nobody reads this here." not in page
        answered = world.client(centre).get(f"/staff/provider/referrals/{sent.pk}/")
        assert answered.status_code == 200
        assert "A day at court" not in answered.content.decode()


class TestSheSaysNo:
    def test_before_anything_is_sent_her_no_is_kept_with_its_reason(self, world, case, provider, centre):
        referral = propose(world.focal_point, case, provider)
        refused = refuse_referral(world.focal_point, referral, reason=DeclineReason.SURVIVOR_DECLINED)
        assert (refused.state, refused.sent_at) == ("declined", None)
        with pytest.raises(Missing):
            queries.referral_for_provider(centre, referral.pk)
        assert [each.recorded for each in queries.referrals_counted([case.pk])] == [Recorded.DECLINED]

    def test_the_case_hears_of_it(self, world, case, provider, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            refuse_referral(world.focal_point, propose(world.focal_point, case, provider), reason=DeclineReason.COST)
        assert CaseEvent.objects.filter(case=case, kind="referral_declined").count() == 1

    def test_once_it_is_sent_it_is_taken_back_and_not_refused(self, world, sent):
        with pytest.raises(ImpossibleMove):
            refuse_referral(world.focal_point, sent, reason=DeclineReason.SURVIVOR_DECLINED)

    def test_consent_taken_back_after_she_was_seen_ends_it_and_she_still_counts_as_helped(
        self, world, case, provider, centre, sent, django_capture_on_commit_callbacks
    ):
        attend_referral(centre, accept_referral(centre, sent), received=[Received.PEP])
        with django_capture_on_commit_callbacks(execute=True):
            revoke_consent(
                world.focal_point, fresh(case), consent=live_consent_for(case, provider.pk, purpose="referral")
            )
        assert Referral.objects.get(pk=sent.pk).state == "revoked"
        counted = queries.referrals_counted([case.pk])[0]
        assert (counted.recorded, counted.attended) == (Recorded.REFERRED, True)
        with pytest.raises(Missing):
            queries.referral_for_provider(centre, sent.pk)

    def test_who_never_came_and_took_it_back_counts_as_having_declined(self):
        assert recorded_as("revoked", "") is Recorded.DECLINED
        assert recorded_as("revoked", "", attended=True) is Recorded.REFERRED


class TestTheEnd:
    def test_nights_rating_and_her_words_are_kept_and_the_provider_reads_none_of_her_words(
        self, world, provider, centre, sent
    ):
        there = conclude_referral(
            centre,
            attend_referral(centre, accept_referral(centre, sent), received=[Received.SHELTER]),
            outcome=Outcome.SERVICE_GIVEN,
            nights=12,
        )
        done = close_referral(world.focal_point, there, rating=4, feedback=f" {SAID} ")
        found = Referral.objects.get(pk=done.pk)
        assert (found.shelter_nights, found.rating) == (12, 4)
        assert queries.feedback_on(world.focal_point, found) == SAID
        with pytest.raises(Refused):
            queries.feedback_on(centre, found)
        assert SAID in world.client(world.focal_point).get(f"/staff/care/referrals/{sent.pk}/").content.decode()
        theirs = world.client(world.provider_actor(provider.pk)).get(f"/staff/provider/referrals/{sent.pk}/")
        assert SAID not in theirs.content.decode()

    @pytest.mark.parametrize("nights", [-1, 1001])
    def test_a_number_of_nights_that_cannot_be_is_refused(self, centre, sent, nights):
        there = attend_referral(centre, accept_referral(centre, sent), received=[])
        with pytest.raises(Invalid):
            conclude_referral(centre, there, outcome=Outcome.SERVICE_GIVEN, nights=nights)

    def test_it_says_by_which_way_it_went(self, world, sent):
        assert sent.sent_via == "portal"
        make_link(world.focal_point, sent)
        assert Referral.objects.get(pk=sent.pk).sent_via == "link"


class TestPages:
    def test_every_step_is_taken_by_the_desks_page(self, world, case, provider, centre, sent):
        browser = world.client(world.focal_point)

        def step(name, **typed):
            given = {"op_id": str(uuid.uuid4()), **typed}
            answer = browser.post(f"/staff/care/referrals/{sent.pk}/{name}/", given)
            assert answer.status_code == 302, answer.content.decode()
            return Referral.objects.get(pk=sent.pk)

        accept_referral(centre, sent)
        assert step("arrange", transport="yes", escort="yes").escort_arranged == "yes"
        miss_referral(centre, Referral.objects.get(pk=sent.pk))
        page = browser.get(f"/staff/care/referrals/{sent.pk}/").content.decode()
        assert "Nobody is to blame" in page
        day = timezone.localdate() + timedelta(days=2)
        assert step("appoint", appointment=f"{day}", hour="09:30").appointment_at
        assert step("attend", received=["pep"]).services_received == ["pep"]
        assert step("conclude", outcome="service_given", nights="3").shelter_nights == 3
        assert step("close", rating="5", feedback=SAID).state == "closed"

    def test_a_day_without_its_hour_is_asked_again(self, world, centre, sent):
        accept_referral(centre, sent)
        answer = world.client(world.focal_point).post(
            f"/staff/care/referrals/{sent.pk}/attend/",
            {"op_id": str(uuid.uuid4()), "day": f"{timezone.localdate()}"},
        )
        assert answer.status_code == 422
        assert "Write the day and the hour" in answer.content.decode()
        assert Referral.objects.get(pk=sent.pk).state == "accepted"

    def test_her_no_is_taken_by_the_page_and_the_next_place_is_one_press_away(self, world, case, provider):
        referral = propose(world.focal_point, case, provider)
        browser = world.client(world.focal_point)
        given = {"op_id": str(uuid.uuid4()), "reason": "distance"}
        assert browser.post(f"/staff/care/referrals/{referral.pk}/refuse/", given).status_code == 302
        page = browser.get(f"/staff/care/referrals/{referral.pk}/").content.decode()
        assert f"/staff/care/cases/{case.pk}/propose/?service=health" in page
