"""The partners room: its link, and what is due of agreements on Today."""

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "genderdesk.programme.partners"
    label = "partners"
    verbose_name = "Partners"

    def ready(self) -> None:
        from genderdesk.programme.partners import panels  # noqa: F401  # they register themselves
