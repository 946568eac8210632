"""Days in force: a handover on one day leaves no gap and no overlap, and a tree of units has no circle."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from genderdesk.organisation.institution.rules.periods import Period, coverage, covered_days, peak_share
from genderdesk.organisation.institution.rules.tree import above, below, circle

FIRST = date(2025, 1, 1)


def day(number):
    return FIRST + timedelta(days=number)


@st.composite
def periods(draw):
    start = draw(st.integers(0, 40))
    length = draw(st.one_of(st.none(), st.integers(1, 30)))
    return Period(day(start), None if length is None else day(start + length))


def days_of(period, until=200):
    return {number for number in range(until) if period.holds(day(number))}


class TestPeriods:
    @given(periods(), periods())
    def test_two_periods_overlap_where_they_share_a_day(self, one, other):
        assert one.overlaps(other) == other.overlaps(one) == bool(days_of(one) & days_of(other))

    def test_who_hands_over_on_a_day_and_who_takes_over_do_not_overlap(self):
        assert not Period(day(0), day(5)).overlaps(Period(day(5)))
        assert not Period(day(0), day(5)).holds(day(5))
        assert Period(day(5)).holds(day(5))

    @pytest.mark.parametrize("end", [day(0), day(-1)])
    def test_a_period_without_a_day_cannot_be_written(self, end):
        with pytest.raises(ValueError, match="ends after"):
            Period(day(0), end)

    @given(st.lists(periods(), max_size=6), st.integers(0, 40), st.integers(1, 60))
    def test_covered_days_are_those_on_which_somebody_held_the_post(self, held, start, length):
        within = Period(day(start), day(start + length))
        expected = set().union(*map(days_of, held)) & days_of(within)
        assert covered_days(held, within) == len(expected)
        assert coverage(held, within) == len(expected) / length

    @given(periods(), st.integers(0, 40), st.integers(1, 60))
    def test_days_of_one_period_within_another(self, period, start, length):
        within = Period(day(start), day(start + length))
        assert period.days_within(within) == len(days_of(period) & days_of(within))

    @given(st.lists(st.tuples(periods(), st.integers(1, 100)), max_size=6))
    def test_the_peak_is_the_busiest_day(self, shares):
        daily = [sum(share for period, share in shares if period.holds(day(number))) for number in range(100)]
        assert peak_share(shares) == max(daily)


@st.composite
def trees(draw):
    """Parents by unit: every unit stands under one with a smaller number."""
    size = draw(st.integers(1, 30))
    return {unit: draw(st.integers(0, unit - 1)) for unit in range(1, size)}


class TestTree:
    @given(trees())
    def test_everything_below_has_the_unit_above_it(self, parents):
        for unit in {0, *parents}:
            under = below(parents, unit)
            assert unit in under
            assert under - {unit} == {other for other in parents if unit in above(parents, other)}

    @given(trees(), st.data())
    def test_a_unit_put_below_itself_is_found_and_nothing_else_is(self, parents, data):
        assert circle(parents.items()) is None
        if len(parents) < 2:
            return
        unit = data.draw(st.sampled_from(sorted(parents)))
        under = data.draw(st.sampled_from(sorted({0, *parents})))
        pairs = [*((child, parent) for child, parent in parents.items() if child != unit), (unit, under)]
        assert (circle(pairs) is not None) == (under in below(parents, unit))

    def test_a_tree_with_a_circle_in_its_data_still_ends(self):
        assert below({1: 2, 2: 1}, 1) == {1, 2}
        assert above({1: 2, 2: 1}, 1) == [2, 1]

    def test_a_deep_tree_needs_no_recursion(self):
        parents = {unit: unit - 1 for unit in range(1, 20_000)}
        assert len(below(parents, 0)) == 20_000
        assert circle(parents.items()) is None
