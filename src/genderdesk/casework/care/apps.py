"""The care room."""

from django.apps import AppConfig


class CareConfig(AppConfig):
    name = "genderdesk.casework.care"
    label = "care"
    verbose_name = "Care"
    # Tables that grow with every report (platform/sqlite/estimates.py).
    grows = ("Referral", "ReferralNote")

    def ready(self) -> None:
        from genderdesk.casework.care import facts, jobs, panels, subscribers  # noqa: F401  # they register themselves
