"""Complaints of the demonstration: one that waits, one that never waits, one that is answered, and one thank-you.

All of it is invented, and it says so. They are told as by the public form, and answered by the head of the desk.
"""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from genderdesk.casework.complaints.acts import acknowledge_complaint, answer_complaint, tell_complaint
from genderdesk.casework.complaints.models import Complaint
from genderdesk.casework.complaints.vocabulary import About, Answering, Category, Channel
from genderdesk.groundwork.protection.access import PUBLIC, Actor
from genderdesk.organisation.institution.queries import public_desk_institution
from genderdesk.organisation.places.models import Division

# Districts by their codes in the demonstration's map.
_GASABO, _HUYE, _RUBAVU = "12", "24", "33"


def make_complaints(head: Actor) -> None:
    """Four of them, so that each kind of standing is seen once."""
    _told(
        Category.SENT_AWAY,
        _GASABO,
        "The woman at the counter said that this is a matter for the family (invented).",
        answering=Answering.HERE,
    )
    _told(Category.ASKED_TO_PAY, _RUBAVU, "A man in uniform wanted fuel for the motorcycle first (invented).")
    slow = _told(Category.TOO_SLOW, _HUYE, "Nobody called back for nine days (invented).", answering=Answering.HERE)
    acknowledge_complaint(head, slow)
    words = "The station had no telephone for a week. It has one again, and the officer will call (invented)."
    answer_complaint(head, Complaint.objects.get(pk=slow.pk), answer=words)
    _told(Category.PRAISE, _HUYE, "She listened, and explained every step (invented).")


def _told(category: Category, district: str, narrative: str, *, answering: Answering = Answering.NONE) -> Complaint:
    return tell_complaint(
        PUBLIC,
        institution=public_desk_institution(),
        category=category,
        about=About.STATION,
        channel=Channel.WEB,
        district=Division.objects.get(pk=district),
        happened_on=timezone.localdate() - timedelta(days=6),
        narrative=narrative,
        answering=answering,
        # Nobody follows these: a PIN that no digits make opens nothing.
        pin="",
    )
