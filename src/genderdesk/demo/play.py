"""The main job, played through HTTP by invented people: from the first call to the figures.

Each step is one thing that one person does in a browser without scripts. A step that fails ends the play, and its
sentence says where the person got stuck.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from genderdesk.demo.person import Form, Page, Person, Stuck
from genderdesk.demo.tally import Numbers, Tally, read_file

Line = Callable[[dict[str, Any]], None]

_DISTRICT = "Gasabo"
_CENTRE = "One Stop Centre, Gasabo"
_WAIT_SECONDS = 10.0
_HEADLINE = re.compile(r'headline-label">([^<]+)</p><p class="headline-number">([^<]+)<')


def play_main_job(base_url: str, password: str, sign_ins: dict[str, str], line: Line) -> dict[str, Any]:
    """Play the job on a served demonstration; ``line`` hears each step as it is done.

    Returns ``{"ok", "steps": [{"act", "actor", "ok", "ms", "sentence", "fault"}…], "case", "figures"}``: the case's
    number, and the totals that the figures page shows at the end.
    """
    play = _Play(base_url, password, sign_ins, line)
    try:
        for part in (_before, _call, _response, _case, _referral, _end, _other_ways, _figures):
            part(play)
    except Stuck:
        pass
    ok = bool(play.steps) and all(step["ok"] for step in play.steps)
    return {"ok": ok, "steps": play.steps, "case": play.known.get("case"), "figures": play.figures}


class _Play:
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


def _expect(page: Page, words: str) -> None:
    if words.lower() not in page.words.lower():
        raise Stuck(f"{page.url} does not say “{words}”. {page.words[:400]}")


def _expect_soon(person: Person, path: str, words: str) -> Page:
    """Open a page until it says the words: some follow a moment later."""
    until = time.monotonic() + _WAIT_SECONDS
    while True:
        page = person.open(path)
        if words.lower() in page.words.lower():
            return page
        if time.monotonic() > until:
            raise Stuck(f"{page.url} does not say “{words}” after {_WAIT_SECONDS:.0f} s. {page.words[:400]}")
        time.sleep(0.2)


def _choice(form: Form, field: str, words: str) -> str:
    """The value of the choice of a field whose label contains the words."""
    for value, label in form.choices.get(field, {}).items():
        if words.lower() in label.lower():
            return value
    raise Stuck(f"The field {field} has no choice “{words}”: {list(form.choices.get(field, {}).values())[:12]}")


def _file(reader: Person, page: Page) -> Numbers:
    """The month's file that a page of figures offers."""
    download = next((each for each, _w in page.links if each.endswith("/figures.csv")), "")
    if not download:
        raise Stuck(f"The figures have no CSV. {page.words[:300]}")
    table = reader.look(download)
    if table.status != 200:
        raise Stuck(f"{download} answered {table.status}.")
    return read_file(table.text)


# 0 What the figures say before


def _before(play: _Play) -> None:
    def look(desk_head: Person) -> None:
        play.tally.before = _file(desk_head, desk_head.open("/staff/figures/"))

    play.step("figures.show", "desk_head", "The head of the desk notes what the month’s figures say by now", look)


# 1 The call


def _ring(line_code: str, number: int) -> Callable[[Person], None]:
    def ring(caller: Person) -> None:
        page = caller.open(f"/simulator/?line={line_code}")
        chosen = list(page.form(has="number").choices["number"])[number]
        caller.open(f"/simulator/?line={line_code}&number={chosen.replace('+', '%2B')}")
        _expect(caller.press(f"Call {line_code}"), "It rings")

    return ring


def _answer(operator: Person) -> None:
    _expect_soon(operator, "/staff/line/", "Answer")
    _expect(operator.press(action="/answer/"), "What is told")


def _call(play: _Play) -> None:
    play.step("call.offer", "caller", "A caller rings 3512 in the telephone simulator", _ring("3512", 0))
    play.step("call.answer", "operator", "The operator’s console rings, and the operator answers", _answer)

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
            district=_choice(form, "district", _DISTRICT),
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
        _expect(caller.press("Hang up"), "The call is over")

    play.step("call.end", "caller", "The caller hangs up when help is on its way", hang_up)


