"""A call in the telephone simulator: who rings, who answers."""

from __future__ import annotations

from collections.abc import Callable

from genderdesk.demo.person import Person
from genderdesk.demo.play.stage import expect, expect_soon


def ring(line_code: str, number: int) -> Callable[[Person], None]:
    """A caller who rings a short code from one of the simulator's numbers."""

    def ring(caller: Person) -> None:
        page = caller.open(f"/simulator/?line={line_code}")
        chosen = list(page.form(has="number").choices["number"])[number]
        caller.open(f"/simulator/?line={line_code}&number={chosen.replace('+', '%2B')}")
        expect(caller.press(f"Call {line_code}"), "It rings")

    return ring


def answer(operator: Person) -> None:
    """The operator answers what rings."""
    expect_soon(operator, "/staff/line/", "Answer")
    expect(operator.press(action="/answer/"), "What is told")
