"""Whom to ask again whether contact is safe, on Today."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.cases import queries
from genderdesk.casework.cases.access import MAY_WORK_ON
from genderdesk.casework.cases.models import Case
from genderdesk.casework.cases.vocabulary import CASE
from genderdesk.groundwork.platform.panels import NavItem, TodayPanel, TodayRow, panel
from genderdesk.groundwork.protection.access import permits
from genderdesk.groundwork.protection.pages import DeskRequest

_SHOWN = 20


@panel("today", order=16)
def safe_contact_again(request: DeskRequest) -> TodayPanel | None:
    """Survivors who said long ago that contact is safe: to be asked again, before anything is written to them."""
    actor = request.actor
    if not permits(actor, MAY_WORK_ON):
        return None
    found = list(queries.contacts_to_ask_again(actor)[: _SHOWN + 1])
    if not found:
        return None
    now = timezone.now()
    rows = [
        TodayRow(
            case.number,
            reverse("cases:contact", args=[case.pk]) + "#contact-form",
            due_at=case.contact_review_at,
            status=_("Ask again") if case.contact_review_at and case.contact_review_at <= now else _("Due"),
            tone="due",
        )
        for case in found[:_SHOWN]
    ]
    return TodayPanel(_("Safe contact to ask again"), rows, len(found), "due", reverse("cases:list"))


@panel("case_action", order=10)
def change_contact(request: DeskRequest, *, case: Case) -> NavItem | None:
    """One tap from any page of the file: whether, how and when she or he may be reached changes without a warning."""
    if "survivor.contact" not in CASE.acts_from(case.state) or not permits(request.actor, MAY_WORK_ON, case):
        return None
    return NavItem(_("Change safe contact"), reverse("cases:contact", args=[case.pk]) + "#contact-form")
