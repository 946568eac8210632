"""What follows without a database: versions in force, ages, means, shares, lines of a sheet."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from genderdesk.programme.guidance.rules.ageing import Waiting, age_days, ageing, band_of
from genderdesk.programme.guidance.rules.assessment import lacks_evidence, may_compare, means_of, shown_answers
from genderdesk.programme.guidance.rules.force import Force, in_force_on, next_number
from genderdesk.programme.guidance.rules.signed import MOST_LINES, read_signed
from genderdesk.programme.guidance.rules.strength import StrengthLine, read_strength, share
from genderdesk.programme.guidance.vocabulary.decisions import AGE_BANDS_DAYS
from genderdesk.programme.guidance.vocabulary.questions import (
    FEWEST_ANSWERS,
    QUESTION_SETS,
    THEMES,
)

FIRST, SECOND, THIRD = date(2009, 9, 2), date(2012, 8, 8), date(2017, 10, 17)
# A real order's life (programme.md 6): in force, superseded on the day of the next, twice.
ORDERS = [Force("40-1", FIRST, SECOND), Force("40-1 rev", SECOND, THIRD), Force("040-001", THIRD, None)]


@pytest.mark.parametrize(
    ("on", "found"),
    [
        (FIRST - timedelta(days=1), None),
        (FIRST, "40-1"),
        (SECOND - timedelta(days=1), "40-1"),
        (SECOND, "40-1 rev"),
        (THIRD, "040-001"),
        (date(2026, 1, 1), "040-001"),
    ],
)
def test_the_version_in_force_on_a_day_is_found_to_the_day(on, found):
    assert in_force_on(ORDERS, on) == found


def test_a_version_whose_day_has_come_binds_before_the_clock_has_ended_the_one_before():
    assert in_force_on([Force("1.0", FIRST, None), Force("2.0", SECOND, None)], SECOND) == "2.0"


def test_a_version_that_was_withdrawn_before_its_day_was_never_in_force():
    assert in_force_on([Force("1.0", FIRST, None), Force("2.0", SECOND, SECOND)], THIRD) == "1.0"


def test_a_minor_edit_keeps_the_number_that_was_acknowledged():
    assert next_number([], minor=True) == (1, 0)
    assert next_number([(1, 0)], minor=True) == (1, 1)
    assert next_number([(1, 0), (1, 1)], minor=False) == (2, 0)


def test_proposals_are_counted_by_age_and_by_who_has_them_the_longest_wait_first():
    on = date(2026, 6, 30)
    waiting = [Waiting(on - timedelta(days=days), who) for days, who in ((5, "Head"), (40, "Head"), (400, ""))]
    rows = ageing(waiting, on)
    assert [(row.authority, row.counts, row.longest_days) for row in rows] == [
        ("", (0, 0, 0, 1), 400),
        ("Head", (1, 1, 0, 0), 40),
    ]
    assert age_days(on, on - timedelta(days=3)) == 0


@given(st.integers(0, 5000))
def test_every_age_has_one_band(days):
    band = band_of(days)
    assert AGE_BANDS_DAYS[band] <= days
    assert band == len(AGE_BANDS_DAYS) - 1 or days < AGE_BANDS_DAYS[band + 1]


def test_a_dimensions_mean_is_of_what_was_answered():
    asked = QUESTION_SETS["desk/1"]
    means = {each.dimension: each for each in means_of(asked, {"trained": 3, "specialists": 0, "counted": 2})}
    assert means["capacity"].value == 1.5
    assert (means["data"].value, means["data"].answered) == (2, 1)
    assert means["laws"].value is None
    assert list(means) == [each for dimensions in THEMES.values() for each in dimensions]


def test_a_high_score_needs_evidence_and_a_low_one_none():
    assert lacks_evidence(2, " ")
    assert not lacks_evidence(2, "Register 4, page 2")
    assert not lacks_evidence(1, "")


def test_only_the_same_questions_are_compared():
    assert may_compare("desk/1", "desk/1")
    assert not may_compare("desk/1", "desk/2")


@given(st.integers(0, 40), st.integers(0, 40))
def test_a_group_is_never_worked_out_from_the_whole(women, men):
    shown = shown_answers({("female", 3): women, ("male", 0): men})
    if women + men < FEWEST_ANSWERS:
        assert shown is None
        return
    assert shown is not None
    assert bool(shown.groups) == (women >= FEWEST_ANSWERS and men >= FEWEST_ANSWERS)
    assert shown.mean == 3 * women / (women + men)


def test_the_share_of_women_leaves_out_whom_nobody_recorded():
    assert share([StrengthLine("senior", "command", 30, 60, 10)]) == pytest.approx(100 / 3)
    assert share([]) is None


def test_every_fault_of_a_count_is_named_by_line_and_column():
    header = "rank_band,role_kind,women,men,unknown\n"
    lines, faults = read_strength(header + "senior,command,3,4,\njunior,desk,7,1,2\n")
    assert not faults
    assert [each.total for each in lines] == [7, 10]
    _lines, faults = read_strength(header + "general,command,3,4,\nsenior,desk,-1,4,\nsenior,desk,1,x,1\n")
    assert [(each.line, each.column) for each in faults] == [
        (2, "rank_band"),
        (3, "women"),
        (4, "rank_band"),
        (4, "men"),
    ]


def test_a_signed_sheet_names_each_line_that_cannot_be_kept():
    pasted = "P-1 Inspector Invented\n\np-2\nP-9\nP-1\nP-3;signed\n"
    lines, faults = read_signed(pasted, {"P-1", "P-2", "P-3"}, {"P-3"})
    assert [(each.line, each.code) for each in lines] == [(1, "P-1"), (3, "P-2")]
    assert [(each.line, each.why) for each in faults] == [(4, "unknown"), (5, "twice"), (6, "signed_before")]
    assert read_signed("P-1\n" * (MOST_LINES + 1), {"P-1"}, ())[1][0].why == "too_many"