# 2 The response


def _response(play: _Play) -> None:
    def send(dispatcher: Person) -> None:
        page = _expect_soon(dispatcher, "/staff/responses/", "P1")
        page = dispatcher.open(
            next(address for address, _w in page.links if re.search(r"responses/[0-9a-f-]{36}", address))
        )
        play.known["response"] = page.url
        _expect(page, "Send M-01")
        first = next(text for form in page.forms for _n, _v, text in form.buttons if text.startswith("Send "))
        reason = {} if first == "Send M-01" else {"override_reason": "knows_the_place"}
        _expect(dispatcher.press("Send M-01", **reason), "Unit alerted")

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
            _expect_soon(rider, "/staff/ride/", words)
            _expect(rider.press(words), seen)

        play.step(act, "rider", sentence, tap)

    def clear(rider: Person) -> None:
        rider.open("/staff/ride/")
        _expect(rider.press("I am clear", disposition="taken_to_care"), "is not sent anywhere")

    play.step("dispatch.clear", "rider", "The rider is clear: she was taken to care", clear)

    def close(dispatcher: Person) -> None:
        dispatcher.open(play.known["response"])
        _expect(dispatcher.press("Close this response"), "Closed")

    play.step("dispatch.close", "dispatcher", "The dispatcher closes the response; every time is kept", close)


# 3 The case


def _case(play: _Play) -> None:
    def triage(focal_point: Person) -> None:
        focal_point.open(play.known["report"])
        focal_point.press("Save the answers", action="/triage/")

    play.step("report.triage", "focal_point", "The focal point of the district looks through the four answers", triage)

    def decide(focal_point: Person) -> None:
        focal_point.open(play.known["report"])
        focal_point.press("Save the decision", action="/decide/", outcome="opened")
        page = _expect_soon(focal_point, play.known["report"], "Case ")
        address = next((each for each, _w in page.links if re.search(r"staff/cases/[0-9a-f-]{36}", each)), "")
        if not address:
            raise Stuck(f"{page.url} has no way to the case. {page.words[:400]}")
        page = focal_point.open(address)
        play.known["path"] = address
        found = re.search(r"Case (GD\S+)", page.words)
        play.known["case"] = found.group(1) if found else ""

    play.step("report.decide", "focal_point", "The report is opened as a case of the district’s station", decide)

    def describe(focal_point: Person) -> None:
        focal_point.open(f"{play.known['path']}person/")
        _expect(focal_point.press(action="/facts/", sex="female", years="27", pregnant="no"), "27")

    play.step(
        "survivor.describe", "focal_point", "The survivor’s coded facts are kept, apart from what happened", describe
    )

    def classify(focal_point: Person) -> None:
        focal_point.open(f"{play.known['path']}incident/")
        page = focal_point.press(
            action="/questions/",
            penetration="yes",
            sexual_contact="yes",
            physical_assault="no",
            forced_marriage="no",
            denial="no",
            psychological="no",
            gender_based="yes",
            attempted="no",
        )
        _expect(page, "Rape")
        _expect(page, "72")

    play.step(
        "incident.classify",
        "focal_point",
        "Seven questions give the GBVIMS type; the medical windows count down",
        classify,
    )


# 4 Consent and referral


