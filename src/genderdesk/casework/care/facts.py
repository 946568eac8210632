"""What referrals give to statistics."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from genderdesk.casework.care.models import Referral
from genderdesk.groundwork.foundation.times import hours_between
from genderdesk.groundwork.platform.facts import Fact, facts_of


@facts_of(Referral)
def referral_fact(referral: Referral) -> Fact:
    """One referral, counted on the local day it was proposed, in the state that it has reached."""
    return Fact(
        kind="referral",
        record_id=str(referral.pk),
        day=timezone.localdate(referral.proposed_at),
        dimensions={
            "institution": referral.case.institution.code,
            "district": referral.case.district_id or "unknown",
            "service": str(referral.service),
            "status": referral.state,
            "provider_kind": referral.provider.kind,
        },
        measures={
            "acknowledgement_hours": _hours(referral.sent_at, referral.acknowledged_at),
            "attendance_hours": _hours(referral.sent_at, referral.attended_at),
        },
    )


def _hours(start: datetime | None, end: datetime | None) -> float | None:
    return hours_between(start, end) if start and end else None
