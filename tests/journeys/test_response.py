"""Dispatcher and rider side by side: danger comes, a unit goes, loses its network, arrives, and is clear."""

from __future__ import annotations

import re
import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browsers import DESK, PHONE, WAIT_MILLISECONDS, sign_in
from tests.journeys import crews

pytestmark = pytest.mark.slow

BOARD, RIDE = "/staff/responses/", "/staff/ride/"
LANDMARK = "Green kiosk opposite the water tower"
AXE = Axe()
# A report of danger as any channel keeps it, told to the response room by the event that follows.
REPORT = f"""
import django; django.setup()
from genderdesk.casework.intake.acts import receive_report
from genderdesk.casework.intake.vocabulary import Channel, StatedKind
from genderdesk.casework.response.models import Dispatch
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.protection.access import PUBLIC
from genderdesk.organisation.institution.models import Institution
from genderdesk.organisation.places.models import Division
report = receive_report(
    PUBLIC, institution=Institution.objects.get(code="RNP"), channel=Channel.WEB,
    district=Division.objects.get(level="district", name="Gasabo"), stated_kind=StatedKind.PHYSICAL,
    safe_to_contact=Answer.NO, immediate_danger=Answer.YES, place_text={LANDMARK!r},
)
print("number", Dispatch.objects.get(report_id=report.pk).number)
"""


def _until_nothing_waits(rider: Page) -> None:
    """Until the phone has brought all taps to the desk; the page's policy lets no script be made of words there."""
    until = time.monotonic() + WAIT_MILLISECONDS / 1000
    while rider.evaluate("sessionStorage.length") != 0:
        assert time.monotonic() < until, "A tap still waits on the phone."
        rider.wait_for_timeout(100)


@pytest.fixture(autouse=True)
def free_crew(serve):
    """Whoever had M-01 before on this desk, another journey or one that failed: each of these starts with it free."""
    crews.free(serve)


@pytest.fixture
def danger(serve):
    """``danger()``: a report of danger comes to the served desk; the number of its response."""

    def comes() -> str:
        return crews.run(serve, REPORT).split("number ")[1].strip()

    return comes


def listen(page: Page) -> list[str]:
    """What the page complains of; that there is no network is what the journey wants."""
    errors: list[str] = []

    def keep(message) -> None:
        if message.type == "error" and "net::ERR" not in message.text:
            errors.append(f"{message.text} {message.location.get('url', '')}")

    page.on("console", keep)
    page.on("pageerror", lambda error: errors.append(str(error)))
    return errors


def violations(page: Page) -> list[str]:
    found = AXE.run(page).response["violations"]
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    faults = [f"{each['id']}: {'; '.join(node['html'][:160] for node in each['nodes'][:3])}" for each in found]
    return faults + ([f"{wide} pixels too wide"] if wide > 1 else [])


def send(page: Page, unit: str) -> None:
    """Press "Send M-01", with a reason where it is not first in the order."""
    line = page.locator("li.proposal", has=page.get_by_role("heading", name=re.compile(f"^{unit} ")))
    if not line.is_visible():
        page.get_by_text("More units").click()
    if line.locator("select").count():
        line.locator("select").select_option("knows_the_place")
    line.get_by_role("button", name=f"Send {unit}").click()


