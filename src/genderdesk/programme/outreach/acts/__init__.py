"""What may be done in outreach."""

from genderdesk.programme.outreach.acts.activities import (
    cancel_activity,
    count_audience,
    hold_activity,
    log_activity,
    plan_activity,
    plan_campaign,
)
from genderdesk.programme.outreach.acts.clubs import (
    close_club,
    form_network,
    join_network,
    leave_network,
    register_club,
    tell_of_club,
)
from genderdesk.programme.outreach.acts.feedback import answer_feedback, keep_feedback
from genderdesk.programme.outreach.acts.joining import join_activity, join_campaign
from genderdesk.programme.outreach.acts.load import load_outreach
from genderdesk.programme.outreach.acts.materials import clear_material, move_stock, recall_material, write_material
from genderdesk.programme.outreach.acts.media import ask_correction, keep_correction, log_media
from genderdesk.programme.outreach.acts.photos import add_photo, clear_photo, withdraw_photo

__all__ = [
    "add_photo",
    "answer_feedback",
    "ask_correction",
    "cancel_activity",
    "clear_material",
    "clear_photo",
    "close_club",
    "count_audience",
    "form_network",
    "hold_activity",
    "join_activity",
    "join_campaign",
    "join_network",
    "keep_correction",
    "keep_feedback",
    "leave_network",
    "load_outreach",
    "log_activity",
    "log_media",
    "move_stock",
    "plan_activity",
    "plan_campaign",
    "recall_material",
    "register_club",
    "tell_of_club",
    "withdraw_photo",
    "write_material",
]
