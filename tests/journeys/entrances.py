"""A real installation behind journeys: the same country without the mark of a demonstration, and how people get in."""

from __future__ import annotations

import base64
import hashlib
import hmac
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.serving import Demonstration, Served, copy_of, serving

PASSWORD = "Kigali-horizon-7741"
OWN_PASSWORD = "A-lake-of-my-own-1962"


def code_of(secret: str) -> str:
    """What an authenticator app shows now (RFC 6238: SHA-1, 30 seconds, six digits)."""
    key = base64.b32decode(secret.replace(" ", "").upper() + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    place = digest[-1] & 15
    number = struct.unpack(">I", digest[place : place + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


@contextmanager
def real_installation(demonstration: Demonstration, folder: Path) -> Iterator[Served]:
    """The same country without the mark of a demonstration: nobody skips the second factor here."""
    with copy_of(demonstration, folder / "home") as mine:
        (mine.home / "demonstration").unlink()
        with serving(mine, folder / "log") as served:
            yield served


def give_password(page: Page, name: str, password: str) -> None:
    """Send the sign-in form."""
    page.goto("/staff/sign-in/")
    page.locator("input[name=login]").fill(name)
    page.locator("input[name=password]").fill(password)
    page.locator("form", has=page.locator("input[name=login]")).get_by_role("button").click()
    page.wait_for_load_state()


def set_up_app(page: Page) -> list[str]:
    """Whoever has no second factor is led to it, and nowhere else; the recovery codes, once they were shown."""
    expect(page.get_by_role("heading", name="Set up the second factor")).to_be_visible()
    page.goto("/staff/")
    expect(page.get_by_role("heading", name="Set up the second factor")).to_be_visible()
    secret = page.locator("code").first.inner_text()
    page.locator("input[name=code]").fill("000000" if code_of(secret) != "000000" else "111111")
    page.get_by_role("button", name="Continue").click()
    expect(page.locator(".error-summary, .error, .errorlist").first).to_be_visible()
    page.locator("input[name=code]").fill(code_of(page.locator("code").first.inner_text()))
    page.get_by_role("button", name="Continue").click()
    return write_codes_down(page)


def write_codes_down(page: Page) -> list[str]:
    """The recovery codes, which are shown before any work."""
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    codes = [each.strip() for each in page.locator("li.code").all_inner_texts()]
    assert len(codes) == 10
    page.get_by_role("link", name="I have written them down").click()
    page.wait_for_load_state()
    return codes


def add_newcomer(administrator: Page, name: str, role: str) -> None:
    """The administrator adds somebody with a first password."""
    administrator.goto("/staff/admin/people/add/")
    administrator.locator("input[name=username]").fill(name)
    administrator.locator("select[name=standing_role]").select_option(role)
    administrator.locator("input[name=password]").fill(PASSWORD)
    administrator.get_by_role("button", name="Add").click()
    expect(administrator.locator("main")).to_contain_text(name)


def choose_own_password(page: Page) -> None:
    """Whoever has a password that somebody else set changes it before anything else."""
    expect(page.get_by_role("heading", name="Set up the second factor")).to_have_count(0)
    page.goto("/staff/")
    expect(page.get_by_role("heading", name="Change your password")).to_be_visible()
    page.locator("input[name=current]").fill(PASSWORD)
    page.locator("input[name=password]").fill(OWN_PASSWORD)
    page.get_by_role("button", name="Change it").click()
    page.wait_for_load_state()
