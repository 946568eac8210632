"""Outreach of the demonstration that depends on the day: what is planned, what an outlet said, what a club told last.

All of it is invented, and it says so. Everything is made by the acts, by the people who do it in a desk; what was years
ago stands in the country's files.
"""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.protection.access import Actor
from genderdesk.organisation.places.models import Division
from genderdesk.programme.guidance.models import Version
from genderdesk.programme.outreach import acts
from genderdesk.programme.outreach.models import Club
from genderdesk.programme.outreach.rules.quarters import last_ended
from genderdesk.programme.outreach.vocabulary import (
    ActivityKind,
    MaterialKind,
    MaterialLanguage,
    MediaKind,
    MediaLanguage,
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
    _media(officer)
    _material(officer, head)
    quarter = last_ended(today)
    for club in Club.objects.filter(institution_id=officer.own_institution, founded_on__lt=quarter.first)[:2]:
        if not club.returns.filter(year=quarter.year, quarter=quarter.number).exists():
            told = {"year": quarter.year, "quarter": quarter.number, "activities": 2}
            acts.tell_of_club(officer, club, **told, girls=21, boys=17)


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
