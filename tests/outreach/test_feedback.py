"""Feedback from places: nobody is named, nothing is forgotten, and no report of violence ends here."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from genderdesk.groundwork.foundation.phones import names_a_number
from genderdesk.groundwork.platform.refusals import Conflict, Invalid, Missing, Refused
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.programme.outreach import acts, queries
from genderdesk.programme.outreach.models import PlaceFeedback
from genderdesk.programme.outreach.vocabulary import ActivityKind, CameBy, FeedbackNature, FeedbackTopic

DAY = date(2026, 3, 2)
LIST = "/staff/outreach/feedback/"


@pytest.mark.parametrize(
    "text",
    [
        "Call me on 0788 123 456.",
        "She has +250788123456",
        "0722123456",
        "my card 1199080012345012",
        "number:0788-123-456;",
        "٠٧٨٨١٢٣٤٥٦",
    ],
)
def test_a_number_of_a_person_is_found_in_a_text(text):
    assert names_a_number(text)


@pytest.mark.parametrize(
    "text",
    ["", "3512 did not answer at 23:30 on 12.03.2026", "40 women, 38 men; 2 of 3 said 100%", "From 2024 to 2026"],
)
def test_years_counts_and_short_codes_are_no_number_of_a_person(text):
    assert not names_a_number(text)


pytestmark = pytest.mark.django_db


def kept(world, actor=None, **changed: Any) -> PlaceFeedback:
    given = {"place": world.district, "said_on": DAY, "came_by": CameBy.MEETING, "topic": FeedbackTopic.HOTLINE}
    given |= {"nature": FeedbackNature.FAULT, "words": "Nobody answers at noon.", "answer_due_on": DAY}
    return acts.keep_feedback(actor or world.outreach_officer, **(given | changed))


def typed(world, **changed: Any) -> dict[str, Any]:
    given = {"place": world.district.pk, "said_on": "2026-03-02", "came_by": "box", "topic": "station"}
    given |= {"nature": "wish", "words": "A bench at the door", "answer_due_on": "2026-03-20", "activity": ""}
    return {"op_id": str(uuid.uuid4()), **given, **changed}


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"said_on": date(2999, 1, 1)}, "said_on"),
        ({"words": "Ask 0788 123 456"}, "words"),
        ({"answer_due_on": None}, "answer_due_on"),
        ({"answer_due_on": DAY - timedelta(days=1)}, "answer_due_on"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_its_field(world, changed, field):
    with pytest.raises(Invalid) as refused:
        kept(world, **changed)
    assert refused.value.field == field
    assert not PlaceFeedback.objects.exists()


def test_praise_needs_no_answer_and_everything_else_its_day(world):
    assert kept(world, nature=FeedbackNature.PRAISE, answer_due_on=None).answer_due_on is None
    waiting = kept(world)
    with transaction.atomic(), unguarded("test"), pytest.raises(IntegrityError):
        PlaceFeedback.objects.filter(pk=waiting.pk).update(answer_due_on=None)


def test_an_activity_of_another_institution_is_not_taken(world):
    foreign = acts.plan_activity(
        world.defence_desk_head, kind=ActivityKind.TALK, title="Theirs", place=world.district, held_on=DAY
    )
    with pytest.raises(Invalid) as refused:
        kept(world, activity=foreign)
    assert refused.value.field == "activity"


def test_it_is_kept_once_read_on_the_list_and_answered_to_the_place(world):
    browser = world.client(world.focal_point)
    given = typed(world)
    first, second = (browser.post(LIST, given) for _twice in range(2))
    assert first.status_code == second.status_code == 302
    assert first.headers["Location"] == second.headers["Location"]
    item = PlaceFeedback.objects.get()
    page = world.client(world.analyst).get(LIST).content.decode()
    assert "A bench at the door" in page
    assert "Keep what a place said" not in page, "who only reads has no form"
    answer = {"op_id": str(uuid.uuid4()), "answer": "It stands since Monday.", "answered_on": "2026-03-09"}
    address = f"{LIST}{item.pk}/"
    assert browser.post(address, answer | {"answered_on": "2026-03-01"}).status_code == 422
    for _twice in range(2):
        assert browser.post(address, answer).status_code == 302
    shown = browser.get(address).content.decode()
    assert "It stands since Monday." in shown
    assert "It was answered" not in shown
    late = browser.post(address, answer | {"op_id": str(uuid.uuid4()), "answer": "Typed too late"})
    assert late.status_code == 422
    assert "Typed too late" in late.content.decode()
    with pytest.raises(Conflict):
        acts.answer_feedback(world.focal_point, PlaceFeedback.objects.get(), answer="Again", answered_on=DAY)
    assert PlaceFeedback.objects.get().answer == "It stands since Monday."


def test_a_number_in_the_answer_or_the_words_comes_back_with_all_that_was_typed(world):
    browser = world.client(world.focal_point)
    refused = browser.post(LIST, typed(world, words="A bench, says 0788123456"))
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "Take it out: no person is kept here." in page
    assert "A bench, says 0788123456" in page
    item = kept(world)
    answer = {"op_id": str(uuid.uuid4()), "answer": "Call 0788 123 456", "answered_on": "2026-03-09"}
    assert "Take it out" in browser.post(f"{LIST}{item.pk}/", answer).content.decode()
    assert PlaceFeedback.objects.get().answered_on is None


def test_the_page_says_where_a_report_of_violence_goes(world):
    for who, address in ((world.focal_point, "/staff/reports/"), (world.outreach_officer, "/report/")):
        page = world.client(who).get(LIST).content.decode()
        assert "That does not belong here." in page
        assert f'href="{address}' in page


def test_a_place_that_waits_too_long_stands_on_today_until_it_is_answered(world):
    today = timezone.localdate()
    late = kept(world, answer_due_on=today - timedelta(days=1), said_on=today - timedelta(days=9))
    kept(world, answer_due_on=today, said_on=today - timedelta(days=9))
    assert queries.feedback_overdue(world.outreach_officer) == [late]
    browser = world.client(world.outreach_officer)
    assert f"{LIST}{late.pk}/" in browser.get("/staff/").content.decode()
    acts.answer_feedback(world.outreach_officer, late, answer="Two more people answer now.", answered_on=today)
    assert f"{LIST}{late.pk}/" not in browser.get("/staff/").content.decode()


def test_the_list_and_its_numbers_are_of_what_is_chosen(world):
    today = timezone.localdate()
    soon = {"said_on": today - timedelta(days=3), "answer_due_on": today + timedelta(days=3)}
    kept(world, **soon)
    kept(world, nature=FeedbackNature.PRAISE, place=world.other_district, **(soon | {"answer_due_on": None}))
    kept(world, topic=FeedbackTopic.STATION, came_by=CameBy.BOX, said_on=today - timedelta(days=400))
    answered = kept(world, topic=FeedbackTopic.OTHER, nature=FeedbackNature.WORRY, **soon)
    acts.answer_feedback(world.outreach_officer, answered, answer="Heard.", answered_on=today)

    def found(**chosen: str) -> list[str]:
        return sorted(each.topic for each in queries.feedback(world.analyst, **chosen))

    assert found(topic="hotline") == ["hotline", "hotline"]
    assert found(nature="praise") == ["hotline"]
    assert found(came_by="box") == ["station"]
    assert found(district=str(world.other_district.pk)) == ["hotline"]
    assert found(wait="open") == ["hotline", "station"], "praise without a day waits for nothing"
    assert found(wait="overdue") == ["station"]
    assert found(wait="answered") == ["other"]
    counts = queries.feedback_by_topic(queries.feedback(world.analyst))
    assert [(each.topic, each.praise, each.worry, each.fault, each.waiting, each.total) for each in counts] == [
        ("hotline", 1, 0, 1, 1, 2),
        ("other", 0, 1, 0, 0, 1),
    ], "what was more than 365 days ago is not counted"
    page = world.client(world.analyst).get(LIST, {"wait": "nonsense", "topic": "station"}).content.decode()
    assert page.count("/staff/outreach/feedback/0") == 1
    assert "By topic, of the last 365 days" not in page


def test_the_file_holds_what_is_chosen_and_no_formula(world):
    kept(world, words="=1+1 is no formula")
    kept(world, topic=FeedbackTopic.STATION, words="A bench")
    answer = world.client(world.analyst).get("/staff/outreach/feedback.csv", {"topic": "hotline"})
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0].startswith("said_on,province,district,came_by,topic,nature,words")
    assert len(lines) == 2
    assert "'=1+1 is no formula" in lines[1]
    assert "Lakeside" in lines[1]


def test_another_institution_sees_and_answers_none_of_it(world):
    item = kept(world)
    stranger = world.client(world.defence_desk_head)
    assert "Nobody answers at noon." not in stranger.get(LIST).content.decode()
    assert stranger.get(f"{LIST}{item.pk}/").status_code == 404
    with pytest.raises(Refused):
        acts.answer_feedback(world.defence_desk_head, item, answer="Theirs", answered_on=DAY)
    with pytest.raises(Missing):
        queries.feedback_for(world.defence_desk_head, item.pk)
    for who in (world.rider, world.counsellor):
        assert world.client(who).get(LIST).status_code == 403
        assert world.client(who).get("/staff/outreach/feedback.csv").status_code == 403
