"""What may be done with a survivor's file, by whom, in which state, and what is refused with a sentence."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from functools import partial

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from genderdesk.casework.care.queries.outlets import SENDING
from genderdesk.casework.cases import labels, queries
from genderdesk.casework.cases.acts import (
    answer_care,
    approve_closure,
    assign_case,
    call_off_follow_up,
    classify_incident,
    count_in_figures,
    describe_incident,
    describe_survivor,
    follow_up_done,
    hear,
    identify_survivor,
    keep_safe_contact,
    note_on_case,
    open_case,
    plan_follow_up,
    raise_risk,
    receive_care,
    reopen_case,
    revoke_consent,
    send_back_closure,
    serve,
    wait_for_consent,
)
from genderdesk.casework.cases.models import Case, CaseEvent, Closure, FollowUp, Incident
from genderdesk.casework.cases.rules import ClockState
from genderdesk.casework.cases.vocabulary import (
    CASE,
    OBSTACLES,
    QUESTIONS,
    CalledOff,
    CareAnswer,
    CareReceived,
    Check,
    ClosureReason,
    ConsentMode,
    DeskService,
    EventKind,
    FollowUpOutcome,
    GbvType,
    GivenBy,
    LookReason,
    Obstacle,
    ReopenReason,
    RiskLevel,
    Scope,
    Sex,
    Withheld,
)
from genderdesk.casework.intake.vocabulary import ContactWay, ReporterType
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.foundation.states import ImpossibleMove
from genderdesk.groundwork.foundation.times import Moment, Precision
from genderdesk.groundwork.platform.forms import moment_in_words
from genderdesk.groundwork.platform.refusals import Conflict, Invalid, Missing, Refused
from genderdesk.groundwork.protection import acts
from genderdesk.groundwork.protection.access import PUBLIC, SYSTEM
from genderdesk.groundwork.protection.models import Entry
from tests.files import (
    NAME,
    PHONE,
    TOLD,
    ask_to_close,
    assess,
    at,
    every_point_but,
    fresh,
    give_consent,
    open_file,
    receive,
)

pytestmark = pytest.mark.django_db

YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN
CENTRE = uuid.UUID("00000000-0000-7000-8000-00000000c001")
OTHER_CENTRE = uuid.UUID("00000000-0000-7000-8000-00000000c002")

# Who may do what to a case of the first district's station: nobody else, whoever they are.
_WORK = {"focal_point", "investigator", "desk_head"}
_CARE = {"focal_point", "desk_head"}
MAY = {
    "case.assign": _CARE,
    "case.note": _WORK,
    "case.serve": _WORK,
    "case.reopen": _CARE,
    "survivor.describe": _WORK,
    "survivor.identify": _WORK,
    "survivor.contact": _WORK,
    "incident.describe": _WORK,
    "incident.classify": _WORK,
    "incident.circumstances": _WORK,
    "consent.wait": _CARE,
    "consent.record": _CARE,
    "consent.revoke": _CARE,
    "consent.renew": _CARE,
    "exception.ask": _CARE,
    "consent.count": _CARE,
    "followup.plan": _WORK,
    "closure.request": _CARE,
    "closure.approve": {"desk_head"},
    "closure.send_back": _CARE,
    "join.ask": _CARE,
    "join.agree": {"desk_head"},
    "join.send_back": _CARE,
    "join.ask_parting": _CARE,
    "join.part": {"desk_head"},
    "join.keep": _CARE,
    "case.hear": set(),
    "case.bring_in": set(),
    "care.receive": set(),
    "care.answer": _WORK,
    "file.add": _WORK,
    "case.release": set(),
    "case.hand_over": _CARE,
    "handover.offer": _WORK,
    "transfer.offer": _CARE,
    "risk.assess": _WORK,
    "risk.raise": _WORK,
    "risk.lower": _WORK,
    "risk.event": _WORK,
    "risk.measures": _WORK,
    "risk.share": _CARE,
    "safetyplan.keep": _WORK,
    "safetyplan.review": _WORK,
    "planitem.add": _WORK,
    "flag.raise": _CARE,
    "suspect.add": _WORK,
    "incident.offences": _WORK,
    "death.keep": _WORK,
    "death.confirm": _WORK,
    "death.take_back": _WORK,
    "feedback.offer": _WORK,
}
PEOPLE = (
    "operator",
    "dispatcher",
    "rider",
    "focal_point",
    "investigator",
    "counsellor",
    "analyst",
    "desk_head",
    "oversight",
    "administrator",
    "other_focal_point",
    "defence_operator",
    "defence_desk_head",
)


@pytest.mark.parametrize("who", PEOPLE)
def test_a_file_is_open_only_to_those_who_work_on_it(world, case, who):
    actor = getattr(world, who)
    for name, allowed in MAY.items():
        act = acts.registry[name]
        assert act.needs.check(actor, case) == (who in allowed), (who, name)
    visible = Case.objects.filter(queries.cases_within_reach(actor, ""), pk=case.pk).exists()
    assert visible == Incident.objects.filter(queries.cases_within_reach(actor, "case__"), case=case).exists()
    assert visible == queries.may_work_on(actor, case) == (who in _WORK)


def test_an_act_that_is_not_listed_here_is_a_hole_in_this_table():
    ours = {act.name for act in acts.registry.values() if act.subject is Case and "cases" in act.__module__}
    assert ours == set(MAY)


def test_a_refused_act_changes_nothing_and_is_recorded(world, case):
    with pytest.raises(Refused):
        note_on_case(world.operator, case, text="I should not be here")
    assert not CaseEvent.objects.filter(case=case, kind=EventKind.NOTE).exists()
    assert Entry.objects.filter(kind="refusal", actor_id=world.operator.id).exists()


def test_a_counsellor_works_on_the_case_that_is_put_into_her_hands(world, case):
    from genderdesk.organisation.institution.models import Officer

    counsellor = world.counsellor
    assert not queries.may_work_on(counsellor, case)
    officer = Officer.objects.get(pk=counsellor.officer_id)
    assign_case(world.desk_head, case, version=case.version, officer=officer)
    assert queries.may_work_on(counsellor, fresh(case))
    note_on_case(counsellor, fresh(case), text="A word from the counsellor")


class TestOpening:
    def test_one_report_has_one_case(self, world):
        report = receive(world)
        assert open_case(SYSTEM, report=report).pk == open_case(SYSTEM, report=report).pk

    def test_it_falls_into_the_hands_of_the_districts_focal_point(self, world):
        focal_point = world.focal_point
        assert open_case(SYSTEM, report=receive(world)).assigned_to_id == focal_point.officer_id

    def test_without_a_focal_point_it_waits_for_the_head_of_the_desk(self, world):
        case = open_case(SYSTEM, report=receive(world, district=world.other_district))
        assert case.assigned_to is None
        assert queries.unassigned(world.desk_head).get() == case

    def test_what_a_neighbour_says_of_herself_is_not_taken_for_the_survivors(self, world):
        case = open_file(world, reporter_type=ReporterType.NEIGHBOUR)
        seen = queries.identity_of(world.focal_point, fresh(case), reason=LookReason.CONTACT)
        assert (seen.names, seen.phone) == ("", "")

    def test_the_survivor_need_not_tell_it_twice(self, world, case):
        seen = queries.identity_of(world.focal_point, fresh(case), reason=LookReason.CONTACT)
        told = queries.account_of(world.focal_point, fresh(case), reason=LookReason.INTERVIEW)
        assert (seen.names, seen.phone, told.account) == (NAME, PHONE, TOLD)

    def test_every_look_is_in_the_ledger_with_its_reason(self, world, case):
        queries.identity_of(world.focal_point, fresh(case), reason=LookReason.CONTACT)
        looks = Entry.objects.filter(actor_id=world.focal_point.id, name="case.identity")
        assert [(each.kind, each.notes) for each in looks] == [("disclosure", {"reason": "contact"})]

    def test_people_do_not_open_cases_past_triage(self, world):
        with pytest.raises(Refused):
            open_case(world.desk_head, report=receive(world))


class TestMedicalWindows:
    """The hours that a focal point sees, at the boundaries, through the file itself."""

    @pytest.mark.parametrize(
        ("kind", "hours", "minutes", "state", "words"),
        [
            ("pep", 71, 59, ClockState.URGENT, "Less than an hour left of 72."),
            ("pep", 72, 0, ClockState.URGENT, "Less than an hour left of 72."),
            ("pep", 72, 1, ClockState.PASSED, "The 72 hours have passed. Still refer: other care remains."),
            ("contraception", 119, 59, ClockState.URGENT, "Less than an hour left of 120."),
            ("contraception", 120, 0, ClockState.URGENT, "Less than an hour left of 120."),
            ("contraception", 120, 1, ClockState.PASSED, "The 120 hours have passed. Still refer: other care remains."),
        ],
    )
    def test_the_last_minute_is_still_in_time(self, world, monkeypatch, kind, hours, minutes, state, words):
        case = fresh(open_file(world, hours_ago=1))
        later = case.incident.occurred_from + timedelta(hours=hours, minutes=minutes)
        monkeypatch.setattr("genderdesk.casework.cases.queries.files.timezone.now", lambda: later)
        clock = next(each for each in queries.clocks_of(case) if each.kind == kind)
        assert clock.state is state
        assert str(labels.clock_words(clock)) == words

    def test_today_shows_the_shortest_window_first_and_one_row_for_each_case(self, world):
        early, late = open_file(world, hours_ago=3), open_file(world, hours_ago=60)
        rows = queries.running_clocks(world.focal_point)
        assert [row[0].pk for row in rows] == [late.pk, early.pk]
        assert {row[1].kind for row in rows} == {"pep"}

    def test_a_closed_case_runs_no_clock_on_today(self, world):
        case = open_file(world, hours_ago=3)
        ask_to_close(world.focal_point, fresh(case))
        approve_closure(world.desk_head, fresh(case))
        assert queries.running_clocks(world.focal_point) == []


class TestCareThatWasReceived:
    """A clock ends with what it waits for, and with nothing else."""

    def words_of(self, case):
        return {each.kind: (each.state, str(labels.clock_words(each))) for each in queries.clocks_of(fresh(case))}

    def test_a_medicine_ends_its_own_clock_with_its_time_and_no_other(self, world):
        case = open_file(world, hours_ago=5)
        at = timezone.now()
        receive_care(SYSTEM, fresh(case), received=[CareReceived.CLINICIAN, CareReceived.PEP], at=at)
        found = self.words_of(case)
        assert found["pep"] == (ClockState.MET, f"Received on {moment_in_words(at)}.")
        state, words = found["contraception"]
        assert state is ClockState.OPEN
        assert words == (
            f"Seen by a clinician on {moment_in_words(at)}, emergency contraception not recorded. "
            "114 hours left of 120."
        )

    @pytest.mark.parametrize(
        ("hours", "minutes", "state", "rest"),
        [
            (71, 59, ClockState.URGENT, "Less than an hour left of 72."),
            (72, 0, ClockState.URGENT, "Less than an hour left of 72."),
            (72, 1, ClockState.PASSED, "The 72 hours have passed. Still refer: other care remains."),
        ],
    )
    def test_an_examination_alone_does_not_end_the_window_and_no_longer_alarms(
        self, world, monkeypatch, hours, minutes, state, rest
    ):
        case = fresh(open_file(world, hours_ago=1))
        receive_care(SYSTEM, case, received=[CareReceived.CLINICIAN], at=timezone.now())
        later = case.incident.occurred_from + timedelta(hours=hours, minutes=minutes)
        monkeypatch.setattr("genderdesk.casework.cases.queries.files.timezone.now", lambda: later)
        clock = next(each for each in queries.clocks_of(fresh(case)) if each.kind == "pep")
        assert clock.state is state
        assert str(labels.clock_words(clock)).endswith(f"PEP not recorded. {rest}")
        assert labels.clock_tone(clock) in {"due", "calm"}

    def test_who_was_strangled_no_longer_needs_a_clinician_now_once_one_has_seen_her(self, world):
        case = open_file(world, hours_ago=5)
        describe_incident(
            world.focal_point,
            fresh(case),
            version=fresh(case).incident.version,
            occurred=Moment(timezone.now() - timedelta(hours=5), Precision.EXACT),
            strangulation=YES,
        )
        assert self.words_of(case)["strangulation"][0] is ClockState.NOW
        at = timezone.now()
        receive_care(SYSTEM, fresh(case), received=[CareReceived.CLINICIAN], at=at)
        assert self.words_of(case)["strangulation"] == (
            ClockState.MET,
            f"Seen by a clinician on {moment_in_words(at)}.",
        )

    def test_the_first_time_stays_and_is_told_once(self, world, case):
        first = timezone.now() - timedelta(hours=2)
        receive_care(SYSTEM, fresh(case), received=[CareReceived.PEP], at=timezone.now() - timedelta(hours=1))
        receive_care(SYSTEM, fresh(case), received=[CareReceived.PEP], at=first)
        receive_care(SYSTEM, fresh(case), received=[CareReceived.PEP], at=timezone.now())
        assert fresh(case).incident.pep_at == first
        told = CaseEvent.objects.filter(case=case, kind=EventKind.CARE_RECEIVED)
        assert [labels.event_words(EventKind(each.kind), each.ref) for each in told] == [
            "Received: HIV prevention (PEP)"
        ]

    def test_a_providers_word_comes_by_the_system_alone(self, world, case):
        with pytest.raises(Refused):
            receive_care(world.focal_point, fresh(case), received=[CareReceived.PEP], at=timezone.now())

    def test_today_leaves_out_what_is_met_and_puts_the_seen_after_those_whom_nobody_has_seen(self, world):
        given, seen, waits = (open_file(world, hours_ago=hours) for hours in (60, 50, 3))
        everything = [CareReceived.CLINICIAN, CareReceived.PEP, CareReceived.CONTRACEPTION]
        receive_care(SYSTEM, fresh(given), received=everything, at=timezone.now())
        receive_care(SYSTEM, fresh(seen), received=[CareReceived.CLINICIAN], at=timezone.now())
        assert [row[0].pk for row in queries.running_clocks(world.focal_point)] == [waits.pk, seen.pk]

    def test_what_is_met_does_not_crowd_out_an_older_case_that_waits(self, world):
        older = open_file(world, hours_ago=70)
        for _each in range(2):
            newer = open_file(world, hours_ago=1)
            both = [CareReceived.PEP, CareReceived.CONTRACEPTION]
            receive_care(SYSTEM, fresh(newer), received=both, at=timezone.now())
        assert [row[0].pk for row in queries.running_clocks(world.focal_point, limit=2)] == [older.pk]

    def test_a_man_who_has_pep_waits_for_nothing_more(self, world):
        case = open_file(world, hours_ago=5)
        describe_survivor(world.focal_point, fresh(case), version=fresh(case).survivor.version, sex=Sex.MALE)
        receive_care(SYSTEM, fresh(case), received=[CareReceived.PEP], at=timezone.now())
        assert queries.running_clocks(world.focal_point) == []


class TestCareOnHerOwnWay:
    """What she says of a kind of care: had it elsewhere, does not want it, wants it after all."""

    def state_of(self, case, kind="pep"):
        return next(each.state for each in queries.clocks_of(fresh(case)) if each.kind == kind)

    def say(self, actor, case, answer, at=None, what=CareReceived.PEP):
        return answer_care(actor, fresh(case), what=what, answer=answer, at=at)

    def test_not_wanted_stops_the_alarm_and_not_the_record_and_may_be_wanted_again(self, world):
        case = open_file(world, hours_ago=3)
        for what in (CareReceived.PEP, CareReceived.CONTRACEPTION):
            self.say(world.focal_point, case, CareAnswer.DECLINED, what=what)
        assert self.state_of(case) is ClockState.DECLINED
        assert queries.running_clocks(world.focal_point) == []
        self.say(world.focal_point, case, CareAnswer.WANTED)
        assert self.state_of(case) is ClockState.OPEN
        assert [row[1].kind for row in queries.running_clocks(world.focal_point)] == ["pep"]
        told = CaseEvent.objects.filter(case=case, kind__in=[EventKind.CARE_DECLINED, EventKind.CARE_WANTED])
        assert [each.kind for each in told.order_by("at", "id")] == ["care_declined", "care_declined", "care_wanted"]

    def test_what_she_had_elsewhere_counts_with_its_time(self, world):
        case = open_file(world, hours_ago=30)
        at = Moment(timezone.now() - timedelta(hours=5), Precision.EXACT)
        self.say(world.focal_point, case, CareAnswer.DECLINED)
        self.say(world.focal_point, case, CareAnswer.RECEIVED, at)
        assert self.state_of(case) is ClockState.MET
        assert fresh(case).incident.pep_at == at.at

    @pytest.mark.parametrize(
        ("hours", "words"),
        [(None, "Write when it was received"), (-2, "cannot lie in the future"), (40, "before it happened")],
    )
    def test_a_time_that_cannot_be_is_refused_with_its_reason(self, world, hours, words):
        case = open_file(world, hours_ago=30)
        at = None if hours is None else Moment(timezone.now() - timedelta(hours=hours), Precision.EXACT)
        with pytest.raises(Invalid, match=words):
            self.say(world.focal_point, case, CareAnswer.RECEIVED, at)
        assert self.state_of(case) is ClockState.OPEN

    def test_the_answer_is_kept_from_the_page_of_the_case(self, world):
        case = open_file(world, hours_ago=3)
        sent = {"what": "pep", "answer": "declined", "op_id": str(uuid.uuid4())}
        answer = world.client(world.focal_point).post(f"/staff/cases/{case.pk}/care/", sent)
        assert answer.status_code == 302, answer.content.decode()[:2000]
        assert self.state_of(case) is ClockState.DECLINED


class TestSurvivor:
    def test_two_people_who_change_the_same_facts_do_not_overwrite_each_other(self, world, case):
        version = fresh(case).survivor.version
        describe_survivor(world.focal_point, fresh(case), version=version, sex=Sex.FEMALE, years=27)
        with pytest.raises(Conflict, match="Somebody else changed this"):
            describe_survivor(world.investigator, fresh(case), version=version, sex=Sex.MALE)
        assert fresh(case).survivor.sex == Sex.FEMALE

    @pytest.mark.parametrize(
        ("given", "field"),
        [
            ({"years": 121}, "years"),
            ({"years": -1}, "years"),
            ({"birth_year": 2999}, "birth_year"),
            ({"birth_year": 1800}, "birth_year"),
            ({"years": 30, "birth_year": 2010}, "years"),
        ],
    )
    def test_an_age_that_cannot_be_is_refused_beside_its_field(self, world, case, given, field):
        with pytest.raises(Invalid) as refusal:
            describe_survivor(world.focal_point, fresh(case), version=1, sex=Sex.FEMALE, **given)
        assert refusal.value.field == field

    def test_a_man_is_not_kept_as_pregnant(self, world, case):
        describe_survivor(world.focal_point, fresh(case), version=1, sex=Sex.MALE, pregnant=YES)
        assert fresh(case).survivor.pregnant == NO

    @pytest.mark.parametrize(
        "typed", ["12", "0788", "+250 788 00", "abc", "07880007771234567", "++250788000777", "0" * 40]
    )
    def test_a_number_that_is_none_is_refused(self, world, case, typed):
        with pytest.raises(Invalid) as refusal:
            identify_survivor(world.focal_point, fresh(case), version=1, phone=typed)
        assert refusal.value.field == "phone"

    @pytest.mark.parametrize(
        "typed", ["0788 000 777", "+250 788 000 777", "250788000777", "0788-000-777", "(0788) 000777"]
    )
    def test_a_number_in_any_usual_form_is_the_same_number(self, world, case, typed):
        identify_survivor(world.focal_point, fresh(case), version=1, names=NAME, phone=typed)
        seen = queries.identity_of(world.focal_point, fresh(case), reason=LookReason.CONTACT)
        assert seen.phone == PHONE

    def test_a_birth_in_the_future_or_150_years_ago_is_refused(self, world, case):
        for born in (timezone.localdate() + timedelta(days=1), date(1850, 1, 1)):
            with pytest.raises(Invalid) as refusal:
                identify_survivor(world.focal_point, fresh(case), version=1, birth_date=born)
            assert refusal.value.field == "birth_date"

    def test_who_it_is_stands_sealed_in_the_database(self, world, case):
        from django.db import connection

        identify_survivor(world.focal_point, fresh(case), version=1, names=NAME, phone=PHONE, address="Invented street")
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM cases_survivor")
            row = " ".join(str(each) for each in cursor.fetchone())
        for words in (NAME, "788000777", "Invented street"):
            assert words not in row

    def test_not_safe_is_kept_and_shown(self, world, case):
        keep_safe_contact(world.focal_point, fresh(case), version=1, safe_to_contact=NO)
        assert fresh(case).survivor.safe_to_contact == NO


class TestIncident:
    def test_the_future_and_what_comes_after_the_report_are_refused(self, world, case):
        for hours in (2, 24 * 400):
            occurred = Moment(timezone.now() + timedelta(hours=hours), Precision.EXACT)
            with pytest.raises(Invalid) as refusal:
                describe_incident(world.focal_point, fresh(case), version=1, occurred=occurred)
            assert refusal.value.field == "occurred"

    def test_a_sector_of_another_district_is_refused(self, world, case):
        with pytest.raises(Invalid) as refusal:
            describe_incident(
                world.focal_point, fresh(case), version=1, district=world.other_district, sector=world.sector
            )
        assert refusal.value.field == "sector"

    def test_seven_answers_give_the_type(self, world, case):
        answers = {field: NO for field, _type in QUESTIONS} | {"physical_assault": YES}
        classify_incident(world.focal_point, fresh(case), version=1, **answers)
        assert fresh(case).incident.gbv_type == GbvType.PHYSICAL_ASSAULT

    def test_an_attempt_is_not_rape(self, world, case):
        answers = {field: NO for field, _type in QUESTIONS} | {"penetration": YES, "attempted": YES}
        with pytest.raises(Invalid) as refusal:
            classify_incident(world.focal_point, fresh(case), version=1, **answers)
        assert refusal.value.field == "attempted"
        assert fresh(case).incident.version == 1


class TestConsent:
    def test_nobody_is_told_without_a_yes(self, world, case):
        assert queries.live_consent_for(case, CENTRE, "referral") is None
        give_consent(world.focal_point, case, CENTRE)
        assert queries.live_consent_for(case, CENTRE, "referral") is not None
        assert queries.live_consent_for(case, OTHER_CENTRE, "referral") is None
        assert queries.live_consent_for(case, CENTRE, "prosecution") is None

    def test_a_withdrawal_counts_at_once(self, world, case):
        consent = give_consent(world.focal_point, case, CENTRE)
        revoke_consent(world.focal_point, fresh(case), consent=consent)
        assert queries.live_consent_for(case, CENTRE, "referral") is None
        assert not queries.may_still_leave(case, SENDING, consent.pk)
        assert fresh(case).state == "declined"

    def test_a_summary_under_a_withdrawn_consent_cannot_be_made(self, world, case):
        consent = give_consent(world.focal_point, case, CENTRE)
        permit = queries.demand_permit(case, SENDING, CENTRE)
        revoke_consent(world.focal_point, fresh(case), consent=consent)
        with pytest.raises(Invalid, match="Nothing may leave the desk"):
            queries.referral_summary(world.focal_point, fresh(case), permit)

    def test_a_consent_ends_by_itself_on_its_day(self, world, case, monkeypatch):
        give_consent(world.focal_point, case, CENTRE, days=30)
        now = timezone.now()
        monkeypatch.setattr(
            "genderdesk.casework.cases.queries.consents.timezone.now", lambda: now + timedelta(days=30, minutes=1)
        )
        assert queries.live_consent_for(case, CENTRE, "referral") is None

    def test_a_later_no_takes_an_earlier_yes_back(self, world, case):
        give_consent(world.focal_point, case, CENTRE)
        give_consent(world.focal_point, fresh(case), CENTRE, decision=NO)
        assert queries.live_consent_for(case, CENTRE, "referral") is None
        assert fresh(case).state == "declined"

    def test_what_she_holds_back_is_not_in_the_summary(self, world, case):
        give_consent(world.focal_point, case, CENTRE, scope=Scope.FULL_SUPPORT, withheld=[Withheld.NAME])
        permit = queries.demand_permit(case, SENDING, CENTRE)
        told = queries.referral_summary(world.focal_point, fresh(case), permit)["en"]
        assert NAME not in " ".join(told.values())
        assert TOLD not in " ".join(told.values())

    def test_contact_only_tells_how_to_reach_her_and_nothing_else(self, world, case):
        give_consent(world.focal_point, case, CENTRE, scope=Scope.CONTACT_ONLY)
        permit = queries.demand_permit(case, SENDING, CENTRE)
        told = " ".join(queries.referral_summary(world.focal_point, fresh(case), permit)["en"].values())
        assert PHONE in told
        assert world.district.name not in told
        assert TOLD not in told

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"decision": UNKNOWN}, "decision"),
            ({"days": 7}, "days"),
            ({"recipient_name": "  "}, "recipient"),
            ({"mode": ConsentMode.VERBAL_WITH_WITNESS}, "witness"),
        ],
    )
    def test_a_decision_that_does_not_hold_is_refused(self, world, case, changes, field):
        with pytest.raises(Invalid) as refusal:
            give_consent(world.focal_point, case, CENTRE, **changes)
        assert refusal.value.field == field

    def test_a_suspected_caregiver_and_a_small_child_alone_cannot_decide(self, world, case):
        describe_survivor(world.focal_point, fresh(case), version=1, sex=Sex.FEMALE, years=9, guardian_suspected=YES)
        for given_by in (GivenBy.CAREGIVER, GivenBy.SELF):
            with pytest.raises(Invalid) as refusal:
                give_consent(world.focal_point, fresh(case), CENTRE, given_by=given_by)
            assert refusal.value.field == "given_by"
        give_consent(world.focal_point, fresh(case), CENTRE, given_by=GivenBy.AUTHORITY, child_assent=YES)

    def test_one_consent_is_not_withdrawn_twice_and_a_no_not_at_all(self, world, case):
        consent = give_consent(world.focal_point, case, CENTRE)
        refused = give_consent(world.focal_point, fresh(case), OTHER_CENTRE, decision=NO)
        revoke_consent(world.focal_point, fresh(case), consent=consent)
        for each in (consent, refused):
            with pytest.raises(Invalid, match="nothing to withdraw"):
                revoke_consent(world.focal_point, fresh(case), consent=each)

    def test_a_consent_of_another_case_is_not_withdrawn_here(self, world, case):
        other = give_consent(world.focal_point, open_file(world), CENTRE)
        with pytest.raises(Invalid, match="another case"):
            revoke_consent(world.focal_point, fresh(case), consent=other)

    def test_a_withdrawal_is_possible_after_the_case_is_closed(self, world, case):
        consent = give_consent(world.focal_point, case, CENTRE)
        ask_to_close(world.focal_point, fresh(case))
        approve_closure(world.desk_head, fresh(case))
        revoke_consent(world.focal_point, fresh(case), consent=consent)
        assert queries.live_consent_for(case, CENTRE, "referral") is None

    def test_time_to_decide_lets_nothing_out(self, world, case):
        wait_for_consent(world.focal_point, case)
        assert fresh(case).state == "consent_pending"
        assert queries.live_consent_for(case, CENTRE, "referral") is None

    def test_who_declines_is_served_all_the_same(self, world, case):
        give_consent(world.focal_point, case, CENTRE, decision=NO)
        serve(world.focal_point, fresh(case), service=next(iter(DeskService)))
        assert fresh(case).state == "in_action"

    def test_being_counted_is_asked_apart(self, world, case):
        count_in_figures(world.focal_point, case, answer=NO)
        assert fresh(case).incident.statistics_consent == NO


class TestFollowUp:
    def test_the_past_and_a_year_from_now_are_refused(self, world, case):
        for days in (-1, 400):
            with pytest.raises(Invalid) as refusal:
                plan_follow_up(world.focal_point, case, due_at=at(days=days), channel=ContactWay.CALL)
            assert refusal.value.field == "due_at"

    def test_nobody_is_called_who_said_that_it_is_not_safe(self, world, case):
        keep_safe_contact(world.focal_point, fresh(case), version=1, safe_to_contact=NO)
        for channel in (ContactWay.CALL, ContactWay.SMS):
            with pytest.raises(Invalid) as refusal:
                plan_follow_up(world.focal_point, fresh(case), due_at=at(), channel=channel)
            assert refusal.value.field == "channel"
        plan_follow_up(world.focal_point, fresh(case), due_at=at(), channel=ContactWay.IN_PERSON)

    def test_word_that_contact_is_not_safe_changes_the_rule_of_the_file_at_once(self, world, case):
        planned = plan_follow_up(world.focal_point, case, due_at=at(), channel=ContactWay.CALL)
        follow_up_done(world.focal_point, planned, outcome=FollowUpOutcome.REACHED, contact_safe=NO)
        assert fresh(case).survivor.safe_to_contact == NO

    def test_new_violence_stays_in_sight(self, world, case):
        planned = plan_follow_up(world.focal_point, case, due_at=at(), channel=ContactWay.CALL)
        follow_up_done(world.focal_point, planned, outcome=FollowUpOutcome.REACHED, new_violence=YES)
        assert queries.new_violence_since(case) is not None

    def test_the_next_one_is_planned_with_the_answer(self, world, case):
        planned = plan_follow_up(world.focal_point, case, due_at=at(), channel=ContactWay.CALL)
        follow_up_done(world.focal_point, planned, outcome=FollowUpOutcome.NOT_REACHED, next_due_at=at(days=3))
        assert [each.state for each in queries.follow_ups_of(case)] == ["planned", "done"]

    def test_a_follow_up_is_done_or_called_off_once(self, world, case):
        planned = plan_follow_up(world.focal_point, case, due_at=at(), channel=ContactWay.CALL)
        call_off_follow_up(world.focal_point, planned, why=next(iter(CalledOff)))
        with pytest.raises(ImpossibleMove):
            follow_up_done(world.focal_point, planned, outcome=FollowUpOutcome.REACHED)

    def test_today_shows_what_is_due_within_a_day_to_those_who_may_see_it(self, world, case):
        plan_follow_up(world.focal_point, case, due_at=timezone.now() + timedelta(hours=2), channel=ContactWay.CALL)
        plan_follow_up(world.focal_point, fresh(case), due_at=at(days=5), channel=ContactWay.CALL)
        assert queries.due_follow_ups(world.focal_point).count() == 1
        assert queries.due_follow_ups(world.other_focal_point).count() == 0


def attempt(case, days_ago, outcome, *, contact_safe="unknown"):
    """A follow-up that was done so many days ago."""
    then = timezone.now() - timedelta(days=days_ago)
    with acts.unguarded("test"):
        FollowUp.objects.create(
            case=case, state="done", due_at=then, done_at=then, outcome=outcome, channel="call",
            contact_safe=contact_safe, planned_by=uuid.uuid4(),
        )  # fmt: skip


class TestClosure:
    def test_whoever_asks_never_approves(self, world, case):
        ask_to_close(world.desk_head, case)
        with pytest.raises(Refused, match="Another person"):
            approve_closure(world.desk_head, fresh(case))
        assert fresh(case).state == "closure_requested"

    def test_the_same_officer_under_another_account_never_approves(self, world, case):
        import dataclasses

        ask_to_close(world.desk_head, case)
        twin = dataclasses.replace(world.desk_head, id=uuid.uuid4())
        with pytest.raises(Refused, match="Another person"):
            approve_closure(twin, fresh(case))

    def test_the_database_itself_refuses_one_person_for_both(self, world, case):
        ask_to_close(world.focal_point, case)
        closure = Closure.objects.get(case=case)
        closure.approved_at, closure.approved_by = timezone.now(), closure.requested_by
        with acts.unguarded("test"), pytest.raises(IntegrityError), transaction.atomic():
            closure.save()

    def test_a_second_person_closes_it_and_planned_follow_ups_end(self, world, case):
        plan_follow_up(world.focal_point, case, due_at=at(), channel=ContactWay.CALL)
        ask_to_close(world.focal_point, fresh(case), despite="She moved and takes part in care there.")
        approve_closure(world.desk_head, fresh(case))
        assert fresh(case).state == "closed"
        assert fresh(case).closed_at is not None
        assert FollowUp.objects.get(case=case).state == "called_off"

    def test_something_open_needs_a_reason(self, world, case):
        plan_follow_up(world.focal_point, case, due_at=at(), channel=ContactWay.CALL)
        with pytest.raises(Invalid) as refusal:
            ask_to_close(world.focal_point, fresh(case))
        assert refusal.value.field == "despite"

    @pytest.mark.parametrize(
        ("days_ago", "outcomes", "closes"),
        [
            ((31, 20, 5), ["not_reached"] * 3, True),
            ((29, 20, 5), ["not_reached"] * 3, False),
            ((40, 20), ["not_reached"] * 2, False),
            ((45, 31, 20, 5), ["not_reached", "reached", "not_reached", "not_reached"], False),
        ],
    )
    def test_unreachable_needs_three_attempts_over_thirty_days_since_the_last_contact(
        self, world, case, days_ago, outcomes, closes
    ):
        for days, outcome in zip(days_ago, outcomes, strict=True):
            attempt(case, days, outcome)
        close = partial(ask_to_close, world.focal_point, case, reason=ClosureReason.UNREACHABLE, despite="No word.")
        if closes:
            assert close().state == "closure_requested"
            return
        with pytest.raises(Invalid, match="three times in a safe way") as refusal:
            close()
        assert refusal.value.field == "reason"

    def test_an_attempt_that_was_not_safe_does_not_count(self, world, case):
        for days in (40, 20, 5):
            attempt(case, days, "someone_else_answered", contact_safe="no" if days == 20 else "unknown")
        with pytest.raises(Invalid, match="three times in a safe way"):
            ask_to_close(world.focal_point, case, reason=ClosureReason.UNREACHABLE, despite="No word.")

    def test_a_high_risk_is_assessed_once_more_before_and_no_words_replace_that(self, world, case):
        assess(world.focal_point, case)
        raise_risk(world.focal_point, fresh(case), to=RiskLevel.HIGH, reason="He has a weapon.")
        with pytest.raises(Invalid, match="not assessed before the closure"):
            ask_to_close(world.focal_point, fresh(case), despite="She says it is fine.")
        ask_to_close(world.focal_point, fresh(case), reason=ClosureReason.DIED, despite="She died of an illness.")
        assert Closure.objects.get(case=case).risk_level == "high"

    @pytest.mark.parametrize("answer", [YES, UNKNOWN])
    def test_a_live_order_or_one_nobody_knows_of_needs_a_reason(self, world, case, answer):
        with pytest.raises(Invalid) as refusal:
            ask_to_close(world.focal_point, case, orders_live=answer)
        assert refusal.value.field == "despite"
        ask_to_close(world.focal_point, case, orders_live=answer, despite="The court's officer answers for it.")

    def test_every_obstacle_is_in_the_table(self):
        assert set(OBSTACLES) == set(Obstacle)

    def test_she_is_told_that_the_door_stays_open(self, world, case):
        with pytest.raises(Invalid) as refusal:
            ask_to_close(world.focal_point, case, checklist=every_point_but(Check.TOLD_MAY_RETURN, NO))
        assert refusal.value.field == "told_may_return"

    def test_a_point_without_an_answer_is_refused(self, world, case):
        points = every_point_but(Check.AGREED, YES)
        del points[Check.AGREED]
        with pytest.raises(Invalid) as refusal:
            ask_to_close(world.focal_point, case, checklist=points)
        assert refusal.value.field == Check.AGREED

    def test_it_is_sent_back_with_what_is_missing_to_the_state_it_had(self, world, case):
        give_consent(world.focal_point, case, CENTRE)
        ask_to_close(world.focal_point, fresh(case))
        with pytest.raises(Invalid):
            send_back_closure(world.desk_head, fresh(case), why="  ")
        send_back_closure(world.desk_head, fresh(case), why="Ask her about the clinic first.")
        assert fresh(case).state == "consented"

    def test_only_the_head_or_whoever_asked_sends_it_back(self, world, case):
        ask_to_close(world.desk_head, case)
        with pytest.raises(Refused):
            send_back_closure(world.focal_point, fresh(case), why="No")

    def test_a_closed_case_takes_no_change_until_it_is_opened_again(self, world, case):
        ask_to_close(world.focal_point, case)
        approve_closure(world.desk_head, fresh(case))
        with pytest.raises(ImpossibleMove):
            note_on_case(world.focal_point, fresh(case), text="late")
        with pytest.raises(ImpossibleMove):
            plan_follow_up(world.focal_point, fresh(case), due_at=at(), channel=ContactWay.CALL)
        reopen_case(world.focal_point, fresh(case), reason=ReopenReason.CAME_BACK, why="She came back.")
        note_on_case(world.focal_point, fresh(case), text="She came back.")

    def test_it_is_opened_again_where_it_stood_and_both_histories_stay(self, world, case):
        give_consent(world.focal_point, case, CENTRE)
        for _each in range(2):
            ask_to_close(world.focal_point, fresh(case))
            approve_closure(world.desk_head, fresh(case))
            with pytest.raises(Invalid):
                reopen_case(world.focal_point, fresh(case), reason=ReopenReason.CAME_BACK, why=" ")
            reopen_case(world.focal_point, fresh(case), reason=ReopenReason.NEW_FACTS, why="Invented.")
            assert fresh(case).state == "consented"
        paper = queries.closure_paper(world.focal_point, fresh(case))
        assert [each.reopened_for for each in (paper.closure, *paper.earlier)] == ["new_facts"] * 2
        assert paper.reopened_why == "Invented."
        assert [each.kind for each in queries.timeline_of(world.focal_point, case)].count("reopened") == 2

    def test_approvals_list_what_others_asked_for(self, world, case):
        ask_to_close(world.focal_point, case)
        ask_to_close(world.desk_head, open_file(world))
        assert [each.case_id for each in queries.approvals_for(world.desk_head)] == [case.pk]
        assert list(queries.approvals_for(world.focal_point)) == []


class TestTheFile:
    def test_an_officer_without_a_post_on_cases_is_not_given_one(self, world, case):
        from genderdesk.organisation.institution.models import Officer

        rider = Officer.objects.get(pk=world.rider.officer_id)
        with pytest.raises(Invalid) as refusal:
            assign_case(world.desk_head, case, version=case.version, officer=rider)
        assert refusal.value.field == "officer"

    def test_two_people_who_hand_it_on_do_not_overwrite_each_other(self, world, case):
        from genderdesk.organisation.institution.models import Officer

        first = Officer.objects.get(pk=world.investigator.officer_id)
        second = Officer.objects.get(pk=world.focal_point.officer_id)
        assign_case(world.desk_head, case, version=1, officer=first)
        with pytest.raises(Conflict):
            assign_case(world.focal_point, fresh(case), version=1, officer=second)

    def test_an_empty_note_is_refused(self, world, case):
        with pytest.raises(Invalid):
            note_on_case(world.focal_point, case, text=" \n ")

    def test_a_note_sent_twice_is_kept_once(self, world, case):
        op_id = uuid.uuid4()
        for _twice in range(2):
            note_on_case.once(op_id)(world.focal_point, case, text="Once")
        assert CaseEvent.objects.filter(case=case, kind=EventKind.NOTE).count() == 1

    def test_the_same_operation_with_other_words_is_a_conflict(self, world, case):
        op_id = uuid.uuid4()
        note_on_case.once(op_id)(world.focal_point, case, text="Once")
        with pytest.raises(Conflict):
            note_on_case.once(op_id)(world.focal_point, case, text="Something else")

    def test_word_from_care_moves_the_case_into_action(self, world, case):
        give_consent(world.focal_point, case, CENTRE)
        hear(SYSTEM, fresh(case), kind=EventKind.REFERRAL_SENT)
        assert fresh(case).state == "in_action"
        with pytest.raises(Refused):
            hear(PUBLIC, fresh(case), kind=EventKind.REFERRAL_SENT)

    def test_a_case_of_another_desk_looks_like_none(self, world, case):
        for stranger in (world.other_focal_point, world.defence_desk_head, world.operator):
            with pytest.raises(Missing):
                queries.case_for(stranger, case.pk)

    def test_every_state_names_what_can_be_done_next(self):
        for state in ("opened", "consented", "declined", "in_action", "closure_requested", "closed"):
            assert CASE.acts_from(state)
