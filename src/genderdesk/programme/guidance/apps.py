"""The guidance room."""

from genderdesk.groundwork.platform import rooms


class GuidanceConfig(rooms.RoomConfig):
    name = "genderdesk.programme.guidance"
    label = "guidance"
    verbose_name = "Guidance"

    registers = ("jobs", "panels")

    def ready(self) -> None:
        super().ready()
        from genderdesk.groundwork.protection.vault.files.kept import Kept, keeps
        from genderdesk.programme.guidance import models, queries

        keeps(models.VersionFile._meta.db_table, Kept(queries.stored_files, queries.digest_differs))
