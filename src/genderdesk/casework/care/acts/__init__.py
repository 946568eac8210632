"""What may be done in care, one file for each side."""

from genderdesk.casework.care.acts.answer import (
    accept_referral,
    acknowledge_referral,
    attend_referral,
    conclude_referral,
    decline_referral,
    miss_referral,
)
from genderdesk.casework.care.acts.directory import load_providers
from genderdesk.casework.care.acts.refer import (
    close_referral,
    consent_to_referral,
    escalate_referral,
    note_on_referral,
    propose_referral,
    revoke_referral,
    send_referral,
)

__all__ = [
    "accept_referral",
    "acknowledge_referral",
    "attend_referral",
    "close_referral",
    "conclude_referral",
    "consent_to_referral",
    "decline_referral",
    "escalate_referral",
    "load_providers",
    "miss_referral",
    "note_on_referral",
    "propose_referral",
    "revoke_referral",
    "send_referral",
]
