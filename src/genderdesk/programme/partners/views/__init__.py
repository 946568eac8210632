"""The room's pages."""

from genderdesk.programme.partners.views.agreements import agreement, agreement_step, obligation
from genderdesk.programme.partners.views.presence import presence, presences, presences_csv
from genderdesk.programme.partners.views.projects import project, project_step, projects, thing
from genderdesk.programme.partners.views.register import partner, partner_step, register

__all__ = [
    "agreement",
    "agreement_step",
    "obligation",
    "partner",
    "partner_step",
    "presence",
    "presences",
    "presences_csv",
    "project",
    "project_step",
    "projects",
    "register",
    "thing",
]
