"""A real browser for journeys: the system's Chromium, driven by Playwright, signed in as any role of the demonstration.

A module of tests has a browser of its own, closed at the module's end: an open one keeps an event loop running in this
thread, in which Django refuses to speak to the database.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from provide import NotFound, chromium

from tests.serving import Served

# Chromium as root in a container has no sandbox, and must not call home.
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}
WAIT_MILLISECONDS = 15_000
expect.set_options(timeout=WAIT_MILLISECONDS)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, found or installed by tools/provide.py; a machine without it fails with the command to type."""
    try:
        program = chromium()
    except NotFound as sentence:
        pytest.fail(str(sentence), pytrace=False)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=str(program), args=ARGUMENTS)
        yield running
        running.close()


@contextmanager
def window(
    browser: Browser,
    served: Served,
    *,
    size: dict[str, int] = DESK,
    scripts: bool = True,
    cookies: list[Any] | None = None,
) -> Iterator[BrowserContext]:
    """A browser window with nothing in its cache, that reads English and knows only these cookies."""
    context = browser.new_context(
        base_url=served.address,
        viewport=size,  # type: ignore[arg-type]
        java_script_enabled=scripts,
        locale="en-GB",
        timezone_id="Africa/Kigali",
        reduced_motion="reduce",
    )
    context.set_default_timeout(WAIT_MILLISECONDS)
    if cookies:
        context.add_cookies(cookies)
    try:
        yield context
    finally:
        context.close()


@pytest.fixture
def context(browser: Browser, serve: Served) -> Iterator[BrowserContext]:
    """A window of 1280 pixels in which nobody is signed in."""
    with window(browser, serve) as opened:
        yield opened


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page in which nobody is signed in."""
    return context.new_page()


@pytest.fixture
def phone_page(browser: Browser, serve: Served) -> Iterator[Page]:
    """A page 360 pixels wide in which nobody is signed in."""
    with window(browser, serve, size=PHONE) as opened:
        yield opened.new_page()


@pytest.fixture
def page_of(browser: Browser, serve: Served, signed_in: Callable[[str], list[Any]]) -> Iterator[Callable[..., Page]]:
    """``page_of("operator")``: a page in a window of her own; as many people at once as a journey needs."""
    opened: list[Any] = []

    def open_for(role: str = "", *, size: dict[str, int] = DESK, scripts: bool = True) -> Page:
        manager = window(browser, serve, size=size, scripts=scripts, cookies=signed_in(role) if role else None)
        opened.append(manager)
        return manager.__enter__().new_page()

    yield open_for
    for manager in reversed(opened):
        manager.__exit__(None, None, None)


@pytest.fixture(scope="module")
def signed_in(browser: Browser, serve: Served) -> Callable[[str], list[Any]]:
    """``signed_in("operator")``: the cookies of somebody who signed in by the form, once for a module of tests."""
    known: dict[str, list[Any]] = {}

    def cookies_of(role: str) -> list[Any]:
        if role not in known:
            with window(browser, serve) as opened:
                sign_in(opened.new_page(), serve, role)
                known[role] = opened.cookies()
        return known[role]

    return cookies_of


def sign_in(page: Page, served: Served, role: str) -> None:
    """Sign in by the form, as the person whom the demonstration made for a role."""
    if role not in served.sign_ins:
        pytest.fail(f"The demonstration has nobody who signs in as {role}; it has {', '.join(served.sign_ins)}.")
    page.goto("/staff/sign-in/")
    form = page.locator("form", has=page.locator("input[name=login]"))
    form.locator("input[name=login]").fill(served.sign_ins[role])
    form.locator("input[name=password]").fill(served.password)
    form.get_by_role("button").first.click()
    page.wait_for_load_state()
    if "/sign-in/" in page.url:
        pytest.fail(f"{role} could not sign in: {page.locator('main').inner_text()[:500]}")
