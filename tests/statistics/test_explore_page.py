"""Explore as an analyst uses it: the choice in the address, what is counted, what is kept back, the files."""

from __future__ import annotations

import csv
import io
import itertools
import random
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from genderdesk.groundwork.protection.models import Entry
from genderdesk.monitoring.statistics.exporters.explore import EXPLORE_KEYS
from genderdesk.monitoring.statistics.queries import Choice, explored
from genderdesk.monitoring.statistics.rollup import roll_up
from genderdesk.monitoring.statistics.rules.calendar import (
    month_before,
    months_of_quarter,
    quarter_of,
    quarter_text,
    read_quarter,
)
from genderdesk.monitoring.statistics.rules.disclosure import MARGIN
from genderdesk.monitoring.statistics.vocabulary import AGE_BANDS, GBV_TYPES, SERVICES, THRESHOLD
from genderdesk.monitoring.statistics.vocabulary.explore import CODES, COUNTED_KINDS, CROSSINGS, beside, dimensions_of
from tests.statistics.facts_made_up import assessment, case, keep, many, referral, report, response

pytestmark = pytest.mark.django_db

PAGE = "/staff/figures/explore/"
NOW = quarter_of(month_before(quarter_of(timezone.localdate())))


def last_quarters(number: int) -> list[date]:
    """So many quarters that are over, the latest first."""
    found, quarter = [], NOW
    for _ in range(number):
        found.append(quarter)
        quarter = (quarter - timedelta(days=1)).replace(day=1)
        quarter = quarter.replace(month=quarter.month - 2)
    return found


def words(answer) -> str:
    return " ".join(answer.content.decode().replace("\xa0", " ").split())


def spread_out(make, prefix: str, quarter: date, number: int, **rest: str) -> None:
    """So many facts in each month of a quarter."""
    for month in months_of_quarter(quarter):
        keep(many(number, make, f"{prefix}-{month:%m%y}", day=month, institution="TP", **rest))


@pytest.fixture
def counted(world):
    """Two quarters of cases: women and men of two types, and in one month two intersex survivors."""
    for quarter in last_quarters(2):
        for gbv_type, sex, number in (("rape", "female", 12), ("rape", "male", 6), ("denial", "female", 9)):
            spread_out(case, f"{gbv_type}-{sex}", quarter, number, gbv_type=gbv_type, sex=sex)
        spread_out(case, "denial-male", quarter, 1, gbv_type="denial", sex="male")
        spread_out(case, "withheld", quarter, 2, statistics_consent="no")
    return world


def address(**chosen: str) -> str:
    return PAGE + "?" + "&".join(f"{name}={value}" for name, value in chosen.items())


