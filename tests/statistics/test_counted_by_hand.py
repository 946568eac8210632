"""Every figure of a month, on the page and in its file, equals a count by hand of the records themselves."""

from __future__ import annotations

import csv
import io
from datetime import date
from html.parser import HTMLParser

import pytest
from django.utils import timezone

from genderdesk.casework.cases.acts import count_in_figures
from genderdesk.casework.cases.models import Case
from genderdesk.casework.intake.acts import receive_report
from genderdesk.casework.intake.vocabulary import Channel, StatedKind
from genderdesk.demo.generator import generate_cases
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.monitoring.statistics.models import Delta
from genderdesk.monitoring.statistics.vocabulary import BY_KEY, FIGURES, TREND_MONTHS
from tests.demo.equipment import equip
from tests.statistics.by_hand import FEWEST, Hand, middle, ninetieth, shown, shown_line

CASES = 420
STAGES = ("completed", "in_hand", "not_completed")
LINES = [figure for figure in FIGURES if not figure.columns and figure.rows != "measure"]


@pytest.fixture
def desk(world):
    """Invented months, then acts of today on them, some of them not rolled up yet."""
    equip(world)
    generate_cases(CASES, 5, lambda _done, _total: None)
    for number in range(7):
        receive_report(
            world.operator,
            institution=world.police,
            channel=Channel.PATROL if number else Channel.LETTER,
            district=world.district,
            stated_kind=StatedKind.PHYSICAL,
            safe_to_contact=Answer.UNKNOWN,
        )
    counted = Case.objects.filter(institution=world.police, incident__statistics_consent="yes")
    for case in counted.order_by("-opened_at", "pk")[:9]:
        count_in_figures(world.desk_head, case, answer=Answer.NO)
    assert Delta.objects.filter(rolled=False, sign=-1).count() == 9
    return world


def months() -> list[date]:
    """The running month and two before it."""
    this = timezone.localdate().replace(day=1)
    before = date(this.year - (this.month == 1), (this.month - 2) % 12 + 1, 1)
    return [this, before, date(before.year - (before.month == 1), (before.month - 2) % 12 + 1, 1)]


# What the file says


class File:
    """The numbers of a month's CSV: (figure, row, column) → number as text, or None where it says not shown."""

    def __init__(self, text: str) -> None:
        lines = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
        keys = lines[1]
        self.numbers: dict[tuple[str, str, str], str | None] = {}
        self.withheld = next(line[2] for line in lines if line[0] == "withheld")
        self.overdue = next((line[2] for line in lines if line[0] == "overdue_now"), None)
        for line in lines[2 : lines.index([""]) if [""] in lines else lines.index([])]:
            cell = dict(zip(keys, line, strict=True))
            assert (cell["status"] == "shown") == (cell["number"] != "")
            place = (cell["figure"], cell["row"], cell["column"])
            assert place not in self.numbers
            self.numbers[place] = cell["number"] if cell["status"] == "shown" else None

    def line(self, figure: str) -> dict[str, int | None]:
        return {
            row: None if number is None else int(number)
            for (key, row, _column), number in self.numbers.items()
            if key == figure
        }

    def number(self, *place: str) -> float | None:
        number = self.numbers[place]  # type: ignore[index]
        return None if number is None else float(number)


# What the page says


