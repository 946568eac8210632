"""The response room."""

from django.apps import AppConfig


class ResponseConfig(AppConfig):
    name = "genderdesk.casework.response"
    label = "response"
    verbose_name = "Response"
    # Tables that grow with every report (platform/sqlite/estimates.py).
    grows = ("Dispatch", "Assignment", "DispatchEvent")

    def ready(self) -> None:
        from genderdesk.casework.response import access, facts, jobs, models, panels, subscribers  # noqa: F401  # they register
        from genderdesk.groundwork.protection.circle import keeps_files

        keeps_files(models.Dispatch, sent_to=access.was_sent)
        for model in (models.Assignment, models.DispatchEvent):
            keeps_files(model, file="dispatch__report_id", cell="dispatch__cell_id", sent_to=access.was_sent)
