"""The statistics room."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class StatisticsConfig(AppConfig):
    name = "genderdesk.monitoring.statistics"
    label = "statistics"
    verbose_name = "Statistics"
    # Tables that grow with every report (platform/sqlite/estimates.py).
    grows = ("Delta",)

    def ready(self) -> None:
        from genderdesk.groundwork.platform.facts import set_sink
        from genderdesk.monitoring.statistics import jobs, panels  # noqa: F401  # they register themselves
        from genderdesk.monitoring.statistics.facts import keep_facts
        from genderdesk.monitoring.statistics.rollup import after_migrate

        set_sink(keep_facts)
        post_migrate.connect(after_migrate, sender=self, dispatch_uid="statistics.rebuild")
