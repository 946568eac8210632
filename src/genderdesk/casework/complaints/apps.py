"""The complaints room: its link, what is due on Today, how long complaints are kept, whom each one bars."""

from genderdesk.groundwork.platform import rooms


class ComplaintsConfig(rooms.RoomConfig):
    name = "genderdesk.casework.complaints"
    label = "complaints"
    verbose_name = "Complaints"
    registers = ("panels", "subscribers", "queries.circle")

    def ready(self) -> None:
        from genderdesk.casework.complaints.models import Bar, Complaint, Word
        from genderdesk.groundwork.platform import editions
        from genderdesk.groundwork.protection.circle import keeps_files

        # No complaint is in a cell: oversight and the head office answer, and its own bars say who of them does not.
        keeps_files(Complaint, file="id", cell="")
        for model in (Bar, Word):
            keeps_files(model, file="complaint_id", cell="")
        editions.watch("circles", Bar._meta.db_table)
        super().ready()
