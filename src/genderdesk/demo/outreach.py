"""Outreach of the demonstration that depends on the day: what is planned, what an outlet said, what a club told last.

All of it is invented, and it says so. Everything is made by the acts, by the people who do it in a desk; what was years
ago stands in the country's files.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.vault.files import Arrived, Group
from genderdesk.groundwork.protection.vault.files.copies import encoded
from genderdesk.groundwork.protection.vault.files.uploads import Sealer
from genderdesk.organisation.places.models import Division
from genderdesk.programme.guidance.models import Version
from genderdesk.programme.outreach import acts
from genderdesk.programme.outreach.models import ActivityPhoto, Club
from genderdesk.programme.outreach.rules.quarters import last_ended
from genderdesk.programme.outreach.vocabulary import (
    ActivityKind,
    Audience,
    CameBy,
    Confidence,
    FeedbackNature,
    FeedbackTopic,
    InPicture,
    MaterialKind,
    MaterialLanguage,
    MediaKind,
    MediaLanguage,
    Method,
)


def make_outreach(officer: Actor, head: Actor) -> None:
    """One of each kind of record that is on somebody's Today, and clubs that are active this quarter."""
    today = timezone.localdate()
    place = Division.objects.get(pk="12")
    acts.plan_activity(
        officer,
        kind=ActivityKind.TALK,
        title="Talk at the bus station (invented)",
        place=place,
        held_on=today + timedelta(days=6),
    )
    _market_day(officer, head, place)
    _feedback(officer, place)
    _media(officer)
    _material(officer, head)
    quarter = last_ended(today)
    for club in Club.objects.filter(institution_id=officer.own_institution, founded_on__lt=quarter.first)[:2]:
        if not club.returns.filter(year=quarter.year, quarter=quarter.number).exists():
            told = {"year": quarter.year, "quarter": quarter.number, "activities": 2}
            acts.tell_of_club(officer, club, **told, girls=21, boys=17)


def _feedback(officer: Actor, place: Division) -> None:
    """What a place praised, what it asked for and was answered, and a fault for whose answer it waits too long."""
    today = timezone.localdate()
    said: dict[str, Any] = {"place": place, "said_on": today - timedelta(days=40)}
    acts.keep_feedback(
        officer,
        **said,
        came_by=CameBy.CLUB,
        topic=FeedbackTopic.OUTREACH,
        nature=FeedbackNature.PRAISE,
        words="The drama was understood by everybody (invented).",
    )
    wish = acts.keep_feedback(
        officer,
        **said,
        came_by=CameBy.BOX,
        topic=FeedbackTopic.STATION,
        nature=FeedbackNature.WISH,
        words="A room to wait in that cannot be seen from the road (invented).",
        answer_due_on=today - timedelta(days=12),
    )
    acts.answer_feedback(
        officer,
        wish,
        answer="The side door is open since Monday, and leads to the room (invented).",
        answered_on=today - timedelta(days=20),
    )
    acts.keep_feedback(
        officer,
        **said,
        came_by=CameBy.MEETING,
        topic=FeedbackTopic.HOTLINE,
        nature=FeedbackNature.FAULT,
        words="Twice nobody took the call at noon (invented).",
        answer_due_on=today - timedelta(days=5),
    )


def _market_day(officer: Actor, head: Actor, place: Division) -> None:
    """An activity with two drawn pictures for photographs: one that the head cleared, one that waits for her."""
    held = acts.log_activity(
        officer,
        kind=ActivityKind.EXHIBITION,
        title="Stand at the market (invented)",
        place=place,
        held_on=timezone.localdate() - timedelta(days=9),
        method=Method.HEAD_COUNT,
        audience=Audience.COMMUNITY,
        confidence=Confidence.COUNTED,
        women=64,
        men=41,
    )
    for shows, sky in (("The tent before the market opened", "#8db6d9"), ("The tent in the evening", "#d99a6c")):
        photo = acts.add_photo(
            officer, held, content=_drawn(sky), in_picture=InPicture.NOBODY, shows=f"{shows} (invented drawing)"
        )
        if sky == "#8db6d9":
            acts.clear_photo(head, photo)


def _drawn(sky: str) -> Arrived:
    """A tent before hills, drawn here and sealed as a file that arrives is."""
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", (960, 640), sky)
    pen = ImageDraw.Draw(picture)
    pen.polygon([(0, 420), (260, 250), (520, 420)], fill="#4f7a4a")
    pen.polygon([(380, 420), (700, 210), (960, 420)], fill="#3f6a3f")
    pen.rectangle([0, 420, 960, 640], fill="#8a6f4e")
    pen.polygon([(300, 430), (480, 300), (660, 430)], fill="#5b4a8a")
    pen.rectangle([320, 430, 640, 570], fill="#e8e2d0")
    pen.rectangle([370, 500, 590, 570], fill="#7a5a3a")
    content = encoded(picture, "PNG")
    sealer = Sealer(ActivityPhoto._meta.db_table, (Group.PHOTO,))
    sealer.new_file("content", "drawing.png", "image/png", None)
    sealer.receive_data_chunk(content, 0)
    arrived = sealer.file_complete(len(content))
    if not isinstance(arrived, Arrived):
        raise RuntimeError(sealer.fault)
    arrived.draw_small()
    return arrived


def _media(officer: Actor) -> None:
    today = timezone.localdate()
    acts.log_media(
        officer,
        outlet="Radio of the hills (invented)",
        kind=MediaKind.RADIO,
        language=MediaLanguage.KINYARWANDA,
        short_codes="3512",
        said_on=today - timedelta(days=20),
        topic="How to call the line",
        recognisable=Answer.NO,
    )
    acts.log_media(
        officer,
        outlet="Valley Daily (invented)",
        kind=MediaKind.NEWSPAPER,
        language=MediaLanguage.ENGLISH,
        said_on=today - timedelta(days=2),
        topic="A court day",
        recognisable=Answer.UNKNOWN,
    )


def _material(officer: Actor, head: Actor) -> None:
    """A brochure that tells of the procedure in force, cleared by the head."""
    version = Version.objects.get(document__reference="INVENTED-SOP-1", document__institution_id=head.own_institution)
    made = acts.write_material(
        officer,
        code="INV-HEARD",
        kind=MaterialKind.BROCHURE,
        language=MaterialLanguage.ENGLISH,
        headline="How you are heard (invented)",
        body="In a room where nobody else listens, and once.",
        short_codes="3512",
        guidelines=[version.pk],
    )
    acts.clear_material(head, made)
