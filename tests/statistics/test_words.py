"""Words and shapes of figures: times as people say them, sentences that tell nothing kept back, classes of a map."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from genderdesk.groundwork.platform.charts import Bar, bars, stacked_bars
from genderdesk.monitoring.statistics.findings import change_words, duration_words, finding_of, percent_words
from genderdesk.monitoring.statistics.queries import Month, Row, Shown
from genderdesk.monitoring.statistics.rules.calendar import (
    month_after,
    month_before,
    months_between,
    months_up_to,
    read_month,
)
from genderdesk.monitoring.statistics.rules.classes import MOST_CLASSES, classes_of
from genderdesk.monitoring.statistics.rules.spread import Values, percentile
from genderdesk.monitoring.statistics.tables import table_of
from genderdesk.monitoring.statistics.vocabulary import BY_KEY, THRESHOLD

MARCH = date(2026, 3, 1)
MONTH = Month("RNP", MARCH, date(2026, 2, 1), MARCH, (), (), (), 0)


class TestTimes:
    @pytest.mark.parametrize(
        ("seconds", "said"),
        [
            (None, "–"),
            (0, "0 s"),
            (119, "119 s"),
            (120, "2 min"),
            (7169, "119 min"),
            (7200, "2 h 0 min"),
            (9000, "2 h 30 min"),
        ],
    )
    def test_are_said_as_people_say_them(self, seconds, said):
        assert duration_words(seconds) == said

    def test_a_percentile_lies_between_its_neighbours(self):
        values = Values({10.0: 1, 20.0: 1, 30.0: 1, 40.0: 1}, missing=3)
        assert percentile(values, 0.5) == 25.0
        assert percentile(values, 0.9) == pytest.approx(37.0)
        assert percentile(Values({}, 2), 0.5) is None
        assert percentile(Values({7.0: 1}), 0.9) == 7.0


class TestMonths:
    @given(st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 12, 31)).map(lambda day: day.replace(day=1)))
    def test_before_and_after_undo_each_other(self, month):
        assert month_after(month_before(month)) == month
        twelve = months_up_to(month, 12)
        assert len(set(twelve)) == 12
        assert twelve[-1] == month
        assert months_between(twelve[0], month) == twelve[::-1]

    def test_a_first_month_after_the_last_leaves_the_last(self):
        assert months_between(date(2026, 5, 1), MARCH) == [MARCH]

    @pytest.mark.parametrize("typed", ["", "2026", "2026-00", "2026-3", "2026-03-01", "x026-03"])
    def test_what_is_no_month_is_none(self, typed):
        assert read_month(typed) is None


class TestClassesOfTheMap:
    @given(st.lists(st.integers(THRESHOLD, 5000), min_size=1, max_size=30))
    def test_every_shown_number_has_one_class(self, counts):
        classes = classes_of(counts)
        assert 1 <= len(classes) <= MOST_CLASSES
        assert all(sum(each.holds(count) for each in classes) == 1 for count in counts)
        assert classes[0].low == THRESHOLD

    def test_nothing_shown_has_no_class(self):
        assert classes_of([]) == ()


class TestSentences:
    def test_a_change_is_not_told_where_one_side_is_kept_back(self):
        assert change_words(None, 7, MARCH) == change_words(7, None, MARCH) == ""
        assert change_words(7, 9, MARCH) == "2 fewer than in March 2026"
        assert change_words(9, 9, MARCH) == "as many as in March 2026"

    def test_a_share_does_not_break_before_its_sign(self):
        assert percent_words(1, 3) == "33\u00a0%"

    def test_what_is_kept_back_is_not_named_as_the_most_frequent(self):
        rows = (Row("female", None, 4), Row("male", None, 0), Row("unknown", 0, 0))
        said = finding_of(Shown(BY_KEY["cases_by_sex"], rows, 9, 5), MONTH, {})
        assert said == "9 were counted; their split is not shown, since it would tell of fewer than five people."

    def test_not_known_is_never_the_most_frequent(self):
        rows = (Row("female", 6, 4), Row("male", 5, 0), Row("unknown", 40, 0))
        said = finding_of(Shown(BY_KEY["cases_by_sex"], rows, 51, 5), MONTH, {})
        assert "Most frequent: Female, 6 of 51 cases" in said

    def test_two_of_a_size_are_not_ranked(self):
        rows = (Row("female", 6, 4), Row("male", 6, 0))
        assert "no group stands out" in finding_of(Shown(BY_KEY["cases_by_sex"], rows, 12, 5), MONTH, {})

    def test_too_few_to_show_and_none_at_all_are_two_sentences(self):
        few = finding_of(Shown(BY_KEY["cases_by_sex"], (), None), MONTH, {})
        none = finding_of(Shown(BY_KEY["cases_by_sex"], (), 0), MONTH, {})
        assert few == "There were fewer than 5 cases, so nothing of them is shown."
        assert none == "No case was counted in March 2026."


class TestTables:
    def test_a_share_stands_only_beside_both_its_numbers(self):
        rows = (Row("female", 6, None), Row("male", None, 0), Row("unknown", 0, 0))
        table = table_of(Shown(BY_KEY["cases_by_sex"], rows, 12, None), MONTH, {})
        assert [cells for _label, cells in table.rows] == [
            ("6", "50\u00a0%", "not shown"),
            ("not shown", "–", "0"),
            ("0", "0\u00a0%", "0"),
        ]
        assert table.total == ("12", "100\u00a0%", "not shown")


class TestDrawings:
    def test_a_text_behind_the_longest_bar_stays_in_the_picture(self):
        """A kept-back row whose pale bar of the month before is the longest has the longest text behind it."""
        spec = bars([Bar("Opened", None, "not shown", 40.0), Bar("Other", 5.0, "5", 2.0)], "Described")
        end = spec["layer"][2]["encoding"]["x"]["scale"]["domain"][1]
        plot = spec["width"] - 138
        assert 40 / end * plot + 9 + len("not shown") * 6.5 <= plot

    def test_a_kept_back_value_draws_nothing(self):
        spec = bars([Bar("Opened", None, "not shown", None)], "Described")
        assert [(row["value"], row["text"]) for row in spec["data"]["values"]] == [(0, "not shown")]

    def test_a_long_name_takes_several_lines_and_is_not_cut(self):
        name = "Denial of resources, opportunities or services"
        label = bars([Bar(name, 5.0, "5")], "Described")["data"]["values"][0]["label"]
        assert label.replace("\n", " ") == name
        assert max(map(len, label.split("\n"))) <= 20

    def test_a_part_that_is_kept_back_is_said_behind_the_bar(self):
        spec = stacked_bars([("Health", (None, 5.0), ("", "5"))], ["Done", "Open"], "Described", ["not shown"])
        assert spec["layer"][2]["data"]["values"] == [{"label": "Health", "end": 5.0, "words": "not shown"}]
