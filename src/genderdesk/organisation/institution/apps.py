"""The institution room: its navigation entry, and the tree of units held for the length of one request."""

from django.apps import AppConfig
from django.core.signals import request_finished, request_started


class InstitutionConfig(AppConfig):
    name = "genderdesk.organisation.institution"
    label = "institution"
    verbose_name = "Institution"

    def ready(self) -> None:
        from genderdesk.organisation.institution import panels, queries  # noqa: F401  # panels register themselves

        request_started.connect(queries.hold_tree, dispatch_uid="institution.hold_tree")
        request_finished.connect(queries.forget_tree, dispatch_uid="institution.forget_tree")
