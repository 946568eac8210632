"""What a desk is there for and how high it stands: one form each, from the desk's page."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from genderdesk.groundwork.protection.access import demand
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.organisation.institution import forms, queries
from genderdesk.organisation.institution.access import MAY_DELEGATE, MAY_SHAPE
from genderdesk.organisation.institution.acts import (
    delegate_authority,
    end_mandate,
    give_mandate,
    mark_desk,
    place_desk,
    rename_unit,
    withdraw_authority,
)
from genderdesk.organisation.institution.models import Desk
from genderdesk.organisation.institution.views.one_form import one_form


def _desk(request: DeskRequest, desk_id: uuid.UUID) -> Desk:
    desk = queries.desk_of_reader(request.actor, desk_id)
    demand(request.actor, MAY_SHAPE, desk)
    return desk


def _back(desk: Desk) -> dict[str, str]:
    return {"back": reverse("institution:desk", args=[desk.pk]), "above": desk.name}


@page(needs=MAY_SHAPE)
def mandate(request: DeskRequest, desk_id: uuid.UUID) -> HttpResponse:
    """Give a desk one of the five functions."""
    desk = _desk(request, desk_id)
    form = forms.GiveMandate(request.POST or None)
    return one_form(
        request,
        form,
        lambda: give_mandate.once(form.op_id)(request.actor, desk, **form.arguments()),
        heading=_("Give the desk a function"),
        lead=_("By the instrument that authorises it. One that is in force ends on that day."),
        submit=_("Keep the function"),
        **_back(desk),
    )


@page(needs=MAY_SHAPE)
def mandate_end(request: DeskRequest, mandate_id: uuid.UUID) -> HttpResponse:
    """The desk no longer has a function."""
    held = queries.mandate_of_reader(request.actor, mandate_id)
    demand(request.actor, MAY_SHAPE, held)
    form = forms.EndOn(request.POST or None)
    return one_form(
        request,
        form,
        lambda: end_mandate.once(form.op_id)(request.actor, held, **form.arguments()),
        heading=_("End of a function"),
        lead=held.get_function_display(),
        submit=_("Keep this end"),
        **_back(held.desk),
    )


@page(needs=MAY_SHAPE)
def placement(request: DeskRequest, desk_id: uuid.UUID) -> HttpResponse:
    """How high the desk stands from a day on."""
    desk = _desk(request, desk_id)
    first = {"reports_to": desk.reports_to, "head_rank": desk.head_rank}
    form = forms.PlaceDesk(request.POST or None, initial=first)
    return one_form(
        request,
        form,
        lambda: place_desk.once(form.op_id)(request.actor, desk, **form.arguments()),
        heading=_("Placement of the desk"),
        lead=_("From its day on it stands in the desk's record; what held before stays with its days."),
        submit=_("Keep the placement"),
        **_back(desk),
    )


@page(needs=MAY_SHAPE)
def milestone(request: DeskRequest, desk_id: uuid.UUID) -> HttpResponse:
    """A day in the desk's life."""
    desk = _desk(request, desk_id)
    form = forms.MarkDesk(request.POST or None)
    return one_form(
        request,
        form,
        lambda: mark_desk.once(form.op_id)(request.actor, desk, **form.arguments()),
        heading=_("A day in the desk's life"),
        lead=_(
            "Established, staffed, operational and launched are four different days. Kept again, a day is corrected."
        ),
        submit=_("Keep the day"),
        **_back(desk),
    )


@page(needs=MAY_SHAPE)
def rename(request: DeskRequest, desk_id: uuid.UUID) -> HttpResponse:
    """Another name for the desk's unit."""
    desk = _desk(request, desk_id)
    form = forms.RenameUnit(request.POST or None, initial={"name": desk.unit.name})
    return one_form(
        request,
        form,
        lambda: rename_unit.once(form.op_id)(request.actor, desk.unit, **form.arguments()),
        heading=_("Another name for the unit"),
        lead=_("The name until then stays on record with its days."),
        submit=_("Keep the name"),
        **_back(desk),
    )


@page(needs=MAY_DELEGATE)
def authority(request: DeskRequest, post_id: uuid.UUID) -> HttpResponse:
    """Let a post decide about something."""
    post = queries.post_of_reader(request.actor, post_id)
    demand(request.actor, MAY_DELEGATE, post)
    form = forms.DelegateAuthority(request.POST or None)
    return one_form(
        request,
        form,
        lambda: delegate_authority.once(form.op_id)(request.actor, post, **form.arguments()),
        heading=_("Delegate authority: %(post)s") % {"post": post.title},
        lead=_("Whoever holds the post decides about it from that day. What it could decide before ends then."),
        submit=_("Delegate"),
        **_back(post.desk),
    )


@page(needs=MAY_DELEGATE)
def authority_end(request: DeskRequest, authority_id: uuid.UUID) -> HttpResponse:
    """A post no longer decides about something."""
    held = queries.authority_of_reader(request.actor, authority_id)
    demand(request.actor, MAY_DELEGATE, held)
    form = forms.EndOn(request.POST or None)
    return one_form(
        request,
        form,
        lambda: withdraw_authority.once(form.op_id)(request.actor, held, **form.arguments()),
        heading=_("Withdraw authority: %(post)s") % {"post": held.post.title},
        lead=held.get_subject_display(),
        submit=_("Keep this end"),
        **_back(held.post.desk),
    )
