"""A case that goes to another desk: it changes desks when both have confirmed (cases.md 7.2, 9 no. 11)."""

from __future__ import annotations

from enum import StrEnum

from genderdesk.casework.cases.vocabulary.risk import RiskLevel
from genderdesk.groundwork.foundation.states import Move, StateTable

TRANSFER_OFFERED, TRANSFER_TAKEN, TRANSFER_REFUSED = "offered", "taken", "refused"
TRANSFER_WITHDRAWN, TRANSFER_STOPPED = "withdrawn", "stopped"

TRANSFER = StateTable(
    "transfer",
    TRANSFER_OFFERED,
    (
        Move(TRANSFER_OFFERED, TRANSFER_TAKEN, "transfer.take"),
        Move(TRANSFER_OFFERED, TRANSFER_REFUSED, "transfer.refuse"),
        Move(TRANSFER_OFFERED, TRANSFER_WITHDRAWN, "transfer.withdraw"),
        # Her or his consent was taken back, or the file sealed, before anybody took it.
        Move(TRANSFER_OFFERED, TRANSFER_STOPPED, "transfer.stop"),
    ),
)


class TransferReason(StrEnum):
    """Why a case goes to another desk."""

    MOVED = "moved"
    SURVIVOR_ASKED = "survivor_asked"
    OTHER_FORCE = "other_force"
    CONFLICT = "conflict"
    NEARER = "nearer"
    OTHER = "other"


class TransferRefusal(StrEnum):
    """Why a desk does not take a case."""

    NO_CAPACITY = "no_capacity"
    NOT_COMPETENT = "not_competent"
    CONFLICT = "conflict"
    UNSAFE = "unsafe"
    OTHER = "other"


# Within how many hours the other desk answers, by the level of risk; 24 hours as for a referral (cases.md 7.7), less
# where the risk is higher. A desk's policy: verify with the force.
ANSWER_HOURS: dict[str, int] = {
    RiskLevel.EXTREME: 2,
    RiskLevel.HIGH: 8,
    RiskLevel.MEDIUM: 24,
    RiskLevel.LOW: 24,
    "": 24,
}
