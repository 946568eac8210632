"""docs/figures.md says what the code counts: neither can change alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from genderdesk.monitoring.statistics.exporters import KEYS, NOT_SHOWN_CODE, TOTAL
from genderdesk.monitoring.statistics.exporters.explore import EXPLORE_KEYS, TOGETHER_CODE
from genderdesk.monitoring.statistics.exporters.gbvims import GBVIMS_KEYS
from genderdesk.monitoring.statistics.labels import RULES, TITLES, TREND_RULE
from genderdesk.monitoring.statistics.labels.gbvims import COUNTED_RULE, LEFT_OUT
from genderdesk.monitoring.statistics.labels.gbvims import RULES as GBVIMS_RULES
from genderdesk.monitoring.statistics.labels.gbvims import TITLES as GBVIMS_TITLES
from genderdesk.monitoring.statistics.rules.gbvims import STATISTICS
from genderdesk.monitoring.statistics.vocabulary import FEWEST_FOR_P90, FIGURES, KINDS, THRESHOLD
from genderdesk.monitoring.statistics.vocabulary.explore import (
    COUNTED_KINDS,
    MOST_QUARTERS,
    beside,
    dimensions_of,
)
from genderdesk.monitoring.statistics.vocabulary.shared import SHARE_DAYS, TOKEN_SIGNS

PAGE = " ".join((Path(__file__).resolve().parents[2] / "docs" / "figures.md").read_text().split())
PARTS = dict(re.findall(r"### `(\w+)` (.*?)(?= ### | ## | The head of the page)", PAGE))


def test_every_figure_has_its_part_and_no_part_is_of_another():
    assert list(PARTS) == [figure.key for figure in FIGURES]


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.key)
class TestAFigure:
    def test_says_its_title_and_the_rule_that_is_printed_beside_it(self, figure):
        assert PARTS[figure.key].startswith(f"**{TITLES[figure.key]}.** {RULES[figure.key]}")

    def test_lists_its_rows_and_columns(self, figure):
        part = PARTS[figure.key]
        rows = re.search(rf"rows \(`{figure.rows}`\): (.*?) - ", part).group(1)
        if figure.codes:
            assert tuple(re.findall(r"`([^`]+)`", rows)) == figure.codes
        else:
            assert "every district" in rows
        if figure.columns:
            columns = re.search(rf"columns \(`{figure.columns}`\): (.*?) - ", part).group(1)
            assert tuple(re.findall(r"`([^`]+)`", columns)) == figure.column_codes

    def test_says_what_is_left_out_and_where_the_rule_comes_from(self, figure):
        assert re.search(r"left out: \S", PARTS[figure.key])
        assert re.search(r"source: \S", PARTS[figure.key])

    def test_of_cases_says_that_consent_is_needed(self, figure):
        assert ("without consent" in PARTS[figure.key]) == (figure.kind == "case")


def test_every_column_of_the_file_is_explained():
    table = re.findall(r"\| `(\w+)` \|", PAGE.split("## The file")[1])
    assert tuple(table) == KEYS
    for word in (NOT_SHOWN_CODE, TOTAL, "shown", "none"):
        assert f"`{word}`" in PAGE


def test_limits_and_kinds_are_those_of_the_code():
    assert f"Cells of 1 to {THRESHOLD - 1} are not shown" in PAGE
    assert f"The threshold is {THRESHOLD} " in PAGE
    assert f"with fewer than {THRESHOLD} known ones, and no 90th percentile with fewer than {FEWEST_FOR_P90}" in PAGE
    assert ", ".join(f"`{kind}`" for kind in KINDS) in PAGE
    assert str(TREND_RULE) in PAGE


TABLE = {
    line[0].strip("`"): line
    for line in (
        [cell.strip() for cell in each.strip().strip("|").split(" | ")]
        for each in (Path(__file__).resolve().parents[2] / "docs" / "figures.md").read_text().splitlines()
        if each.startswith("| `")
    )
    if len(line) == 5
}


def test_the_24_gbvims_statistics_stand_in_the_order_of_the_code():
    assert list(TABLE) == [statistic.key for statistic in STATISTICS]
    assert len(TABLE) == 24


@pytest.mark.parametrize("statistic", STATISTICS, ids=lambda statistic: statistic.key)
def test_each_gbvims_statistic_is_explained_as_it_is_printed(statistic):
    _key, title, rule, rows, columns = TABLE[statistic.key]
    assert (title, rule) == (GBVIMS_TITLES[statistic.key], GBVIMS_RULES[statistic.key])
    own = () if statistic.only_sums else statistic.rows
    assert tuple(re.findall(r"`([^`]+)`", rows)) == (*own, *(name for name, _codes in statistic.sums))
    assert tuple(re.findall(r"`([^`]+)`", columns)) == statistic.columns


def test_who_is_counted_in_gbvims_statistics_and_every_column_of_their_file_is_said():
    assert str(COUNTED_RULE) in PAGE
    for reason, words in LEFT_OUT.items():
        assert f"`{reason}`: {str(words).lower()}" in PAGE
    assert ", ".join(f"`{each}`" for each in GBVIMS_KEYS) in PAGE


def test_explore_says_what_may_be_counted_by_what_and_beside_what():
    part = PAGE.split("## Explore")[1].split("## A chart behind a link")[0]
    for kind in COUNTED_KINDS:
        dimensions, pairs = re.search(rf"\| `{kind}` \| (.*?) \| (.*?) \|", part).groups()
        assert set(re.findall(r"`(\w+)`", dimensions)) == set(dimensions_of(kind))
        offered = {frozenset((rows, other)) for rows in dimensions_of(kind) for other in beside(kind, rows)}
        assert {frozenset(pair) for pair in re.findall(r"`(\w+)` × `(\w+)`", pairs)} == offered
    assert ", ".join(f"`{key}`" for key in EXPLORE_KEYS) in part
    assert f"`{TOTAL}` or `{TOGETHER_CODE}`" in part
    assert f"({3 * MOST_QUARTERS} months)" in part


def test_a_link_answers_for_the_days_that_are_written():
    part = PAGE.split("## A chart behind a link")[1]
    assert "for {}, {} or {} days".format(*SHARE_DAYS) in part
    assert f"{TOKEN_SIGNS * 4} bits" in part
