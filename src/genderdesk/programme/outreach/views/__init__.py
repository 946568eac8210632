"""The room's pages."""

from genderdesk.programme.outreach.views.activities import activities, activity, activity_step, log, plan, reach
from genderdesk.programme.outreach.views.clubs import club, club_step, clubs, member, network
from genderdesk.programme.outreach.views.materials import material, material_step, materials, print_material, print_pack
from genderdesk.programme.outreach.views.media import campaign, media, media_item, media_step

__all__ = [
    "activities",
    "activity",
    "activity_step",
    "campaign",
    "club",
    "club_step",
    "clubs",
    "log",
    "material",
    "material_step",
    "materials",
    "media",
    "media_item",
    "media_step",
    "member",
    "network",
    "plan",
    "print_material",
    "print_pack",
    "reach",
]
