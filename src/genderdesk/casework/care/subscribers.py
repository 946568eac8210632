"""What care hears."""

from __future__ import annotations

import uuid

from genderdesk.casework.care import queries
from genderdesk.casework.care.acts import revoke_referral
from genderdesk.casework.care.vocabulary import REFERRAL
from genderdesk.groundwork.platform import events
from genderdesk.groundwork.protection.access import SYSTEM


@events.subscribe("consent.revoked")
def withdraw_referrals(*, event_id: uuid.UUID, consent_id: str, **_ids: str) -> None:
    """A withdrawn consent ends at once every referral that rests on it and has not been attended."""
    for referral in queries.under_consent(uuid.UUID(consent_id)):
        if REFERRAL.permits(referral.state, "referral.revoke"):
            revoke_referral.once(uuid.uuid5(event_id, str(referral.pk)))(SYSTEM, referral)
