"""What a case's risk and death give to figures: late or in time, warned or not, and nothing of a sealed file."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from genderdesk.casework.cases.acts import confirm_death, keep_death, lower_risk, raise_risk, take_death_back
from genderdesk.casework.cases.models import Case, Death, RiskAssessment
from genderdesk.casework.cases.rules import DeathFacts, timing_of, warned_of
from genderdesk.casework.cases.vocabulary import RiskAnswer, RiskLevel, Timing, Warned
from genderdesk.casework.intake.acts import seal_file
from genderdesk.casework.intake.vocabulary import NarrowedFor
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.protection.access import SYSTEM
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.monitoring.statistics.models import Delta
from genderdesk.monitoring.statistics.queries import recount_differs
from genderdesk.organisation.institution.acts import open_cell
from tests.cases.test_risk import agreed, assessed, long_ago
from tests.files import fresh, send

YES = RiskAnswer.YES


def facts(kind: str) -> list[dict[str, str]]:
    """The dimensions of the facts that hold."""
    holding = {}
    for each in Delta.objects.filter(kind=kind).order_by("id"):
        holding[each.record_id] = each
    return [each.dimensions for each in holding.values() if each.sign == 1]


class TestTheRules:
    @pytest.mark.parametrize(
        ("due", "timing"),
        [(None, Timing.FIRST), (9, Timing.LATE), (10, Timing.IN_TIME), (11, Timing.IN_TIME)],
    )
    def test_an_assessment_has_until_the_end_of_its_day(self, due, timing):
        assert timing_of(date(2026, 3, 10), due and date(2026, 3, due)) is timing

    @pytest.mark.parametrize(
        ("intentional", "level", "warned"),
        [
            (Answer.YES, RiskLevel.EXTREME, Warned.HIGH_OR_EXTREME),
            (Answer.UNKNOWN, RiskLevel.HIGH, Warned.HIGH_OR_EXTREME),
            (Answer.YES, RiskLevel.MEDIUM, Warned.LOW_OR_MEDIUM),
            (Answer.DECLINED, RiskLevel.LOW, Warned.LOW_OR_MEDIUM),
            (Answer.YES, None, Warned.NOT_ASSESSED),
            (Answer.NO, RiskLevel.EXTREME, Warned.NOT_MEANT),
        ],
    )
    def test_only_what_is_known_not_to_be_meant_is_set_apart(self, intentional, level, warned):
        assert warned_of(intentional, level) is warned


@pytest.mark.django_db
class TestRisk:
    def test_the_first_one_again_in_time_and_again_late(self, world, case):
        assessed(world.focal_point, case, weapon=YES)
        assessed(world.focal_point, case)
        long_ago(case, risk_due_at=timezone.now() - timedelta(days=1))
        assessed(world.focal_point, case)
        assert [each["timing"] for each in facts("assessment")] == ["first", "in_time", "late"]
        assert [(each["level"], each["answers_level"]) for each in facts("assessment")] == [
            ("high", "high"),
            ("high", "low"),
            ("high", "low"),
        ]

    def test_raised_and_lowered(self, world, case):
        assessed(world.focal_point, case)
        raise_risk(world.focal_point, fresh(case), to=RiskLevel.EXTREME, reason="He was seen at the gate.")
        agreed(world, case, RiskLevel.LOW)
        lower_risk(world.focal_point, fresh(case), to=RiskLevel.LOW)
        assert [(each["change"], each["level"]) for each in facts("risk_change")] == [
            ("raised", "extreme"),
            ("lowered", "low"),
        ]
        assert recount_differs() == []


def died(world, case, **known) -> Death:
    keep_death(world.focal_point, fresh(case), version=0, facts=DeathFacts(intentional=Answer.YES, **known))
    return Death.objects.get(case=case)


@pytest.mark.django_db
class TestDeaths:
    def test_counts_when_a_second_person_has_confirmed_it_and_no_more_when_it_is_taken_back(self, world, case):
        died(world, case)
        assert facts("death") == []
        confirm_death(world.desk_head, fresh(case))
        assert [each["warned"] for each in facts("death")] == ["not_assessed"]
        assert recount_differs() == []
        take_death_back(world.desk_head, fresh(case), why="She came to the desk.")
        assert facts("death") == []
        assert recount_differs() == []

    def test_the_level_is_that_of_before_her_death(self, world, case):
        """What was asked after the day of the death warned nobody."""
        assessed(world.focal_point, case)
        first = RiskAssessment.objects.get()
        with unguarded("test"):
            RiskAssessment.objects.update(at=first.at - timedelta(days=9))
        assessed(world.focal_point, case, weapon=YES)
        died(world, case, died_on=timezone.localdate() - timedelta(days=2))
        confirm_death(world.desk_head, fresh(case))
        assert [(each["level_before"], each["warned"]) for each in facts("death")] == [("low", "low_or_medium")]


@pytest.mark.django_db
def test_nothing_of_a_sealed_file_is_in_any_figure(world, case, provider):
    assert world.desk_head.officer_id  # The first member of the cell.
    open_cell(SYSTEM, world.police, name="Cell")
    assessed(world.focal_point, case)
    raise_risk(world.focal_point, fresh(case), to=RiskLevel.HIGH, reason="He has a uniform.")
    send(world.focal_point, fresh(case), provider)
    died(world, case)
    confirm_death(world.desk_head, fresh(case))
    kinds = ("case", "assessment", "risk_change", "death", "referral")
    assert [len(facts(kind)) for kind in kinds] == [1] * 5
    seal_file(world.focal_point, Case.objects.get(pk=case.pk).report, reason=NarrowedFor.STAFF_SUSPECTED)
    assert [len(facts(kind)) for kind in kinds] == [0] * 5
    assert recount_differs() == []
