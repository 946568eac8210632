"""The oversight room."""

from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "genderdesk.casework.oversight"
    label = "oversight"
    verbose_name = "Oversight"

    def ready(self) -> None:
        from genderdesk.casework.oversight import jobs, panels  # noqa: F401  # they register themselves
