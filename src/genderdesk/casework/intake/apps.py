"""The intake room."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "genderdesk.casework.intake"
    label = "intake"
    verbose_name = "Intake"
    # Tables that grow with every report (platform/sqlite/estimates.py).
    grows = ("Report", "Addition")

    def ready(self) -> None:
        from genderdesk.casework.intake import facts, panels, subscribers  # noqa: F401  # they register themselves
        from genderdesk.casework.intake.models import Addition, Conflict, Report
        from genderdesk.groundwork.platform import editions
        from genderdesk.groundwork.protection.circle import keeps_files

        keeps_files(Report, file="id")
        for model in (Addition, Conflict):
            keeps_files(model, cell="report__cell_id")
        editions.watch("circles", "intake_conflict")