class TestThePage:
    def test_one_dimension_is_a_chart_with_its_table(self, counted):
        page = words(counted.client(counted.analyst).get(address(kind="case", rows="gbv_type", columns="")))
        assert "Cases opened, by: Type" in page
        assert "chart-image" in page
        assert '<th scope="row">Rape</th><td class="number">108</td>' in page

    def test_two_dimensions_are_a_table_and_what_covers_a_small_cell_is_kept_back_with_it(self, counted):
        page = words(counted.client(counted.analyst).get(address(kind="case", rows="gbv_type", columns="sex")))
        assert "not shown" in page
        assert "chart-image" not in page
        shown = explored("TP", Choice("case", "gbv_type", "sex", NOW, NOW), {})
        assert shown.cells["denial", "male"] is None
        assert shown.cells["rape", MARGIN] == 54

    def test_without_consent_nobody_is_counted_and_how_many_is_said(self, counted):
        page = words(counted.client(counted.analyst).get(address(kind="case", rows="sex", columns="")))
        assert "Cases of these quarters that are withheld: not shown." in page
        assert explored("TP", Choice("case", "sex", "", NOW, NOW), {}).total == 84

    def test_the_address_keeps_the_choice(self, counted):
        first, last = (quarter_text(each) for each in last_quarters(2)[::-1])
        asked = address(kind="case", rows="sex", columns="age_band", first=first, last=last)
        page = words(counted.client(counted.analyst).get(asked))
        assert f'<option value="{first}" selected>' in page
        assert '<option value="sex" selected>' in page

    @pytest.mark.parametrize(
        ("chosen", "sentence"),
        [
            ({"kind": "case", "rows": "sex", "columns": "delay"}, "Beside “Sex” can stand: Type, Age."),
            ({"kind": "case", "rows": "channel"}, "Choose one of the list."),
            ({"kind": "survivor", "rows": "sex"}, "Choose one of the list."),
            ({"first": "2026-Q9"}, "Choose one of the list."),
        ],
    )
    def test_what_cannot_stand_is_said_and_what_was_chosen_is_kept(self, counted, chosen, sentence):
        answer = counted.client(counted.analyst).get(address(**chosen))
        assert answer.status_code == 422
        assert sentence in words(answer)

    def test_a_period_that_ends_before_it_begins_or_is_too_long_is_refused(self, counted):
        spread_out(case, "old", last_quarters(10)[-1], 6)
        client = counted.client(counted.analyst)
        first, last = quarter_text(last_quarters(10)[-1]), quarter_text(NOW)
        assert "Choose at most 8 quarters." in words(client.get(address(first=first, last=last)))
        assert "lies before the first" in words(client.get(address(first=last, last=first)))

    def test_a_month_of_one_to_four_keeps_its_quarter_back_in_a_sentence(self, counted):
        keep(many(3, report, "few", day=NOW, institution="TP"))
        answer = counted.client(counted.analyst).get(address(kind="report", rows="channel"))
        assert "only one to four were counted" in words(answer)
        assert "<td" not in words(answer)

    def test_where_the_total_alone_may_be_shown_it_stands_in_a_sentence(self, world):
        for gbv_type in ("rape", "denial", "psychological"):
            spread_out(case, gbv_type, NOW, 2, gbv_type=gbv_type)
        page = words(world.client(world.analyst).get(address(kind="case", rows="gbv_type")))
        assert "18 were counted; their split is not shown" in page
        assert "<td" not in page

    @pytest.mark.parametrize("first_record", [None, timezone.localdate().replace(day=1)])
    def test_a_desk_whose_first_quarter_is_not_over_has_nothing_to_explore(self, world, first_record):
        if first_record:
            keep(many(9, case, "new", day=first_record, institution="TP"))
        assert "Nothing was counted in these quarters." in words(world.client(world.analyst).get(PAGE))

    def test_a_focal_point_does_not_explore(self, counted):
        assert counted.client(counted.focal_point).get(PAGE).status_code == 403

    def test_nobody_explores_another_institution(self, counted):
        assert counted.client(counted.defence_desk_head).get(PAGE + "?of=TP").status_code == 404


class TestFiles:
    CHOSEN = "kind=case&rows=gbv_type&columns=sex"

    def test_the_file_has_the_numbers_of_the_page_and_stands_in_the_ledger(self, counted):
        answer = counted.client(counted.analyst).get(f"{PAGE}table.csv?{self.CHOSEN}")
        lines = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
        assert tuple(lines[1]) == EXPLORE_KEYS
        found = {(line[4], line[6]): (line[8], line[9]) for line in lines[2:] if line and line[0] == "TP"}
        assert found["rape", "total"] == ("108", "shown")
        assert found["denial", "male"] == ("", "not_shown")
        entry = Entry.objects.get(name="explore.export")
        assert (entry.kind, entry.notes["rows"], entry.notes["columns"]) == ("export", "gbv_type", "sex")

    def test_the_workbook_has_the_same(self, counted):
        answer = counted.client(counted.analyst).get(f"{PAGE}table.xlsx?{self.CHOSEN}")
        rows = list(load_workbook(io.BytesIO(answer.content)).active.values)
        assert tuple(rows[1]) == EXPLORE_KEYS
        assert any(row[4] == "rape" and row[6] == "total" and row[8] == 108 for row in rows)

    def test_what_is_not_shown_is_not_taken_away_either(self, counted):
        keep(many(3, report, "few", day=NOW, institution="TP"))
        client = counted.client(counted.analyst)
        assert client.get(f"{PAGE}table.csv?kind=report&rows=channel").status_code == 400
        assert client.get(f"{PAGE}table.xlsx?kind=case&rows=nothing").status_code == 400


