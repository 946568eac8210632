"""Word of a complaint to the open pages of those who answer it, and to no others."""

from __future__ import annotations

from genderdesk.casework.complaints.access import channel_of
from genderdesk.casework.complaints.models import Complaint
from genderdesk.groundwork.platform import outbox


def spread(complaint: Complaint) -> None:
    """Say that something changed: a reference on the readers' channel, no word of what it is about. The live process
    leaves out whomever the complaint is kept from, by its file."""
    outbox.tell(channel_of(complaint), "complaint", str(complaint.pk), file=str(complaint.pk))
