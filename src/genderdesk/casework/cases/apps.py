"""The cases room."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "genderdesk.casework.cases"
    label = "cases"
    verbose_name = "Cases"
    # Tables that grow with every report (platform/sqlite/estimates.py).
    grows = (
        "Case",
        "CaseEvent",
        "Survivor",
        "Incident",
        "Consent",
        "LegalException",
        "FollowUp",
        "HandOver",
        "Transfer",
        "Closure",
        "CaseFile",
        "CaseJoin",
        "RiskAssessment",
        "RiskChange",
        "SafetyPlan",
        "PlanItem",
        "Flag",
        "Suspect",
        "SuspectToken",
        "Death",
        "EarlierCase",
        "Feedback",
        "FeedbackCode",
    )

    def ready(self) -> None:
        from genderdesk.casework.cases import facts, jobs, models, panels, queries, subscribers  # noqa: F401  # they register themselves
        from genderdesk.groundwork.protection.circle import keeps_files, works_on
        from genderdesk.groundwork.protection.vault.files.kept import Kept, keeps
        from genderdesk.groundwork.protection.written_once import written_once

        keeps_files(models.Case)
        for model in (
            models.CaseEvent,
            models.CaseFile,
            models.CaseJoin,
            models.Closure,
            models.Consent,
            models.Flag,
            models.FollowUp,
            models.HandOver,
            models.Incident,
            models.PlanItem,
            models.RiskAssessment,
            models.RiskChange,
            models.SafetyPlan,
            models.LegalException,
            models.Survivor,
            models.Suspect,
            models.Death,
        ):
            keeps_files(model, file="case__report_id", cell="case__cell_id")
        keeps_files(models.Transfer, file="file_id")
        written_once(models.Consent, but=models.Consent.WITHDRAWAL)
        works_on(queries.works_on_report)
        keeps(models.CaseFile._meta.db_table, Kept(queries.stored_files, queries.digest_differs))
