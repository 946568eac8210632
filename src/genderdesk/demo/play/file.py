"""The case, the consent, the referral, and the end by two people."""

from __future__ import annotations

import re

from django.utils import timezone

from genderdesk.demo.person import Person, Stuck
from genderdesk.demo.play.stage import CENTRE, Play, choice, expect, expect_soon


def case(play: Play) -> None:
    """The case: triaged, opened, described, classified."""

    def triage(focal_point: Person) -> None:
        focal_point.open(play.known["report"])
        focal_point.press("Save the answers", action="/triage/")

    play.step("report.triage", "focal_point", "The focal point of the district looks through the four answers", triage)

    def decide(focal_point: Person) -> None:
        focal_point.open(play.known["report"])
        focal_point.press("Save the decision", action="/decide/", outcome="opened")
        page = expect_soon(focal_point, play.known["report"], "Case ")
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
        expect(focal_point.press(action="/facts/", sex="female", years="27", pregnant="no"), "27")

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
        expect(page, "Rape")
        expect(page, "72")

    play.step(
        "incident.classify",
        "focal_point",
        "Seven questions give the GBVIMS type; the medical windows count down",
        classify,
    )


def consent(play: Play) -> None:
    """Her yes, for one recipient and purpose; and whether she may be counted."""

    def agree(focal_point: Person) -> None:
        page = focal_point.open(f"{play.known['path']}consents/")
        form = page.form(has="recipient")
        page = focal_point.press(
            has="recipient",
            recipient=choice(form, "recipient", CENTRE),
            scope="full_support",
            decision="yes",
            given_by="self",
            mode="signature",
        )
        expect(page, "Yes, in force")
        focal_point.press(action="/count/", answer="yes")
        play.tally.one_more("case")

    play.step(
        "consent.record", "focal_point", "The survivor’s yes is recorded for one recipient, purpose and scope", agree
    )


def referral(play: Play) -> None:
    """The referral under that consent, until the centre has seen her."""

    def refer(focal_point: Person) -> None:
        page = focal_point.open(f"/staff/care/cases/{play.known['path'].rstrip('/').split('/')[-1]}/propose/")
        form = page.form(has="provider")
        page = focal_point.press(
            has="provider",
            provider=choice(form, "provider", CENTRE),
            service="health",
            urgency="now",
            transport_arranged="yes",
        )
        play.known["referral"] = page.url
        play.tally.one_more("referral")
        focal_point.press("Use this consent")
        expect(focal_point.press("Send to the provider"), "Sent")

    play.step("referral.send", "focal_point", "The referral goes to the One Stop Centre under that consent", refer)

    def accept(provider: Person) -> None:
        page = provider.open("/staff/provider/")
        referral = play.known["referral"].rstrip("/").split("/")[-1]
        own = next((each for each, _w in page.links if f"/provider/referrals/{referral}/" in each), "")
        if not own:
            raise Stuck(f"The centre's inbox does not show the referral. {page.words[:400]}")
        provider.open(own)
        expect(provider.press("Accept the referral"), "Accepted")

    play.step(
        "referral.accept", "provider", "The centre’s own account accepts it, and sees only what she allowed", accept
    )

    def attend(provider: Person) -> None:
        expect(provider.press("Record attendance", received=["pep", "emergency_contraception"]), "Attended")
        provider.press("Record the outcome", outcome="service_given")

    play.step("referral.attend", "provider", "The centre records that she came, and what she was given", attend)


def rated(play: Play) -> None:
    """The end of the referral."""

    def finish(focal_point: Person) -> None:
        focal_point.open(play.known["referral"])
        expect(focal_point.press("Close the referral", rating="5"), "Closed")

    play.step("referral.close", "focal_point", "The focal point closes the referral with her rating", finish)


def end(play: Play) -> None:
    """The follow-up, and the closure by two people."""

    def plan(focal_point: Person) -> None:
        focal_point.open(f"{play.known['path']}follow-ups/")
        day = timezone.localdate()
        page = focal_point.press("Plan", action="/follow-ups/", due_at=f"{day:%Y-%m-%d}", hour="23:59", channel="call")
        expect(page, "Planned")

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
        page = focal_point.press("Ask for closure", reason="goals_met", **points | {"orders_live": "no"})
        expect(page, "Nobody approves the own request")

    play.step("closure.request", "focal_point", "Closure is requested with ten points answered", ask)

    def refused(focal_point: Person) -> None:
        page = focal_point.look(f"{play.known['path']}closure/approve/")
        if page.status < 400:
            raise Stuck("Who asked for the closure could open its approval.")

    play.step("closure.approve_refused", "focal_point", "Who asked cannot approve", refused)

    def approve(desk_head: Person) -> None:
        desk_head.open(f"{play.known['path']}closure/")
        expect(desk_head.press("Approve the closure"), "Closed")

    play.step("closure.approve", "desk_head", "The head of the desk approves as the second person", approve)
