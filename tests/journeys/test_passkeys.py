"""Passkeys in a real browser with a virtual authenticator: made, used as second factor and alone, renamed, removed."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests.browsers import PHONE, window
from tests.journeys import walker
from tests.journeys.entrances import (
    OWN_PASSWORD,
    PASSWORD,
    add_newcomer,
    choose_own_password,
    give_password,
    real_installation,
    set_up_app,
    write_codes_down,
)
from tests.serving import Demonstration, Served

# A phone's own authenticator: it keeps passkeys and verifies its owner by itself.
_PHONE_KEY = {
    "protocol": "ctap2",
    "ctap2Version": "ctap2_1",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


# A factor is met in the browser and in allauth; tests/accounts holds what is kept of it, on both databases.
pytestmark = pytest.mark.one_database


@pytest.fixture(scope="module")
def real(demonstration: Demonstration, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with real_installation(demonstration, tmp_path_factory.mktemp("passkeys")) as served:
        # Passkeys belong to a name, not to a number: the same server under the name that browsers trust without TLS.
        address = f"http://localhost:{urlsplit(served.address).port}"
        yield Served(**{**served.__dict__, "address": address})


def _complains(word: Any) -> bool:
    """Whether the console's word is a fault. The live stream ends with the sign-in, which Chromium says and is none."""
    return word.type == "error" and "ERR_INCOMPLETE_CHUNKED_ENCODING" not in word.text


class Phone:
    """A browser on a phone with an authenticator; ``said`` is what its console complained of."""

    def __init__(self, page: Page, *, gives_secrets: bool) -> None:
        self.page = page
        self.said: list[str] = []
        page.on("console", lambda word: self.said.append(word.text) if _complains(word) else None)
        page.on("pageerror", lambda fault: self.said.append(str(fault)))
        self.cdp: CDPSession = page.context.new_cdp_session(page)
        self.cdp.send("WebAuthn.enable")
        options = {**_PHONE_KEY, "hasPrf": gives_secrets}
        self.key: str = self.cdp.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]

    def kept(self) -> list[Any]:
        """The passkeys in the authenticator."""
        return list(self.cdp.send("WebAuthn.getCredentials", {"authenticatorId": self.key})["credentials"])

    def owner_is(self, verified: bool) -> None:
        """Whether the phone knows its owner's finger."""
        given = {"authenticatorId": self.key, "isUserVerified": verified}
        self.cdp.send("WebAuthn.setUserVerified", given)


@pytest.fixture
def at(browser: Any, real: Served) -> Iterator[Any]:
    opened: list[Any] = []

    def new(*, gives_secrets: bool = False) -> Phone:
        manager = window(browser, real, size=PHONE)
        opened.append(manager)
        return Phone(manager.__enter__().new_page(), gives_secrets=gives_secrets)

    yield new
    for manager in reversed(opened):
        manager.__exit__(None, None, None)


def is_in(page: Page) -> None:
    expect(page.get_by_role("heading", name="Today", exact=True)).to_be_visible()


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Sign out").first.click()
    page.wait_for_url(re.compile("/staff/sign-in/"))


@pytest.fixture(scope="module")
def newcomers(browser: Any, real: Served) -> list[str]:
    """Two whom the administrator has added."""
    names = ["opener", "keyholder"]
    with window(browser, real) as opened:
        administrator = opened.new_page()
        give_password(administrator, real.sign_ins["administrator"], real.password)
        set_up_app(administrator)
        for name in names:
            add_newcomer(administrator, name, "oversight")
    return names


