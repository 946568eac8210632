"""The cases room."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "genderdesk.casework.cases"
    label = "cases"
    verbose_name = "Cases"
    # Tables that grow with every report (platform/sqlite/estimates.py).
    grows = ("Case", "CaseEvent", "Survivor", "Incident", "Consent", "FollowUp", "Closure", "CaseFile")

    def ready(self) -> None:
        from genderdesk.casework.cases import facts, jobs, panels, subscribers  # noqa: F401  # they register themselves
