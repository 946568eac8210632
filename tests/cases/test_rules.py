"""The rules of a case file: what a focal point can rely on at the boundaries."""

from __future__ import annotations

import itertools
import uuid
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from genderdesk.casework.cases import rules
from genderdesk.casework.cases.rules import ClockState
from genderdesk.casework.cases.rules.consents import all_pieces
from genderdesk.casework.cases.vocabulary import (
    CASE,
    FOLLOW_UP_TABLE,
    QUESTIONS,
    AgeBand,
    AgeBasis,
    DelayBucket,
    GbvType,
    Purpose,
    Scope,
    Sex,
    Withheld,
)
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.foundation.times import Moment, Precision

KIGALI = ZoneInfo("Africa/Kigali")
YES, NO, UNKNOWN, DECLINED = Answer.YES, Answer.NO, Answer.UNKNOWN, Answer.DECLINED
FIELDS = [field for field, _type in QUESTIONS]

answers = st.sampled_from(list(Answer))
seven = st.tuples(*[answers] * 7)
instants = st.datetimes(datetime(2000, 1, 1), datetime(2050, 1, 1), timezones=st.just(KIGALI))


def given_answers(values):
    return dict(zip(FIELDS, values, strict=True))


class TestSevenQuestions:
    @pytest.mark.parametrize("pattern", list(itertools.product([YES, NO], repeat=7)))
    def test_each_of_the_128_patterns_gives_exactly_one_type_or_ask_again(self, pattern):
        found = rules.classify(given_answers(pattern))
        first = next((place for place, answer in enumerate(pattern[:6]) if answer is YES), None)
        if first is not None:
            assert found.gbv_type is QUESTIONS[first][1]
            assert found.question == first + 1
            assert found.certain
        elif pattern[6] is NO:
            assert found.gbv_type is GbvType.NON_GBV
            assert found.certain
        else:
            assert found.gbv_type is GbvType.UNCLASSIFIED
            assert found.ask_again

    @given(seven)
    def test_an_answer_not_given_is_never_taken_for_yes_or_no(self, pattern):
        found = rules.classify(given_answers(pattern))
        if found.question and found.question < 7:
            assert pattern[found.question - 1] is YES
        if found.gbv_type is GbvType.NON_GBV:
            assert pattern[6] is NO
        assert all(pattern[number - 1] in (UNKNOWN, DECLINED) for number in found.open_questions)
        assert found.ask_again == (found.gbv_type is GbvType.UNCLASSIFIED)

    @given(seven)
    def test_what_comes_after_the_first_yes_changes_nothing(self, pattern):
        found = rules.classify(given_answers(pattern))
        if 0 < found.question < 7:
            others = (*pattern[: found.question], *[NO] * (7 - found.question))
            assert rules.classify(given_answers(others)) == found

    def test_a_survivor_who_prefers_not_to_say_is_classified_by_what_is_known(self):
        found = rules.classify(given_answers([DECLINED, UNKNOWN, YES, NO, NO, NO, YES]))
        assert found.gbv_type is GbvType.PHYSICAL_ASSAULT
        assert found.open_questions == (1, 2)
        assert not found.certain


def clock_after(kind_hours, elapsed, precision=Precision.EXACT):
    at = datetime(2026, 3, 10, 8, 0, tzinfo=KIGALI)
    from genderdesk.casework.cases.rules.clocks import window

    return window("pep", kind_hours, Moment(at, precision), at + elapsed)


