"""Risk on a case: asked, raised by one, lowered by two, due again at once, and never lost from sight."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from genderdesk.casework.cases import queries
from genderdesk.casework.cases.access import RISK_LOWER
from genderdesk.casework.cases.acts import (
    approve_closure,
    assess_risk,
    choose_measures,
    fill_instrument,
    follow_up_done,
    hear,
    lower_risk,
    plan_follow_up,
    raise_risk,
    reopen_case,
    say_new_event,
)
from genderdesk.casework.cases.models import Case, CaseEvent, InstrumentPack, RiskAssessment, RiskChange
from genderdesk.casework.cases.obstacles import obstacles_of
from genderdesk.casework.cases.vocabulary import (
    EventKind,
    FollowUpOutcome,
    LookReason,
    Measure,
    ReopenReason,
    RiskAnswer,
    RiskContext,
    RiskEvent,
    RiskLevel,
)
from genderdesk.casework.intake.vocabulary import ContactWay
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform.refusals import Conflict, Invalid, Missing, Refused
from genderdesk.groundwork.protection import approvals
from genderdesk.groundwork.protection.access import SYSTEM
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.groundwork.protection.models import Entry
from tests.cases.test_risk_rules import filled
from tests.files import ask_to_close, at, fresh

pytestmark = pytest.mark.django_db

YES, NO, UNKNOWN = RiskAnswer.YES, RiskAnswer.NO, RiskAnswer.UNKNOWN
LOW, MEDIUM, HIGH, EXTREME = RiskLevel
HOUR = timedelta(hours=1)


def answers(**changes):
    """Every question of the desk's checklist answered no, but for the changes."""
    return {**dict.fromkeys((each.id for each in queries.desk_checklist().items), NO), **changes}


def assessed(actor, case, *, context=RiskContext.SCHEDULED, fear=0, **changes):
    return assess_risk(actor, fresh(case), context=context, answers=answers(**changes), fear=fear)


def hours_from_now(moment):
    return round((moment - timezone.now()) / HOUR)


def long_ago(case, **fields):
    """What the passing of time does."""
    with unguarded("test"):
        Case.objects.filter(pk=case.pk).update(**fields)


