"""Who plays, what they share, and how a person sees that a step is done."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from genderdesk.demo.person import Form, Page, Person, Stuck
from genderdesk.demo.tally import Numbers, Tally, read_file

Line = Callable[[dict[str, Any]], None]

DISTRICT = "Gasabo"
CENTRE = "One Stop Centre, Gasabo"
WAIT_SECONDS = 10.0


class Play:
    """Who is at a browser, what was done, and what is known of the job by now."""

    def __init__(self, base_url: str, password: str, sign_ins: dict[str, str], line: Line) -> None:
        self.base_url, self.password, self.sign_ins, self.line = base_url, password, sign_ins, line
        self.people: dict[str, Person] = {}
        self.steps: list[dict[str, Any]] = []
        self.known: dict[str, str] = {}
        self.tally = Tally()
        self.figures: dict[str, int] = {}

    def person(self, name: str) -> Person:
        """Somebody with a browser; staff are signed in when first asked for."""
        if name not in self.people:
            person = Person(self.base_url, name)
            if name in self.sign_ins:
                person.sign_in(self.sign_ins[name], self.password)
            self.people[name] = person
        return self.people[name]

    def step(self, act: str, actor: str, sentence: str, work: Callable[[Person], object]) -> None:
        """Do one thing, time it and tell it; what goes wrong is told too, and ends the play."""
        started, fault = time.perf_counter(), ""
        try:
            work(self.person(actor))
        except (Stuck, OSError) as wrong:
            fault = str(wrong)
        ms = round((time.perf_counter() - started) * 1000)
        done = {"act": act, "actor": actor, "ok": not fault, "ms": ms, "sentence": sentence, "fault": fault}
        self.steps.append(done)
        self.line(done)
        if fault:
            raise Stuck(fault)


def expect(page: Page, words: str) -> None:
    """Raise Stuck where the page does not say the words."""
    if words.lower() not in page.words.lower():
        raise Stuck(f"{page.url} does not say “{words}”. {page.words[:400]}")


def expect_soon(person: Person, path: str, words: str) -> Page:
    """Open a page until it says the words: some follow a moment later."""
    until = time.monotonic() + WAIT_SECONDS
    while True:
        page = person.open(path)
        if words.lower() in page.words.lower():
            return page
        if time.monotonic() > until:
            raise Stuck(f"{page.url} does not say “{words}” after {WAIT_SECONDS:.0f} s. {page.words[:400]}")
        time.sleep(0.2)


def choice(form: Form, field: str, words: str) -> str:
    """The value of the choice of a field whose label contains the words."""
    for value, label in form.choices.get(field, {}).items():
        if words.lower() in label.lower():
            return value
    raise Stuck(f"The field {field} has no choice “{words}”: {list(form.choices.get(field, {}).values())[:12]}")


def month_file(reader: Person, page: Page) -> Numbers:
    """The month's file that a page of figures offers."""
    download = next((each for each, _w in page.links if each.endswith("/figures.csv")), "")
    if not download:
        raise Stuck(f"The figures have no CSV. {page.words[:300]}")
    table = reader.look(download)
    if table.status != 200:
        raise Stuck(f"{download} answered {table.status}.")
    return read_file(table.text)
