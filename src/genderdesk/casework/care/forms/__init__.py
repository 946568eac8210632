"""What is asked in care: referrals, and the directory."""

from genderdesk.casework.care.forms.directory import Entry, Search, ServiceTerms
from genderdesk.casework.care.forms.referrals import Accept, Attend, Close, Conclude, Decline, Note, Propose

__all__ = [
    "Accept",
    "Attend",
    "Close",
    "Conclude",
    "Decline",
    "Entry",
    "Note",
    "Propose",
    "Search",
    "ServiceTerms",
]
