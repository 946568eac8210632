"""What may be done in care, one file for each side."""

from genderdesk.casework.care.acts.answer import (
    accept_referral,
    acknowledge_referral,
    attend_referral,
    conclude_referral,
    decline_referral,
    miss_referral,
)
from genderdesk.casework.care.acts.directory import import_providers, load_providers
from genderdesk.casework.care.acts.link import make_link, open_link, withdraw_link
from genderdesk.casework.care.acts.provider import (
    add_provider,
    ask_to_confirm,
    close_provider,
    confirm_provider,
    correct_provider,
    keep_terms,
    reopen_provider,
)
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
    "add_provider",
    "ask_to_confirm",
    "attend_referral",
    "close_provider",
    "close_referral",
    "conclude_referral",
    "confirm_provider",
    "consent_to_referral",
    "correct_provider",
    "decline_referral",
    "escalate_referral",
    "import_providers",
    "keep_terms",
    "load_providers",
    "make_link",
    "miss_referral",
    "note_on_referral",
    "open_link",
    "propose_referral",
    "reopen_provider",
    "revoke_referral",
    "send_referral",
    "withdraw_link",
]
