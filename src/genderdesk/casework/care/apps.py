"""The care room."""

from django.apps import AppConfig


class CareConfig(AppConfig):
    name = "genderdesk.casework.care"
    label = "care"
    verbose_name = "Care"
    # Tables that grow with every report (platform/sqlite/estimates.py).
    grows = ("Referral", "ReferralNote", "Counselling", "CounsellingSession", "CounsellingNote", "GroupSession")

    def ready(self) -> None:
        from genderdesk.casework.care import access, facts, jobs, models, panels, subscribers  # noqa: F401  # they register themselves
        from genderdesk.groundwork.protection.circle import keeps_files
        from genderdesk.groundwork.protection.vault import holders_alone

        keeps_files(models.Referral, file="case__report_id", cell="case__cell_id", sent_to=access.is_sent_to)
        keeps_files(
            models.ReferralNote,
            file="referral__case__report_id",
            cell="referral__case__cell_id",
            sent_to=access.is_sent_to,
        )
        keeps_files(
            models.CounsellingSummary,
            file="referral__case__report_id",
            cell="referral__case__cell_id",
            sent_to=access.is_sent_to,
        )
        keeps_files(models.Counselling, file="case__report_id", cell="case__cell_id")
        keeps_files(
            models.CounsellingSession,
            file="counselling__case__report_id",
            cell="counselling__case__cell_id",
        )
        keeps_files(
            models.CounsellingNote,
            file="session__counselling__case__report_id",
            cell="session__counselling__case__cell_id",
        )
        # A counsellor's notes are hers or his alone: no recovery, no head, no administrator.
        holders_alone(models.Counselling)
