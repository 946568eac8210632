"""What is kept of care: providers, referrals, counselling."""

from genderdesk.casework.care.models.counselling import (
    Counselling,
    CounsellingNote,
    CounsellingSession,
    CounsellingSummary,
    GroupSession,
    Supervision,
)
from genderdesk.casework.care.models.provider import Provider, ProviderKey
from genderdesk.casework.care.models.referral import ProviderLink, Referral, ReferralNote

__all__ = [
    "Counselling",
    "CounsellingNote",
    "CounsellingSession",
    "CounsellingSummary",
    "GroupSession",
    "Provider",
    "ProviderKey",
    "ProviderLink",
    "Referral",
    "ReferralNote",
    "Supervision",
]
