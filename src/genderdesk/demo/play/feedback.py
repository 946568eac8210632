"""What she says of the help, without her name."""

from __future__ import annotations

import re

from genderdesk.demo.person import Person, Stuck
from genderdesk.demo.play.stage import Play, expect


def feedback(play: Play) -> None:
    """A code is told to her; with it she answers on the public page, without scripts and without a name."""

    def offer(focal_point: Person) -> None:
        focal_point.open(f"{play.known['path']}feedback/")
        page = focal_point.press("Show a code")
        found = re.search(r"\bF(-[0-9A-Z]{4}){3}\b", page.words)
        if found is None:
            raise Stuck(f"{page.url} shows no code. {page.words[:400]}")
        play.known["feedback"] = found.group(0)

    play.step("feedback.offer", "focal_point", "She is told a code by which she may say how the help was", offer)

    def give(survivor: Person) -> None:
        survivor.open("/feedback/")
        survivor.press("Go on", code=play.known["feedback"])
        page = survivor.press("Send the answers", hours="yes", private_room="no", felt_better="yes", recommend="yes")
        expect(page, "Thank you")

    play.step("feedback.give", "survivor", "She answers on the public page; nothing leads back to her", give)