def random_quarter(drawn: random.Random, quarter: date, number: int) -> None:
    """Facts of every kind with every code, some codes rare."""
    facts = []
    for month in months_of_quarter(quarter):
        for index in range(number):
            name = f"{month:%m%y}-{index}"
            rare = drawn.random() < 0.1
            place = drawn.choice(("T11", "T12", "T13") if rare else ("T11", "T12"))
            facts += [
                case(
                    name, month, "TP", district=place, gbv_type=drawn.choice(GBV_TYPES if rare else GBV_TYPES[:3]),
                    sex=drawn.choice(("male", "intersex") if rare else ("female", "female", "male")),
                    age_band=drawn.choice(AGE_BANDS), delay=drawn.choice(CODES["case", "delay"]),
                    reported_elsewhere="gbvims" if rare else "no",
                ),
                report(
                    name, month, "TP", district=place, channel=drawn.choice(CODES["report", "channel"][:4]),
                    outcome=drawn.choice(CODES["report", "outcome"][:3]), kind=drawn.choice(CODES["report", "kind"]),
                ),
                referral(name, month, "TP", district=place, service=drawn.choice(SERVICES), status="sent"),
                assessment(
                    name, month, "TP", level=drawn.choice(CODES["assessment", "level"]),
                    timing=drawn.choice(CODES["assessment", "timing"]), context="scheduled",
                ),
            ]  # fmt: skip
            fact = response(name, month, "TP")
            fact.dimensions.update(priority=drawn.choice(("p1", "p2")), state="closed", district=place)
            facts.append(fact)
    keep(facts)


def choices(quarters: list[date]):
    """Every table that can be asked for."""
    for kind in COUNTED_KINDS:
        for rows in dimensions_of(kind):
            for columns in ("", *beside(kind, rows)):
                for first, last in itertools.combinations_with_replacement(sorted(quarters), 2):
                    yield Choice(kind, rows, columns, first, last)


class TestEveryTable:
    def test_shows_no_small_number_and_adds_up_wherever_all_of_it_is_shown(self, world):
        drawn = random.Random(8)
        quarters = last_quarters(2)
        for quarter in quarters:
            random_quarter(drawn, quarter, 40)
        districts = {"T11": "One", "T12": "Two", "T13": "Three"}
        tables = shown = 0
        for choice in choices(quarters):
            found = explored("TP", choice, districts)
            tables += 1
            shown += found.shown
            assert not any(0 < (count or 0) < THRESHOLD for count in found.cells.values()), choice
            if found.shown and choice.columns:
                for row in found.lines:
                    cells = [found.cells[row, column] for column in found.columns if column not in found.merged[1]]
                    cells += [
                        found.cells[row, column] for column in found.headings if column not in (*found.columns, MARGIN)
                    ]
                    if None not in cells and found.cells[row, MARGIN] is not None:
                        assert sum(cells) == found.cells[row, MARGIN], (choice, row)
        assert tables > 100
        assert shown > tables / 3

    def test_is_one_question_whether_facts_are_added_up_or_fresh(self, world):
        random_quarter(random.Random(3), NOW, 12)
        choice = Choice("case", "district", "gbv_type", NOW, NOW)
        fresh = explored("TP", choice, {"T11": "One"})
        roll_up()
        with CaptureQueriesContext(connection) as asked:
            added_up = explored("TP", choice, {"T11": "One"})
        assert added_up == fresh
        assert len(asked) == 1

    def test_leaves_out_what_the_reader_must_not_see(self, world):
        random_quarter(random.Random(3), NOW, 12)
        choice = Choice("case", "sex", "", NOW, NOW)
        roll_up()
        without = explored("TP", choice, {}, frozenset({f"{NOW:%m%y}-0"}))
        assert without.total == explored("TP", choice, {}).total - 1


def test_pairs_of_a_kind_are_a_tree():
    """As many pairs as dimensions less one, all connected: then tables that agree on what they share hold together."""
    for kind in COUNTED_KINDS:
        pairs = [(each.rows, each.columns) for each in CROSSINGS if each.kind == kind]
        names = set(dimensions_of(kind))
        if kind == "referral":
            pairs.append(("service", "stage"))
        assert len(pairs) == len(names) - 1
        reached = {pairs[0][0]}
        for _ in names:
            reached |= {name for pair in pairs if reached & set(pair) for name in pair}
        assert reached == names


@pytest.mark.parametrize("text", ["2026-Q3", "2026-Q1", "0999-Q4"])
def test_a_quarter_reads_back_as_it_is_written(text):
    assert quarter_text(read_quarter(text)) == text


@pytest.mark.parametrize("text", ["2026-Q5", "2026-3", "26-Q1", "", "٢٠٢٦-Q1", "0000-Q1"])
def test_what_is_no_quarter_is_none(text):
    assert read_quarter(text) is None
