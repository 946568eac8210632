"""The commonest tasks of a trainer, an outreach officer, an analyst and the head office (ux.md 1.4 I, J, K, M), each in
no more screens than it lists.

``hand.py`` says what a screen is. What the analyst does on pages of results stands beside those pages.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.utils import timezone
from PIL import Image
from playwright.sync_api import expect

from genderdesk.demo.person import Person
from tests.journeys.hand import Hand, Task, faults_of
from tests.journeys.test_at_the_door import SHEET, open_today
from tests.serving import Served

pytestmark = pytest.mark.one_database

COURSE = "Psychosocial first aid"
DAY = f"{timezone.localdate():%Y-%m-%d}"
LATER = f"{timezone.localdate() + timedelta(days=40):%Y-%m-%d}"


@dataclass(frozen=True)
class Office:
    """The served world as the tasks find it: a training of today, a version to authorise, a proposal to decide."""

    served: Served
    version: str
    proposal: str
    picture: bytes


def _downloads(hand: Hand, words: str) -> None:
    """Take a file that a link or button of the page gives out."""
    link = hand._here().locator("main").get_by_role("link", name=words).first
    with hand.page.expect_download() as taken:
        link.click()
    assert taken.value.path().stat().st_size > 0


# A trainer (I)


def plans_a_training(hand: Hand, _office: Office) -> None:
    hand.menu("Plan a training")
    hand.pick("version", COURSE)
    hand.pick("place", "Kicukiro")
    hand.write("first_day", LATER)
    hand.write("days", "2")
    hand.write("starts", "08:00")
    hand.write("ends", "16:00")
    hand.press("Plan it")


def approves_a_training(hand: Hand, _office: Office) -> None:
    hand.menu("Training")
    hand.tap(re.compile(COURSE))
    hand.press("Approve")


def _opens(hand: Hand) -> None:
    hand.tap(re.compile(f"^{COURSE} · Gasabo"), under="Trainings")


def imports_a_list(hand: Hand, _office: Office) -> None:
    _opens(hand)
    hand.tap("Take in a sheet (CSV or Excel)")
    hand.write("lines", SHEET)
    hand.press("Check it")
    hand.sees("New people")
    hand.press("Take it in")


def marks_attendance(hand: Hand, _office: Office) -> None:
    hand.tap(re.compile(f"^Who is there: {COURSE}"), under="Trainings")
    hand.press("Everybody left open is present")


def signs_in_by_code(hand: Hand, _office: Office) -> None:
    hand.tap(re.compile(f"^Who is there: {COURSE}"), under="Trainings")
    hand.write("code", hand.page.locator("tr[data-card]").first.get_attribute("data-card") or "")
    hand.press("Sign in")
    expect(hand.page.locator("#door p[role=status]")).to_contain_text("is signed in.")


def counts_by_head(hand: Hand, _office: Office) -> None:
    _opens(hand)
    hand.unfold("Write a count")
    hand.pick("category", "Student")
    hand.write("people", "40")
    hand.press("Keep the count")


def pastes_scores(hand: Hand, _office: Office) -> None:
    _opens(hand)
    hand.tap("Paste the results of a test")
    hand.choose("which", "after")
    hand.write("column", "80\n70\n90")
    hand.press("Keep the results")


def gives_out_the_links(hand: Hand, office: Office) -> None:
    """The calendar's feed and the form for feedback, which are told to people without an account."""
    _opens(hand)
    hand.unfold("Links to give out")
    calendar = hand.page.locator("a[href$='.ics']")
    expect(calendar).to_be_visible()
    visitor = Person(office.served.address, "visitor")
    rating = hand.page.locator("details", has_text="To rate it, without a name").locator(".code").inner_text()
    assert COURSE in visitor.open(rating).text
    assert "BEGIN:VCALENDAR" in hand.page.request.get(calendar.get_attribute("href") or "").text()


def prints_the_certificates(hand: Hand, _office: Office) -> None:
    _opens(hand)
    hand.press("It was held")
    hand.press("Close: the lists are complete")
    hand.press("Issue the certificates")
    hand.press("Print them (PDF)")
    expect(hand.page.locator("main")).to_contain_text("3 certificates are ready.", timeout=60_000)
    _downloads(hand, "Save the certificates (PDF)")


