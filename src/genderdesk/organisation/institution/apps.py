"""The institution room: its navigation entry, and the tables whose changes end what is kept in memory."""

from importlib import import_module

from django.apps import AppConfig


class InstitutionConfig(AppConfig):
    name = "genderdesk.organisation.institution"
    label = "institution"
    verbose_name = "Institution"

    def ready(self) -> None:
        from genderdesk.groundwork.platform import editions

        for each in ("panels", "queries", "subscribers"):
            # They register themselves.
            import_module(f"{self.name}.{each}")
        kept = (
            *("institution", "unit", "unitparent", "desk", "post", "officer", "appointment"),
            *("rolerequirement", "competence", "competenceheld", "absence", "authority"),
        )
        editions.watch("organisation", *(f"institution_{each}" for each in kept))
        editions.watch("circles", "institution_cell", "institution_cellmember")
