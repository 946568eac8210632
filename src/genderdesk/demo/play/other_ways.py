"""Every other way in, each tried once."""

from __future__ import annotations

import re

from genderdesk.demo.person import Person, Stuck
from genderdesk.demo.play.line import answer, ring
from genderdesk.demo.play.stage import DISTRICT, Play, choice, expect


def other_ways(play: Play) -> None:
    """Every other way in: wrong number, text, menu, web form, counter, the defence line."""
    for way in (_by_mistake, _by_text, _by_menu, _by_web, _at_the_counter, _to_the_defence_line):
        way(play)


def _by_mistake(play: Play) -> None:
    """A wrong number."""
    play.step("call.offer", "second caller", "A second caller rings by mistake", ring("3512", 1))
    play.step("contact.classify", "operator", "One press closes a wrong number, nothing more is asked", _wrong_number)


def _by_text(play: Play) -> None:
    """A text to 3512."""

    def text(caller: Person) -> None:
        caller.open("/simulator/?line=3512")
        sent = caller.press("Send", has="event_id", text="Mfashe. Invented text for the demonstration.")
        expect(sent, "on its way")
        play.tally.report("sms")

    play.step("text.receive", "texter", "A text comes to 3512", text)

    def seen(operator: Person) -> None:
        page = operator.open("/staff/line/messages/")
        if not any(re.search(r"messages/[0-9a-f-]{36}", address) for address, _w in page.links):
            raise Stuck(f"The text is not on the operator’s page. {page.words[:300]}")

    play.step("text.show", "operator", "The operator sees the thread of texts", seen)


def _by_menu(play: Play) -> None:
    """The USSD menu."""

    def menu(caller: Person) -> None:
        caller.open("/simulator/?line=3512")
        page = caller.press("Open the menu")
        for key in ["1", "1", "1", "2", "1", "1", "1", "1", "1"]:
            if not any(
                text == "Send" and "ussd-input" in page.text for form in page.forms for _n, _v, text in form.buttons
            ):
                return
            page = caller.press("Send", action="/simulator/press/", has="path", text=key)

    def menu_with_danger(caller: Person) -> None:
        menu(caller)
        play.tally.report("ussd")
        play.tally.one_more("response")

    play.step("ussd.report", "menu caller", "Somebody reports by the USSD menu, in five screens", menu_with_danger)


def _by_web(play: Play) -> None:
    """The public form."""

    def form(survivor: Person) -> None:
        survivor.open("/report/")
        survivor.press("Continue", action="/report/", for_whom="survivor", safe_to_talk="yes", immediate_danger="no")
        survivor.press("Continue", action="/report/", injured_or_recent="no", child_involved="no")
        page = survivor.page
        assert page is not None
        survivor.press("Continue", action="/report/", district=choice(page.form("/report/"), "district", DISTRICT))
        survivor.press(
            "Continue", action="/report/", stated_kind="physical", narrative="Invented for the demonstration, by web."
        )
        survivor.press("Continue", action="/report/", safe_to_contact="no")
        page = survivor.press(action="/report/")
        if not re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}|number", page.words):
            raise Stuck(f"The public form gave no number. {page.words[:400]}")
        play.tally.report("web")

    play.step("report.receive", "survivor online", "A report comes by the public web form, without scripts", form)


def _at_the_counter(play: Play) -> None:
    """Somebody who walks in."""

    def walk_in(focal_point: Person) -> None:
        page = focal_point.open("/staff/reports/new/")
        focal_point.press(
            action="/reports/new/",
            safe_to_talk="yes",
            immediate_danger="no",
            injured_or_recent="no",
            child_involved="no",
            district=choice(page.form(has="narrative"), "district", DISTRICT),
            stated_kind="physical",
            safe_to_contact="yes",
            channel="walk_in",
            reporter_type="survivor",
            narrative="Invented for the demonstration, at the counter.",
        )
        play.tally.report("walk_in")

    play.step("report.receive", "focal_point", "Somebody walks in at the station; four fields are enough", walk_in)


def _to_the_defence_line(play: Play) -> None:
    """A call to 3945."""
    play.step("call.offer", "soldier’s wife", "A caller rings the defence force’s 3945", ring("3945", 2))

    def defence(operator: Person) -> None:
        answer(operator)
        page = operator.page
        assert page is not None
        page = operator.press(
            "Save the report",
            action="/report/",
            safe_to_talk="yes",
            immediate_danger="no",
            injured_or_recent="no",
            child_involved="no",
            district=choice(page.form("/report/", has="narrative"), "district", DISTRICT),
            stated_kind="physical",
            safe_to_contact="no",
            reporter_type="survivor",
            narrative="Invented for the demonstration, by the defence line.",
        )
        operator.press("Hang up")

    play.step("report.receive", "defence operator", "The defence desk’s operator answers and keeps the report", defence)


def _wrong_number(operator: Person) -> None:
    page = operator.page
    if page is not None and any("Hang up" in text for form in page.forms for _n, _v, text in form.buttons):
        operator.press("Hang up")
    page = operator.open("/staff/line/")
    _finish(operator)
    answer(operator)
    operator.press("Wrong number")


def _finish(operator: Person) -> None:
    """End what the last call left: the line gives no next call before."""
    page = operator.page
    assert page is not None
    own = next((each for each, _w in page.links if re.search(r"line/contacts/[0-9a-f-]{36}/$", each)), "")
    if own:
        page = operator.open(own)
    if any("Done, next call" in text for form in page.forms for _n, _v, text in form.buttons):
        operator.press("Done, next call")
