"""The paper room: its link, and sheets that nobody accounts for on Today."""

from django.apps import AppConfig


class PaperConfig(AppConfig):
    name = "genderdesk.organisation.paper"
    label = "paper"
    verbose_name = "Paper"

    def ready(self) -> None:
        from genderdesk.organisation.paper import panels  # noqa: F401  # they register themselves
