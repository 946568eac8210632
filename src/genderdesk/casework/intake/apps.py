"""The intake room."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "genderdesk.casework.intake"
    label = "intake"
    verbose_name = "Intake"
    # Tables that grow with every report (platform/sqlite/estimates.py).
    grows = ("Report", "Addition")

    def ready(self) -> None:
        from genderdesk.casework.intake import facts, panels  # noqa: F401  # they register themselves
