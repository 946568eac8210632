"""A contact follows the circle of the file that it told: off the line's lists, its threads with it."""

from __future__ import annotations

from genderdesk.casework.hotline.acts.calls import reopen_contact
from genderdesk.casework.hotline.acts.numbers import hide_number, show_number
from genderdesk.casework.hotline.models import Contact
from genderdesk.casework.hotline.vocabulary.contacts import LIVE, ContactKind
from genderdesk.groundwork.protection.access import SYSTEM, Actor
from genderdesk.groundwork.protection.acts import touch
from genderdesk.groundwork.protection.circle import Move, follows
from genderdesk.organisation.accounts.queries import officers_of_accounts
from genderdesk.organisation.institution.queries import members_of


@follows
def follow_file(_actor: Actor, moved: Move) -> None:
    """Move the contact in which a file was told; no digest of its number stays while the file is sealed, and a thread
    that goes from one cell to another waits there where its operator is no member."""
    told = Contact.objects.select_for_update(of=("self",)).select_related("institution")
    for contact in told.filter(pk=moved.contact_id) if moved.contact_id else ():
        left, contact.cell_id = contact.cell_id, moved.cell_id
        crossed = (left is None) != (moved.cell_id is None)
        if crossed:
            show_number(contact) if moved.cell_id is None else hide_number(contact)
        contact.save(update_fields=["cell", "phone_index", "stopped"])
        touch(contact)
        if left is not None and _is_held_outside(contact):
            reopen_contact(SYSTEM, contact)


def _is_held_outside(contact: Contact) -> bool:
    """Whether somebody outside its cell holds a sealed thread: a call closes to her with its end, but a thread would
    stay hers for as long as it is written in."""
    if contact.kind != ContactKind.SMS or contact.state not in LIVE or contact.cell_id is None:
        return False
    holder = [contact.operator_id] if contact.operator_id else []
    own = {*holder, *officers_of_accounts(holder).values()}
    return not any({each.account_id, each.officer_id} & own for each in members_of(contact.cell_id))
