"""What responses show on Today, in the navigation, on a report's page, and which live word riders hear."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from genderdesk.casework.response import labels, queries
from genderdesk.casework.response.access import BOARD_ROLES, GLASS_ROLES, MAY_RIDE, MAY_SEE, MAY_SEE_BOARD, own_units
from genderdesk.casework.response.forms import dispatch_parts
from genderdesk.casework.response.vocabulary import HELD, WAITING
from genderdesk.groundwork.platform.panels import Listing, NavItem, Tab, TodayPanel, TodayRow, panel
from genderdesk.groundwork.platform.print.forms import PaperForm
from genderdesk.groundwork.protection.access import permits
from genderdesk.groundwork.protection.pages import DeskRequest
from genderdesk.organisation.institution.models import Desk

_SHOWN = 20


@panel("paper_form", order=50)
def dispatch_on_paper(_request: DeskRequest) -> PaperForm:
    """A response on paper; its record is the response."""
    return PaperForm(
        "dispatch",
        _("5 Dispatch sheet"),
        dispatch_parts,
        page="response:dispatch",
        there=queries.response_is_there,
        numbers=_("The number of the response, as the board shows it."),
    )


@panel("nav", order=20)
def navigation(request: DeskRequest) -> list[NavItem]:
    """The board for dispatchers, the own response for riders."""
    actor = request.actor
    items = []
    if permits(actor, MAY_SEE_BOARD):
        items.append(NavItem(_("Responses"), reverse("response:board"), "/staff/responses/"))
    if actor.has("desk_head"):
        items.append(NavItem(_("Vehicles"), reverse("response:vehicles"), "/staff/responses/vehicles/"))
    if permits(actor, MAY_RIDE):
        items.append(NavItem(_("My response"), reverse("response:ride"), "/staff/ride/"))
    return items


@panel("desk_readiness", order=10)
def vehicles_there(request: DeskRequest, *, desk: Desk) -> list[Listing]:
    """On the page of a desk's readiness, what can be sent from its unit and whether it has fuel, for who may see the
    board, where the same stands."""
    if not permits(request.actor, MAY_SEE_BOARD) or request.actor.institution_id != desk.unit.institution_id:
        return []
    return [
        Listing(str(each.pk), f"{labels.UNIT_KINDS[each.kind]} {each.call_sign}", labels.FUEL[each.fuel])
        for each in queries.units_at(desk.unit_id)
    ]


@panel("today", order=1)
def own_response(request: DeskRequest) -> TodayPanel | None:
    """The response that a rider is sent to."""
    actor = request.actor
    if not permits(actor, MAY_RIDE):
        return None
    current = queries.current_for(actor)
    rows = []
    if current is not None:
        words = f"{current.dispatch.number} · {labels.PRIORITIES[current.dispatch.priority]}"
        state = labels.STEPS[current.state]
        rows = [TodayRow(words, reverse("response:ride"), status=state, tone=labels.STEP_TONES[current.state])]
    tone = "overdue" if rows else "calm"
    return TodayPanel(
        _("My response"), rows, len(rows), tone, reverse("response:ride"), _("Your unit is not sent anywhere.")
    )


@panel("today", order=2)
def open_responses(request: DeskRequest) -> TodayPanel | None:
    """Responses that nobody was sent to, and those under way."""
    actor = request.actor
    if not permits(actor, MAY_SEE_BOARD):
        return None
    found = list(queries.board(actor)[: _SHOWN + 1])
    rows = [
        TodayRow(
            " · ".join([each.number, each.priority.upper(), each.district.name if each.district else "—"]),
            reverse("response:dispatch", args=[each.pk]),
            status=labels.STATES[each.state],
            tone=labels.STATE_TONES[each.state],
        )
        for each in found[:_SHOWN]
    ]
    waiting = any(each.state in (WAITING, HELD) for each in found)
    tone = "overdue" if waiting else "due" if rows else "calm"
    empty = _("No response is open.")
    return TodayPanel(_("Responses"), rows, len(found), tone, reverse("response:board"), empty)


@panel("report", order=5)
def response_of_report(request: DeskRequest, *, report: Any, **_context: Any) -> Tab | None:
    """The way from a report of danger to its response."""
    found = queries.dispatch_of_report(report.pk)
    if found is None or not permits(request.actor, MAY_SEE, found):
        return None
    label = _("Response %(number)s") % {"number": found.number}
    return Tab("response", label, reverse("response:dispatch", args=[found.pk]))


@panel("nav", order=95)
def emergency(request: DeskRequest) -> NavItem | None:
    """The way to a response that one has no reach to, for whoever may break the glass and has no board."""
    actor = request.actor
    if actor.has(*BOARD_ROLES) or not actor.has(*GLASS_ROLES):
        return None
    return NavItem(_("Emergency"), reverse("response:glass"), "/staff/emergency/")


@panel("live_channels")
def unit_channels(request: DeskRequest) -> list[str]:
    """A rider hears the word for the own unit."""
    return [f"unit:{pk}" for pk in own_units(request.actor).values_list("pk", flat=True)]
