"""Who is suspected, in the register that few may open."""

from __future__ import annotations

from genderdesk.demo.person import Person, Stuck
from genderdesk.demo.play.stage import Play, expect

_NAME = "Invented Suspect"


def suspect(play: Play) -> None:
    """A suspect is named; the list shows codes, and no name."""

    def name(focal_point: Person) -> None:
        focal_point.open(f"{play.known['path']}suspects/add/")
        page = focal_point.press(
            "Keep the suspect",
            names=_NAME,
            role="primary",
            relationship="intimate_partner",
            sex="male",
            force="none",
            staff_code="",
            identifier="",
            lives_together="yes",
        )
        expect(page, "SP-")
        if _NAME in page.words:
            raise Stuck("The list shows the suspect's name to whoever opens it.")

    play.step("suspect.add", "focal_point", "A suspect is named; the list has a number, and no name", name)