def test_a_unit_goes_and_both_pages_follow_by_themselves(page_of, danger):
    dispatcher, rider = page_of("dispatcher", size=DESK), page_of("rider", size=PHONE)
    complaints = [listen(dispatcher), listen(rider)]
    dispatcher.goto(BOARD)
    rider.goto(RIDE)
    expect(rider.locator("#ride")).to_contain_text("M-01 is not sent anywhere")

    # The board shows it without being loaded again, and its clock runs.
    number = danger()
    row = dispatcher.locator("li.response", has_text=number)
    expect(row).to_be_visible()
    expect(row.locator(".response-since .elapsed")).to_have_text(re.compile(r"^\d+:\d\d$"))
    assert LANDMARK not in dispatcher.content()
    assert violations(dispatcher) == []
    row.get_by_role("link", name=number).click()
    expect(dispatcher.get_by_text(LANDMARK)).to_be_visible()
    assert violations(dispatcher) == []
    send(dispatcher, "M-01")
    card = dispatcher.locator(".unit-card", has_text="M-01")
    expect(card).to_contain_text("Alerted")

    # The phone shows the alert by itself; the first tap shows on the dispatcher's page by itself.
    expect(rider.get_by_role("button", name="I acknowledge")).to_be_visible()
    expect(rider.get_by_text(LANDMARK)).to_be_visible()
    expect(rider.get_by_role("link", name="Call the desk: 3512")).to_have_attribute("href", "tel:3512")
    assert violations(rider) == []
    rider.get_by_role("button", name="I acknowledge").click()
    expect(card.locator(".tag", has_text="Acknowledged")).to_be_visible()
    expect(rider.locator("#kept")).to_be_hidden()

    # Without a network the taps are kept, the page says so, and goes on.
    rider.context.set_offline(True)
    expect(rider.get_by_role("button", name="I am on the way")).to_be_visible()
    rider.get_by_role("button", name="I am on the way").click()
    expect(rider.locator("#kept")).to_contain_text("Not sent yet, no network")
    expect(rider.get_by_role("button", name="I am on scene")).to_be_visible()
    rider.get_by_role("button", name="I am on scene").click()
    expect(rider.locator("#kept li")).to_have_count(2)
    kept = rider.evaluate("JSON.stringify({...sessionStorage})")
    assert LANDMARK not in kept
    assert "csrf" not in kept
    assert violations(rider) == []
    expect(card.locator(".tag", has_text="Acknowledged")).to_be_visible()
    rider.context.set_offline(False)
    expect(card.locator(".tag", has_text="On scene")).to_be_visible()
    expect(rider.locator("#kept")).to_be_hidden()
    _until_nothing_waits(rider)

    # Back-up is asked for and answered.
    rider.get_by_role("button", name="Ask for back-up").click()
    expect(card).to_contain_text("The crew asks for back-up")
    card.get_by_role("button", name="Seen: help is on its way").click()
    expect(rider.get_by_text("The desk has seen your call for back-up.")).to_be_visible()

    # The end: the phone keeps nothing, the board is rid of it.
    # What is ticked for the next step outlives the page's answer to this one.
    rider.get_by_label("She or he is safe").check()
    rider.get_by_role("button", name="I am with the survivor").click()
    expect(rider.get_by_role("button", name="I am with the survivor")).to_have_count(0)
    expect(rider.get_by_label("She or he is safe")).to_be_checked()
    rider.get_by_role("button", name="I am clear").click()
    expect(rider.locator("#ride")).to_contain_text("M-01 is not sent anywhere")
    assert LANDMARK not in rider.content()
    # The page may hear that the crew is clear before the tap's own answer is here.
    _until_nothing_waits(rider)
    dispatcher.get_by_role("button", name="Close this response").click()
    expect(dispatcher.locator("#response .chips").first).to_contain_text("Closed")
    dispatcher.goto(BOARD)
    expect(dispatcher.locator("li.response", has_text=number)).to_have_count(0)
    assert complaints == [[], []]


def test_a_tap_that_the_desk_does_not_take_is_said_on_the_phone(page_of, danger):
    dispatcher, rider = page_of("dispatcher", size=DESK), page_of("rider", size=PHONE)
    rider.goto(RIDE)
    number = danger()
    dispatcher.goto(BOARD)
    dispatcher.get_by_role("link", name=number).click()
    send(dispatcher, "M-01")
    expect(rider.get_by_role("button", name="I acknowledge")).to_be_visible()
    rider.context.set_offline(True)
    rider.get_by_role("button", name="I acknowledge").click()
    expect(rider.locator("#kept")).to_contain_text("Not sent yet")
    dispatcher.get_by_role("button", name="Call M-01 off").click()
    expect(dispatcher.locator(".unit-card")).to_contain_text("Called off")
    rider.context.set_offline(False)
    refusal = rider.locator("#ride .error-summary")
    expect(refusal).to_contain_text(re.compile("gone on meanwhile|not sent to this response any more"))
    expect(rider.locator("#kept")).to_be_hidden()
    # It stays to be read, also when the page gets its newest state.
    with rider.expect_response(lambda answer: answer.url.endswith(RIDE) and answer.request.method == "GET"):
        rider.locator("#ride").evaluate(
            "ride => { ride.dataset.stale = '1'; ride.dispatchEvent(new Event('focusout', {bubbles: true})); }"
        )
    expect(refusal).to_be_visible()


def test_a_rider_who_forgot_to_say_how_it_ended_still_sees_the_response(page_of, danger):
    dispatcher, rider = page_of("dispatcher", size=DESK), page_of("rider", size=PHONE)
    rider.goto(RIDE)
    number = danger()
    dispatcher.goto(BOARD)
    dispatcher.get_by_role("link", name=number).click()
    send(dispatcher, "M-01")
    for words in ("I acknowledge", "I am on the way", "I am on scene", "I am with the survivor"):
        rider.get_by_role("button", name=words).click()
    expect(rider.locator(".tag", has_text="With the survivor")).to_be_visible()
    rider.get_by_role("button", name="I am clear").click()
    expect(rider.locator("#ride .error-summary")).to_contain_text("How did it end?")
    expect(rider.get_by_text(LANDMARK)).to_be_visible()
    expect(rider.get_by_role("link", name="Call the desk: 3512")).to_be_visible()
    expect(rider.locator("#kept")).to_be_hidden()
    rider.get_by_label("Taken to care").check()
    rider.get_by_role("button", name="I am clear").click()
    expect(rider.get_by_text("is not sent anywhere")).to_be_visible()


