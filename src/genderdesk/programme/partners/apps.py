"""The partners room: its link, and what is due of agreements on Today."""

from genderdesk.groundwork.platform.rooms import RoomConfig


class PartnersConfig(RoomConfig):
    name = "genderdesk.programme.partners"
    label = "partners"
    verbose_name = "Partners"
