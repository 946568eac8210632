"""How much of each list the page that staff land on shows."""

from __future__ import annotations

from genderdesk.groundwork.platform.panels import TodayPanel, TodayRow
from genderdesk.interfaces.web.views.staff import _short


def panels(*lengths: int, url: str = "/staff/cases/") -> list[TodayPanel]:
    row = TodayRow("GD-0000-0000", "/staff/cases/x/")
    return [TodayPanel(heading="Invented", rows=[row] * length, url=url) for length in lengths]


def shown(made: list[TodayPanel]) -> list[int]:
    return [len(each.rows) for each in _short(made)]


def test_a_page_with_few_rows_shows_all_of_them():
    assert shown(panels(40, 20, 4)) == [40, 20, 4]


def test_many_rows_are_cut_to_the_first_of_each_list_and_further_where_there_are_many_lists():
    assert shown(panels(60, 20, 4)) == [10, 10, 4]
    assert shown(panels(*[20] * 8)) == [8] * 8
    assert shown(panels(*[20] * 30)) == [5] * 30


def test_a_list_without_a_page_of_its_own_is_never_cut():
    assert shown([*panels(70), *panels(70, url="")]) == [5, 70]
