"""The outreach room: its link, and what is planned on Today."""

from genderdesk.groundwork.platform import rooms


class OutreachConfig(rooms.RoomConfig):
    name = "genderdesk.programme.outreach"
    label = "outreach"
    verbose_name = "Outreach"
