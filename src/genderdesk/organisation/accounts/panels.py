"""What accounts shows on other rooms' pages."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.panels import NavItem, panel
from genderdesk.groundwork.protection.access import permits
from genderdesk.groundwork.protection.pages import DeskRequest
from genderdesk.organisation.accounts.access import IS_ADMINISTRATOR


@panel("nav", order=90)
def people(request: DeskRequest) -> NavItem | None:
    """The administrator's list of people."""
    if not permits(request.actor, IS_ADMINISTRATOR):
        return None
    return NavItem(_("People"), reverse("accounts:people"), "/staff/admin/")
