"""What may be seen of outreach."""

from genderdesk.programme.outreach.queries.activities import (
    Reach,
    activities,
    activity_for,
    campaigns_of,
    reach_by_method,
    recent_activities,
)
from genderdesk.programme.outreach.queries.clubs import (
    ClubLine,
    club_for,
    club_lines,
    clubs,
    member_for,
    members_of,
    network_for,
    officers_to_join,
)
from genderdesk.programme.outreach.queries.materials import (
    material_for,
    materials,
    numbers_in_use,
    outdated,
    to_print,
    whereabouts,
)

__all__ = [
    "ClubLine",
    "Reach",
    "activities",
    "activity_for",
    "campaigns_of",
    "club_for",
    "club_lines",
    "clubs",
    "material_for",
    "materials",
    "member_for",
    "members_of",
    "network_for",
    "numbers_in_use",
    "officers_to_join",
    "outdated",
    "reach_by_method",
    "recent_activities",
    "to_print",
    "whereabouts",
]