class TestMedicalWindows:
    def test_a_minute_before_72_hours_the_window_is_open_and_a_minute_after_it_is_not(self):
        before = clock_after(72, timedelta(hours=71, minutes=59))
        at_the_end = clock_after(72, timedelta(hours=72))
        after = clock_after(72, timedelta(hours=72, minutes=1))
        assert before.runs
        assert before.hours_left == 0
        assert at_the_end.runs
        assert after.state is ClockState.PASSED
        assert after.hours_left is None

    def test_urgency_grows_at_half_and_at_four_fifths(self):
        assert clock_after(72, timedelta(hours=35)).state is ClockState.OPEN
        assert clock_after(72, timedelta(hours=36)).state is ClockState.SOON
        assert clock_after(72, timedelta(hours=58)).state is ClockState.URGENT

    def test_a_day_without_an_hour_counts_from_its_first_minute_and_is_over_only_for_sure(self):
        early = clock_after(72, timedelta(hours=63), Precision.DAY)
        assert early.runs
        assert early.until == datetime(2026, 3, 13, 0, 0, tzinfo=KIGALI)
        assert clock_after(72, timedelta(hours=70), Precision.DAY).state is ClockState.MAY_HAVE_PASSED
        assert clock_after(72, timedelta(hours=88), Precision.DAY).state is ClockState.MAY_HAVE_PASSED
        assert clock_after(72, timedelta(hours=89), Precision.DAY).state is ClockState.PASSED

    def test_an_unknown_time_never_hides_the_window(self):
        clocks = rules.medical_clocks(
            None, datetime.now(UTC), penetration=UNKNOWN, sexual_contact=UNKNOWN, sex=Sex.FEMALE
        )
        assert [clock.kind for clock in clocks] == ["pep", "contraception", "samples", "hepatitis_b", "sti"]
        states = {clock.state for clock in clocks}
        assert states == {ClockState.MAY_HAVE_PASSED, ClockState.AS_SOON_AS_POSSIBLE}

    def test_windows_are_shown_until_both_sexual_acts_are_ruled_out(self):
        now = datetime.now(UTC)
        ruled_out = rules.medical_clocks(None, now, penetration=NO, sexual_contact=NO, sex=Sex.FEMALE)
        for penetration, contact in [(NO, UNKNOWN), (DECLINED, NO), (YES, NO), (NO, YES)]:
            shown = rules.medical_clocks(None, now, penetration=penetration, sexual_contact=contact, sex=Sex.UNKNOWN)
            assert [clock.kind for clock in shown][:2] == ["pep", "contraception"]
        assert ruled_out == ()

    def test_a_man_is_offered_pep_and_not_contraception(self):
        shown = rules.medical_clocks(None, datetime.now(UTC), penetration=YES, sexual_contact=NO, sex=Sex.MALE)
        assert [clock.kind for clock in shown] == ["pep", "samples", "hepatitis_b", "sti"]

    def test_a_wound_asks_for_tetanus_and_for_nothing_that_only_a_sexual_act_asks_for(self):
        now = datetime.now(UTC)
        shown = rules.medical_clocks(None, now, penetration=NO, sexual_contact=NO, sex=Sex.FEMALE, injured=True)
        assert [(clock.kind, clock.state) for clock in shown] == [("tetanus", ClockState.AS_SOON_AS_POSSIBLE)]

    @pytest.mark.parametrize(
        ("hours", "parts"),
        [
            (48, ("mouth", "anus", "blood", "urine", "vagina")),
            (49, ("anus", "blood", "urine", "vagina")),
            (73, ("urine", "vagina")),
            (168, ("vagina",)),
            (169, ()),
        ],
    )
    def test_a_sample_is_named_as_long_as_it_may_be_in_time(self, hours, parts):
        at = datetime(2026, 3, 10, 8, 0, tzinfo=KIGALI)
        shown = rules.medical_clocks(
            Moment(at, Precision.EXACT), at + timedelta(hours=hours), penetration=YES, sexual_contact=NO, sex=Sex.FEMALE
        )
        samples = next(clock for clock in shown if clock.kind == "samples")
        assert samples.parts == parts
        assert (samples.state is ClockState.PASSED) == (not parts)

    def test_who_does_not_want_it_is_not_alarmed_about_and_what_was_given_counts_before_that(self):
        at = datetime(2026, 3, 10, 8, 0, tzinfo=KIGALI)
        care = rules.Care({"contraception": at}, frozenset({"pep", "contraception"}))
        shown = rules.medical_clocks(
            Moment(at, Precision.EXACT), at, penetration=YES, sexual_contact=NO, sex=Sex.FEMALE, care=care
        )
        assert {clock.kind: clock.state for clock in shown}["pep"] is ClockState.DECLINED
        assert {clock.kind: clock.state for clock in shown}["contraception"] is ClockState.MET

    @given(instants, st.sampled_from(list(Precision)), st.integers(0, 60 * 24 * 40))
    def test_the_worst_case_is_never_later_than_what_can_be(self, at, precision, minutes):
        from genderdesk.casework.cases.rules.clocks import window
        from genderdesk.casework.cases.rules.moments import earliest_possible, known, latest_possible

        moment = Moment(at, precision)
        clock = window("pep", 72, moment, at + timedelta(minutes=minutes))
        if known(moment) is None:
            assert clock.state is ClockState.MAY_HAVE_PASSED
            return
        assert earliest_possible(moment) <= at <= latest_possible(moment)
        assert clock.until <= at + timedelta(hours=72)
        if minutes > 0 and clock.runs:
            assert minutes <= 72 * 60

    def test_strangling_head_injury_and_pregnancy_need_a_clinician_now_whenever_it_was(self):
        found = rules.needed_now(YES, ["head_injury", "loss_of_consciousness"], YES)
        assert [clock.kind for clock in found] == [
            "strangulation",
            "loss_of_consciousness",
            "head_injury",
            "pregnancy",
        ]
        assert rules.needed_now(UNKNOWN, ["cuts"], DECLINED) == ()


