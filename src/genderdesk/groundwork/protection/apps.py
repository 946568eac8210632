"""The protection room: its guard stands on every database connection from the start."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created


class ProtectionConfig(AppConfig):
    name = "genderdesk.groundwork.protection"
    label = "protection"
    verbose_name = "Protection"

    def ready(self) -> None:
        from genderdesk.groundwork.protection.guard import stand_guard

        connection_created.connect(stand_guard, dispatch_uid="protection.guard")
