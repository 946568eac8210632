"""Whoever does a commonest task of ux.md 1.4 on a phone of 360 pixels, and how many screens it took her.

A screen is a page after Today on which somebody does something; the page that answers the last press is not one. Every
step is a tap or a word typed on what is seen: Today is the only address that anybody knows. What was done is then read
in the ledger, where each act stands under the account that did it.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

from tests.browsers import PHONE
from tests.journeys import walker
from tests.serving import Served

TODAY = "/staff/"


class Hand:
    """Whoever does a task: taps and types on what is on the screen, and counts the screens on which she did."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.screens: list[str] = []
        self.faults: list[str] = []
        page.goto(TODAY)

    def sees(self, words: str | re.Pattern[str]) -> None:
        """The words stand on the screen; reading is doing something there."""
        expect(self._here().locator("main")).to_contain_text(words)

    def tap(self, words: str | re.Pattern[str], *, under: str = "") -> None:
        """Follow a link; ``under`` names the part of Today that it stands in."""
        place: Any = self._here()
        if under:
            place = place.locator("section", has=self.page.get_by_role("heading", name=re.compile(f"^{under}")))
        place.get_by_role("link", name=words, exact=isinstance(words, str)).first.click()
        self.page.wait_for_load_state()

    def menu(self, words: str) -> None:
        """Follow a link of the main menu, which a phone folds away."""
        self._here().locator("nav.menu summary").click()
        self.page.locator("nav.menu details").get_by_role("link", name=words, exact=True).click()
        self.page.wait_for_load_state()

    def unfold(self, words: str) -> None:
        self._here().locator("main summary", has_text=words).first.click()

    def choose(self, field_name: str, *values: str) -> None:
        for value in values:
            self._field(f"input[name={field_name}][value={value}]").check()

    def write(self, field_name: str, words: str) -> None:
        self._field(f"input[name={field_name}], textarea[name={field_name}]").fill(words)

    def pick(self, field_name: str, words: str) -> None:
        """Choose from a list what has these words."""
        listed = self._field(f"select[name={field_name}]")
        listed.select_option(listed.locator("option", has_text=words).first.get_attribute("value"))

    def attach(self, field_name: str, content: bytes) -> None:
        """Choose a photograph of the phone."""
        file = {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": content}
        self._field(f"input[name={field_name}]").set_input_files(file)  # type: ignore[arg-type]  # a plain dict

    def press(self, button: str) -> None:
        """Press a button that stands in sight; a form that was not taken is a fault."""
        pressed = self._here().locator("main").get_by_role("button", name=button, exact=True)
        pressed = pressed.locator("visible=true").first
        if pressed.locator("xpath=ancestor::form[@data-outbox and not(@data-outbox='door')]").count():
            # A script sends it and goes on to the next page once the desk has it.
            with self.page.expect_navigation():
                pressed.click()
        else:
            pressed.click()
        self.page.wait_for_load_state()
        assert self.page.locator(".error-summary").count() == 0, self.page.locator(".error-summary").inner_text()

    def _field(self, selector: str) -> Locator:
        return self._here().locator("main").locator(selector).locator("visible=true").first

    def _here(self) -> Page:
        path = urlsplit(self.page.url).path
        if path != TODAY and path not in self.screens[-1:]:
            self.screens.append(path)
            self.faults += [f"{path} {fault}" for fault in walker.width_faults(self.page)]
        return self.page


@dataclass(frozen=True)
class Task:
    """One task: who does it, the most screens that it may take, and the acts that it must leave in the ledger."""

    role: str
    do: Callable[[Hand, Any], None]
    most: int
    acts: tuple[str, ...] = ()


def acts_of(served: Served, logins: set[str], since: int) -> tuple[int, set[str]]:
    """The newest line of the ledger, and who did which act after another one, read in the file of the database."""
    with closing(sqlite3.connect(f"file:{served.home / 'database.sqlite3'}?mode=ro", uri=True)) as database:
        newest = database.execute("SELECT max(id) FROM protection_entry").fetchone()[0]
        lines = database.execute(
            "SELECT username, name FROM protection_entry JOIN accounts_user ON accounts_user.id = actor_id "
            "WHERE protection_entry.id > ?",
            [since],
        ).fetchall()
    return newest, {f"{login} {name}" for login, name in lines if login in logins}


def faults_of(tasks: Sequence[Task], about: Any, served: Served, page_of: Callable[..., Page]) -> list[str]:
    """Do the tasks in their order; those that took more screens than they may, what does not fit the phone, and the
    acts that the ledger lacks."""
    logins = {served.sign_ins[each.role] for each in tasks}
    pages = {role: page_of(role, size=PHONE) for role in dict.fromkeys(each.role for each in tasks)}
    newest, _before = acts_of(served, logins, 0)
    faults = []
    for task in tasks:
        hand = Hand(pages[task.role])
        task.do(hand, about)
        if len(hand.screens) > task.most:
            faults.append(f"{task.do.__name__} takes {len(hand.screens)} screens of {task.most}: {hand.screens}")
        faults += hand.faults
    _newest, done = acts_of(served, logins, newest)
    wanted = {f"{served.sign_ins[task.role]} {act}" for task in tasks for act in task.acts}
    return [*faults, *sorted(wanted - done)]
