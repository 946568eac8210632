"""The oversight room."""

from importlib import import_module

from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "genderdesk.casework.oversight"
    label = "oversight"
    verbose_name = "Oversight"

    def ready(self) -> None:
        for each in ("jobs", "panels"):  # they register themselves
            import_module(f"{self.name}.{each}")
