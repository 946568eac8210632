"""What is written in a complaint, and word of it to the open pages of those who answer it, and to no others."""

from __future__ import annotations

from django.utils.translation import gettext as _

from genderdesk.casework.complaints.access import channel_of
from genderdesk.casework.complaints.models import Complaint
from genderdesk.casework.complaints.vocabulary import LONGEST
from genderdesk.groundwork.platform import outbox
from genderdesk.groundwork.platform.refusals import Invalid


def spread(complaint: Complaint) -> None:
    """Say that something changed: a reference on the readers' channel, no word of what it is about. The live process
    leaves out whomever the complaint is kept from, by its file."""
    outbox.tell(channel_of(complaint), "complaint", str(complaint.pk), file=str(complaint.pk))


def demand_words(words: str, field: str) -> None:
    """Invalid where nothing is written, or more than can be kept."""
    if not words.strip():
        raise Invalid(_("Write a few words first."), field)
    demand_length(words, field)


def demand_length(words: str, field: str) -> None:
    """Invalid where more is written than can be kept."""
    if len(words) > LONGEST:
        raise Invalid(_("This is too long. At most 4,000 signs can be kept."), field)
