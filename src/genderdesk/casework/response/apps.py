"""The response room."""

from django.apps import AppConfig


class ResponseConfig(AppConfig):
    name = "genderdesk.casework.response"
    label = "response"
    verbose_name = "Response"

    def ready(self) -> None:
        from genderdesk.casework.response import facts, jobs, panels, subscribers  # noqa: F401  # they register