def test_a_passkey_is_made_used_renamed_and_removed_and_each_event_is_one_entry(at, newcomers, real):
    phone = at()
    newcomer = newcomers[1]
    page = phone.page
    give_password(page, newcomer, PASSWORD)
    choose_own_password(page)
    page.get_by_role("link", name="Use a passkey instead").click()
    assert walker.width_faults(page) == []

    # Nothing is made where the phone does not know its owner.
    phone.owner_is(False)
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.locator("[data-passkey-word]")).to_contain_text("No passkey was made")
    phone.owner_is(True)
    page.locator("input[name=name]").fill("My phone")
    page.get_by_role("button", name="Make the passkey").click()
    codes = write_codes_down(page)
    is_in(page)
    made = phone.kept()
    assert [each["isResidentCredential"] for each in made] == [True]

    # As the second factor.
    sign_out(page)
    give_password(page, newcomer, OWN_PASSWORD)
    expect(page.get_by_role("button", name="Use your passkey")).to_be_visible()
    assert walker.width_faults(page) == []
    page.get_by_role("button", name="Use your passkey").click()
    is_in(page)

    # As the whole sign-in: no name, no password; refused where the phone does not know its owner.
    sign_out(page)
    phone.owner_is(False)
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.locator("[data-passkey-word]")).to_contain_text("was not read")
    phone.owner_is(True)
    page.get_by_role("button", name="Sign in with a passkey").click()
    is_in(page)

    # Renamed and kept, since it is the only one.
    page.goto("/staff/me/")
    expect(page.locator("main")).to_contain_text("My phone")
    expect(page.locator("main")).to_contain_text("This key cannot open sealed files; your password can")
    expect(page.locator("main")).to_contain_text("Closed in this browser")
    page.get_by_role("link", name="Rename").click()
    page.locator("input[name=name]").fill("My old phone")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("My old phone")
    page.get_by_role("link", name="Remove My old phone").click()
    page.get_by_role("button", name="Remove it").click()
    expect(page.locator("main")).to_contain_text("only second factor")
    assert phone.said == ["Failed to load resource: the server responded with a status of 403 (Forbidden)"]
    phone.said.clear()

    # The owner of a stolen phone signs in elsewhere with a recovery code, makes another passkey, and removes the first.
    other = at()
    give_password(other.page, newcomer, OWN_PASSWORD)
    other.page.locator("input[name=code]").fill(codes[3])
    other.page.get_by_role("button", name="Continue").click()
    is_in(other.page)
    other.page.goto("/staff/me/")
    other.page.get_by_role("link", name="Add a passkey").click()
    other.page.locator("input[name=name]").fill("New phone")
    other.page.get_by_role("button", name="Make the passkey").click()
    expect(other.page.locator("main")).to_contain_text("New phone")
    assert walker.walk(other.page, ["/staff/me/", "/staff/second-factor/again/passkey/"]) == []
    other.page.goto("/staff/me/")
    other.page.get_by_role("link", name="Remove My old phone").click()
    other.page.get_by_role("button", name="Remove it").click()
    expect(other.page.locator("main")).not_to_contain_text("My old phone")
    sign_out_everywhere = other.page.get_by_role("button", name="Sign out everywhere else")
    sign_out_everywhere.click()
    expect(sign_out_everywhere).to_have_count(0)

    # What was removed opens nothing, and the stolen phone is signed out.
    page.goto("/staff/")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("This passkey opened nothing")
    assert phone.said == []
    assert other.said == []
    each_event_is_one_entry(real)


def each_event_is_one_entry(real):
    """What the journey left in the ledger."""
    if real.database_url:
        import psycopg

        with psycopg.connect(real.database_url) as connection:
            rows = connection.execute(_EVENTS.format(key="notes->>'what'", by="notes->>'by'")).fetchall()
    else:
        with sqlite3.connect(f"file:{real.home}/database.sqlite3?mode=ro", uri=True) as connection:
            rows = connection.execute(
                _EVENTS.format(key="json_extract(notes, '$.what')", by="json_extract(notes, '$.by')")
            ).fetchall()
    counted = {(name, about): number for name, about, number in rows}
    assert counted["second_factor.added", "webauthn"] == 2
    assert counted["second_factor.added", "recovery_codes"] == 1
    assert counted["second_factor.removed", "webauthn"] == 1
    assert counted["second_factor.proved", "webauthn"] == 2
    assert counted["second_factor.proved", "recovery_codes"] == 1
    assert counted["second_factor.failed", None] == 1


_EVENTS = """
    SELECT name, COALESCE({key}, {by}), COUNT(*) FROM protection_entry
    WHERE kind = 'sign_in' AND id > (SELECT MAX(id) FROM protection_entry WHERE name = 'user.create')
      AND name LIKE 'second_factor.%'
    GROUP BY 1, 2
"""


def test_a_passkey_opens_what_is_sealed_without_the_password(at, newcomers):
    phone = at(gives_secrets=True)
    page = phone.page
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.post_data or "") if request.method == "POST" else None)
    give_password(page, newcomers[0], PASSWORD)
    choose_own_password(page)
    page.get_by_role("link", name="Use a passkey instead").click()
    page.get_by_role("button", name="Make the passkey").click()
    write_codes_down(page)
    # The browser has handed over the secret in its own field, and only there.
    made = next(each for each in sent if "passkey_secret=" in each)
    secret = made.split("passkey_secret=")[1].split("&")[0]
    assert len(secret) == 43
    assert sum(each.count(secret) for each in sent) == 1

    sign_out(page)
    page.get_by_role("button", name="Sign in with a passkey").click()
    is_in(page)
    page.goto("/staff/me/")
    expect(page.locator("main")).to_contain_text("Opens sealed files too")
    expect(page.locator("main")).not_to_contain_text("Closed in this browser")
    assert walker.width_faults(page) == []
    assert secret not in page.content()

    # A second one, on another device: it is let open by one more use where it was not at once.
    page.get_by_role("link", name="Rename").click()
    address = page.url.replace("/rename/", "/opens/")
    page.goto(address)
    assert walker.width_faults(page) == []
    page.get_by_role("button", name="Use this passkey").click()
    page.wait_for_url(re.compile("/staff/me/"))
    assert phone.said == []

    # Another phone signs nobody in, and the account's own page says what each passkey opens.
    stranger = at(gives_secrets=True).page
    stranger.goto("/staff/sign-in/")
    stranger.get_by_role("button", name="Sign in with a passkey").click()
    expect(stranger.locator("[data-passkey-word]")).to_contain_text("was not read")
