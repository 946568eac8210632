"""The guidance room."""

from importlib import import_module

from django.apps import AppConfig


class GuidanceConfig(AppConfig):
    name = "genderdesk.programme.guidance"
    label = "guidance"
    verbose_name = "Guidance"

    def ready(self) -> None:
        for each in ("jobs", "panels"):  # they register themselves
            import_module(f"{self.name}.{each}")
        from genderdesk.groundwork.protection.vault.files.kept import Kept, keeps
        from genderdesk.programme.guidance import models, queries

        keeps(models.VersionFile._meta.db_table, Kept(queries.stored_files, queries.digest_differs))