def delay(precision=Precision.EXACT, **elapsed):
    at = datetime(2026, 3, 10, 8, 0, tzinfo=KIGALI)
    return rules.delay_bucket(Moment(at, precision), at + timedelta(**elapsed))


class TestDelay:
    @pytest.mark.parametrize(
        ("elapsed", "bucket"),
        [
            ({"hours": 0}, DelayBucket.TO_3_DAYS),
            ({"hours": 71, "minutes": 59}, DelayBucket.TO_3_DAYS),
            ({"hours": 72}, DelayBucket.TO_3_DAYS),
            ({"hours": 72, "minutes": 1}, DelayBucket.TO_5_DAYS),
            ({"days": 4}, DelayBucket.TO_5_DAYS),
            ({"days": 5}, DelayBucket.TO_5_DAYS),
            ({"days": 5, "minutes": 1}, DelayBucket.TO_14_DAYS),
            ({"days": 6}, DelayBucket.TO_14_DAYS),
            ({"days": 14}, DelayBucket.TO_14_DAYS),
            ({"days": 15}, DelayBucket.TO_30_DAYS),
            ({"days": 30}, DelayBucket.TO_30_DAYS),
            ({"days": 30, "minutes": 1}, DelayBucket.OVER_1_MONTH),
        ],
    )
    def test_day_four_is_not_counted_as_within_three_days(self, elapsed, bucket):
        assert delay(**elapsed) is bucket

    def test_a_missing_time_is_its_own_group_and_never_the_fastest(self):
        now = datetime.now(UTC)
        assert rules.delay_bucket(None, now) is DelayBucket.UNKNOWN
        assert rules.delay_bucket(Moment(now, Precision.UNKNOWN), now) is DelayBucket.UNKNOWN

    def test_a_report_earlier_than_its_incident_is_refused(self):
        with pytest.raises(rules.ReversedTimes):
            delay(hours=-1)
        with pytest.raises(rules.ReversedTimes):
            delay(Precision.DAY, days=-2)

    @pytest.mark.parametrize(
        ("days", "bucket"), [(3, DelayBucket.TO_3_DAYS), (4, DelayBucket.TO_5_DAYS), (6, DelayBucket.TO_14_DAYS)]
    )
    def test_a_day_without_an_hour_is_counted_in_days(self, days, bucket):
        assert delay(Precision.DAY, days=days, hours=13) is bucket

    def test_a_month_has_a_group_only_where_both_its_ends_agree(self):
        at = datetime(2026, 3, 20, tzinfo=KIGALI)
        assert rules.delay_bucket(Moment(at, Precision.MONTH), at + timedelta(days=90)) is DelayBucket.OVER_1_MONTH
        assert rules.delay_bucket(Moment(at, Precision.MONTH), at + timedelta(days=3)) is DelayBucket.UNKNOWN

    @given(instants, st.integers(0, 60 * 24 * 365), st.integers(0, 60 * 24))
    def test_waiting_longer_never_moves_a_report_to_a_faster_group(self, at, minutes, more):
        order = list(DelayBucket)
        first = rules.delay_bucket(Moment(at), at + timedelta(minutes=minutes))
        later = rules.delay_bucket(Moment(at), at + timedelta(minutes=minutes + more))
        assert order.index(first) <= order.index(later)


days = st.dates(date(1930, 1, 1), date(2040, 12, 31))


