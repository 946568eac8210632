"""What may be seen of complaints, and from whom each is kept."""

from genderdesk.casework.complaints.queries.circle import (
    OF_NO_STATION,
    officers_named,
    read_by_none,
    somebody_left,
    units_of,
)
from genderdesk.casework.complaints.queries.follow import Followed, digest_of, followed, opens, pin_of
from genderdesk.casework.complaints.queries.register import (
    Told,
    clock_of,
    complaint_for,
    complaints,
    kept_from,
    reach_of,
    told_in,
    waiting,
)

__all__ = [
    "OF_NO_STATION",
    "Followed",
    "Told",
    "clock_of",
    "complaint_for",
    "complaints",
    "digest_of",
    "followed",
    "kept_from",
    "officers_named",
    "opens",
    "pin_of",
    "reach_of",
    "read_by_none",
    "somebody_left",
    "told_in",
    "units_of",
    "waiting",
]