def plans_a_refresher(hand: Hand, _office: Office) -> None:
    hand.tap(re.compile("^Certificates end, no refresher is planned"), under="Trainings")
    hand.write("days", "1")
    hand.write("starts", "08:00")
    hand.write("ends", "16:00")
    hand.press("Plan it")


def takes_results_by_category(hand: Hand, _office: Office) -> None:
    hand.menu("Results of training")
    _downloads(hand, "Take away as an Excel workbook")


# An officer for outreach and clubs (J)


def logs_an_activity(hand: Hand, _office: Office) -> None:
    hand.menu("Log what was held")
    hand.pick("kind", "Talk")
    hand.write("title", "Invented talk")
    hand.pick("place", "Gasabo")
    hand.write("held_on", DAY)
    hand.pick("audience", "Pupils and students")
    hand.pick("method", "Heads counted")
    hand.write("girls", "20")
    hand.write("boys", "18")
    hand._field("input[name=confidence]").check()
    hand.press("Log it")


def registers_a_club(hand: Hand, _office: Office) -> None:
    hand.menu("Clubs and networks")
    hand.unfold("Register a club")
    hand.write("name", "Invented club of a journey")
    hand._field("input[name=kind]").check()
    hand.pick("place", "Gasabo")
    hand.write("founded_on", "2024-02-01")
    hand.press("Register it")


def tells_of_a_club(hand: Hand, _office: Office) -> None:
    hand.menu("Clubs and networks")
    hand.tap("Invented club of a journey")
    hand.unfold("Keep the return of a quarter")
    hand.write("activities", "2")
    hand.write("girls", "12")
    hand.press("Keep it")


def writes_a_material(hand: Hand, _office: Office) -> None:
    hand.menu("Materials")
    hand.unfold("Write a material")
    hand.write("code", "JOURNEY")
    hand.pick("kind", "Poster")
    hand._field("input[name=language]").check()
    hand.write("headline", "Invented poster of a journey")
    hand.write("body", "Invented.")
    hand.press("Keep it")


def clears_a_material(hand: Hand, _office: Office) -> None:
    hand.menu("Outreach")
    hand.tap("Materials")
    hand.tap("Invented poster of a journey")
    hand.press("Clear it for printing")


def takes_the_pack_for_the_printer(hand: Hand, _office: Office) -> None:
    hand.menu("Materials")
    _downloads(hand, "All that are cleared, for the printer (PDF)")


def adds_a_photograph(hand: Hand, office: Office) -> None:
    hand.menu("Outreach")
    hand.tap("Invented talk")
    hand.unfold("Add a photograph")
    hand.choose("in_picture", "nobody")
    hand.write("shows", "Invented benches of a journey")
    hand.attach("content", office.picture)
    hand.press("Add the photograph")


def clears_a_photograph(hand: Hand, _office: Office) -> None:
    hand.tap(re.compile("^Invented benches of a journey"), under="Photographs to look at")
    hand.unfold("Invented benches of a journey")
    shown = hand.page.get_by_role("img", name="Invented benches of a journey")
    expect(shown).to_have_js_property("naturalWidth", 90)
    hand.press("Clear it for use")


def keeps_what_a_place_said(hand: Hand, _office: Office) -> None:
    hand.menu("Feedback from places")
    hand.unfold("Keep what a place said")
    hand.pick("place", "Gasabo")
    hand.pick("came_by", "At a meeting")
    hand.pick("topic", "The station")
    hand.choose("nature", "wish")
    hand.write("words", "Invented bench of a journey")
    hand.write("answer_due_on", LATER)
    hand.press("Keep it")


def answers_a_place(hand: Hand, _office: Office) -> None:
    hand.tap(re.compile("^A fault: The line"), under="Outreach")
    hand.write("answer", "Invented: two people take calls at noon now.")
    hand.press("It was answered")


def moves_material(hand: Hand, _office: Office) -> None:
    hand.menu("Materials")
    hand.tap("Invented poster of a journey")
    hand.unfold("Copies came or went")
    hand.choose("kind", "printed")
    hand.write("copies", "100")
    hand.press("Keep it")


