"""What care hears, and what it has to say where a case is to be closed."""

from __future__ import annotations

import uuid

from django.utils.translation import ngettext

from genderdesk.casework.care import queries
from genderdesk.casework.care.acts import revoke_referral
from genderdesk.casework.care.models import Referral
from genderdesk.casework.care.vocabulary import REFERRAL
from genderdesk.casework.cases.models import Case
from genderdesk.casework.cases.queries import closure_obstacle
from genderdesk.groundwork.platform import events
from genderdesk.groundwork.protection.access import SYSTEM
from genderdesk.groundwork.protection.vault import erasure


@events.subscribe("consent.revoked")
def withdraw_referrals(*, event_id: uuid.UUID, consent_id: str, **_ids: str) -> None:
    """A withdrawn consent ends at once every referral that rests on it and has not been attended."""
    for referral in queries.under_consent(uuid.UUID(consent_id)):
        if REFERRAL.permits(referral.state, "referral.revoke"):
            revoke_referral.once(uuid.uuid5(event_id, str(referral.pk)))(SYSTEM, referral)


@closure_obstacle
def open_referrals(case: Case) -> list[str]:
    """A case with an open referral closes only with a reason (cases.md 7.2)."""
    number = queries.open_referrals(case)
    if not number:
        return []
    sentence = ngettext(
        "%(number)d referral has not come to its end.", "%(number)d referrals have not come to their end.", number
    )
    return [sentence % {"number": number}]


@erasure.goes_along
def referrals_of(file_id: uuid.UUID) -> list[uuid.UUID]:
    """The referrals of a case, which are files of their own."""
    return list(Referral.objects.filter(case__report_id=file_id).values_list("pk", flat=True))
