"""The work on a case in a real browser: a walk-in from the search to the referral, the provider's answer, the desk."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browsers import PHONE
from tests.journeys import walker

CENTRE = "One Stop Centre, Gasabo"


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()
    page.wait_for_load_state()


def choose(page: Page, field: str, value: str) -> None:
    page.locator(f"main input[name={field}][value={value}]").first.check()


@pytest.fixture
def focal_point(page_of) -> Page:
    return page_of("focal_point", size=PHONE)


def take_walk_in(page: Page) -> str:
    """From the search to the open case, on a phone; the case's address."""
    page.goto("/staff/reports/")
    page.get_by_role("link", name="Take a report").click()
    page.locator("input[name=phone]").fill("0788 000 456")
    page.locator("select[name=district]").select_option(label="Gasabo")
    press(page, "Search")
    press(page, "Write a new report")
    assert page.locator("input[name=reporter_phone]").input_value().replace(" ", "").endswith("788000456")
    for question in ("safe_to_talk", "injured_or_recent"):
        choose(page, question, "yes")
    for question in ("immediate_danger", "child_involved"):
        choose(page, question, "no")
    page.locator("select[name=stated_kind]").select_option("sexual")
    choose(page, "safe_to_contact", "yes")
    page.locator("select[name=reporter_type]").select_option("survivor")
    page.locator("textarea[name=narrative]").fill("Invented for a journey.")
    press(page, "Save the report")
    expect(page.locator("h1")).to_contain_text("Report R-")
    press(page, "Save the answers")
    choose(page, "outcome", "opened")
    press(page, "Save the decision")
    page.get_by_role("link", name=re.compile("Case GD-")).click()
    page.wait_for_load_state()
    assert walker.width_faults(page) == []
    return page.url


def test_a_walk_in_reaches_the_clinic_and_the_desk_hears_of_it(focal_point, page_of):
    page = focal_point
    case = take_walk_in(page)
    steps = page.locator("section", has=page.get_by_role("heading", name="What is next"))
    expect(steps).to_contain_text("To do")

    steps.get_by_role("link", name="Seven questions").click()
    for question in ("penetration", "sexual_contact", "gender_based"):
        choose(page, question, "yes")
    press(page, "Save the answers")
    expect(page.locator("main")).to_contain_text("Rape")

    page.goto(f"{case}consents/")
    value = page.locator("select[name=recipient] option", has_text=CENTRE).first.get_attribute("value")
    page.locator("select[name=recipient]").select_option(value)
    choose(page, "scope", "medical")
    choose(page, "decision", "yes")
    choose(page, "mode", "signature")
    press(page, "Keep the decision")
    expect(page.locator("main")).to_contain_text("Yes, in force")

    page.goto(case)
    steps.get_by_role("link", name="Referral").click()
    page.wait_for_url(re.compile("/propose/"))
    choose(page, "service", "health")
    value = page.locator("select[name=provider] option", has_text=CENTRE).first.get_attribute("value")
    page.locator("select[name=provider]").select_option(value)
    choose(page, "urgency", "now")
    press(page, "Propose")
    press(page, "Use this consent")
    press(page, "Send to the provider")
    expect(page.locator("main")).to_contain_text("Sent")
    referral = re.search(r"RF-[0-9A-Z]{4}-[0-9A-Z]{4}", page.locator("h1").inner_text())[0]  # type: ignore[index]

    provider = page_of("provider", size=PHONE)
    provider.goto("/staff/provider/")
    provider.get_by_role("link", name=referral).click()
    expect(provider.locator("main")).not_to_contain_text("Invented for a journey")
    press(provider, "Accept the referral")
    provider.locator("input[name=received][value=pep]").check()
    press(provider, "Record attendance")
    choose(provider, "outcome", "service_given")
    press(provider, "Record the outcome")
    assert walker.width_faults(provider) == []

    page.goto(case)
    expect(steps).to_contain_text("Done")
    expect(page.locator(".timeline")).to_contain_text("Outcome of the referral")

    desk_head = page_of("desk_head")
    desk_head.goto(case)
    expect(desk_head.locator("h1")).to_contain_text("Case GD-")
    counsellor = page_of("counsellor")
    answer = counsellor.goto(case)
    assert answer is not None
    assert answer.status == 404


def test_what_was_typed_outlives_the_end_of_the_session(focal_point):
    page = focal_point
    case = take_walk_in(page)
    page.locator("textarea[name=text]").first.fill("A long and careful note.")
    page.context.clear_cookies(name="gd")
    press(page, "Keep the note")
    expect(page.locator("h1")).to_contain_text("Not sent yet")
    assert page.url.endswith("/note/")
    assert page.locator("input[name=text]").input_value() == "A long and careful note."
    assert case in page.url


def test_the_language_is_switched_where_one_stands(focal_point):
    page = focal_point
    page.goto("/staff/cases/")
    page.get_by_role("button", name="Français").first.click()
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.lang") == "fr"
    assert page.url.endswith("/staff/cases/")


def test_nothing_is_left_on_back_after_signing_out(page_of):
    page = page_of("desk_head", size=PHONE)
    page.goto("/staff/cases/")
    number = page.locator("a", has_text="GD-").first.inner_text()
    page.get_by_role("button", name="Sign out").first.click()
    page.wait_for_url(re.compile("/staff/sign-in/"))
    page.go_back()
    page.wait_for_load_state()
    expect(page.locator("main")).not_to_contain_text(number)
