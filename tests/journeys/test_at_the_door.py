"""A trainer at the door of a session, on a phone whose network comes and goes: cards are read, the list is ticked, and
the desk has each mark once."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from genderdesk.demo.person import Person
from tests.browsers import PHONE
from tests.journeys import walker
from tests.serving import Served

pytestmark = pytest.mark.one_database

SHEET = """staff_code,names,sex,categories,place,age_group,s1
,Invented Keza,F,teacher,,adult,
,Invented Mugabo,M,teacher,,adult,
,Invented Ineza,F,teacher,,adult,
"""
# A camera without a lens, and the reading of a QR code, which no browser of this machine does.
CAMERA = """
  window.shown = "";
  window.BarcodeDetector = class { async detect() { return window.shown ? [{ rawValue: window.shown }] : []; } };
  navigator.mediaDevices.getUserMedia = async () => {
    const canvas = document.createElement("canvas");
    canvas.getContext("2d").fillRect(0, 0, 9, 9);
    return canvas.captureStream(5);
  };
"""


@dataclass(frozen=True)
class Door:
    """A session of today with three people, by name, and the codes on their cards."""

    served: Served
    address: str
    cards: dict[str, str]

    def marks(self) -> list[tuple[str, str]]:
        """Presence and way of everybody who is marked, read in the file of the database."""
        with closing(sqlite3.connect(f"file:{self.served.home / 'database.sqlite3'}?mode=ro", uri=True)) as database:
            asked = (
                "SELECT number, presence, way FROM training_attendance JOIN training_participation ON "
                f"training_participation.id = participation_id WHERE number IN ({','.join('?' * len(self.cards))})"
            )
            names = {number: name for name, number in self.cards.items()}
            found = database.execute(asked, list(self.cards.values())).fetchall()
            return sorted((names[number], f"{presence} by {way}") for number, presence, way in found)


def open_today(serve: Served, course: str = "") -> str:
    """The address of a training of today that is open, planned and approved by two people; its course as lists name
    it."""
    trainer, head = (Person(serve.address, role) for role in ("trainer", "desk_head"))
    for person in (trainer, head):
        person.sign_in(serve.sign_ins[person.name], serve.password)
    choices = trainer.open("/staff/training/plan/").form(has="first_day").choices
    version = next(value for value, words in choices["version"].items() if value and course in words)
    place = walker.value_of(choices["place"], "Gasabo")
    today = f"{timezone.localdate():%Y-%m-%d}"
    given = {"version": version, "place": place, "first_day": today, "days": "1", "starts": "00:00", "ends": "23:59"}
    address = re.search(r"/staff/training/[0-9a-f-]{36}/", trainer.press(has="first_day", **given).url)
    assert address
    head.open(address[0])
    head.press("Approve")
    trainer.open(address[0])
    trainer.press("Open")
    return address[0]


@pytest.fixture
def door(serve: Served) -> Door:
    address = open_today(serve)
    trainer = Person(serve.address, "trainer")
    trainer.sign_in(serve.sign_ins["trainer"], serve.password)
    trainer.open(f"{address}sheet/")
    trainer.press("Check it", lines=SHEET)
    trainer.press("Take it in")
    shown = trainer.open(f"{address}sessions/1/").text
    rows = re.findall(r'<tr data-card="([^"]+)".*?<label[^>]*>([^<]+)<', shown, re.DOTALL)
    assert len(rows) == 3
    return Door(serve, f"{address}sessions/1/", {name.strip(): number for number, name in rows})


def at_the_door(page: Page, door: Door) -> Page:
    page.add_init_script(CAMERA)
    page.goto(door.address)
    return page


def types(page: Page, code: str) -> None:
    page.locator("#door input[name=code]").fill(code)
    page.locator("#door").get_by_role("button", name="Sign in", exact=True).click()


def test_cards_are_read_by_the_camera_and_the_page_stays(page_of, door):
    page = at_the_door(page_of("trainer", size=PHONE), door)
    said = page.locator("#door p[role=status]")
    page.get_by_role("button", name="Read the cards with the camera").click()
    expect(page.locator("video.scan")).to_be_visible()
    for name in ("Invented Keza", "Invented Mugabo"):
        page.evaluate("code => { window.shown = code; }", door.cards[name])
        expect(said).to_have_text(f"{name} is signed in.")
    assert page.url.endswith(door.address)
    assert walker.width_faults(page) == []
    page.evaluate("window.shown = 'https://example.org/'")
    expect(said).to_have_text("This is no card of a training.")
    page.get_by_role("button", name="Stop the camera").click()
    expect(page.locator("video.scan")).to_be_hidden()
    assert door.marks() == [("Invented Keza", "present by code"), ("Invented Mugabo", "present by code")]


def test_without_a_network_everybody_signs_in_and_the_desk_has_it_once(page_of, door):
    page = at_the_door(page_of("trainer", size=PHONE), door)
    page.context.set_offline(True)
    said, waits = page.locator("#door p[role=status]"), page.locator("#on-phone")
    types(page, door.cards["Invented Keza"].lower())
    expect(said).to_have_text("Invented Keza is marked on this phone.")
    types(page, door.cards["Invented Mugabo"])
    expect(said).to_have_text("Invented Mugabo is marked on this phone.")
    expect(waits).to_contain_text("Kept on this phone (2)")
    expect(waits).to_contain_text("Sign in × 2")
    # The list beside, of one who has no card with her.
    page.locator("tr", has_text="Invented Ineza").locator("select").select_option("part")
    page.get_by_role("button", name="Keep the list").click()
    expect(waits).to_contain_text("Kept on this phone (3)")
    expect(page.locator("tr", has_text="Invented Ineza").locator("select")).to_have_value("part")
    kept = page.evaluate("JSON.stringify({...localStorage}) + JSON.stringify({...sessionStorage})")
    assert not any(word in kept for each in door.cards.items() for word in each)
    assert page.evaluate("caches.keys()") == []
    assert walker.width_faults(page) == []
    assert door.marks() == []
    # An answer that is lost on the way: the desk has it, the phone does not know.
    page.route("**/sessions/1/", lambda route: (route.fetch(), route.abort()))
    page.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(waits).to_contain_text("Kept on this phone (3)")
    page.wait_for_timeout(1500)
    page.unroute("**/sessions/1/")
    expect(waits).to_be_hidden()
    assert door.marks() == [
        ("Invented Ineza", "part by list"),
        ("Invented Keza", "present by code"),
        ("Invented Mugabo", "present by code"),
    ]


def test_what_the_desk_refuses_is_shown_with_why(page_of, door):
    page = at_the_door(page_of("trainer", size=PHONE), door)
    page.context.set_offline(True)
    types(page, "T-2222-2222-2222")
    expect(page.locator("#door p[role=status]")).to_contain_text("Nobody on this page has the code T-2222-2222-2222.")
    waits = page.locator("#on-phone")
    expect(waits).to_contain_text("Kept on this phone (1)")
    page.context.set_offline(False)
    waits.get_by_role("button", name="Read why").click()
    expect(page.locator(".error-summary")).to_contain_text("Nobody on this list has this code.")
    expect(page.locator("#door input[name=code]")).to_have_value("T-2222-2222-2222")
    expect(waits).to_be_hidden()
    assert door.marks() == []


def test_where_the_browser_reads_no_codes_there_is_no_button_for_it(page_of, door):
    page = page_of("trainer", size=PHONE)
    page.add_init_script("delete window.BarcodeDetector")
    page.goto(door.address)
    expect(page.get_by_role("button", name="Read the cards with the camera")).to_be_hidden()
    types(page, door.cards["Invented Keza"])
    expect(page.locator("#door p[role=status]")).to_have_text("Invented Keza is signed in.")


def test_somebody_signs_in_on_an_own_phone_by_the_address_that_the_trainer_shows(page_of, door):
    page = at_the_door(page_of("trainer", size=PHONE), door)
    page.get_by_text("Let people sign in on their own phones").click()
    expect(page.locator("img.qr")).to_be_visible()
    assert walker.width_faults(page) == []
    own = page_of(size=PHONE, scripts=False)
    own.goto(page.get_by_role("link", name="Open that page").get_attribute("href"))
    own.locator("input[name=code]").fill(door.cards["Invented Ineza"])
    own.get_by_role("button", name="Sign in").click()
    assert "You are signed in." in own.locator("main").inner_text()
    assert "Ineza" not in own.content()
    assert walker.width_faults(own) == []
    assert door.marks() == [("Invented Ineza", "present by self")]