class TestAsking:
    def test_a_new_case_is_to_be_assessed_at_once(self, world, case):
        assert case.risk_level == ""
        assert list(queries.due_assessments(world.focal_point)) == [case]

    @pytest.mark.parametrize(
        ("changes", "level", "hours"),
        [
            ({}, LOW, 1440),
            ({"worse": YES, "forced_sex": YES}, MEDIUM, 720),
            ({"strangled": YES}, HIGH, 168),
            ({"strangled": UNKNOWN}, HIGH, 168),
            (
                {"strangled": YES, "weapon": YES, "threat_to_kill": YES, "order_broken": YES, "worse": YES,
                 "follows": YES},
                EXTREME,
                72,
            ),
        ],
    )  # fmt: skip
    def test_the_level_and_its_clock_follow_from_the_answers(self, world, case, changes, level, hours):
        kept = assessed(world.focal_point, case, **changes)
        now = fresh(case)
        assert (kept.computed, now.risk_level) == (level, level)
        assert hours_from_now(now.risk_due_at) == hours
        assert not queries.due_assessments(world.focal_point).exists()

    def test_both_ends_of_the_range_are_kept(self, world, case):
        kept = assess_risk(
            world.focal_point,
            fresh(case),
            context=RiskContext.FIRST_CONTACT,
            answers={each.id: UNKNOWN for each in queries.desk_checklist().items if each.required},
        )
        assert (kept.low, kept.high, kept.computed, kept.fear) == (LOW, EXTREME, HIGH, None)
        assert kept.score_low == 0 < kept.score_high
        assert kept.unknown_count == len(queries.desk_checklist().items)

    def test_an_assessment_never_lowers_the_case(self, world, case):
        assessed(world.focal_point, case, weapon=YES)
        kept = assessed(world.focal_point, case)
        assert (kept.computed, kept.level, fresh(case).risk_level) == (LOW, HIGH, HIGH)
        assert hours_from_now(fresh(case).risk_due_at) == 168

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"answers": {}}, "strangled"),
            ({"answers": {**dict.fromkeys(["invented"], YES)}}, ""),
            ({"fear": 11}, "fear"),
            ({"fear": -1}, "fear"),
        ],
    )
    def test_what_is_not_whole_is_refused_with_a_sentence(self, world, case, changes, field):
        given = {"context": RiskContext.SCHEDULED, "answers": answers(), "fear": 3} | changes
        with pytest.raises(Invalid) as refused:
            assess_risk(world.focal_point, case, **given)
        assert refused.value.field == field
        assert not RiskAssessment.objects.exists()

    def test_an_instrument_that_is_not_filled_cannot_be_asked(self, world, case):
        with pytest.raises(Missing):
            assess_risk(world.focal_point, case, context=RiskContext.SCHEDULED, answers=answers(), instrument="dash")

    def test_every_earlier_assessment_stays_with_its_answers(self, world, case):
        assessed(world.focal_point, case, weapon=YES)
        assessed(world.focal_point, case, context=RiskContext.NEW_EVENT, drink=YES)
        steps = queries.risk_steps(fresh(case))
        assert [each.level for each in steps] == [LOW, HIGH]
        assert queries.risk_trend(steps) == "falling"
        opened = queries.opened_risk(world.focal_point, fresh(case), reason=LookReason.INTERVIEW)
        said = [{line.words: line.answer for line in opened.answers[each.assessment.pk]} for each in steps]
        weapon = next(each for each in queries.desk_checklist().items if each.id == "weapon").words["en"]
        assert [each[weapon] for each in said] == [NO, YES]

    def test_reading_the_answers_is_a_look_that_is_recorded(self, world, case):
        assessed(world.focal_point, case)
        queries.opened_risk(world.focal_point, fresh(case), reason=LookReason.SUPERVISION)
        entry = Entry.objects.get(name="case.risk")
        assert (entry.kind, entry.notes) == ("disclosure", {"reason": "supervision"})
        with pytest.raises(Refused):
            queries.opened_risk(world.operator, fresh(case), reason=LookReason.SUPERVISION)

    def test_the_ledger_holds_no_answer(self, world, case):
        assessed(world.focal_point, case, weapon=YES)
        entry = Entry.objects.get(name="risk.assess")
        assert entry.notes == {"context": "scheduled"}


class TestRaising:
    def test_an_officer_raises_with_a_reason_and_the_clock_runs_shorter(self, world, case):
        assessed(world.focal_point, case)
        raise_risk(world.focal_point, fresh(case), to=EXTREME, reason="He waits at the gate.")
        now = fresh(case)
        assert now.risk_level == EXTREME
        assert hours_from_now(now.risk_due_at) == 72
        change = RiskChange.objects.get()
        assert (change.before, change.after, change.lowered) == (LOW, EXTREME, False)
        opened = queries.opened_risk(world.focal_point, now, reason=LookReason.INTERVIEW)
        assert opened.reasons == {change.pk: "He waits at the gate."}

    def test_raising_never_puts_the_next_assessment_off(self, world, case):
        assessed(world.focal_point, case)
        soon = timezone.now() + HOUR
        long_ago(case, risk_due_at=soon)
        raise_risk(world.focal_point, fresh(case), to=HIGH, reason="Reason.")
        assert fresh(case).risk_due_at == soon

    @pytest.mark.parametrize("to", [LOW, MEDIUM, HIGH])
    def test_it_never_lowers_nor_stays(self, world, case, to):
        assessed(world.focal_point, case, weapon=YES)
        with pytest.raises(Refused):
            raise_risk(world.desk_head, fresh(case), to=to, reason="Reason.")
        assert fresh(case).risk_level == HIGH

    def test_not_without_a_reason_and_not_before_the_first_assessment(self, world, case):
        with pytest.raises(Invalid):
            raise_risk(world.focal_point, case, to=HIGH, reason="Reason.")
        assessed(world.focal_point, case)
        with pytest.raises(Invalid):
            raise_risk(world.focal_point, fresh(case), to=HIGH, reason="  ")


