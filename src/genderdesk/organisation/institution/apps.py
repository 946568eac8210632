"""The institution room: its navigation entry, and the tables whose changes end what is kept in memory."""

from django.apps import AppConfig


class InstitutionConfig(AppConfig):
    name = "genderdesk.organisation.institution"
    label = "institution"
    verbose_name = "Institution"

    def ready(self) -> None:
        from genderdesk.groundwork.platform import editions
        from genderdesk.organisation.institution import panels, queries, subscribers  # noqa: F401  # they register themselves

        kept = ("institution", "unit", "unitparent", "desk", "post", "officer", "appointment")
        kept += ("rolerequirement", "competence", "competenceheld", "absence", "authority")
        editions.watch("organisation", *(f"institution_{each}" for each in kept))
        editions.watch("circles", "institution_cell", "institution_cellmember")
