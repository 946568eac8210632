"""The outreach room: its link, and what is planned on Today."""

from genderdesk.groundwork.platform import rooms


class OutreachConfig(rooms.RoomConfig):
    name = "genderdesk.programme.outreach"
    label = "outreach"
    verbose_name = "Outreach"

    def ready(self) -> None:
        super().ready()
        from genderdesk.groundwork.protection.vault.files.kept import Kept, keeps
        from genderdesk.programme.outreach import models, queries

        keeps(models.ActivityPhoto._meta.db_table, Kept(queries.stored_files, queries.digest_differs))
