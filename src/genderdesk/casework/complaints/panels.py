"""What the room shows elsewhere: its link, and on Today what is to be acknowledged and answered."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from genderdesk.casework.complaints import queries, rules
from genderdesk.casework.complaints.access import MAY_READ, MAY_WRITE_DOWN, channels, reads_any
from genderdesk.casework.complaints.labels import CATEGORIES, STEPS
from genderdesk.casework.complaints.vocabulary import Route
from genderdesk.groundwork.platform.listing import addresses
from genderdesk.groundwork.platform.panels import NavItem, TodayPanel, TodayRow, panel
from genderdesk.groundwork.protection.access import permits
from genderdesk.groundwork.protection.pages import DeskRequest
from genderdesk.organisation.institution.models import Institution
from genderdesk.organisation.institution.vocabulary import Role

_SHOWN = 10


@panel("nav", order=26)
def complaints_link(request: DeskRequest) -> NavItem | None:
    """The register for those who answer; for whoever else may write a complaint down, the form alone."""
    if permits(request.actor, MAY_READ):
        return NavItem(_("Complaints"), reverse("complaints:register"), prefix="/staff/complaints/")
    if permits(request.actor, MAY_WRITE_DOWN):
        return NavItem(_("Write down a complaint"), reverse("complaints:write_down"), prefix="/staff/complaints/")
    return None


@panel("today", order=7)
def complaints_to_answer(request: DeskRequest) -> TodayPanel | None:
    """What waits for those who answer: what is overdue first, with what is to be done."""
    if not permits(request.actor, MAY_READ):
        return None
    found = queries.waiting(request.actor, _SHOWN + 1)
    address = addresses("complaints:complaint")
    rows = []
    for each in found[:_SHOWN]:
        due, tone = queries.clock_of(each)
        step = rules.next_step(each.state, each.category)
        rows.append(
            TodayRow(
                f"{each.number} · {CATEGORIES[each.category]}", address(each.pk), due, STEPS[step] if step else "", tone
            )
        )
    tones = {row.tone for row in rows}
    tone = next((each for each in ("overdue", "due", "new") if each in tones), "calm")
    url = reverse("complaints:register")
    return TodayPanel(_("Complaints"), rows, len(found), tone, url, _("No complaint waits for an answer."))


@panel("today", order=8)
def complaints_nobody_reads(request: DeskRequest) -> TodayPanel | None:
    """For who keeps the accounts: that there are complaints which all who answer are kept from, and nothing else."""
    actor = request.actor
    if not actor.has(Role.ADMINISTRATOR) or not (number := queries.read_by_none(actor)):
        return None
    words = ngettext(
        "%(number)s complaint waits and nobody may read it. Appoint another person of oversight.",
        "%(number)s complaints wait and nobody may read them. Appoint another person of oversight.",
        number,
    )
    row = TodayRow(words % {"number": number}, "", tone="overdue")
    return TodayPanel(_("Complaints without a reader"), [row], number, "overdue")


@panel("live_channels")
def live_channels(request: DeskRequest) -> list[str]:
    """The channels of those complaints that the reader may answer; the live process leaves out what is kept from her or
    him."""
    actor = request.actor
    if not reads_any(actor):
        return []
    own = [actor.institution_id] if actor.institution_id else list(Institution.objects.values_list("pk", flat=True))
    routes = tuple(Route) if actor.has(Role.OVERSIGHT) else (Route.HEAD_OFFICE,)
    return [channels(each)[route] for each in own for route in routes]