def takes_a_sheet_for_the_printer(hand: Hand, _office: Office) -> None:
    hand.menu("Materials")
    hand.tap("Invented poster of a journey")
    _downloads(hand, "Sheet for the printer (PDF)")


def plans_a_campaign(hand: Hand, _office: Office) -> None:
    hand.menu("Outreach")
    hand.unfold("Plan a campaign")
    hand.write("name", "Invented campaign of a journey")
    hand.write("starts_on", DAY)
    hand.write("ends_on", LATER)
    hand.press("Plan it")


def logs_what_an_outlet_said(hand: Hand, _office: Office) -> None:
    hand.menu("Outreach")
    hand.tap("In the media")
    hand.unfold("Log what an outlet said")
    hand.write("outlet", "Invented newspaper")
    hand._field("select[name=kind]").select_option(index=1)
    hand._field("input[name=language]").check()
    hand.write("topic", "Invented: how to call")
    hand._field("input[name=recognisable][value=no]").check()
    hand.press("Keep it")


def sees_reach_by_district(hand: Hand, _office: Office) -> None:
    hand.menu("Whom we reached")
    hand._field("select[name=district]").select_option(label="Gasabo")
    hand.page.locator("main form button").first.click()
    hand.page.wait_for_load_state()
    hand.sees("38")


# An analyst (K)


def reads_the_figures_of_another_month(hand: Hand, _office: Office) -> None:
    hand.menu("Figures")
    hand._field("select[name=month]").select_option(index=1)
    hand.page.locator("main form button").first.click()
    hand.page.wait_for_load_state()


def takes_the_figures_away(hand: Hand, _office: Office) -> None:
    hand.menu("Figures")
    with hand.page.expect_download() as taken:
        hand._here().locator("main a[href$='figures.csv']").first.click()
    assert taken.value.path().stat().st_size > 0


def takes_the_incidents_as_a_workbook(hand: Hand, _office: Office) -> None:
    hand.menu("Figures")
    hand.tap("The 24 GBVIMS statistics of this month")
    with hand.page.expect_download() as taken:
        hand._here().locator("main a[href$='incidents.xlsx']").first.click()
    assert taken.value.path().stat().st_size > 0


def reads_what_followed_assessments(hand: Hand, _office: Office) -> None:
    hand.menu("Figures")
    hand.tap("What followed the assessments of risk")
    hand.sees(re.compile("assess"))


def explores(hand: Hand, _office: Office) -> None:
    """Reports by how they came and what became of them; the lists of dimensions depend on what is counted."""
    hand.menu("Figures")
    hand.tap("Explore the figures")
    for name, value in (("kind", "report"), ("rows", "channel"), ("columns", "outcome")):
        hand._field(f"select[name={name}]").select_option(value)
        if name == "kind":
            _shows(hand)
    _shows(hand)
    hand.sees("Reports, by: Way in × Result")
    _downloads(hand, "Take away as CSV")


def _shows(hand: Hand) -> None:
    hand.page.locator("main form button").first.click()
    hand.page.wait_for_load_state()


def shares_a_chart_by_a_link(hand: Hand, _office: Office) -> None:
    hand.menu("Figures")
    hand._field("select[name=month]").select_option(index=1)
    _shows(hand)
    hand.tap(re.compile("^Share.*What triage made of the reports"))
    hand.press("Freeze it and make the link")
    hand.sees(re.compile("/charts/"))


def releases_a_chart_that_another_froze(hand: Hand, _office: Office) -> None:
    hand.tap("What triage made of the reports", under="Links to charts to release")
    hand.press("Let the link open")
    hand.sees("Open")


def finds_a_document_that_is_under_way(hand: Hand, office: Office) -> None:
    hand.menu("Guidance and decisions")
    hand.sees(office.version)


# The head office (M)


def publishes_and_sees_who_has_read_it(hand: Hand, office: Office) -> None:
    hand.tap(re.compile(office.version), under="Waits for your decision")
    hand.press("Authorise")
    hand.tap("Who has not acknowledged it")
    hand.sees(re.compile("acknowledged", re.IGNORECASE))


