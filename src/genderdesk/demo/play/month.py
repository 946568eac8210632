"""The month’s figures, before the job and after it."""

from __future__ import annotations

import re

from genderdesk.demo.person import Person, Stuck
from genderdesk.demo.play.stage import Play, expect_soon, month_file

_HEADLINE = re.compile(r'headline-label">([^<]+)</p><p class="headline-number">([^<]+)<')


def before(play: Play) -> None:
    """What the month’s figures say before."""

    def look(desk_head: Person) -> None:
        play.tally.before = month_file(desk_head, desk_head.open("/staff/figures/"))

    play.step("figures.show", "desk_head", "The head of the desk notes what the month’s figures say by now", look)


def figures(play: Play) -> None:
    """The month’s figures, against the count by hand."""

    def look(desk_head: Person) -> None:
        page = expect_soon(desk_head, "/staff/figures/", "Reports")
        for label, number in _HEADLINE.findall(page.text):
            if number.isdecimal():
                play.figures[label.strip()] = int(number)
        if not play.figures:
            raise Stuck(f"{page.url} shows no number. {page.words[:300]}")
        faults = play.tally.faults(month_file(desk_head, page))
        if faults:
            raise Stuck(f"The figures are not what was played. {'; '.join(faults)}.")

    play.step("figures.show", "desk_head", "The month’s figures have grown by what was played, counted by hand", look)
