"""The outreach room: its link, and what is planned on Today."""

from genderdesk.groundwork.platform.rooms import RoomConfig


class OutreachConfig(RoomConfig):
    name = "genderdesk.programme.outreach"
    label = "outreach"
    verbose_name = "Outreach"
