"""What contacts give to statistics."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone

from genderdesk.casework.hotline.models import Contact
from genderdesk.casework.hotline.rules import contacts as clocks
from genderdesk.casework.hotline.vocabulary.contacts import Classification
from genderdesk.groundwork.platform.facts import Fact, Withdrawn, facts_of


@facts_of(Contact)
def contact_fact(contact: Contact) -> Fact | Withdrawn | None:
    """One contact on the local day that it reached the line.

    Traffic of the simulator is training and never counted, but in the demonstration, where every person and every call
    is invented and its figures are what a newcomer wants to see. Sealed ones are in no figure,
    nor is what the desk itself has written.
    """
    if contact.simulated and not settings.ENVIRONMENT.demonstration:
        return None
    if contact.classification == Classification.SENT:
        return None
    if contact.cell_id is not None:
        return Withdrawn("contact", str(contact.pk))
    return Fact(
        kind="contact",
        record_id=str(contact.pk),
        day=timezone.localdate(contact.offered_at),
        dimensions={
            "institution": contact.institution.code,
            "channel": str(contact.kind),
            "classification": str(contact.classification) or "none",
            "state": contact.state,
        },
        measures={"answer_seconds": clocks.seconds_between(contact.offered_at, contact.answered_at)},
    )
