"""The partners room: its link, and what is due of agreements on Today."""

from genderdesk.groundwork.platform import rooms


class PartnersConfig(rooms.RoomConfig):
    name = "genderdesk.programme.partners"
    label = "partners"
    verbose_name = "Partners"
