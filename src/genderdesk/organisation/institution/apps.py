"""The institution room: its navigation entry, and the tables whose changes end what is kept in memory."""

from genderdesk.groundwork.platform import rooms


class InstitutionConfig(rooms.RoomConfig):
    name = "genderdesk.organisation.institution"
    label = "institution"
    verbose_name = "Institution"

    registers = ("panels", "queries", "subscribers")

    def ready(self) -> None:
        super().ready()
        from genderdesk.groundwork.platform import editions
        from genderdesk.groundwork.protection.written_once import written_once

        kept = (
            *("institution", "unit", "unitparent", "desk", "post", "officer", "appointment"),
            *("rolerequirement", "competence", "competenceheld", "absence", "authority"),
        )
        editions.watch("organisation", *(f"institution_{each}" for each in kept))
        editions.watch("circles", "institution_cell", "institution_cellmember")
        for name in ("SupplyEntry", "StandardLine", "InspectedLine"):
            written_once(self.get_model(name))