def _referral(play: _Play) -> None:
    def consent(focal_point: Person) -> None:
        page = focal_point.open(f"{play.known['path']}consents/")
        form = page.form(has="recipient")
        page = focal_point.press(
            has="recipient",
            recipient=_choice(form, "recipient", _CENTRE),
            scope="medical",
            decision="yes",
            given_by="self",
            mode="signature",
        )
        _expect(page, "Yes, in force")
        focal_point.press(action="/count/", answer="yes")
        play.tally.one_more("case")

    play.step(
        "consent.record", "focal_point", "The survivor’s yes is recorded for one recipient, purpose and scope", consent
    )

    def refer(focal_point: Person) -> None:
        page = focal_point.open(f"/staff/care/cases/{play.known['path'].rstrip('/').split('/')[-1]}/propose/")
        form = page.form(has="provider")
        page = focal_point.press(
            has="provider",
            provider=_choice(form, "provider", _CENTRE),
            service="health",
            urgency="now",
            transport_arranged="yes",
        )
        play.known["referral"] = page.url
        play.tally.one_more("referral")
        focal_point.press("Use this consent")
        _expect(focal_point.press("Send to the provider"), "Sent")

    play.step("referral.send", "focal_point", "The referral goes to the One Stop Centre under that consent", refer)

    def accept(provider: Person) -> None:
        page = provider.open("/staff/provider/")
        referral = play.known["referral"].rstrip("/").split("/")[-1]
        own = next((each for each, _w in page.links if f"/provider/referrals/{referral}/" in each), "")
        if not own:
            raise Stuck(f"The centre's inbox does not show the referral. {page.words[:400]}")
        provider.open(own)
        _expect(provider.press("Accept the referral"), "Accepted")

    play.step(
        "referral.accept", "provider", "The centre’s own account accepts it, and sees only what she allowed", accept
    )

    def attend(provider: Person) -> None:
        _expect(provider.press("Record attendance", received=["pep", "emergency_contraception"]), "Attended")
        provider.press("Record the outcome", outcome="service_given")

    play.step("referral.attend", "provider", "The centre records that she came, and what she was given", attend)

    def finish(focal_point: Person) -> None:
        focal_point.open(play.known["referral"])
        _expect(focal_point.press("Close the referral", rating="5"), "Closed")

    play.step("referral.close", "focal_point", "The focal point closes the referral with her rating", finish)


# 5 Follow-up and closure


def _end(play: _Play) -> None:
    def plan(focal_point: Person) -> None:
        focal_point.open(f"{play.known['path']}follow-ups/")
        day = timezone.localdate()
        page = focal_point.press("Plan", action="/follow-ups/", due_at=f"{day:%Y-%m-%d}", hour="23:59", channel="call")
        _expect(page, "Planned")

    play.step("followup.plan", "focal_point", "A follow-up is planned, and it is due on Today", plan)

    def done(focal_point: Person) -> None:
        page = focal_point.open("/staff/")
        own = f"{play.known['path']}follow-ups/"
        address = next((each for each, _w in page.links if own in each), "")
        if not address:
            raise Stuck(f"Today does not show the follow-up. {page.words[:400]}")
        focal_point.open(address)
        focal_point.press(
            "Keep what came of it", outcome="reached", new_violence="no", contact_safe="yes", needs_met="yes"
        )

    play.step("followup.done", "focal_point", "The follow-up is done: she is safe, and her needs are met", done)

    def ask(focal_point: Person) -> None:
        page = focal_point.open(f"{play.known['path']}closure/")
        form = page.form(has="reason")
        points = {name: "yes" for name, choices in form.choices.items() if name != "reason" and "yes" in choices}
        page = focal_point.press("Ask for closure", reason="goals_met", **points)
        _expect(page, "Nobody approves the own request")

    play.step("closure.request", "focal_point", "Closure is requested with ten points answered", ask)

    def refused(focal_point: Person) -> None:
        page = focal_point.look(f"{play.known['path']}closure/approve/")
        if page.status < 400:
            raise Stuck("Who asked for the closure could open its approval.")

    play.step("closure.approve_refused", "focal_point", "Who asked cannot approve", refused)

    def approve(desk_head: Person) -> None:
        desk_head.open(f"{play.known['path']}closure/")
        _expect(desk_head.press("Approve the closure"), "Closed")

    play.step("closure.approve", "desk_head", "The head of the desk approves as the second person", approve)


# 6 Every other way in


