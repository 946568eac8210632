"""Somebody complains on a phone in three screens, without scripts, and reads the answer with reference and PIN."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from genderdesk.demo.person import Person
from tests.browsers import PHONE
from tests.journeys import walker

pytestmark = pytest.mark.one_database

WORDS = "Invented for a journey of a complaint."


def _go_on(page: Page, button: str) -> None:
    page.locator("main").get_by_role("button", name=button, exact=True).click()
    page.wait_for_load_state()


def test_she_complains_in_three_screens_and_reads_the_answer(page_of, serve):
    page = page_of(scripts=False, size=PHONE)
    page.goto("/")
    page.get_by_role("link", name="Tell us about our service").click()
    screens = 0
    for button, fields in (
        ("Continue", ("input[name=category][value=rude]", "input[name=about][value=station]")),
        ("Continue", ("textarea[name=narrative]",)),
        ("Send it", ("input[name=answering][value=here]",)),
    ):
        for each in fields:
            field = page.locator(each)
            field.fill(WORDS) if each.startswith("textarea") else field.check()
        assert walker.width_faults(page) == []
        _go_on(page, button)
        screens += 1
    assert screens == 3
    told = page.locator("main").inner_text()
    number, pin = re.search(r"Q(-[0-9A-Z]{4}){3}", told), re.search(r"PIN (\d{6})", told)
    assert number
    assert pin
    assert page.context.cookies() == []

    head = Person(serve.address, "desk_head")
    head.sign_in(serve.sign_ins["desk_head"], serve.password)
    listed = head.open("/staff/complaints/")
    head.open(next(each for each, words in listed.links if words == number[0]))
    assert WORDS in head.press("Show what was told").text
    head.press(has="answer", answer="We have spoken to them (invented).")

    page.get_by_role("link", name="Read the answer").click()
    page.locator("input[name=number]").fill(number[0].lower())
    page.locator("input[name=pin]").fill(pin[1])
    _go_on(page, "Go on")
    expect(page.locator("main")).to_contain_text("We have spoken to them (invented).")
    assert WORDS not in page.content()
