"""Each fact counts in the cells that its figure's rule says, unknown ones in a row of their own."""

from __future__ import annotations

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from genderdesk.monitoring.statistics.rules.cells import cells_of, stage_of
from genderdesk.monitoring.statistics.rules.spread import Values, as_kept, from_kept, percentile
from tests.statistics.facts_made_up import STATUSES, case, referral, report


def cells(fact: object) -> set[tuple[str, str, str]]:
    return set(cells_of(fact.kind, fact.dimensions, fact.measures))  # type: ignore[attr-defined]


def test_a_case_counts_once_in_each_figure_of_cases() -> None:
    found = cells(case("1"))
    assert ("cases_by_type", "rape", "") in found
    assert ("cases_by_district", "RW-11", "") in found
    assert len([cell for cell in found if cell[0].startswith("cases_")]) == 5


@pytest.mark.parametrize("answer", ["no", "unknown", "declined", ""])
def test_without_a_yes_to_statistics_a_case_is_withheld_and_nothing_else(answer: str) -> None:
    assert cells(case("1", statistics_consent=answer)) == {("totals", "withheld", "")}


def test_what_is_not_known_is_a_row_and_never_nought() -> None:
    fact = case("1", sex="", age_band="unknown")
    assert ("cases_by_sex", "unknown", "") in cells(fact)
    assert ("cases_by_age", "unknown", "") in cells(fact)
    assert ("reports_by_channel", "unknown", "") in cells(report("1", channel=""))


def test_a_referral_closed_after_a_refusal_is_not_a_completed_one() -> None:
    assert stage_of("closed", attended=False) == "not_completed"
    assert stage_of("closed", attended=True) == "completed"


def test_every_referral_state_has_one_stage() -> None:
    assert {stage_of(status, attended=False) for status in STATUSES} == {"in_hand", "completed", "not_completed"}
    assert ("referrals_by_service", "health", "completed") in cells(referral("1", attended=True, status="outcome"))


@given(st.lists(st.integers(0, 5000), min_size=1, max_size=60), st.sampled_from([0.0, 0.5, 0.9, 1.0]))
def test_median_and_percentile_are_exact_as_in_a_spreadsheet(times: list[int], share: float) -> None:
    values = Values()
    for time in times:
        values.add(time, 1)
    ordered = sorted(times)
    position = share * (len(ordered) - 1)
    below = int(position)
    above = min(below + 1, len(ordered) - 1)
    assert percentile(values, share) == pytest.approx(
        ordered[below] + (ordered[above] - ordered[below]) * (position - below)
    )
    if share == 0.5:
        assert percentile(values, share) == pytest.approx(statistics.median(times))


def test_no_times_give_no_median_rather_than_nought() -> None:
    assert percentile(Values(missing=3), 0.5) is None


@given(st.lists(st.floats(0, 1e6, allow_nan=False), max_size=30))
def test_times_read_back_as_they_were_kept(times: list[float]) -> None:
    values = Values()
    for time in times:
        values.add(time, 1)
    assert from_kept(as_kept(values), 0).counts == values.counts
