"""Registers on paper: which years may be compared, and what a change is from its right base (programme.md 0.4)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from genderdesk.groundwork.protection.access import SYSTEM
from genderdesk.monitoring.results import acts, queries
from genderdesk.monitoring.results.queries.asking import ask
from genderdesk.monitoring.results.queries.keeping_back import kept_back
from genderdesk.monitoring.results.rules.comparing import Span
from genderdesk.monitoring.results.rules.files import RegisterRow, ResultFiles, ReturnRow
from genderdesk.monitoring.results.rules.measured import Asked
from genderdesk.monitoring.results.vocabulary import Level, Unit, Warned
from tests.statistics.facts_made_up import keep, report

pytestmark = pytest.mark.django_db
AS_OF = date(2018, 12, 31)


def wrote(world, first: date, last: date, number: int, *, returns: bool = True) -> None:
    """So many rows in a period, spread over its days, with the returns of its months."""
    unit, days = world.station.unit, (last - first).days + 1
    rows = [
        RegisterRow(unit.code, f"{first}/{each}", first + timedelta(each % days), None, unit.place_id, *[None] * 5)
        for each in range(number)
    ]
    months = [date(first.year, month, 1) for month in range(first.month, last.month + 1)] if returns else []
    came = [ReturnRow(unit.code, month, month + timedelta(40), month + timedelta(39)) for month in months]
    acts.load_results(SYSTEM, rows=[ResultFiles(registers=rows, returns=came)])


def year(number: int) -> tuple[date, date]:
    return date(number, 1, 1), date(number, 12, 31)


def compared(world, earlier: str, later: str):
    periods = {"earlier": earlier, "later": later}
    return ask("reports.change", Asked(world.police.code, world.police.pk, AS_OF, None, periods))


@pytest.mark.parametrize(("whole", "half"), [(2033, 714), (403, 150)])
def test_half_of_2010_is_not_compared_with_the_whole_of_2006(world, whole, half):
    wrote(world, *year(2006), whole)
    wrote(world, date(2010, 1, 1), date(2010, 6, 30), half)
    found = compared(world, "2006", "2010-01-01/2010-06-30")
    assert (found.value, found.shown, found.refused) == (None, "", Warned.UNLIKE_PERIODS)
    (told,) = found.cautions
    assert told.about == "2006-01-01/2006-12-31 ≠ 2010-01-01/2010-06-30"


@pytest.mark.parametrize(
    ("earlier", "later", "shown"),
    [
        # Published as −30.6, −34.5 and +15.21 per cent.
        (2051, 1570, "2051 → 1570 (-23.5 %, 2051 = 100 %)"),
        (1162, 864, "1162 → 864 (-25.6 %, 1162 = 100 %)"),
        (864, 1019, "864 → 1019 (+17.9 %, 864 = 100 %)"),
    ],
)
def test_a_published_percentage_is_worked_out_rightly_with_its_base(world, earlier, later, shown):
    wrote(world, *year(2017), earlier)
    wrote(world, *year(2018), later)
    assert compared(world, "2017", "2018").shown == shown


def test_a_year_without_all_its_returns_is_compared_with_none(world):
    wrote(world, *year(2017), 40)
    wrote(world, *year(2018), 50)
    late = [ReturnRow(world.other_station.unit.code, date(2017, month, 1), date(2018, 1, 5), None) for month in (1, 2)]
    acts.load_results(SYSTEM, rows=[ResultFiles(returns=late)])
    found = compared(world, "2017", "2018")
    assert found.refused == Warned.MISSING_RETURNS
    assert "12 / 14" in found.cautions[0].about
    came = [ReturnRow(each.unit, each.month, each.due_on, date(2019, 1, 1)) for each in late]
    acts.load_results(SYSTEM, rows=[ResultFiles(returns=came)])
    assert compared(world, "2017", "2018").refused == "", "a nil return is a return"


def test_of_so_few_survivors_neither_number_nor_change_is_told(world):
    wrote(world, *year(2017), 40)
    wrote(world, *year(2018), 3)
    found = compared(world, "2017", "2018")
    shown, told = kept_back(found, Unit.REPORTS)
    assert (shown.value, shown.earlier, shown.text()) == (None, None, "")
    assert [each.code for each in told] == [Warned.KEPT_BACK]


def test_the_registers_and_the_system_are_two_sources(world):
    wrote(world, *year(2017), 40)
    assert compared(world, "2017", "2018").refused == Warned.UNLIKE_SOURCES


def in_system(world, *days: date) -> None:
    """A report to the police on each of the days, as the figures keep it."""
    keep([report(f"{each}/{number}", each, world.police.code) for number, each in enumerate(days)])


def test_a_desk_that_began_within_the_earlier_year_has_no_increase_to_tell(world):
    in_system(world, *[date(2017, 11, 5)] * 6, *[date(2018, 4, 1)] * 40)
    found = compared(world, "2017", "2018")
    assert (found.value, found.refused) == (None, Warned.BEGUN_LATER)
    assert found.cautions[0].about == "2017-11-05"
    in_system(world, date(2016, 12, 31))
    assert compared(world, "2017", "2018").shown == "6 → 40 (+566.7 %, 6 = 100 %)"


def test_the_reports_of_a_quarter_are_of_that_quarter_alone_and_compared_with_whole_quarters_only(world):
    in_system(world, *[date(2018, 2, 10)] * 7, *[date(2018, 5, 10)] * 9, *[date(2018, 8, 10)] * 12)
    indicator = acts.define_indicator(
        world.analyst, code="reports", name="Reports", level=Level.OUTPUT, query="reports.number", arguments="",
        definition="Reports of a period", starts_on=date(2018, 1, 1),
    )  # fmt: skip
    quarters = [Span(date(2018, first, 1), date(2018, first + 3, 1) - timedelta(1)) for first in (1, 4, 7)]
    first, second, third = queries.points_of(indicator, quarters)
    assert [each.value for each in (first, second, third)] == [7, 9, 12]
    assert (second.change, second.unlike) == (None, (Warned.BEGUN_LATER,))
    assert (str(third.change), third.unlike) == ("33.3", ())
