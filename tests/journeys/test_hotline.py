"""The operator's window and the caller's telephone side by side, in a real browser.

No state may show an axe violation or a console error; the telephone is 360 pixels wide, the console 1280.
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as TookTooLong

from tests.browsers import PHONE, WAIT_MILLISECONDS
from tests.serving import Served

pytestmark = pytest.mark.slow

AXE = Axe()
# What is lost is asked for again after six seconds, and the machine may be busy.
expect.set_options(timeout=WAIT_MILLISECONDS)
BOARD = "/staff/line/"
_SECOND_OPERATOR = """
import datetime, django
django.setup()
from genderdesk.groundwork.protection.access import SYSTEM
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.organisation.accounts.acts import create_user
from genderdesk.organisation.accounts.models import User
from genderdesk.organisation.institution.acts import appoint, enrol_officer, open_post
from genderdesk.organisation.institution.queries import posts_of_officer
if not User.objects.filter(username="second_operator").exists():
    first = User.objects.select_related("officer__institution").get(username="operator").officer
    desk = posts_of_officer(first)[0].desk
    since = datetime.date(2020, 1, 1)
    officer = enrol_officer(SYSTEM, first.institution, staff_code="T-OP-2", given_name="Second", family_name="Operator",
                            sex="female")
    post = open_post(SYSTEM, desk, title="Operator", role="operator", opened_on=since)
    appoint(SYSTEM, post, officer=officer, starts_on=since)
    create_user(SYSTEM, username="second_operator", officer=officer, password={password!r})
    # She has chosen a password of her own since.
    with unguarded("a journey's second operator"):
        User.objects.filter(username="second_operator").update(password_is_temporary=False)