class Tables(HTMLParser):
    """The table of each figure on the page: rows of cells as words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tables: dict[str, list[list[str]]] = {}
        self.headlines: list[str] = []
        self._figure, self._cell, self._headline = "", False, False
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "section" and "figure" in (given.get("class") or ""):
            self._figure = given["aria-labelledby"]
            self.tables[self._figure] = []
        elif tag == "tr" and self._figure:
            self.tables[self._figure].append([])
        elif tag in ("td", "th") and self._figure:
            self.tables[self._figure][-1].append("")
            self._cell = True
        elif tag == "p" and given.get("class") in ("headline-number", "headline-hidden"):
            self.headlines.append("")
            self._headline = True

    def handle_endtag(self, tag):
        self._cell = self._cell and tag not in ("td", "th")
        self._headline = self._headline and tag != "p"
        if tag == "section":
            self._figure = ""

    def handle_data(self, data):
        if self._cell:
            self.tables[self._figure][-1][-1] += data
        if self._headline:
            self.headlines[-1] += data


def word(count: int | None) -> str:
    return "not shown" if count is None else f"{count:,}"


def seconds_in_words(value: float | None) -> str:
    if value is None:
        return "–"
    if value < 120:
        return f"{round(value)} s"
    minutes = round(value / 60)
    return f"{minutes} min" if minutes < 120 else f"{minutes // 60} h {minutes % 60} min"


class TestAMonth:
    """One generation for all: each institution, three months, the file and the page."""

    def test_equals_the_count_by_hand(self, desk):
        hidden = told = 0
        for institution, place in ((desk.police, desk.headquarters), (desk.defence, desk.defence_desk)):
            client = desk.client(desk.actor("analyst", place))
            for month in months():
                hand = Hand(institution.code, month)
                answer = client.get(f"/staff/figures/{institution.code}/{month:%Y-%m}/figures.csv")
                assert answer.status_code == 200
                file = File(b"".join(answer.streaming_content).decode())
                page = client.get(f"/staff/figures/?month={month:%Y-%m}")
                tables = Tables(page.content.decode())
                lines_agree(file, tables, hand, desk)
                times_agree(file, tables, hand)
                grid_agrees(file, hand)
                totals_agree(file, tables, hand)
                running = month == timezone.localdate().replace(day=1)
                overdue = shown(hand.overdue)
                said = "not_shown" if overdue is None else str(overdue)
                assert file.overdue == (said if running else None)
                hidden += sum(number is None for number in file.numbers.values())
                told += sum(number not in (None, "0") for number in file.numbers.values())
        # The records are many enough that both happen, so the comparison is not one of noughts.
        assert hidden > 50
        assert told > 60

    def test_twelve_months_equal_the_count_by_hand(self, desk):
        client = desk.client(desk.actor("analyst", desk.headquarters))
        trend = Tables(client.get("/staff/figures/").content.decode()).tables["trend"][1:]
        assert len(trend) == TREND_MONTHS
        month = timezone.localdate().replace(day=1)
        for row in reversed(trend):
            hand = Hand("TP", month)
            assert row[1:] == [word(shown(hand.reports)), word(shown(hand.cases))], row
            month = date(month.year - (month.month == 1), (month.month - 2) % 12 + 1, 1)


def rows_of(figure, desk) -> list[str]:
    if figure.codes:
        return list(figure.codes)
    return [desk.district.code, desk.other_district.code, "unknown"]


def lines_agree(file: File, tables: Tables, hand: Hand, desk) -> None:
    for figure in LINES:
        counts = hand.figures.get(figure.key, {})
        total = sum(counts.values())
        expected = shown_line(counts, rows_of(figure, desk), frozenset({"opened"} if "outcome" in figure.key else ()))
        said = file.line(figure.key)
        assert said.pop("total") == shown(total), figure.key
        assert said == expected, (figure.key, hand.month, counts)
        if figure.key in tables.tables:
            body = tables.tables[figure.key][1:]
            assert sorted(row[1] for row in body[:-1]) == sorted(word(count) for count in expected.values()), figure.key
            assert body[-1][1] == word(shown(total))


def times_agree(file: File, tables: Tables, hand: Hand) -> None:
    assert file.number("response_intervals", "total", "responses") == shown(hand.responses)
    names = ("handling_seconds", "turnout_seconds", "travel_seconds", "total_seconds")
    for place, name in enumerate(names, start=1):
        every = hand.times.get(name, [])
        known = [each for each in every if each is not None]
        kept_back = shown(hand.responses) is None or shown(len(known)) is None
        median = ninety = missing = None
        if not kept_back and known:
            median = middle(known)
            ninety = ninetieth(known) if len(known) >= 10 else None
        if not kept_back and every:
            missing = (len(every) - len(known)) / len(every)
        said = [
            file.number("response_intervals", name, column)
            for column in ("times_known", "median_seconds", "p90_seconds", "share_not_recorded")
        ]
        assert said[0] == (None if kept_back else len(known)), name
        assert said[1] == pytest.approx(median), name
        assert said[2] == pytest.approx(ninety), name
        assert said[3] == (None if missing is None else pytest.approx(missing, abs=0.0001)), name
        if "response_intervals" in tables.tables:
            row = tables.tables["response_intervals"][place]
            assert [each.replace("\xa0", " ") for each in row[2:4]] == [
                seconds_in_words(median),
                seconds_in_words(ninety),
            ]


def grid_agrees(file: File, hand: Hand) -> None:
    """Every shown cell is the count, every small one is kept back, and no sum leaves a small one to subtract."""
    table = {}
    for service in BY_KEY["referrals_by_service"].codes:
        for stage in STAGES:
            table[service, stage] = hand.grid.get((service, stage), 0)
    assert sum(table.values()) == hand.referrals
    services = [*BY_KEY["referrals_by_service"].codes, "total"]
    for service in services:
        for stage in (*STAGES, "total"):
            count = together(table, service, stage)
            said = file.number("referrals_by_service", service, stage)
            assert said in (None, count), (service, stage)
            if 1 <= count < FEWEST:
                assert said is None, (service, stage)
    for equation in equations(services):
        lost = [cell for cell in equation if file.number("referrals_by_service", *cell) is None]
        if len(lost) == 1:
            service, stage = lost[0]
            count = together(table, service, stage)
            assert not 1 <= count < FEWEST, lost


def together(table: dict[tuple[str, str], int], service: str, stage: str) -> int:
    """A cell, or the sum of a row, a column or all."""
    cells = ((row, column) for row, column in table if service in (row, "total") and stage in (column, "total"))
    return sum(table[cell] for cell in cells)


def equations(services: list[str]) -> list[list[tuple[str, str]]]:
    """Cells that add up with their total: each row, each column, both margins."""
    rows = [[(service, stage) for stage in (*STAGES, "total")] for service in services]
    return rows + [[(service, stage) for service in services] for stage in (*STAGES, "total")]


def totals_agree(file: File, tables: Tables, hand: Hand) -> None:
    withheld = shown(hand.withheld)
    assert file.withheld == ("not_shown" if withheld is None else str(withheld))
    if tables.headlines:
        numbers = (hand.reports, hand.cases, hand.responses, hand.referrals)
        assert tables.headlines == [word(shown(number)) for number in numbers]