def agreed(world, case, to, asker=None, decider=None):
    asked = approvals.ask(asker or world.focal_point, kind=RISK_LOWER, about=case, scope=to.value, reason="Moved away.")
    return approvals.decide(decider or world.desk_head, asked, yes=True)


@pytest.fixture
def kept_high(world, case):
    """A case at high whose newest answers give low."""
    assessed(world.focal_point, case, weapon=YES)
    assessed(world.focal_point, case)
    return fresh(case)


class TestLowering:
    def test_two_persons_lower_it_and_both_are_kept(self, world, kept_high):
        agreed(world, kept_high, MEDIUM)
        lower_risk(world.focal_point, kept_high, to=MEDIUM)
        assert fresh(kept_high).risk_level == MEDIUM
        change = RiskChange.objects.get()
        assert (change.before, change.after, change.lowered) == (HIGH, MEDIUM, True)
        assert (change.by, change.agreed_by) == (world.focal_point.id, world.desk_head.id)
        assert change.agreed_code == world.desk_head.code

    def test_not_by_one_alone(self, world, kept_high):
        for actor in (world.focal_point, world.desk_head):
            with pytest.raises(Refused):
                lower_risk(actor, kept_high, to=LOW)
        assert fresh(kept_high).risk_level == HIGH

    def test_a_supervisor_does_not_decide_on_her_own_request(self, world, kept_high):
        with pytest.raises(Refused):
            agreed(world, kept_high, LOW, asker=world.desk_head)

    def test_another_officer_is_no_supervisor(self, world, kept_high):
        with pytest.raises(Refused):
            agreed(world, kept_high, LOW, decider=world.investigator)

    def test_a_yes_is_for_that_level_and_once(self, world, kept_high):
        agreed(world, kept_high, MEDIUM)
        with pytest.raises(Refused):
            lower_risk(world.focal_point, kept_high, to=LOW)
        lower_risk(world.focal_point, fresh(kept_high), to=MEDIUM)
        raise_risk(world.focal_point, fresh(kept_high), to=HIGH, reason="Back again.")
        with pytest.raises(Refused):
            lower_risk(world.focal_point, fresh(kept_high), to=MEDIUM)

    def test_never_below_what_the_newest_answers_give(self, world, case):
        assessed(world.focal_point, case, weapon=YES)
        agreed(world, fresh(case), MEDIUM)
        with pytest.raises(Refused):
            lower_risk(world.focal_point, fresh(case), to=MEDIUM)
        assert queries.levels_below(fresh(case), queries.risk_steps(case)) == []

    def test_not_while_an_assessment_is_due(self, world, kept_high):
        agreed(world, kept_high, LOW)
        say_new_event(world.focal_point, kept_high, event=RiskEvent.NEW_THREAT)
        with pytest.raises(Refused):
            lower_risk(world.focal_point, fresh(kept_high), to=LOW)

    def test_what_is_no_lowering_is_a_conflict(self, world, kept_high):
        with pytest.raises(Conflict):
            lower_risk(world.focal_point, kept_high, to=EXTREME)

    def test_the_database_refuses_one_person_whatever_code_comes(self, world, kept_high):
        me = world.focal_point
        common = {"case": kept_high, "by": me.id, "by_officer": me.officer_id, "actor_code": "x", "lowered": True}
        for second in ({}, {"agreed_by": me.id}, {"agreed_by": uuid.uuid4(), "agreed_officer": me.officer_id}):
            with unguarded("test"), pytest.raises(IntegrityError), transaction.atomic():
                RiskChange.objects.create(**common, before=HIGH, after=LOW, **second)


