"""The protection room: from the start its guard stands on every connection and every act is known."""

from importlib import import_module

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules


class ProtectionConfig(AppConfig):
    name = "genderdesk.groundwork.protection"
    label = "protection"
    verbose_name = "Protection"

    def ready(self) -> None:
        from genderdesk.groundwork.platform import editions, outbox
        from genderdesk.groundwork.protection import approvals, jobs, walls, written_once  # noqa: F401  # they register themselves
        from genderdesk.groundwork.protection.circle import circle_of
        from genderdesk.groundwork.protection.guard import stand_guard
        from genderdesk.groundwork.protection.tree import mails, witnesses  # noqa: F401  # they register themselves

        editions.watch("vault", "protection_keychange")
        # What is heard is heard by the system, also where a person's request carries the word on.
        outbox.standing = lambda: walls.seen_by(walls.SYSTEM)
        walls.cells_of = lambda actor: circle_of(actor).cells
        post_migrate.connect(written_once.make_triggers, sender=self, dispatch_uid="protection.written_once")
        connection_created.connect(stand_guard, dispatch_uid="protection.guard")
        # The registry is whole from the start, whichever page or verb comes first: what is made from it (the API, the
        # permission matrix, docs/acts.md) must not depend on who happened to be imported.
        autodiscover_modules("acts")
        for name in ("erasure", "recovery", "retention", "rotation"):
            import_module(f"{self.name}.vault.{name}")
