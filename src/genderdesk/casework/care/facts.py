"""What referrals give to statistics."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from genderdesk.casework.care.models import Referral
from genderdesk.groundwork.foundation.times import hours_between
from genderdesk.groundwork.platform.facts import Fact, Withdrawn, facts_of


@facts_of(Referral)
def referral_fact(referral: Referral) -> Fact | Withdrawn:
    """One referral, counted on the local day it was proposed, in the state that it has reached. Those of sealed files
    are in no figure."""
    if referral.case.cell_id is not None:
        return Withdrawn("referral", str(referral.pk))
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