class TestNewEvents:
    def test_an_officer_says_so_and_it_is_due_now(self, world, case):
        assessed(world.focal_point, case)
        say_new_event(world.focal_point, fresh(case), event=RiskEvent.ORDER_BREACHED)
        assert fresh(case).risk_due_at <= timezone.now()
        line = CaseEvent.objects.get(case=case, kind=EventKind.RISK_EVENT)
        assert line.ref == "order_breached"

    def test_what_is_overdue_keeps_its_time(self, world, case):
        assessed(world.focal_point, case)
        before = timezone.now() - 5 * HOUR
        long_ago(case, risk_due_at=before)
        say_new_event(world.focal_point, fresh(case), event=RiskEvent.NEW_VIOLENCE)
        assert fresh(case).risk_due_at == before

    def test_new_violence_in_a_follow_up_makes_it_due(self, world, case):
        assessed(world.focal_point, case)
        follow_up = plan_follow_up(world.focal_point, fresh(case), due_at=at(), channel=ContactWay.IN_PERSON)
        done = {"outcome": FollowUpOutcome.REACHED, "contact_safe": Answer.YES}
        follow_up_done(world.focal_point, follow_up, new_violence=Answer.YES, **done)
        assert fresh(case).risk_due_at <= timezone.now()

    def test_a_follow_up_without_any_does_not(self, world, case):
        assessed(world.focal_point, case)
        follow_up = plan_follow_up(world.focal_point, fresh(case), due_at=at(), channel=ContactWay.IN_PERSON)
        follow_up_done(world.focal_point, follow_up, outcome=FollowUpOutcome.REACHED, new_violence=Answer.UNKNOWN)
        assert fresh(case).risk_due_at > timezone.now()

    def test_a_unit_that_arrives_again_makes_it_due(self, world, case):
        assessed(world.focal_point, case)
        hear(SYSTEM, fresh(case), kind=EventKind.UNIT_ARRIVED)
        assert fresh(case).risk_due_at <= timezone.now()

    def test_a_closed_case_is_due_no_more_and_again_when_it_is_opened(self, world, case):
        assessed(world.focal_point, case)
        ask_to_close(world.focal_point, fresh(case))
        approve_closure(world.desk_head, fresh(case))
        assert fresh(case).risk_due_at is None
        hear(SYSTEM, fresh(case), kind=EventKind.UNIT_ARRIVED)
        assert fresh(case).risk_due_at is None
        reopen_case(world.focal_point, fresh(case), reason=ReopenReason.CAME_BACK, why="Came back.")
        assert fresh(case).risk_due_at <= timezone.now()


class TestMeasures:
    def test_those_of_the_level_are_offered_and_kept(self, world, case):
        assessed(world.focal_point, case, weapon=YES)
        offered = queries.measures_of(fresh(case))
        assert Measure.SAFE_PLACE_OFFERED in offered
        assert Measure.NOT_LEFT_ALONE not in offered
        choose_measures(world.focal_point, fresh(case), measures=[Measure.PATROL, Measure.SAFETY_PLAN])
        assert RiskAssessment.objects.get().measures == ["safety_plan", "patrol"]

    def test_those_of_another_level_are_a_conflict(self, world, case):
        assessed(world.focal_point, case)
        with pytest.raises(Conflict):
            choose_measures(world.focal_point, fresh(case), measures=[Measure.NOT_LEFT_ALONE])

    def test_not_before_anybody_has_asked(self, world, case):
        with pytest.raises(Invalid):
            choose_measures(world.focal_point, case, measures=[])


class TestClosing:
    def test_a_high_risk_that_nobody_looked_at_stands_in_the_way(self, world, case):
        assert obstacles_of(fresh(case)) == []
        assessed(world.focal_point, case, weapon=YES)
        assert [each.sentence for each in obstacles_of(fresh(case))] == [
            "The risk stands at high or extreme and was not assessed before the closure."
        ]
        assessed(world.focal_point, case, context=RiskContext.BEFORE_CLOSURE, weapon=YES)
        assert obstacles_of(fresh(case)) == []


