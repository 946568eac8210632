"""Counselling: an appointment, a session with a note that is the counsellor's alone, and a summary under consent."""

from __future__ import annotations

import re

from django.utils import timezone

from genderdesk.demo.person import Person, Stuck
from genderdesk.demo.play.stage import Play, expect

_NOTE = "Invented note that nobody else reads."
_SUMMARY = "Invented summary: four sessions are planned."


def counselling(play: Play) -> None:
    """From the first appointment to the summary for the provider."""

    def hand_over(focal_point: Person) -> None:
        page = focal_point.open(play.known["path"])
        officers = page.form("/hand_over/").choices["officer"]
        focal_point.press("Hand over", action="/hand_over/", officer=next(filter(None, officers)))

    play.step("case.hand_over", "focal_point", "The case is put into a counsellor’s hands too", hand_over)

    def begin(counsellor: Person) -> None:
        number = play.known["path"].rstrip("/").split("/")[-1]
        counsellor.open(f"/staff/care/cases/{number}/counselling/")
        play.known["counselling"] = counsellor.press("Begin to accompany this person").url

    play.step("counselling.begin", "counsellor", "A counsellor begins to accompany her", begin)

    def plan(counsellor: Person) -> None:
        day = f"{timezone.localdate():%Y-%m-%d}"
        page = counsellor.press(
            "Keep the appointment", action="/plan/", day=day, hour="23:59", kind="individual", place="desk"
        )
        play.known["session"] = next((each for each, _w in page.links if "/care/sessions/" in each), "")
        if not play.known["session"]:
            raise Stuck(f"{page.url} shows no appointment. {page.words[:400]}")

    play.step("counselling.plan", "counsellor", "They make an appointment", plan)

    def hold(counsellor: Person) -> None:
        counsellor.open(play.known["session"])
        page = counsellor.press(
            "Keep the session", action="/hold/", minutes="50", wellbeing_before="3", wellbeing_after="6", note=_NOTE
        )
        expect(page, "Wellbeing at the end 6/10")

    play.step("session.hold", "counsellor", "The session is kept, with how she felt before and after", hold)

    def look(desk_head: Person) -> None:
        page = desk_head.look(play.known["session"])
        if page.status < 400 or _NOTE in page.words:
            raise Stuck("The head of the desk could open the session.")

    play.step("session.show_refused", "desk_head", "The counsellor’s note is for nobody else, no head of desk", look)

    def tell(counsellor: Person) -> None:
        referral = play.known["referral"].rstrip("/").split("/")[-1]
        counsellor.open(f"/staff/care/referrals/{referral}/counselling/")
        expect(counsellor.press("Give the summary to the provider", text=_SUMMARY), _SUMMARY)

    play.step("referral.tell_of_counselling", "counsellor", "Under her consent the centre is given a summary", tell)

    def end(counsellor: Person) -> None:
        counsellor.open(play.known["counselling"])
        page = counsellor.press("End the counselling", action="/end/")
        if not re.search(r"Begin to accompany", page.words):
            raise Stuck(f"The counselling has not ended. {page.words[:400]}")

    play.step("counselling.end", "counsellor", "The counselling ends; she may come back at any time", end)
