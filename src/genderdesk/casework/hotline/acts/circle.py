"""A contact follows the circle of the file that it told: off the line's lists, its threads with it."""

from __future__ import annotations

from genderdesk.casework.hotline.models import Contact
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import touch
from genderdesk.groundwork.protection.circle import Move, follows


@follows
def follow_file(_actor: Actor, moved: Move) -> None:
    """Move the contact in which a file was told."""
    told = Contact.objects.select_for_update(of=("self",)).select_related("institution")
    for contact in told.filter(pk=moved.contact_id) if moved.contact_id else ():
        contact.cell_id = moved.cell_id
        contact.save(update_fields=["cell"])
        touch(contact)