class TestPacks:
    def test_a_filled_pack_is_asked_by_its_own_version(self, world, case):
        fill_instrument(SYSTEM, document=filled("lap", version="A"))
        used = queries.instrument_for("lap")
        assert [each.code for each in queries.instruments()] == ["desk", "lap"]
        kept = assess_risk(
            world.focal_point,
            fresh(case),
            context=RiskContext.FIRST_CONTACT,
            answers=dict.fromkeys((each.id for each in used.items), YES),
            instrument="lap",
        )
        assert (kept.instrument, kept.version, kept.computed) == ("lap", "A", HIGH)
        fill_instrument(SYSTEM, document=filled("lap", version="B"))
        assert queries.instrument_for("lap").version == "B"
        assert queries.instrument_for("lap", "A").version == "A"
        opened = queries.opened_risk(world.focal_point, fresh(case), reason=LookReason.INTERVIEW)
        assert len(opened.answers[kept.pk]) == 11

    @pytest.mark.parametrize(
        ("document", "said"),
        [
            (filled("lap", permission=""), "“permission” is empty"),
            ({"code": "home-made"}, "no pack of this code"),
            ({}, "no pack of this code"),
        ],
    )
    def test_one_that_is_not_whole_is_refused(self, world, document, said):
        with pytest.raises(Invalid, match=said):
            fill_instrument(SYSTEM, document=document)
        assert not InstrumentPack.objects.exists()

    def test_a_version_that_is_here_is_never_replaced(self, world):
        fill_instrument(SYSTEM, document=filled("lap"))
        with pytest.raises(Invalid, match="another version"):
            fill_instrument(SYSTEM, document=filled("lap"))

    def test_nobody_fills_one_from_a_page(self, world):
        with pytest.raises(Refused):
            fill_instrument(world.administrator, document=filled("lap"))


class TestTheCommand:
    """``genderdesk import instrument``, as an administrator types it at the machine."""

    @pytest.fixture
    def command(self, tmp_path):
        from argparse import Namespace

        from genderdesk.interfaces.cli.verbs.import_ import run

        def typed(words=None, *, dry_run=False):
            file = None
            if words is not None:
                file = tmp_path / "pack.toml"
                file.write_text(words, encoding="utf-8")
            return run(Namespace(what="instrument", file=file, dry_run=dry_run))

        return typed

    WHOLE = """
code = "dara"
version = "1"
holder = "College of Policing (DARA)"
permission = "Invented letter"
licence = "Invented"
languages = ["en"]
valid_days = 30
names.en = "Invented"
bands = [{ level = "low", from = 0 }, { level = "high", from = 1 }]
items = [{ id = "a", critical = true, words.en = "Invented?" }]
"""

    def test_a_whole_file_is_kept_and_then_listed(self, command, capsys):
        assert command(self.WHOLE, dry_run=True) == 0
        assert not InstrumentPack.objects.exists()
        assert "would be kept" in capsys.readouterr().out
        assert command(self.WHOLE) == 0
        assert queries.instrument_for("dara").items[0].critical
        capsys.readouterr()
        assert command() == 0
        said = capsys.readouterr().out
        assert "dara: 1." in said
        assert "lap: empty. LAP lethality screen, Maryland Network Against Domestic Violence." in said

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            ("code = ", "is no TOML"),
            ('code = "mine"', "1 things to mend"),
            ('code = "dara"', "things to mend"),
            (WHOLE.replace("Invented letter", ""), "1 things to mend"),
        ],
    )
    def test_what_is_not_whole_is_refused_and_nothing_is_kept(self, command, words, said):
        from genderdesk.interfaces.cli.main import Stop

        with pytest.raises(Stop, match=said):
            command(words)
        assert not InstrumentPack.objects.exists()

    def test_a_version_that_is_here_is_said_to_be(self, command):
        from genderdesk.interfaces.cli.main import Stop

        command(self.WHOLE)
        with pytest.raises(Stop, match="another version"):
            command(self.WHOLE)
