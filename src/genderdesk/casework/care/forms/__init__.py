"""What is asked in care: referrals, and the directory."""

from genderdesk.casework.care.forms.directory import Entry, Search, ServiceTerms
from genderdesk.casework.care.forms.referrals import Accept, Attend, Close, Conclude, Decline, LinkCode, Note, Propose

__all__ = [
    "Accept",
    "Attend",
    "Close",
    "Conclude",
    "Decline",
    "Entry",
    "LinkCode",
    "Note",
    "Propose",
    "Search",
    "ServiceTerms",
]
