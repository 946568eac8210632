"""What is kept of outreach."""

from genderdesk.programme.outreach.models.activities import Activity, AudienceCount, Campaign, OutreachPartner
from genderdesk.programme.outreach.models.clubs import Club, ClubReturn, Network, NetworkMember
from genderdesk.programme.outreach.models.feedback import PlaceFeedback
from genderdesk.programme.outreach.models.materials import Material, MaterialGuideline, StockMove
from genderdesk.programme.outreach.models.media import MediaItem
from genderdesk.programme.outreach.models.photos import ActivityPhoto

__all__ = [
    "Activity",
    "ActivityPhoto",
    "AudienceCount",
    "Campaign",
    "Club",
    "ClubReturn",
    "Material",
    "MaterialGuideline",
    "MediaItem",
    "Network",
    "NetworkMember",
    "OutreachPartner",
    "PlaceFeedback",
    "StockMove",
]
