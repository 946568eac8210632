"""The outreach room: its link, and what is planned on Today."""

from django.apps import AppConfig


class OutreachConfig(AppConfig):
    name = "genderdesk.programme.outreach"
    label = "outreach"
    verbose_name = "Outreach"

    def ready(self) -> None:
        from genderdesk.programme.outreach import panels  # noqa: F401  # they register themselves
