"""What accounts shows on other rooms' pages."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.panels import NavItem, TodayPanel, TodayRow, panel
from genderdesk.groundwork.protection.access import permits
from genderdesk.groundwork.protection.pages import DeskRequest
from genderdesk.organisation.accounts import queries
from genderdesk.organisation.accounts.access import IS_ADMINISTRATOR, MAY_SEE_ATTACKS


@panel("nav", order=90)
def people(request: DeskRequest) -> NavItem | None:
    """The administrator's list of people."""
    if not permits(request.actor, IS_ADMINISTRATOR):
        return None
    return NavItem(_("People"), reverse("accounts:people"), "/staff/admin/")


@panel("nav", order=91)
def watched(request: DeskRequest) -> NavItem | None:
    """Second factors that wait for a second person, and accounts under attack."""
    if not permits(request.actor, MAY_SEE_ATTACKS):
        return None
    return NavItem(_("Sign-ins"), reverse("accounts:resets"), "/staff/factor-resets/")


@panel("today", order=3)
def attacked(request: DeskRequest) -> TodayPanel | None:
    """Wrong tries: at all accounts for who watches over them, else at one's own where they are an attack."""
    if permits(request.actor, MAY_SEE_ATTACKS):
        found, url = queries.accounts_under_attack(), reverse("accounts:resets")
    else:
        own = queries.pressure_on(request.actor.id)
        found = [own] if own and own.is_attack else []
        url = reverse("accounts:me")
    if not found:
        return None
    rows = [
        TodayRow(
            _("%(name)s: %(wrong)d wrong tries") % {"name": each.user.username, "wrong": each.wrong},
            url,
            status=_("Somebody tries to sign in"),
            tone="due",
        )
        for each in found
    ]
    return TodayPanel(_("Wrong sign-ins"), rows, len(rows), "due", url)
