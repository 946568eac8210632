"""What the complainant sees with reference and PIN."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from genderdesk.casework.complaints.models import Complaint
from genderdesk.casework.complaints.vocabulary import PIN_DIGITS
from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.protection.access import Actor, system_only
from genderdesk.groundwork.protection.disclosures import discloses
from genderdesk.groundwork.protection.vault import blind_index


@dataclass(frozen=True, slots=True)
class Followed:
    """A complaint as its own teller sees it: how it stands, and the answer. Nothing of what was told, so that whoever
    finds the PIN learns no more than that."""

    state: str
    received_at: datetime
    passed_to: str
    answer: str


def digest_of(number: str, pin: str) -> str:
    """What is kept of a PIN, bound to its number."""
    return blind_index("complaint_pin", f"{number} {pin}")


def opens(number: str, pin: str) -> Complaint | None:
    """The complaint of a reference and its PIN; None where they do not belong together."""
    return one_of(Complaint.objects.filter(number=number, pin_digest=digest_of(number, pin)))


@discloses("complaint.follow", needs=system_only, subject=Complaint)
def followed(_actor: Actor, complaint: Complaint) -> Followed:
    """What stands on the public page behind the PIN."""
    return Followed(
        complaint.state, complaint.received_at, complaint.passed_to, complaint.answer.open() if complaint.answer else ""
    )


def pin_of(op_id: uuid.UUID) -> str:
    """The PIN of what is told under an operation: a repeated sending shows the same one, and it is kept nowhere."""
    return f"{int(blind_index('complaint_pin_of', str(op_id)), 16) % 10**PIN_DIGITS:0{PIN_DIGITS}d}"
