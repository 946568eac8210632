"""The platform room."""

from django.apps import AppConfig
from django.core.signals import request_finished, request_started
from django.db.models.signals import post_migrate


class PlatformConfig(AppConfig):
    name = "genderdesk.groundwork.platform"
    label = "platform"
    verbose_name = "Platform"

    def ready(self) -> None:
        from genderdesk.groundwork.platform import editions
        from genderdesk.groundwork.platform.sqlite.estimates import write_estimates

        post_migrate.connect(editions.make_triggers, sender=self, dispatch_uid="platform.editions")
        post_migrate.connect(write_estimates, sender=self, dispatch_uid="platform.estimates")
        request_started.connect(editions.hold, dispatch_uid="platform.hold_editions")
        request_finished.connect(editions.let_go, dispatch_uid="platform.let_go_of_editions")
