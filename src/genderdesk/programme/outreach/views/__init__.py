"""The room's pages."""

from genderdesk.programme.outreach.views.activities import activities, activity, activity_step, log, plan, reach
from genderdesk.programme.outreach.views.clubs import club, club_step, clubs, member, network
from genderdesk.programme.outreach.views.feedback import feedback, feedback_csv, feedback_item
from genderdesk.programme.outreach.views.materials import material, material_step, materials, print_material, print_pack
from genderdesk.programme.outreach.views.media import campaign, media, media_item, media_step
from genderdesk.programme.outreach.views.photos import add_photo, photo, photo_file, photo_step

__all__ = [
    "activities",
    "activity",
    "activity_step",
    "add_photo",
    "campaign",
    "club",
    "club_step",
    "clubs",
    "feedback",
    "feedback_csv",
    "feedback_item",
    "log",
    "material",
    "material_step",
    "materials",
    "media",
    "media_item",
    "media_step",
    "member",
    "network",
    "photo",
    "photo_file",
    "photo_step",
    "plan",
    "print_material",
    "print_pack",
    "reach",
]
