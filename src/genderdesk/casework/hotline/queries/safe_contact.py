"""Whether a contact's number may be reached: by what was said on the line, and by her or his file."""

from __future__ import annotations

from datetime import timedelta

from genderdesk.casework.hotline.models import Contact, StoppedNumber
from genderdesk.casework.intake.queries import ContactRule, Reach, Verdict, reach
from genderdesk.casework.intake.vocabulary import SAFE_CONTACT_DAYS, ContactWay
from genderdesk.groundwork.foundation.answers import Answer


def has_stopped(contact: Contact) -> bool:
    """True where the contact's number wrote STOP to its line. A sealed contact keeps that itself: no digest leads from
    it to the list."""
    if contact.cell_id is not None:
        return contact.stopped
    return StoppedNumber.objects.filter(line_id=contact.line_id, phone_index=contact.phone_index).exists()


def reach_contact(contact: Contact, way: ContactWay = ContactWay.SMS, *, replies: bool = False) -> Verdict:
    """What the gate says to reaching a contact's number by this way now; STOP ends every text, to any contact of it."""
    if way is ContactWay.SMS and has_stopped(contact):
        return Verdict(Reach.STOPPED)
    asked_again = contact.heard_at + timedelta(days=SAFE_CONTACT_DAYS)
    own = ContactRule(safe=Answer.read(contact.safe_to_contact), ask_again_at=asked_again)
    return reach([own], way, institution_id=contact.institution_id, phone_index=contact.phone_index, replies=replies)
