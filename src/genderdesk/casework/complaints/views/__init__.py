"""The room's pages."""

from genderdesk.casework.complaints.views.public import follow, tell
from genderdesk.casework.complaints.views.register import complaint, register, register_csv, step, telling
from genderdesk.casework.complaints.views.staff import write_down

__all__ = [
    "complaint",
    "follow",
    "register",
    "register_csv",
    "step",
    "tell",
    "telling",
    "write_down",
]
