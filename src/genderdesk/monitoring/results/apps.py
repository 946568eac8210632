"""The results room: its link, and what waits to be released on Today."""

from genderdesk.groundwork.platform import rooms


class ResultsConfig(rooms.RoomConfig):
    name = "genderdesk.monitoring.results"
    label = "results"
    verbose_name = "Results"
