"""Registers on paper: which years may be compared, and what a change is from its right base (programme.md 0.4)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from genderdesk.groundwork.protection.access import SYSTEM
from genderdesk.monitoring.results import acts
from genderdesk.monitoring.results.queries.asking import ask
from genderdesk.monitoring.results.queries.keeping_back import kept_back
from genderdesk.monitoring.results.rules.files import RegisterRow, ResultFiles, ReturnRow
from genderdesk.monitoring.results.rules.measured import Asked
from genderdesk.monitoring.results.vocabulary import Unit, Warned

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
    return ask("reports.change", Asked(world.police.code, AS_OF, None, {"earlier": earlier, "later": later}))


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
