"""How dangerous it is, asked at first contact, and what is planned with her against it."""

from __future__ import annotations

from django.utils import timezone

from genderdesk.demo.person import Person, Stuck
from genderdesk.demo.play.stage import Play, expect

# What she answers with yes; everything else is no.
_YES = ("item-worse", "item-forced_sex")


def safety(play: Play) -> None:
    """The risk, the safety plan, and one thing that is done."""

    def assess(focal_point: Person) -> None:
        page = focal_point.open("/staff/")
        own = f"{play.known['path']}risk/assess/"
        if not any(own in each for each, _w in page.links):
            raise Stuck(f"Today does not show that the risk is to be assessed. {page.words[:400]}")
        page = focal_point.open(own)
        asked = [name for name in page.form(has="fear").choices if name.startswith("item-")]
        answers = {name: "yes" if name in _YES else "no" for name in asked}
        page = focal_point.press("Keep the answers", has="fear", fear="6", context="first_contact", **answers)
        expect(page, "Medium")

    play.step("risk.assess", "focal_point", "The risk is asked for: medium, so again within 30 days", assess)

    def make_plan(focal_point: Person) -> None:
        focal_point.open(f"{play.known['path']}plans/safety/")
        page = focal_point.press(
            "Keep the plan",
            with_survivor="yes",
            safe_place="At her sister’s",
            code_word="yellow basket",
            copy_given="verbal",
        )
        if "yellow basket" in page.words:
            raise Stuck("The plans show the code word to whoever opens them.")
        expect(page, "Told and repeated")

    play.step("safetyplan.keep", "focal_point", "A safety plan is made together, and no paper is taken home", make_plan)

    def plan_item(focal_point: Person) -> None:
        day = f"{timezone.localdate():%Y-%m-%d}"
        page = focal_point.press(
            "Plan it", action="/plans/items/", need="legal", what="Legal aid together", owner="desk", due_on=day
        )
        expect(page, "Legal advice")

    play.step("planitem.add", "focal_point", "One thing is planned for today, for a goal in her words", plan_item)

    def do_it(focal_point: Person) -> None:
        page = focal_point.open("/staff/")
        address = next((each for each, _w in page.links if f"{play.known['path']}plans/items/" in each), "")
        if not address:
            raise Stuck(f"Today does not show what is planned. {page.words[:400]}")
        focal_point.open(address)
        expect(focal_point.press("Keep how it stands", status="done", progress="met"), "Done")

    play.step("planitem.change", "focal_point", "It is done the same day", do_it)
