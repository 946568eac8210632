"""A real installation asks all for a second factor: an administrator adds somebody, who sets it up and signs in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browsers import PHONE, window
from tests.journeys import walker
from tests.journeys.entrances import (
    OWN_PASSWORD,
    PASSWORD,
    add_newcomer,
    choose_own_password,
    give_password,
    real_installation,
    set_up_app,
)
from tests.serving import Demonstration, Served

# A factor is met in the browser and in allauth; tests/accounts holds what is kept of it, on both databases.
pytestmark = pytest.mark.one_database


@pytest.fixture(scope="module")
def real(demonstration: Demonstration, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with real_installation(demonstration, tmp_path_factory.mktemp("real")) as served:
        yield served


@pytest.fixture
def at(browser: Any, real: Served) -> Iterator[Any]:
    """``at()``: a browser of one's own, on a phone."""
    opened: list[Any] = []

    def new() -> Page:
        manager = window(browser, real, size=PHONE)
        opened.append(manager)
        return manager.__enter__().new_page()

    yield new
    for manager in reversed(opened):
        manager.__exit__(None, None, None)


def test_somebody_new_is_added_sets_a_second_factor_up_and_signs_in_with_it(at, real):
    administrator = at()
    give_password(administrator, real.sign_ins["administrator"], real.password)
    set_up_app(administrator)
    add_newcomer(administrator, "newcomer", "oversight")

    newcomer = at()
    give_password(newcomer, "newcomer", PASSWORD)
    choose_own_password(newcomer)
    codes = set_up_app(newcomer)
    pages = ("codes/", "codes/new/", "deactivate/", "again/", "passkeys/add/")
    assert walker.walk(newcomer, [f"/staff/second-factor/{each}" for each in pages]) == []
    newcomer.goto("/staff/second-factor/codes/")
    expect(newcomer.locator("li.code")).to_have_count(0)

    newcomer.goto("/staff/")
    expect(newcomer.get_by_role("heading", name="Today", exact=True)).to_be_visible()
    newcomer.get_by_role("button", name="Sign out").first.click()
    newcomer.wait_for_url(re.compile("/staff/sign-in/"))
    newcomer.go_back()
    newcomer.wait_for_load_state()
    expect(newcomer.get_by_role("heading", name="Today", exact=True)).to_have_count(0)

    give_password(newcomer, "newcomer", OWN_PASSWORD)
    expect(newcomer.get_by_role("heading", name="Second factor")).to_be_visible()
    newcomer.goto("/staff/")
    expect(newcomer.get_by_role("heading", name="Today", exact=True)).to_have_count(0)
    newcomer.goto("/staff/second-factor/prove/")
    newcomer.locator("input[name=code]").fill(codes[0])
    newcomer.get_by_role("button", name="Continue").click()
    expect(newcomer.get_by_role("heading", name="Today", exact=True)).to_be_visible()


def test_nobody_signs_in_as_somebody_with_one_press_outside_the_demonstration(at, real):
    page = at()
    page.goto("/staff/sign-in/")
    expect(page.get_by_text("Try it as somebody")).to_have_count(0)
    answer = page.request.post("/staff/sign-in/as/", form={"username": real.sign_ins["desk_head"]})
    assert answer.status in (403, 404)
    expect(page.get_by_text("Demonstration", exact=True)).to_have_count(0)
