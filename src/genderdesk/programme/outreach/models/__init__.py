"""What is kept of outreach."""

from genderdesk.programme.outreach.models.activities import Activity, AudienceCount, Campaign
from genderdesk.programme.outreach.models.clubs import Club, ClubReturn, Network, NetworkMember
from genderdesk.programme.outreach.models.materials import Material, StockMove

__all__ = [
    "Activity",
    "AudienceCount",
    "Campaign",
    "Club",
    "ClubReturn",
    "Material",
    "Network",
    "NetworkMember",
    "StockMove",
]
