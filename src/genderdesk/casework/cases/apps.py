"""The cases room."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "genderdesk.casework.cases"
    label = "cases"
    verbose_name = "Cases"
    # Tables that grow with every report (platform/sqlite/estimates.py).
    grows = ("Case", "CaseEvent", "Survivor", "Incident", "Consent", "FollowUp", "Closure", "CaseFile")

    def ready(self) -> None:
        from genderdesk.casework.cases import facts, jobs, models, panels, queries, subscribers  # noqa: F401  # they register themselves
        from genderdesk.groundwork.protection.circle import keeps_files, works_on

        keeps_files(models.Case)
        for model in (
            models.CaseEvent,
            models.CaseFile,
            models.Closure,
            models.Consent,
            models.FollowUp,
            models.Incident,
            models.Survivor,
        ):
            keeps_files(model, file="case__report_id", cell="case__cell_id")
        works_on(queries.works_on_report)
