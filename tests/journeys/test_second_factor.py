"""A real installation asks all for a second factor: an administrator adds somebody, who sets it up and signs in."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import struct
import time
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browsers import PHONE, window
from tests.journeys import walker
from tests.serving import Demonstration, Served, copy_of, serving

PASSWORD = "Kigali-horizon-7741"


def code_of(secret: str) -> str:
    """What an authenticator app shows now (RFC 6238: SHA-1, 30 seconds, six digits)."""
    key = base64.b32decode(secret.replace(" ", "").upper() + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    place = digest[-1] & 15
    number = struct.unpack(">I", digest[place : place + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


@pytest.fixture(scope="module")
def real(demonstration: Demonstration, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The same country without the mark of a demonstration: nobody skips the second factor here."""
    folder = tmp_path_factory.mktemp("real")
    with copy_of(demonstration, folder / "home") as mine:
        (mine.home / "demonstration").unlink()
        with serving(mine, folder / "log") as served:
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


def give_password(page: Page, name: str, password: str) -> None:
    page.goto("/staff/sign-in/")
    page.locator("input[name=login]").fill(name)
    page.locator("input[name=password]").fill(password)
    page.locator("form", has=page.locator("input[name=login]")).get_by_role("button").click()
    page.wait_for_load_state()


def set_up(page: Page) -> None:
    """Whoever has none is led to it, and nowhere else."""
    expect(page.get_by_role("heading", name="Set up the second factor")).to_be_visible()
    page.goto("/staff/")
    expect(page.get_by_role("heading", name="Set up the second factor")).to_be_visible()
    secret = page.locator("code").first.inner_text()
    page.locator("input[name=code]").fill("000000" if code_of(secret) != "000000" else "111111")
    page.get_by_role("button", name="Continue").click()
    expect(page.locator(".error-summary, .error, .errorlist").first).to_be_visible()
    page.locator("input[name=code]").fill(code_of(page.locator("code").first.inner_text()))
    page.get_by_role("button", name="Continue").click()
    page.wait_for_load_state()


def test_somebody_new_is_added_sets_a_second_factor_up_and_signs_in_with_it(at, real):
    administrator = at()
    give_password(administrator, real.sign_ins["administrator"], real.password)
    set_up(administrator)
    administrator.goto("/staff/admin/people/add/")
    administrator.locator("input[name=username]").fill("newcomer")
    administrator.locator("select[name=standing_role]").select_option("oversight")
    administrator.locator("input[name=password]").fill(PASSWORD)
    administrator.get_by_role("button", name="Add").click()
    expect(administrator.locator("main")).to_contain_text("newcomer")

    newcomer = at()
    give_password(newcomer, "newcomer", PASSWORD)
    set_up(newcomer)
    pages = ("", "codes/", "codes/new/", "deactivate/", "again/")
    assert walker.walk(newcomer, [f"/staff/second-factor/{each}" for each in pages]) == []
    assert newcomer.request.get("/staff/second-factor/codes/download/").status == 200
    newcomer.goto("/staff/second-factor/codes/")
    recovery = newcomer.locator("li.code").first.inner_text().strip()

    newcomer.goto("/staff/")
    expect(newcomer.get_by_role("heading", name="Today", exact=True)).to_be_visible()
    newcomer.get_by_role("button", name="Sign out").first.click()
    newcomer.wait_for_url(re.compile("/staff/sign-in/"))
    newcomer.go_back()
    newcomer.wait_for_load_state()
    expect(newcomer.get_by_role("heading", name="Today", exact=True)).to_have_count(0)

    give_password(newcomer, "newcomer", PASSWORD)
    expect(newcomer.get_by_role("heading", name="Second factor")).to_be_visible()
    newcomer.goto("/staff/")
    expect(newcomer.get_by_role("heading", name="Today", exact=True)).to_have_count(0)
    newcomer.goto("/staff/second-factor/prove/")
    newcomer.locator("input[name=code]").fill(recovery)
    newcomer.get_by_role("button", name="Continue").click()
    expect(newcomer.get_by_role("heading", name="Today", exact=True)).to_be_visible()


def test_nobody_signs_in_as_somebody_with_one_press_outside_the_demonstration(at, real):
    page = at()
    page.goto("/staff/sign-in/")
    expect(page.get_by_text("Try it as somebody")).to_have_count(0)
    answer = page.request.post("/staff/sign-in/as/", form={"username": real.sign_ins["desk_head"]})
    assert answer.status in (403, 404)
    expect(page.get_by_text("Demonstration", exact=True)).to_have_count(0)