class TestAge:
    def test_the_age_changes_on_the_birthday(self):
        born = rules.BirthFacts(AgeBasis.BIRTH_DATE, birth_date=date(2008, 6, 15))
        assert rules.age_on(born, date(2026, 6, 14)) == rules.Age(17, 17)
        assert rules.age_on(born, date(2026, 6, 15)) == rules.Age(18, 18)
        assert rules.is_child(rules.age_on(born, date(2026, 6, 14)))
        assert not rules.is_child(rules.age_on(born, date(2026, 6, 15)))

    def test_a_child_at_the_incident_stays_one_in_the_file_after_the_birthday(self):
        stated = rules.BirthFacts(AgeBasis.STATED, years=18, years_on=date(2026, 6, 20))
        assert rules.age_on(stated, date(2026, 6, 20)) == rules.Age(18, 18)
        assert rules.is_child(rules.age_on(stated, date(2026, 6, 1)))

    def test_born_on_29_february_is_older_on_1_march(self):
        born = rules.BirthFacts(AgeBasis.BIRTH_DATE, birth_date=date(2008, 2, 29))
        assert rules.age_on(born, date(2026, 2, 28)).most == 17
        assert rules.age_on(born, date(2026, 3, 1)).most == 18

    @given(days, days)
    def test_every_way_of_knowing_a_birth_agrees_with_the_date(self, birth, day):
        true = rules.age_on(rules.BirthFacts(AgeBasis.BIRTH_DATE, birth_date=birth), day)
        by_year = rules.age_on(rules.BirthFacts(AgeBasis.BIRTH_YEAR, birth_year=birth.year), day)
        if true is None:
            assert day < birth
            return
        assert by_year.least <= true.least <= by_year.most

    @given(days, days, days)
    def test_an_age_told_on_one_day_holds_the_true_age_on_another(self, birth, told_on, day):
        facts = rules.BirthFacts(AgeBasis.BIRTH_DATE, birth_date=birth)
        told = rules.age_on(facts, told_on)
        true = rules.age_on(facts, day)
        if told is None or true is None:
            return
        found = rules.age_on(rules.BirthFacts(AgeBasis.STATED, years=told.most, years_on=told_on), day)
        assert found.least <= true.least <= found.most

    @pytest.mark.parametrize(
        ("years", "band"),
        [
            (0, "0-11"),
            (11, "0-11"),
            (12, "12-17"),
            (17, "12-17"),
            (18, "18-25"),
            (26, "26-40"),
            (60, "41-60"),
            (61, "61+"),
        ],
    )
    def test_age_groups_are_those_of_gbvims(self, years, band):
        assert rules.age_band(rules.Age(years, years)) == band

    def test_no_age_is_its_own_group(self):
        assert rules.age_band(None) is AgeBand.UNKNOWN
        assert rules.is_child(None) is None


NOW = datetime(2026, 5, 1, 12, 0, tzinfo=UTC)
HOSPITAL, CLINIC = uuid.UUID(int=1), uuid.UUID(int=2)


def decision(
    yes=True, scope=Scope.SUMMARY, recipient=HOSPITAL, purpose=Purpose.REFERRAL, *, day=0, days=90, revoked=None
):
    start = NOW - timedelta(days=10) + timedelta(days=day)
    return rules.Decision(
        id=uuid.uuid4(),
        recipient_id=recipient,
        purpose=purpose,
        scope=scope,
        yes=yes,
        recorded_at=start,
        valid_from=start,
        valid_to=start + timedelta(days=days),
        revoked_at=revoked,
    )


def live(*decisions, now=NOW, recipient=HOSPITAL, purpose=Purpose.REFERRAL, scope=None):
    return rules.live_consent(decisions, now, recipient_id=recipient, purpose=purpose, scopes=[scope] if scope else [])


decisions = st.lists(
    st.builds(
        decision,
        st.booleans(),
        st.sampled_from(list(Scope)),
        st.sampled_from([HOSPITAL, CLINIC]),
        st.sampled_from([Purpose.REFERRAL, Purpose.MEDIA]),
        day=st.integers(0, 20),
        days=st.integers(1, 40),
        revoked=st.none() | st.just(NOW),
    ),
    max_size=8,
)