"""


@pytest.fixture
def faults() -> Iterator[list[str]]:
    """What the windows of a journey complained of; there must be nothing."""
    found: list[str] = []
    yield found
    assert found == []


@pytest.fixture
def caller_of(page_of: Callable[..., Page], faults: list[str]) -> Callable[..., Page]:
    """``caller_of(3)``: the telephone of an invented number, open on line 3512."""

    def opens(number: int, *, scripts: bool = True) -> Page:
        page = page_of(size=PHONE, scripts=scripts)
        listen(page, faults, f"telephone {number}")
        page.goto(f"/simulator/?line=3512&number=%2B25078800{number:04d}")
        return page

    return opens


@pytest.fixture
def operator(page_of: Callable[..., Page], faults: list[str]) -> Iterator[Page]:
    """The console of the police line, with nothing left over before and after."""
    page = page_of("operator")
    listen(page, faults, "console")
    clear(page)
    yield page
    clear(page)


@pytest.fixture
def second(serve: Served, page_of: Callable[..., Page], faults: list[str]) -> Iterator[Page]:
    """Another operator of the same line, at her own console."""
    code = _SECOND_OPERATOR.format(password=serve.password)
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**serve.environment, "DJANGO_SETTINGS_MODULE": "genderdesk.config.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    serve.sign_ins["second operator"] = "second_operator"
    page = page_of("second operator")
    listen(page, faults, "second console")
    clear(page)
    yield page
    clear(page)


def listen(page: Page, faults: list[str], name: str) -> None:
    """Keep what a window writes to its console as an error, but for what a test cuts or mistypes itself."""

    def heard(message: Any) -> None:
        if message.type == "error" and "net::ERR_" not in message.text and "422" not in message.text:
            faults.append(f"{name}: {message.text}")

    page.on("console", heard)
    page.on("pageerror", lambda error: faults.append(f"{name}: {error}"))


def signed_out_on_purpose(faults: list[str]) -> None:
    """Forget the refusals that a browser writes down while a test has taken its sign-in away."""
    faults[:] = [each for each in faults if "401 (Unauthorized)" not in each]


def clear(page: Page) -> None:
    """Finish what the operator still has, and the calls that still ring."""
    for _each in range(8):
        page.goto(BOARD)
        if "/contacts/" in page.url:
            ends = page.locator("#hang-up").count() and not page.locator("[name=classification]").count()
            next_one = "#hang-up" if ends else "#done"
            pressed = next_one if page.locator(next_one).count() else "[name=classification][value=hang_up]"
        elif page.locator("#answer").count():
            pressed = "#answer"
        else:
            return
        # A caller whose window has closed may hang up between the look and the press.
        with contextlib.suppress(TookTooLong):
            page.locator(pressed).click(timeout=2_000)
        page.wait_for_load_state()


def without_fault(page: Page) -> None:
    """No barrier that axe knows, and nothing wider than the window."""
    found = AXE.run(page).response["violations"]
    assert [(each["id"], [node["html"][:160] for node in each["nodes"][:2]]) for each in found] == []
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 1


def dial(caller: Page) -> None:
    caller.get_by_role("button", name="Call 3512").click()
    expect(caller.get_by_text("It rings …")).to_be_visible()


def take(operator: Page) -> None:
    """Press Answer on the board as it stands, without loading it again."""
    operator.locator("#answer").click()
    expect(operator.get_by_role("button", name="Hang up")).to_be_visible()


def write(operator: Page, words: str) -> None:
    operator.locator("[name=narrative]").fill(words)


def kept(operator: Page) -> None:
    expect(operator.locator("[data-keep-state]")).to_contain_text("Kept at")


def save(operator: Page, press: Callable[[Locator], None] = Locator.click) -> None:
    """Save the report; where others may be about the same, it is none of them: that hangs on the invented cases."""
    press(operator.get_by_role("button", name="Save the report"))
    saved = operator.get_by_role("heading", name="The report is saved")
    none = operator.get_by_role("button", name="None of these: save as new")
    expect(saved.or_(none)).to_be_visible()
    if none.count():
        press(none)
    expect(saved).to_be_visible()


def test_a_call_rings_is_answered_and_help_is_sent_without_a_reload(operator: Page, caller_of: Any) -> None:
    caller = caller_of(1)
    without_fault(caller)
    operator.evaluate("window.sameLoad = true")
    expect(operator.get_by_text("Nobody is waiting")).to_be_visible()
    without_fault(operator)
    dial(caller)
    expect(operator.get_by_role("heading", name="A call is ringing")).to_be_visible()
    expect(operator).to_have_title("(1) Hotline · Gender Desk")
    assert operator.evaluate("window.sameLoad") is True
    without_fault(operator)
    caller.evaluate("window.sameLoad = true")
    take(operator)
    expect(caller.get_by_text("You are connected")).to_be_visible()
    expect(caller.get_by_role("group", name="Keys of the call")).to_be_visible()
    assert caller.evaluate("window.sameLoad") is True
    without_fault(caller)
    without_fault(operator)
    write(operator, "He is at the door.")
    kept(operator)
    operator.get_by_role("button", name="Immediate danger: send help").click()
    expect(operator.get_by_text("Help is asked for")).to_be_visible()
    expect(operator.get_by_role("button", name="Hang up")).to_be_visible()
    expect(operator.locator("#call").get_by_text("Immediate danger")).to_be_visible()
    expect(operator.locator("#call").get_by_text("Waiting for a unit")).to_be_visible()
    operator.locator("[name=text]").fill("Kimironko, behind the market.")
    operator.get_by_role("button", name="Add to the report").click()
    expect(operator.get_by_text("Added to R-")).to_be_visible()
    caller.get_by_role("button", name="Hang up").click()
    expect(operator.get_by_text("The caller hung up")).to_be_visible()
    without_fault(operator)
    operator.get_by_role("button", name="Done, next call").click()
    expect(operator.get_by_text("Nobody is waiting")).to_be_visible()


def open_thread(operator: Page, words: str) -> None:
    """Open the thread in which somebody wrote the words; other journeys leave threads of their own."""
    operator.goto("/staff/line/messages/")
    links = operator.locator("main a[href*='/staff/line/messages/']")
    addresses = [link.get_attribute("href") for link in links.all()]
    for address in addresses:
        operator.goto(str(address))
        if operator.locator("#texts").get_by_text(words).count():
            return
    pytest.fail(f"No thread says {words}: {addresses}")


def test_texts_go_both_ways_and_appear_by_themselves(operator: Page, caller_of: Any) -> None:
    caller = caller_of(2)
    operator.goto(BOARD)
    caller.get_by_label("Text to 3512").fill("Muraho, mfasha. I need help.")
    caller.locator("[data-handset-form=sms]").get_by_role("button", name="Send").click()
    expect(caller.get_by_text("Muraho, mfasha")).to_be_visible()
    # The one automatic answer, in the language of the text.
    expect(caller.get_by_text("Ubutumwa bwawe twabubonye")).to_be_visible()
    expect(operator.get_by_role("region", name="Texts to answer").get_by_text("New").first).to_be_visible()
    open_thread(operator, "Muraho, mfasha")
    operator.get_by_role("button", name="Take this thread").click()
    expect(operator.get_by_text("Do not write yet")).to_be_visible()
    caller.get_by_label("Text to 3512").fill("1")
    caller.locator("[data-handset-form=sms]").get_by_role("button", name="Send").click()
    expect(operator.locator("#texts").get_by_text("1", exact=True)).to_be_visible()
    operator.reload()
    without_fault(operator)
    operator.get_by_label("Your answer").fill("Can we talk at two?")
    kept(operator)
    operator.reload()
    expect(operator.get_by_label("Your answer")).to_have_value("Can we talk at two?")
    operator.get_by_role("button", name="Send the answer").dblclick()
    expect(caller.get_by_text("Can we talk at two?")).to_be_visible()
    expect(operator.get_by_text("On the phone").last).to_be_visible()
    assert caller.get_by_text("Can we talk at two?").count() == 1
    without_fault(caller)
    operator.get_by_role("button", name="Done, close the thread").click()


def test_the_menu_goes_by_taps_to_a_number(caller_of: Any) -> None:
    caller = caller_of(3)
    screen = caller.locator("#ussd-screen")
    caller.get_by_role("button", name="Open the menu").click()
    expect(screen).to_contain_text("1 Ikinyarwanda")
    for key, words in (("2", "What is it about?"), ("2", "Where are you?"), ("1", "Which district?"), ("2", "May we")):
        caller.locator(f"[data-ussd-key='{key}']").click()
        caller.locator("[data-handset-form=ussd]").get_by_role("button", name="Send").click()
        expect(screen).to_contain_text(words)
        expect(caller.locator("[data-ussd-size]")).to_contain_text("of 182 signs")
        expect(caller.locator("[data-ussd-left]")).to_contain_text("Time left to answer: 0:5")
    without_fault(caller)
    caller.locator("[data-ussd-key='1']").click()
    caller.keyboard.press("Tab")
    caller.locator("[data-handset-form=ussd]").get_by_role("button", name="Send").click()
    expect(screen).to_contain_text("Your number: R-")
    expect(caller.get_by_role("button", name="Open the menu")).to_be_visible()


def test_a_wrong_number_is_one_click(operator: Page, caller_of: Any) -> None:
    caller = caller_of(4)
    dial(caller)
    take(operator)
    operator.get_by_role("button", name="Wrong number").click()
    expect(operator.get_by_text("Closed as: Wrong number")).to_be_visible()
    expect(caller.get_by_text("The call is over")).to_be_visible()
    expect(caller.get_by_role("button", name="Call 3512")).to_be_visible()


def test_a_caller_who_cannot_speak_answers_by_key(operator: Page, caller_of: Any) -> None:
    caller = caller_of(5)
    dial(caller)
    take(operator)
    caller.get_by_role("group", name="Keys of the call").get_by_role("button", name="1", exact=True).click()
    expect(operator.locator(".line-keys kbd")).to_have_text("1")
    expect(operator.locator("#silent")).to_have_attribute("open", "")
    without_fault(operator)
    operator.get_by_role("button", name="Silent, danger: send help").click()
    expect(operator.get_by_text("Do not call or write back")).to_be_visible()
    caller.get_by_role("button", name="Hang up").click()


def test_of_two_operators_one_gets_the_call_and_the_other_a_sentence(
    operator: Page, second: Page, caller_of: Any
) -> None:
    caller = caller_of(6)
    dial(caller)
    expect(operator.locator("#answer")).to_be_visible()
    expect(second.locator("#answer")).to_be_visible()
    # The second console has not heard yet that the call is taken: its button is pressed as it stood.
    address = second.locator("#answer").evaluate("each => each.form.action")
    proof = second.locator("[name=csrfmiddlewaretoken]").first.input_value()
    take(operator)
    second.evaluate(
        """([address, proof]) => {
            const form = document.createElement("form");
            form.method = "post"; form.action = address;
            form.innerHTML = `<input name=csrfmiddlewaretoken value="${proof}">`;
            document.body.append(form); form.submit();
        }""",
        [address, proof],
    )
    expect(second.get_by_text("Another operator has just taken this contact")).to_be_visible()
    expect(second.get_by_role("region", name="On the line now")).to_contain_text("On the line")
    operator.locator("[name=classification][value=hang_up]").click()
    expect(operator.get_by_text("Closed as")).to_be_visible()


def test_a_call_whose_operators_browser_dies_is_taken_over_with_all_that_was_typed(
    operator: Page, second: Page, page_of: Any, caller_of: Any
) -> None:
    caller = caller_of(7)
    dial(caller)
    take(operator)
    write(operator, "She whispers: Remera, house with the blue gate.")
    kept(operator)
    operator.context.set_offline(True)
    row = second.get_by_role("region", name="On the line now")
    expect(row).to_be_visible()
    row.get_by_text("Take over", exact=True).click()
    without_fault(second)
    row.get_by_label("Why do you take it over?").select_option("screen_gone")
    row.get_by_role("button", name="Take over this call").click()
    expect(second.locator("[name=narrative]")).to_have_value("She whispers: Remera, house with the blue gate.")
    expect(caller.get_by_text("You are connected")).to_be_visible()
    operator.context.set_offline(False)
    # The first operator's page comes back: it says who has the call, and keeps nothing over the other's words.
    expect(operator.get_by_text("You do not have this call any more")).to_be_visible()
    second.locator("[name=classification][value=hang_up]").click()
    second.wait_for_load_state()


def test_a_double_click_makes_one_report(operator: Page, caller_of: Any) -> None:
    caller = caller_of(8)
    dial(caller)
    take(operator)
    operator.locator("#report-form [name=district]").select_option("24")
    operator.locator("[name=stated_kind]").select_option("physical")
    operator.get_by_label("No, do not contact").check()
    write(operator, "Told once.")
    save(operator, Locator.dblclick)
    expect(operator.locator("#call .line-report")).to_have_count(1)
    caller.get_by_role("button", name="Hang up").click()


def test_what_is_typed_outlives_a_reload_a_hang_up_and_a_lost_network(operator: Page, caller_of: Any) -> None:
    caller = caller_of(1)
    dial(caller)
    take(operator)
    operator.locator("#report-form [name=district]").select_option("12")
    write(operator, "First words")
    kept(operator)
    write(operator, "First words, and more at once")
    operator.reload()
    expect(operator.locator("[name=narrative]")).to_have_value("First words, and more at once")
    expect(operator.locator("#report-form [name=district]")).to_have_value("12")
    caller.get_by_role("button", name="Hang up").click()
    expect(operator.get_by_text("The caller hung up")).to_be_visible()
    expect(operator.locator("[name=narrative]")).to_have_value("First words, and more at once")
    operator.context.set_offline(True)
    write(operator, "Written without a network")
    expect(operator.locator("[data-keep-state]")).to_contain_text("no connection")
    operator.get_by_role("button", name="Save the report").click()
    time.sleep(1)
    expect(operator.locator("[name=narrative]")).to_have_value("Written without a network")
    operator.context.set_offline(False)
    kept(operator)


def test_what_is_typed_outlives_the_end_of_the_session(operator: Page, caller_of: Any, faults: list[str]) -> None:
    caller = caller_of(2)
    dial(caller)
    take(operator)
    session = next(each for each in operator.context.cookies() if each["name"] == "gd")
    operator.context.clear_cookies(name="gd")
    write(operator, "Typed while signed out")
    expect(operator.locator("[data-keep-state]")).to_contain_text("You are signed out")
    operator.get_by_role("button", name="Save the report").click()
    time.sleep(1)
    expect(operator.locator("[name=narrative]")).to_have_value("Typed while signed out")
    operator.context.add_cookies([session])
    kept(operator)
    signed_out_on_purpose(faults)
    caller.get_by_role("button", name="Hang up").click()


def test_the_console_rings_by_asking_where_the_live_stream_is_away(
    page_of: Any, operator: Page, caller_of: Any
) -> None:
    operator.context.route("**/live/**", lambda route: route.abort())
    operator.goto(BOARD)
    caller = caller_of(3)
    dial(caller)
    expect(operator.locator("#answer")).to_be_visible(timeout=12_000)
    caller.get_by_role("button", name="Hang up").click()
    expect(operator.locator("#answer")).to_be_hidden(timeout=12_000)


def test_a_console_that_is_signed_out_says_that_no_call_rings_here(operator: Page, faults: list[str]) -> None:
    session = next(each for each in operator.context.cookies() if each["name"] == "gd")
    operator.context.clear_cookies(name="gd")
    operator.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(operator.get_by_role("alert")).to_contain_text("You are signed out: no call rings here.")
    without_fault(operator)
    operator.context.add_cookies([session])
    operator.get_by_role("link", name="Sign in again").click()
    expect(operator.get_by_text("Nobody is waiting")).to_be_visible()
    signed_out_on_purpose(faults)


def test_the_whole_call_goes_by_keyboard(operator: Page, caller_of: Any) -> None:
    caller = caller_of(4)
    operator.keyboard.press("?")
    expect(operator.get_by_role("dialog", name="Keys")).to_be_visible()
    without_fault(operator)
    operator.get_by_label("Use single keys outside of fields").focus()
    operator.keyboard.press("Space")
    operator.keyboard.press("Escape")
    dial(caller)
    expect(operator.locator("#answer")).to_be_visible()
    operator.evaluate("document.activeElement.blur()")
    operator.keyboard.press("Enter")
    expect(operator.get_by_role("button", name="Hang up")).to_be_visible()
    operator.keyboard.press("n")
    expect(operator.locator("[name=narrative]")).to_be_focused()
    operator.keyboard.type("Typed by keys: n stays a letter here.")
    kept(operator)
    operator.locator("#report-form [name=district]").focus()
    operator.keyboard.type("Gas")
    operator.locator("[name=stated_kind]").focus()
    operator.keyboard.press("ArrowDown")
    operator.get_by_label("Not known yet").focus()
    operator.keyboard.press("Space")
    operator.keyboard.press("Control+Enter")
    operator.wait_for_load_state()
    expect(
        operator.get_by_text("The report is saved").or_(operator.get_by_text("Has this been told")).first
    ).to_be_visible()
    if operator.get_by_text("Has this been told").count():
        operator.get_by_role("button", name="None of these: save as new").focus()
        operator.keyboard.press("Enter")
        expect(operator.get_by_text("The report is saved").first).to_be_visible()
    operator.evaluate("document.activeElement.blur()")
    operator.keyboard.press("h")
    expect(operator.locator("#hang-up")).to_be_focused()
    operator.keyboard.press("Enter")
    expect(operator.get_by_role("button", name="Done, next call")).to_be_visible()
    expect(caller.get_by_text("The call is over")).to_be_visible()


def test_the_screen_is_hidden_by_two_presses_and_the_tab_says_nothing(operator: Page, caller_of: Any) -> None:
    operator.keyboard.press("Escape")
    operator.keyboard.press("Escape")
    expect(operator.locator("main")).to_be_hidden()
    caller = caller_of(5)
    dial(caller)
    time.sleep(2)
    assert operator.title() == "…"
    operator.keyboard.press("Escape")
    operator.keyboard.press("Escape")
    expect(operator.locator("#answer")).to_be_visible()
    expect(operator).to_have_title("(1) Hotline · Gender Desk")
    caller.get_by_role("button", name="Hang up").click()


def test_calls_sound_only_after_ring_aloud_was_pressed(operator: Page, caller_of: Any) -> None:
    operator.evaluate(
        """() => {
            window.tones = 0;
            const make = AudioContext.prototype.createOscillator;
            AudioContext.prototype.createOscillator = function () { window.tones += 1; return make.call(this); };
        }"""
    )
    caller = caller_of(6)
    dial(caller)
    expect(operator.locator("#answer")).to_be_visible()
    time.sleep(3)
    assert operator.evaluate("window.tones") == 0
    operator.get_by_role("button", name="Ring aloud").click()
    expect(operator.get_by_role("button", name="Ring aloud")).to_have_attribute("aria-pressed", "true")
    until = time.monotonic() + 15
    # The page's policy lets no test wait by a text that is evaluated again and again.
    while not operator.evaluate("window.tones"):
        assert time.monotonic() < until, "It does not sound."
        time.sleep(0.2)
    caller.get_by_role("button", name="Hang up").click()


def test_two_telephones_ring_at_once_and_one_waits_behind(operator: Page, caller_of: Any) -> None:
    first, other = caller_of(7), caller_of(8)
    dial(first)
    expect(operator.locator("#answer")).to_be_visible()
    dial(other)
    expect(operator.get_by_role("region", name="Waiting behind")).to_be_visible()
    expect(operator).to_have_title("(2) Hotline · Gender Desk")
    without_fault(operator)
    first.get_by_role("button", name="Hang up").click()
    other.get_by_role("button", name="Hang up").click()
    expect(operator.get_by_text("Nobody is waiting")).to_be_visible()


def test_places_of_the_district_stand_beside_the_call_and_go_out_as_a_neutral_text(
    operator: Page, caller_of: Any
) -> None:
    caller = caller_of(3)
    dial(caller)
    take(operator)
    operator.locator("#report-form [name=district]").select_option("12")
    operator.locator("#finder summary").click()
    finder = operator.get_by_role("region", name="Places that help")
    expect(finder.get_by_text("Places in Gasabo first")).to_be_visible()
    expect(finder.get_by_role("button", name="Send the number by text")).to_have_count(0)
    operator.locator("[name=stated_kind]").select_option("physical")
    operator.get_by_label("Yes, it is safe").check()
    save(operator)
    operator.locator("#finder summary").click()
    finder.get_by_role("button", name="Send the number by text").first.click()
    expect(operator.get_by_text("is on its way by text")).to_be_visible()
    expect(caller.locator(".handset-text").last).to_contain_text("+250")
    assert "Centre" not in caller.locator(".handset-text").last.inner_text()
    caller.get_by_role("button", name="Hang up").click()


def test_the_number_is_masked_until_a_reason_is_given(operator: Page, caller_of: Any) -> None:
    caller = caller_of(4)
    dial(caller)
    take(operator)
    assert "788 000 004" not in operator.locator("main").inner_text()
    operator.get_by_role("link", name="Show the number").click()
    operator.get_by_role("button", name="Show the number").click()
    expect(operator.get_by_text("There is a problem").first).to_be_visible()
    operator.get_by_label("Why do you need it?").select_option("line_broke")
    operator.get_by_role("button", name="Show the number").click()
    expect(operator.get_by_text("+250 788 000 004")).to_be_visible()
    expect(operator.get_by_text("Nobody has said yet that it is safe")).to_be_visible()
    without_fault(operator)
    caller.get_by_role("button", name="Hang up").click()


def test_the_telephone_works_without_scripts(operator: Page, caller_of: Any) -> None:
    caller = caller_of(5, scripts=False)
    caller.get_by_role("button", name="Call 3512").click()
    expect(caller.get_by_text("It rings …")).to_be_visible()
    take(operator)
    caller.get_by_role("link", name="Look again").click()
    expect(caller.get_by_text("You are connected")).to_be_visible()
    caller.get_by_role("button", name="2", exact=True).click()
    expect(operator.locator(".line-keys kbd")).to_have_text("2")
    caller.get_by_role("button", name="Hang up").click()
    expect(operator.get_by_text("The caller hung up")).to_be_visible()
    caller.get_by_label("Text to 3512").fill("By a plain form")
    caller.get_by_role("button", name="Send").click()
    expect(caller.get_by_text("Your message is on its way")).to_be_visible()
    expect(caller.get_by_text("By a plain form")).to_be_visible()
    caller.get_by_role("button", name="Open the menu").click()
    expect(caller.get_by_text("1 Ikinyarwanda")).to_be_visible()
    caller.get_by_label("Answer").fill("2")
    caller.locator("form", has=caller.get_by_label("Answer")).get_by_role("button", name="Send").click()
    expect(caller.get_by_text("What is it about?")).to_be_visible()