def decides_a_proposal(hand: Hand, office: Office) -> None:
    hand.tap(office.proposal, under="Waits for your decision")
    hand.choose("outcome", "approved")
    hand.press("Keep the decision")


def approves_several_proposals(hand: Hand, _office: Office) -> None:
    hand.menu("Guidance and decisions")
    hand.tap("Decisions")
    hand.unfold("Approve several at once")
    hand._field("input[name=proposals]").check()
    hand.press("Approve them as they are")


def sees_how_a_plan_goes_on(hand: Hand, _office: Office) -> None:
    hand.menu("Guidance and decisions")
    hand.tap("Plans")
    hand.sees("Actions verified")


def sees_where_no_focal_point_is(hand: Hand, _office: Office) -> None:
    hand.menu("Coverage")
    hand.sees(re.compile("have a focal point in post"))
    hand._field("select[name=wanted]").select_option("vacant")
    hand.page.locator("main form button").first.click()
    hand.page.wait_for_load_state()


def sees_where_the_vehicles_stand(hand: Hand, _office: Office) -> None:
    hand.menu("Vehicles")
    hand.sees(re.compile("Kilometres of 30 days"))
    hand._field("select[name=standing]").select_option("free")
    hand.page.locator("main form button").first.click()
    hand.page.wait_for_load_state()
    hand.sees(re.compile("Next check|Service|Insurance|Never checked"))
    _downloads(hand, "This list as CSV")


def keeps_a_check_of_a_vehicle(hand: Hand, _office: Office) -> None:
    hand.menu("Vehicles")
    hand._here().locator("main tbody a", has_text=re.compile("-")).last.click()
    hand.page.wait_for_load_state()
    hand.unfold("Keep a check")
    hand.write("odometer_km", "90000")
    hand.choose("fitness", "fit")
    hand.write("next_check_on", LATER)
    hand.press("Keep the check")


def sees_what_a_grant_owes(hand: Hand, _office: Office) -> None:
    hand.menu("Partners")
    hand.page.locator("main a[href*='/agreements/']").first.click()
    hand.page.wait_for_load_state()
    hand.sees("What it obliges to")


def answers_a_complaint(hand: Hand, _office: Office) -> None:
    hand.tap(re.compile("^Q-.*Somebody was sent away"), under="Complaints")
    hand.press("Show what was told")
    hand.sees("(invented)")
    hand.write("answer", "Invented for a journey.")
    hand.press("Keep the answer")