class TestLiveConsent:
    def test_a_yes_holds_for_its_recipient_purpose_and_time_only(self):
        yes = decision()
        assert live(yes) is yes
        assert live(yes, recipient=CLINIC) is None
        assert live(yes, purpose=Purpose.MEDIA) is None
        assert live(yes, now=yes.valid_to) is None
        assert live(yes, now=yes.valid_to - timedelta(seconds=1)) is yes

    def test_a_withdrawn_yes_is_dead_at_once(self):
        assert live(decision(revoked=NOW)) is None

    def test_a_scope_includes_what_is_narrower_and_nothing_wider(self):
        full, contact = decision(scope=Scope.FULL_SUPPORT), decision(scope=Scope.CONTACT_ONLY)
        assert live(full, scope=Scope.SUMMARY) is full
        assert live(contact, scope=Scope.SUMMARY) is None
        assert live(decision(scope=Scope.SUMMARY), scope=Scope.MEDICAL) is None

    def test_a_later_no_takes_back_what_it_refuses_and_leaves_the_rest(self):
        summary, full = decision(scope=Scope.SUMMARY), decision(scope=Scope.FULL_SUPPORT)
        no_to_full = decision(False, Scope.FULL_SUPPORT, day=1)
        assert live(summary, full, no_to_full) is summary
        assert live(summary, full, decision(False, Scope.CONTACT_ONLY, day=1)) is None
        assert live(decision(False, day=-1), summary) is summary

    @given(decisions, st.sampled_from(list(Scope)), st.integers(-5, 60))
    def test_nothing_lives_without_a_yes_that_fits_in_every_way(self, kept, scope, days_on):
        now = NOW + timedelta(days=days_on)
        found = live(*kept, now=now, scope=scope)
        if found is None:
            return
        assert found in kept
        assert found.yes
        assert (found.recipient_id, found.purpose) == (HOSPITAL, Purpose.REFERRAL)
        assert found.valid_from <= now < found.valid_to
        assert found.revoked_at is None or found.revoked_at > now
        assert rules.covers(found.scope, scope)
        same = [each for each in kept if (each.recipient_id, each.purpose) == (HOSPITAL, Purpose.REFERRAL)]
        later_no = [each for each in same if not each.yes and each.recorded_at >= found.recorded_at]
        assert not any(rules.covers(found.scope, each.scope) for each in later_no)

    @given(st.sampled_from(list(Scope)), st.sets(st.sampled_from(list(Withheld))))
    def test_what_is_held_back_never_stays_in_what_goes_out(self, scope, withheld):
        pieces = rules.allowed_pieces(scope, withheld)
        assert pieces <= all_pieces()
        forbidden = {
            Withheld.NAME: {"name", "account"},
            Withheld.PHONE: {"phone", "account"},
            Withheld.AGE: {"age", "account"},
            Withheld.PLACE: {"district", "place_type", "address", "account"},
            Withheld.KIND_OF_VIOLENCE: {"gbv_type", "account"},
        }
        for wish in withheld:
            assert not pieces & forbidden[wish]

    def test_only_the_full_file_holds_the_account(self):
        assert [scope for scope in Scope if "account" in rules.allowed_pieces(scope)] == [Scope.FULL_SUPPORT]

    def test_contact_only_tells_nothing_of_what_happened(self):
        assert not rules.allowed_pieces(Scope.CONTACT_ONLY) & {"gbv_type", "occurred", "age", "injuries", "account"}


class TestStates:
    def test_every_state_of_a_case_can_be_reached_and_left(self):
        assert CASE.reachable() == set(CASE.states)
        assert CASE.ends == frozenset()

    def test_a_follow_up_ends_done_or_called_off(self):
        assert FOLLOW_UP_TABLE.ends == {"done", "called_off"}

    def test_withdrawing_consent_is_possible_in_every_state(self):
        assert all(CASE.permits(state, "consent.revoke") for state in CASE.states)

    def test_declining_consent_never_ends_service(self):
        assert {"case.serve", "followup.plan", "consent.record"} <= set(CASE.acts_from("declined"))


class TestUnreachable:
    def test_three_attempts_over_thirty_days_are_needed(self):
        attempts = [NOW - timedelta(days=30), NOW - timedelta(days=15), NOW]
        assert rules.unreachable_enough(attempts, None, NOW)
        assert not rules.unreachable_enough(attempts[1:], None, NOW)
        assert not rules.unreachable_enough([NOW - timedelta(days=29)] * 3, None, NOW)

    def test_attempts_before_the_last_contact_do_not_count(self):
        attempts = [NOW - timedelta(days=30), NOW - timedelta(days=15), NOW]
        assert not rules.unreachable_enough(attempts, NOW - timedelta(days=20), NOW)
        assert rules.unreachable_enough(attempts, NOW - timedelta(days=31), NOW)
