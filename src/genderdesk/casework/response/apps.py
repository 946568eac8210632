"""The response room."""

from django.apps import AppConfig


class ResponseConfig(AppConfig):
    name = "genderdesk.casework.response"
    label = "response"
    verbose_name = "Response"
    # Tables that grow with every report (platform/sqlite/estimates.py).
    grows = ("Dispatch", "Assignment", "DispatchEvent")

    def ready(self) -> None:
        from genderdesk.casework.response import facts, jobs, panels, subscribers  # noqa: F401  # they register