def _other_ways(play: _Play) -> None:
    play.step("call.offer", "second caller", "A second caller rings by mistake", _ring("3512", 1))
    play.step("contact.classify", "operator", "One press closes a wrong number, nothing more is asked", _wrong_number)

    def text(caller: Person) -> None:
        caller.open("/simulator/?line=3512")
        sent = caller.press("Send", has="event_id", text="Mfashe. Invented text for the demonstration.")
        _expect(sent, "on its way")
        play.tally.report("sms")

    play.step("text.receive", "texter", "A text comes to 3512", text)

    def seen(operator: Person) -> None:
        page = operator.open("/staff/line/messages/")
        if not any(re.search(r"messages/[0-9a-f-]{36}", address) for address, _w in page.links):
            raise Stuck(f"The text is not on the operator’s page. {page.words[:300]}")

    play.step("text.show", "operator", "The operator sees the thread of texts", seen)

    def menu(caller: Person) -> None:
        caller.open("/simulator/?line=3512")
        page = caller.press("Open the menu")
        answers = ["1", "1", "1", "2", "1", "1", "1", "1", "1"]
        for answer in answers:
            if not any(
                text == "Send" and "ussd-input" in page.text for form in page.forms for _n, _v, text in form.buttons
            ):
                return
            page = caller.press("Send", action="/simulator/press/", has="path", text=answer)

    def menu_with_danger(caller: Person) -> None:
        menu(caller)
        play.tally.report("ussd")
        play.tally.one_more("response")

    play.step("ussd.report", "menu caller", "Somebody reports by the USSD menu, in five screens", menu_with_danger)

    def form(survivor: Person) -> None:
        survivor.open("/report/")
        survivor.press("Continue", action="/report/", for_whom="survivor", safe_to_talk="yes", immediate_danger="no")
        survivor.press("Continue", action="/report/", injured_or_recent="no", child_involved="no")
        page = survivor.page
        assert page is not None
        survivor.press("Continue", action="/report/", district=_choice(page.form("/report/"), "district", _DISTRICT))
        survivor.press(
            "Continue", action="/report/", stated_kind="physical", narrative="Invented for the demonstration, by web."
        )
        survivor.press("Continue", action="/report/", safe_to_contact="no")
        page = survivor.press(action="/report/")
        if not re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}|number", page.words):
            raise Stuck(f"The public form gave no number. {page.words[:400]}")
        play.tally.report("web")

    play.step("report.receive", "survivor online", "A report comes by the public web form, without scripts", form)

    def walk_in(focal_point: Person) -> None:
        page = focal_point.open("/staff/reports/new/")
        focal_point.press(
            action="/reports/new/",
            safe_to_talk="yes",
            immediate_danger="no",
            injured_or_recent="no",
            child_involved="no",
            district=_choice(page.form(has="narrative"), "district", _DISTRICT),
            stated_kind="physical",
            safe_to_contact="yes",
            channel="walk_in",
            reporter_type="survivor",
            narrative="Invented for the demonstration, at the counter.",
        )
        play.tally.report("walk_in")

    play.step("report.receive", "focal_point", "Somebody walks in at the station; four fields are enough", walk_in)
    play.step("call.offer", "soldier’s wife", "A caller rings the defence force’s 3945", _ring("3945", 2))

    def defence(operator: Person) -> None:
        _answer(operator)
        page = operator.page
        assert page is not None
        page = operator.press(
            "Save the report",
            action="/report/",
            safe_to_talk="yes",
            immediate_danger="no",
            injured_or_recent="no",
            child_involved="no",
            district=_choice(page.form("/report/", has="narrative"), "district", _DISTRICT),
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
    _answer(operator)
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


# 7 The figures


def _figures(play: _Play) -> None:
    def look(desk_head: Person) -> None:
        page = _expect_soon(desk_head, "/staff/figures/", "Reports")
        for label, number in _HEADLINE.findall(page.text):
            if number.isdecimal():
                play.figures[label.strip()] = int(number)
        if not play.figures:
            raise Stuck(f"{page.url} shows no number. {page.words[:300]}")
        faults = play.tally.faults(_file(desk_head, page))
        if faults:
            raise Stuck(f"The figures are not what was played. {'; '.join(faults)}.")

    play.step("figures.show", "desk_head", "The month’s figures have grown by what was played, counted by hand", look)
