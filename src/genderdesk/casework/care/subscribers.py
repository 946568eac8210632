"""What care hears, and what it has to say where a case is to be closed."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from genderdesk.casework.care import queries
from genderdesk.casework.care.acts import revoke_referral
from genderdesk.casework.care.models import Counselling, Referral
from genderdesk.casework.care.vocabulary import REFERRAL
from genderdesk.casework.cases.models import Case
from genderdesk.casework.cases.queries import (
    case_and_whole,
    closure_obstacle,
    counted_with_case,
    goes_with_case,
    join_obstacle,
)
from genderdesk.casework.cases.vocabulary import Obstacle
from genderdesk.groundwork.platform import events
from genderdesk.groundwork.protection.access import SYSTEM
from genderdesk.groundwork.protection.vault import erasure


@events.subscribe("consent.revoked")
def withdraw_referrals(*, event_id: uuid.UUID, case_id: str, consent_id: str, recipient_id: str, **_ids: str) -> None:
    """A withdrawn consent ends at once every referral that rests on it, or on one that it had renewed, and has not been
    attended; also those of the file that its own was joined to, where it counts as a no."""
    for each in case_and_whole(uuid.UUID(case_id)):
        for referral in queries.left_without_consent(each, uuid.UUID(consent_id), uuid.UUID(recipient_id)):
            if REFERRAL.permits(referral.state, "referral.revoke"):
                revoke_referral.once(uuid.uuid5(event_id, str(referral.pk)))(SYSTEM, referral)


@closure_obstacle(Obstacle.REFERRAL_OPEN)
def open_referrals(case: Case) -> str | None:
    """A case with an open referral closes only with a reason (cases.md 7.2)."""
    number = queries.open_referrals(case)
    if not number:
        return None
    sentence = ngettext(
        "%(number)d referral has not come to its end.", "%(number)d referrals have not come to their end.", number
    )
    return sentence % {"number": number}


@counted_with_case
def counted_referrals(case: Case) -> Iterable[Referral]:
    """The referrals of a case are counted with it."""
    return case.referrals.all()


@join_obstacle
def open_counselling(case: Case) -> str | None:
    """Counselling goes on in the file in which it was begun: the notes are the counsellor's alone."""
    runs = Counselling.objects.filter(case=case, ended_at__isnull=True).exists()
    return _("A counsellor accompanies the person of this file.") if runs else None


@goes_with_case
@erasure.goes_along
def referrals_of(file_id: uuid.UUID) -> list[uuid.UUID]:
    """The referrals and counselling of a case, which are files of their own."""
    sealed_to_counsellors = Counselling.objects.filter(case__report_id=file_id).values_list("pk", flat=True)
    return [*Referral.objects.filter(case__report_id=file_id).values_list("pk", flat=True), *sealed_to_counsellors]
