"""The intake room."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "genderdesk.casework.intake"
    label = "intake"
    verbose_name = "Intake"

    def ready(self) -> None:
        from genderdesk.casework.intake import facts, panels  # noqa: F401  # they register themselves
