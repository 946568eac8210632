"""The numbers of sealed contacts: no digest finds them. What the same number sends later is led to them by opening
their numbers one by one, which only a gateway's act does."""

from __future__ import annotations

import uuid

from genderdesk.casework.hotline.models import Contact, Gateway, StoppedNumber, UssdSession
from genderdesk.groundwork.foundation.phones import PhoneError, read_phone
from genderdesk.groundwork.protection.vault import blind_index, bring_keys


def number_of(written: str) -> str:
    """The number in E.164, empty where it is withheld or no subscriber's number."""
    try:
        return read_phone(written) if written.strip() else ""
    except PhoneError:
        return ""


def hide_number(contact: Contact) -> None:
    """Leave no digest of a contact that is sealed; whether its number wrote STOP is remembered. Saved by the caller."""
    if contact.phone_index:
        contact.stopped = is_listed(contact.line_id, contact.phone_index)
    contact.phone_index = ""
    UssdSession.objects.filter(contact=contact).update(phone_index="")


def show_number(contact: Contact) -> None:
    """Make the digests again of one that is sealed no more. Saved by the caller."""
    contact.phone_index = blind_index("phone", number_of(contact.caller.open(if_erased="")))
    contact.stopped = False
    UssdSession.objects.filter(contact=contact).update(phone_index=contact.phone_index)


def is_listed(line_id: uuid.UUID, phone_index: str) -> bool:
    """Whether a number wrote STOP to a line. That list is of numbers, not of files, and says nothing of them."""
    return StoppedNumber.objects.filter(line_id=line_id, phone_index=phone_index).exists()


def carry_stop(contact: Contact, old: str, new: str) -> None:
    """Inside an act: that a number wrote STOP is known by its digest alone, so it follows the digest of a contact with
    the same number on the line."""
    stopped = StoppedNumber.objects.filter(line_id=contact.line_id, phone_index=old)
    if not new:
        return
    if is_listed(contact.line_id, new):
        stopped.delete()
    else:
        stopped.update(phone_index=new)


def sealed_contacts(gateway: Gateway, number: str) -> list[Contact]:
    """The sealed contacts of a number with the gateway's institution, the newest first."""
    if not number:
        return []
    kept = Contact.objects.filter(institution_id=gateway.line.institution_id, cell__isnull=False, has_number=True)
    found = list(kept.defer("notes", "draft").order_by("-offered_at"))
    bring_keys(found)
    return [each for each in found if each.caller.open(if_erased="") == number]
