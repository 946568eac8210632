"""The cases room."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "genderdesk.casework.cases"
    label = "cases"
    verbose_name = "Cases"

    def ready(self) -> None:
        from genderdesk.casework.cases import facts, panels, subscribers  # noqa: F401  # they register themselves