TASKS: dict[str, tuple[Task, ...]] = {
    "trainer": (
        Task("trainer", plans_a_training, 1, ("training.plan",)),
        Task("desk_head", approves_a_training, 2, ("training.approve",)),  # own
        Task("trainer", imports_a_list, 2, ("attendance.take_in",)),
        Task("trainer", signs_in_by_code, 1, ("attendance.sign_in",)),
        Task("trainer", marks_attendance, 1, ("attendance.mark",)),
        Task("trainer", counts_by_head, 1, ("attendance.tally",)),
        Task("trainer", pastes_scores, 2, ("scores.keep",)),  # own
        Task("trainer", gives_out_the_links, 1),
        # One page to ask, one with the bar and the file.
        Task("trainer", prints_the_certificates, 2, ("certificate.issue", "certificate.ask_for_print")),
        Task("trainer", plans_a_refresher, 1, ("training.plan",)),
        Task("trainer", takes_results_by_category, 1, ("training.results",)),
    ),
    "outreach_officer": (
        Task("outreach_officer", logs_an_activity, 1, ("activity.log",)),
        # Outreach, and the activity with the question before the file.
        Task("outreach_officer", adds_a_photograph, 2, ("photo.add",)),
        Task("desk_head", clears_a_photograph, 1, ("photo.clear",)),  # own
        Task("outreach_officer", keeps_what_a_place_said, 1, ("placefeedback.keep",)),
        Task("outreach_officer", answers_a_place, 1, ("placefeedback.answer",)),  # own
        Task("outreach_officer", registers_a_club, 1, ("club.register",)),  # own
        Task("outreach_officer", tells_of_a_club, 2, ("club.tell",)),  # own
        Task("outreach_officer", plans_a_campaign, 1, ("campaign.plan",)),  # own
        Task("outreach_officer", writes_a_material, 1, ("material.write",)),  # own
        Task("desk_head", clears_a_material, 3, ("material.clear",)),  # own
        Task("outreach_officer", takes_the_pack_for_the_printer, 1),
        Task("outreach_officer", moves_material, 2, ("material.move",)),  # own
        Task("outreach_officer", takes_a_sheet_for_the_printer, 2),  # own
        Task("outreach_officer", logs_what_an_outlet_said, 2, ("media.log",)),  # own
        Task("outreach_officer", sees_reach_by_district, 1),  # own
    ),
    "analyst": (
        Task("analyst", reads_the_figures_of_another_month, 1),
        Task("analyst", takes_the_figures_away, 1),
        Task("analyst", takes_the_incidents_as_a_workbook, 2),  # own
        Task("analyst", reads_what_followed_assessments, 2),  # own
        Task("analyst", explores, 4),  # own
        # The month, the chart as it will be frozen, the link.
        Task("analyst", shares_a_chart_by_a_link, 4, ("chart.share",)),
        Task("desk_head", releases_a_chart_that_another_froze, 1, ("chart.release",)),  # own
        Task("analyst", finds_a_document_that_is_under_way, 1),  # own
    ),
    "desk_head": (
        Task("desk_head", decides_a_proposal, 1, ("proposal.decide",)),  # own
        Task("desk_head", publishes_and_sees_who_has_read_it, 2, ("version.authorise",)),  # own
        Task("desk_head", approves_several_proposals, 2, ("proposals.approve",)),
        Task("desk_head", sees_how_a_plan_goes_on, 2),  # own
        Task("desk_head", sees_where_no_focal_point_is, 1),  # own
        Task("desk_head", sees_what_a_grant_owes, 2),  # own
        Task("desk_head", sees_where_the_vehicles_stand, 1),  # own
        Task("desk_head", keeps_a_check_of_a_vehicle, 2, ("fleet.check",)),  # own
        Task("desk_head", answers_a_complaint, 2, ("complaint.answer",)),  # own
    ),
}


def _proposes(analyst: Person, title: str) -> None:
    """A proposal of the own desk that waits for the post with the authority."""
    form = analyst.open("/staff/decisions/new/").form(has="asked")
    asked = next(filter(None, form.choices["addressed"]))
    given = {"title": title, "asked": "Invented for a journey.", "source": "desk", "subject": "budget"}
    analyst.press(has="asked", addressed=asked, **given)
    posts = analyst.press("It is complete").form(has="to_post").choices["to_post"]
    analyst.press(has="to_post", to_post=next(filter(None, posts)))


# What ux.md 1.4 lists for these four and has no page yet.
NOT_THERE = {
    "trainer": (),
    "outreach_officer": (),
    "analyst": ("what is done with results: test_results_tasks.py",),
    "desk_head": (),
}


@pytest.fixture(scope="session")
def office(serve: Served) -> Office:
    """A training of today without anybody on its list; a version and a proposal that wait for the head of the desk."""
    open_today(serve, COURSE)
    analyst = Person(serve.address, "analyst")
    analyst.sign_in(serve.sign_ins["analyst"], serve.password)
    page = analyst.open("/staff/guidance/")
    owner = next(filter(None, page.form(has="reference").choices["owner_post"]))
    page = analyst.press(
        has="reference", reference="JOURNEY-1", title="Invented procedure", kind="procedure", owner_post=owner,
        marking="internal", text="Invented for a journey.",
    )  # fmt: skip
    analyst.press(action="/submit/")
    for title in ("Invented proposal", "Another invented proposal"):
        _proposes(analyst, title)
    picture = io.BytesIO()
    Image.new("RGB", (90, 60), "teal").save(picture, "JPEG")
    return Office(serve, "JOURNEY-1", "Invented proposal", picture.getvalue())


@pytest.mark.parametrize("group", list(TASKS))
def test_the_commonest_tasks_take_no_more_screens_than_are_listed(page_of, office, group):
    assert faults_of(TASKS[group], office, office.served, page_of) == []


def test_every_group_names_what_is_missing():
    assert set(NOT_THERE) == set(TASKS)