@pytest.mark.parametrize("lost", [{"name": "gd"}, {}], ids=["the session", "all cookies"])
def test_a_tap_of_a_rider_who_was_signed_out_waits_for_the_sign_in(page_of, danger, serve, lost):
    dispatcher, rider = page_of("dispatcher", size=DESK), page_of("rider", size=PHONE)
    rider.goto(RIDE)
    number = danger()
    dispatcher.goto(BOARD)
    dispatcher.get_by_role("link", name=number).click()
    send(dispatcher, "M-01")
    expect(rider.get_by_role("button", name="I acknowledge")).to_be_visible()
    rider.context.clear_cookies(**lost)
    rider.get_by_role("button", name="I acknowledge").click()
    expect(rider.locator("#kept")).to_contain_text("You are signed out")
    expect(rider.locator("#kept li")).to_have_count(1)
    # Also in another tab, which leaves this page with a form's proof from before.
    sign_in(rider.context.new_page(), serve, "rider")
    expect(dispatcher.locator(".unit-card .tag", has_text="Acknowledged")).to_be_visible()
    expect(rider.locator("#kept")).to_be_hidden()
    expect(rider.get_by_role("button", name="I am on the way")).to_be_visible()


def test_the_phone_page_works_without_scripts(page_of, danger):
    dispatcher, rider = page_of("dispatcher", size=DESK), page_of("rider", size=PHONE, scripts=False)
    number = danger()
    dispatcher.goto(BOARD)
    dispatcher.get_by_role("link", name=number).click()
    send(dispatcher, "M-01")
    expect(dispatcher.locator(".unit-card", has_text="M-01")).to_contain_text("Alerted")
    rider.goto(RIDE)
    for words in ("I acknowledge", "I am on the way", "I am on scene", "I am with the survivor"):
        rider.get_by_role("button", name=words).click()
    rider.get_by_label("She or he is safe").check()
    rider.get_by_role("button", name="I am clear").click()
    expect(rider.locator("#ride")).to_contain_text("M-01 is not sent anywhere")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_board_reads_well_on_a_phone_too(page_of, danger, scheme):
    phone = page_of("dispatcher", size=PHONE)
    phone.emulate_media(color_scheme=scheme)
    complaints = listen(phone)
    number = danger()
    phone.goto(BOARD)
    assert violations(phone) == []
    phone.get_by_role("link", name=number).click()
    expect(phone.get_by_text(LANDMARK)).to_be_visible()
    for words in ("Change what is known", "Add a note for the crew", "A unit must not be sent"):
        phone.get_by_text(words).click()
    assert violations(phone) == []
    assert complaints == []


def test_in_an_emergency_a_response_is_opened_for_an_hour_and_oversight_reviews_it(page_of, danger, serve):
    rider, oversight = page_of("rider", size=PHONE), page_of("oversight", size=DESK)
    complaints = [listen(rider), listen(oversight)]
    number, happening = danger(), "I hear screams from the house; nobody answers on the radio."
    rider.goto("/staff/")
    menu = rider.locator("details.narrow")
    menu.get_by_text("Menu").click()
    menu.get_by_role("link", name="Emergency").click()
    rider.get_by_label("Number of the response or its report").fill(number)
    rider.get_by_label("I am near and nobody else can go").check()
    rider.get_by_label("What is happening").fill(happening)
    assert violations(rider) == []

    # Without the second factor nothing is opened, and what was typed is there still, but for the proof.
    rider.get_by_label("Code from your phone").fill("000000")
    rider.get_by_role("button", name="Open it now").click()
    expect(rider.get_by_role("alert")).to_contain_text("This code is not right")
    expect(rider.get_by_label("What is happening")).to_have_value(happening)
    expect(rider.get_by_label("Code from your phone")).to_have_value("")
    assert LANDMARK not in rider.content()

    rider.get_by_label("Code from your phone").fill(serve.password)
    rider.get_by_role("button", name="Open it now").click()
    expect(rider.get_by_text(LANDMARK)).to_be_visible()
    expect(rider.get_by_text("Two supervisors have been told.")).to_be_visible()
    assert violations(rider) == []

    # Oversight finds it on Today, reads why, and says what it was.
    oversight.goto("/staff/")
    oversight.get_by_role("link", name=re.compile(f"^{number}")).click()
    expect(oversight.get_by_text(happening)).to_be_visible()
    assert LANDMARK not in oversight.content()
    oversight.get_by_label("It was an emergency").check()
    oversight.get_by_label("Why").fill("The rider was the nearest and the line was down.")
    assert violations(oversight) == []
    oversight.get_by_role("button", name="Keep the review").click()
    oversight.goto("/staff/")
    expect(oversight.get_by_role("link", name=re.compile(f"^{number}"))).to_have_count(0)
    # A browser tells its console of every form that was refused.
    assert [each for each in complaints[0] if "422" not in each] == complaints[1] == []
