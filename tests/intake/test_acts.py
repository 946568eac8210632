"""Reports: who may take and decide them, what triage does, and what is refused beside its field."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from genderdesk.casework.cases.models import Case
from genderdesk.casework.intake import queries
from genderdesk.casework.intake.access import visible_to as reports_of
from genderdesk.casework.intake.acts import (
    add_to_report,
    decide_report,
    move_report,
    receive_report,
    take_up_again,
    triage_report,
)
from genderdesk.casework.intake.models import Report
from genderdesk.casework.intake.rules import urgency_of
from genderdesk.casework.intake.vocabulary import OUTCOMES, Channel, StatedKind, Urgency
from genderdesk.casework.response.models import Dispatch
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.foundation.states import ImpossibleMove
from genderdesk.groundwork.foundation.times import Moment, Precision
from genderdesk.groundwork.platform.refusals import Conflict, Invalid, Missing, Refused
from genderdesk.groundwork.protection import acts
from genderdesk.groundwork.protection.access import NOBODY, PUBLIC, SYSTEM
from genderdesk.groundwork.protection.models import Entry
from tests.files import PHONE, receive

pytestmark = pytest.mark.django_db

YES, NO, UNKNOWN, DECLINED = Answer.YES, Answer.NO, Answer.UNKNOWN, Answer.DECLINED

_DESK = {"operator", "focal_point", "desk_head"}
MAY = {
    "report.receive": _DESK | {"dispatcher", "rider", "investigator", "other_focal_point", "defence_operator"},
    "report.triage": _DESK,
    "report.decide": _DESK,
    "report.take_up_again": _DESK,
    "report.add": _DESK,
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
)


@pytest.fixture
def report(world):
    return receive(world)


def triage(actor, report, **answers):
    given = {"safe_to_talk": YES, "immediate_danger": NO, "injured_or_recent": NO, "child_involved": NO}
    return triage_report(actor, report, **(given | answers))


def test_only_the_desk_of_the_place_triages_and_decides(world, report):
    for name, allowed in MAY.items():
        act = acts.registry[name]
        subject = report if act.subject is Report else None
        may = {who for who in PEOPLE if act.needs.check(getattr(world, who), subject)}
        assert may == allowed, name


def test_an_act_that_is_not_listed_here_is_a_hole_in_this_table():
    ours = {name for name, act in acts.registry.items() if act.__module__ == "genderdesk.casework.intake.acts.reports"}
    assert ours == set(MAY)


def test_everybody_may_report_and_nobody_signed_out_of_staff_may(world):
    assert acts.registry["report.receive"].needs.check(PUBLIC, None)
    assert acts.registry["report.receive"].needs.check(SYSTEM, None)
    assert not acts.registry["report.receive"].needs.check(NOBODY, None)


class TestReceiving:
    def test_it_goes_to_the_desk_of_its_district(self, world, report):
        assert report.desk == world.station
        assert receive(world, district=world.other_district).desk == world.other_station
        assert receive(world, district=None).desk == world.headquarters

    def test_no_name_no_number_and_no_story_are_enough(self, world):
        kept = receive_report(
            PUBLIC,
            institution=world.police,
            channel=Channel.WEB,
            district=world.district,
            stated_kind=StatedKind.NOT_STATED,
            safe_to_contact=UNKNOWN,
        )
        assert kept.state == "received"

    @pytest.mark.parametrize("typed", ["0788", "3512", "+25078800", "phone", "078812345x", "9" * 30])
    def test_a_number_that_is_none_is_refused_beside_its_field(self, world, typed):
        with pytest.raises(Invalid) as refusal:
            receive(world, reporter_phone=typed)
        assert refusal.value.field == "reporter_phone"
        assert not Report.objects.exists()

    @pytest.mark.parametrize(
        "typed", ["0788000777", "+250 788 000 777", "00250788000777", "788 000 777", "0788.000.777"]
    )
    def test_the_same_person_is_found_whatever_way_the_number_is_written(self, world, typed):
        receive(world, reporter_phone=typed)
        found = queries.possible_duplicates(world.operator, phone=PHONE, reference=uuid.uuid4())
        assert [match.same_phone for match in found] == [True]

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"received_at": timedelta(minutes=6)}, "received_at"),
            ({"occurred": timedelta(hours=1)}, "occurred"),
            ({"received_at": timedelta(hours=-5), "occurred": timedelta(hours=-1)}, "occurred"),
        ],
    )
    def test_times_that_cannot_be_are_refused_beside_their_field(self, world, changes, field):
        now = timezone.now()
        given = {name: now + after for name, after in changes.items()}
        if "occurred" in given:
            given["occurred"] = Moment(given["occurred"], Precision.EXACT)
        with pytest.raises(Invalid) as refusal:
            receive(world, **given)
        assert refusal.value.field == field

    def test_a_sector_of_another_district_is_refused(self, world):
        with pytest.raises(Invalid) as refusal:
            receive(world, district=world.other_district, sector=world.sector)
        assert refusal.value.field == "sector"

    def test_a_double_press_makes_one_report(self, world):
        op_id = uuid.uuid4()
        given = {
            "institution": world.police,
            "channel": Channel.WEB,
            "district": world.district,
            "stated_kind": StatedKind.PHYSICAL,
            "safe_to_contact": NO,
        }
        first = receive_report.once(op_id)(PUBLIC, **given)
        assert receive_report.once(op_id)(PUBLIC, **given).pk == first.pk
        assert Report.objects.count() == 1
        with pytest.raises(Conflict):
            receive_report.once(op_id)(PUBLIC, **{**given, "stated_kind": StatedKind.SEXUAL})

    def test_danger_asks_for_help_at_once(self, world, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            receive(world, immediate_danger=YES)
        assert Dispatch.objects.count() == 1


class TestTriage:
    @pytest.mark.parametrize(
        ("danger", "recent", "child", "urgency"),
        [
            (YES, NO, NO, Urgency.NOW),
            (NO, YES, NO, Urgency.TODAY),
            (NO, NO, YES, Urgency.TODAY),
            (UNKNOWN, NO, NO, Urgency.TODAY),
            (DECLINED, NO, NO, Urgency.TODAY),
            (NO, NO, NO, Urgency.ROUTINE),
            (NO, UNKNOWN, UNKNOWN, Urgency.ROUTINE),
        ],
    )
    def test_four_answers_say_how_soon(self, danger, recent, child, urgency):
        assert urgency_of(danger, recent, child) is urgency

    def test_danger_that_is_told_later_sends_help_once(self, world, report, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            triage(world.focal_point, report, immediate_danger=YES)
            triage(world.focal_point, Report.objects.get(), immediate_danger=YES)
        assert Dispatch.objects.count() == 1

    @pytest.mark.parametrize("outcome", OUTCOMES)
    def test_nothing_is_decided_before_the_four_questions(self, world, report, outcome):
        with pytest.raises((Invalid, ImpossibleMove)):
            decide_report(world.focal_point, report, outcome=outcome, referred_to="Invented organisation")
        assert Report.objects.get().state == "received"

    def test_opened_it_becomes_one_case(self, world, report, django_capture_on_commit_callbacks):
        triage(world.focal_point, report)
        with django_capture_on_commit_callbacks(execute=True):
            decide_report(world.focal_point, Report.objects.get(), outcome="opened")
        assert Case.objects.get().report_id == report.pk
        with pytest.raises((Invalid, ImpossibleMove)):
            decide_report(world.focal_point, Report.objects.get(), outcome="not_gbv")

    def test_a_duplicate_names_the_earlier_report(self, world, report):
        later = triage(world.focal_point, receive(world))
        for wrong in (None, later):
            with pytest.raises(Invalid) as refusal:
                decide_report(world.focal_point, later, outcome="duplicate", duplicate_of=wrong)
            assert refusal.value.field == "duplicate_of"
        decide_report(world.focal_point, later, outcome="duplicate", duplicate_of=report)
        assert Report.objects.get(pk=later.pk).duplicate_of_id == report.pk

    def test_two_reports_are_not_each_others_copies(self, world, report):
        later = triage(world.focal_point, receive(world))
        decide_report(world.focal_point, later, outcome="duplicate", duplicate_of=report)
        triage(world.focal_point, report)
        with pytest.raises(Invalid):
            decide_report(
                world.focal_point,
                Report.objects.get(pk=report.pk),
                outcome="duplicate",
                duplicate_of=Report.objects.get(pk=later.pk),
            )

    def test_a_report_of_another_desk_is_not_named_as_the_earlier_one(self, world):
        elsewhere = receive(world, district=world.other_district)
        here = triage(world.focal_point, receive(world))
        with pytest.raises(Invalid):
            decide_report(world.focal_point, here, outcome="duplicate", duplicate_of=elsewhere)

    def test_who_takes_it_over_is_written_down(self, world, report):
        triage(world.focal_point, report)
        with pytest.raises(Invalid) as refusal:
            decide_report(world.focal_point, Report.objects.get(), outcome="referred_elsewhere", referred_to=" ")
        assert refusal.value.field == "referred_to"

    @pytest.mark.parametrize("outcome", ["information_only", "not_gbv"])
    def test_what_was_set_aside_can_be_taken_up_again(self, world, report, outcome):
        triage(world.focal_point, report)
        decide_report(world.focal_point, Report.objects.get(), outcome=outcome)
        take_up_again(world.focal_point, Report.objects.get())
        assert Report.objects.get().state == "triaged"


class TestLater:
    def test_the_first_telling_stays_as_it_was(self, world, report):
        add_to_report(world.focal_point, report, text="He came back.", channel=Channel.WALK_IN)
        told = queries.telling_of(world.focal_point, Report.objects.get())
        assert told.narrative == "Invented words that she told."
        assert [text for _at, text in told.additions] == ["He came back."]

    def test_nothing_is_no_addition(self, world, report):
        with pytest.raises(Invalid):
            add_to_report(world.focal_point, report, text=" ", channel=Channel.WALK_IN)

    def test_a_report_of_another_desk_looks_like_none(self, world, report):
        for stranger in (world.other_focal_point, world.defence_operator, world.rider):
            with pytest.raises(Missing):
                queries.report_for(stranger, report.pk)
            with pytest.raises(Refused):
                queries.telling_of(stranger, report)

    def test_looking_for_a_person_is_recorded(self, world, report):
        queries.possible_duplicates(world.focal_point, phone=PHONE, reference=uuid.uuid4())
        assert Entry.objects.filter(actor_id=world.focal_point.id, name="report.search").exists()


class TestADistrictToldLater:
    """Whoever covers a district may read its reports, so that a telephone call must not hand an old one to them."""

    def told(self, world, report):
        words = {"text": "It was there.", "place_text": "Blue gate", "channel": Channel.POLICE_HOTLINE}
        add_to_report(world.operator, report, district=world.district, **words)
        return Report.objects.get(pk=report.pk)

    def test_it_gives_an_undecided_report_its_desk(self, world):
        report = receive(world, channel=Channel.POLICE_HOTLINE, district=None)
        triage(world.operator, report)
        found = self.told(world, report)
        assert (found.desk_id, found.district_id) == (world.station.pk, world.district.pk)

    @pytest.mark.parametrize("past", ["decided", "moved", "kept back"])
    def test_later_it_stays_with_the_desk_that_holds_it_and_the_place_is_text_alone(self, world, past):
        channel = Channel.WEB if past == "kept back" else Channel.POLICE_HOTLINE
        report = receive(world, channel=channel, district=None)
        if past == "decided":
            triage(world.operator, report)
            decide_report(world.desk_head, report, outcome="information_only")
        if past == "moved":
            move_report(SYSTEM, report, desk=world.other_station)
        before = Report.objects.get(pk=report.pk)
        found = self.told(world, before)
        assert (found.desk_id, found.district_id) == (before.desk_id, None)
        with acts.unguarded("test"):
            assert found.place_text.open() == f"{world.district.name} · Blue gate"
        assert not reports_of(world.focal_point).filter(pk=report.pk).exists()
