"""The commonest tasks on pages of results and of the media log (ux.md 1.4 J, K, M), each in no more screens than it
lists."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.hand import Hand, Task, faults_of
from tests.serving import Served

pytestmark = pytest.mark.one_database


def freezes_a_page(hand: Hand, _served: Served) -> None:
    hand.menu("Results")
    hand.unfold("Freeze the page of a day")
    hand.press("Freeze it")
    expect(hand.page.locator("main")).to_contain_text("Frozen, not released")


def releases_what_another_froze(hand: Hand, _served: Served) -> None:
    hand.tap(re.compile("^Roads to safety"), under="Results to release")
    hand.press("Let anybody read it")
    expect(hand.page.locator("main")).to_contain_text("As anybody can read it")


def goes_from_a_number_to_its_records(hand: Hand, _served: Served) -> None:
    hand.menu("Results")
    hand.tap("Officers can give first help")
    hand.sees("Records behind it")


def takes_a_workbook_away(hand: Hand, _served: Served) -> None:
    hand.menu("Results")
    with hand.page.expect_download() as taken:
        hand._here().locator("main").get_by_role("link", name="XLSX", exact=True).click()
    assert taken.value.path().stat().st_size > 0


def takes_what_dhis2_reads(hand: Hand, _served: Served) -> None:
    hand.menu("Results")
    with hand.page.expect_download() as taken:
        hand._here().locator("main").get_by_role("link", name="DHIS2", exact=True).click()
    assert '"dataValues"' in taken.value.path().read_text()


def compares_periods(hand: Hand, _served: Served) -> None:
    hand.menu("Results")
    hand.tap("Indicators")
    hand.tap("Who completed first help")
    hand._field("select[name=length]").select_option("month")
    hand.page.locator("main form button").first.click()
    hand.page.wait_for_load_state()
    hand.sees("Period by period")


def changes_a_target(hand: Hand, _served: Served) -> None:
    hand.menu("Results")
    hand.tap("Indicators")
    hand.tap("Who completed first help")
    for value, why in (("40", ""), ("60", "More money came")):
        hand.unfold("Set a target")
        hand.write("first", "2026-01-01")
        hand.write("last", "2026-12-31")
        hand.write("value", value)
        hand.write("why", why)
        hand.press("Set it")
    hand.sees("40.0")
    hand.sees("More money came")


def takes_a_briefing(hand: Hand, _served: Served) -> None:
    hand.menu("Results")
    with hand.page.expect_download() as taken:
        hand._here().locator("main").get_by_role("link", name="PDF", exact=True).click()
    assert taken.value.path().read_bytes().startswith(b"%PDF")


def logs_what_an_outlet_said(hand: Hand, _served: Served) -> None:
    hand.menu("Outreach")
    hand.tap("In the media")
    hand.unfold("Log what an outlet said")
    hand.write("outlet", "Invented radio")
    hand.pick("kind", "Radio")
    hand.choose("language", "en")
    hand.write("topic", "The free number")
    hand.choose("recognisable", "no")
    hand.press("Keep it")


# "own" are tasks that ux.md lists with another number of screens, or not at all.
TASKS = (
    Task("analyst", freezes_a_page, 1, ("results.freeze",)),
    Task("desk_head", releases_what_another_froze, 1, ("results.release",)),
    Task("analyst", goes_from_a_number_to_its_records, 2),
    Task("analyst", takes_a_workbook_away, 1),
    Task("analyst", takes_what_dhis2_reads, 2),
    Task("analyst", compares_periods, 3),  # own
    Task("analyst", changes_a_target, 3, ("indicator.target",)),  # own
    Task("desk_head", takes_a_briefing, 1),  # own
    Task("outreach_officer", logs_what_an_outlet_said, 2, ("media.log",)),  # own
)


def test_results_take_no_more_screens_than_are_listed(page_of, serve):
    assert faults_of(TASKS, serve, serve, page_of) == []
