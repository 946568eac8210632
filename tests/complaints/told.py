"""A complaint as tests tell it."""

from __future__ import annotations

from typing import Any

from genderdesk.casework.complaints import acts
from genderdesk.casework.complaints.models import Complaint
from genderdesk.casework.complaints.vocabulary import About, Category, Channel
from genderdesk.groundwork.protection.access import PUBLIC
from tests.world import World

WORDS = "They let me wait. canary-c0mp1a1n7"
PIN = "123456"


def tell(world: World, category: Category = Category.RUDE, **given: Any) -> Complaint:
    """By the public form, about the station of the first district."""
    told = {
        "institution": world.police,
        "category": category,
        "about": About.STATION,
        "channel": Channel.WEB,
        "district": world.district,
        "pin": PIN,
        "narrative": WORDS,
    }
    return acts.tell_complaint(PUBLIC, **(told | given))
