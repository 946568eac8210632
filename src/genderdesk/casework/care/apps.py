"""The care room."""

from django.apps import AppConfig


class CareConfig(AppConfig):
    name = "genderdesk.casework.care"
    label = "care"
    verbose_name = "Care"
    # Tables that grow with every report (platform/sqlite/estimates.py).
    grows = ("Referral", "ReferralNote")

    def ready(self) -> None:
        from genderdesk.casework.care import access, facts, jobs, models, panels, subscribers  # noqa: F401  # they register themselves
        from genderdesk.groundwork.protection.circle import keeps_files

        keeps_files(models.Referral, file="case__report_id", cell="case__cell_id", sent_to=access.is_sent_to)
        keeps_files(
            models.ReferralNote,
            file="referral__case__report_id",
            cell="referral__case__cell_id",
            sent_to=access.is_sent_to,
        )
