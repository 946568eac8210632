"""From the first call to the vehicle that is back."""

from __future__ import annotations

import re
from datetime import timedelta

from django.utils import timezone

from genderdesk.demo.person import Person, Stuck
from genderdesk.demo.play.line import answer, ring
from genderdesk.demo.play.stage import DISTRICT, Play, choice, expect, expect_soon


def call(play: Play) -> None:
    """The call: it rings, is answered, written down, and ends."""
    play.step("call.offer", "caller", "A caller rings 3512 in the telephone simulator", ring("3512", 0))
    play.step("call.answer", "operator", "The operator’s console rings, and the operator answers", answer)

    def write(operator: Person) -> None:
        page = operator.page
        assert page is not None
        form = page.form(has="narrative", action="/report/")
        now = timezone.localtime() - timedelta(hours=20)
        page = operator.press(
            "Immediate danger",
            action="/report/",
            safe_to_talk="yes",
            immediate_danger="yes",
            injured_or_recent="yes",
            child_involved="no",
            district=choice(form, "district", DISTRICT),
            stated_kind="sexual",
            safe_to_contact="yes",
            reporter_type="survivor",
            reporter_name="Invented Survivor",
            place_text="Behind the invented market, green gate",
            narrative="Invented for the demonstration. She is hiding at a neighbour's house; he is still outside.",
            occurred_date=f"{now:%Y-%m-%d}",
            occurred_time=f"{now:%H:%M}",
        )
        reports = [address for address, _w in page.links if re.search(r"reports/[0-9a-f-]{36}", address)]
        play.known["report"] = next(iter(reports), "")
        if not play.known["report"]:
            raise Stuck(f"{page.url} names no report. {page.words[:600]}")
        play.tally.report("police_hotline")
        play.tally.one_more("response")

    play.step("report.receive", "operator", "The operator writes beside the call and sends help for the danger", write)

    def hang_up(caller: Person) -> None:
        expect(caller.press("Hang up"), "The call is over")

    play.step("call.end", "caller", "The caller hangs up when help is on its way", hang_up)


def response(play: Play) -> None:
    """The response: a unit goes, and every time is kept."""

    def send(dispatcher: Person) -> None:
        page = expect_soon(dispatcher, "/staff/responses/", "P1")
        page = dispatcher.open(
            next(address for address, _w in page.links if re.search(r"responses/[0-9a-f-]{36}", address))
        )
        play.known["response"] = page.url
        expect(page, "Send M-01")
        first = next(text for form in page.forms for _n, _v, text in form.buttons if text.startswith("Send "))
        reason = {} if first == "Send M-01" else {"override_reason": "knows_the_place"}
        expect(dispatcher.press("Send M-01", **reason), "Unit alerted")

    play.step(
        "dispatch.assign", "dispatcher", "The dispatcher sees the units in order, with reasons, and sends M-01", send
    )
    for act, words, sentence, seen in (
        (
            "dispatch.acknowledge",
            "I acknowledge",
            "The rider’s phone shows the alert; the rider acknowledges",
            "on the way",
        ),
        ("dispatch.set_out", "I am on the way", "The rider sets out", "on scene"),
        ("dispatch.arrive", "I am on scene", "The rider is on scene", "with the survivor"),
        ("dispatch.meet_survivor", "I am with the survivor", "The rider is with the survivor", "I am clear"),
    ):

        def tap(rider: Person, words: str = words, seen: str = seen) -> None:
            expect_soon(rider, "/staff/ride/", words)
            expect(rider.press(words), seen)

        play.step(act, "rider", sentence, tap)

    def clear(rider: Person) -> None:
        rider.open("/staff/ride/")
        expect(rider.press("I am clear", disposition="taken_to_care"), "is not sent anywhere")

    play.step("dispatch.clear", "rider", "The rider is clear: she was taken to care", clear)

    def close(dispatcher: Person) -> None:
        dispatcher.open(play.known["response"])
        expect(dispatcher.press("Close this response"), "Closed")

    play.step("dispatch.close", "dispatcher", "The dispatcher closes the response; every time is kept", close)
