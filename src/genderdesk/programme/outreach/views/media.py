"""The log of what outlets said, one item with its correction, and one campaign with its partners."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.forms import DeskForm
from genderdesk.groundwork.platform.paging import page_by_key
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import permits
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.programme.outreach import acts, forms, labels, queries
from genderdesk.programme.outreach.access import MAY_PLAN_OUTREACH, MAY_REACH_OUT, MAY_SEE_OUTREACH
from genderdesk.programme.outreach.models import MediaItem
from genderdesk.programme.partners import queries as partners


@page(needs=MAY_SEE_OUTREACH)
def media(request: DeskRequest) -> HttpResponse:
    """What outlets said, the latest day first; what waits to be put right; and the form for one more."""
    may = permits(request.actor, MAY_REACH_OUT)
    form = forms.LogMedia(
        request.POST if may and request.method == "POST" else None,
        campaigns=queries.campaigns_of(request.actor),
        held=queries.recent_activities(request.actor),
    )
    if form.is_bound and form.is_valid():
        made = form.carry_out(lambda: acts.log_media.once(form.op_id)(request.actor, **form.arguments()))
        if made is not None:
            return redirect("outreach:media_item", made.pk)
    search = forms.FilterMedia(request.GET)
    context = {
        "page": page_by_key(queries.media(request.actor, **search.chosen()), request, key="said_on"),
        "waiting": queries.to_put_right(request.actor),
        "search": search,
        "form": form,
        "may": may,
        "kinds": labels.MEDIA_KINDS,
        "languages_named": labels.MEDIA_LANGUAGES,
    }
    return render(request, "outreach/media.html", context, status=422 if form.errors else 200)


_STEPS: dict[str, tuple[type[DeskForm], Callable[..., Any]]] = {
    "ask": (forms.AskCorrection, acts.ask_correction.once),
    "correct": (forms.KeepCorrection, acts.keep_correction.once),
}


@page(needs=MAY_SEE_OUTREACH)
def media_item(request: DeskRequest, media_id: uuid.UUID) -> HttpResponse:
    """One item."""
    return _show(request, queries.media_for(request.actor, media_id))


@page(needs=MAY_REACH_OUT)
def media_step(request: DeskRequest, media_id: uuid.UUID, name: str) -> HttpResponse:
    """Keep that a correction was asked for, or came."""
    found = queries.media_for(request.actor, media_id)
    if name not in _STEPS:
        raise Missing(_("There is no such step."))
    if request.method != "POST":
        return redirect("outreach:media_item", media_id)
    kind, step = _STEPS[name]
    form = kind(request.POST)
    if form.is_valid():
        given = form.cleaned
        if form.carry_out(lambda: step(form.op_id)(request.actor, found, **given)) is not None:
            return redirect("outreach:media_item", media_id)
        found = queries.media_for(request.actor, media_id)
    return _show(request, found, form)


def _show(request: DeskRequest, found: MediaItem, typed: DeskForm | None = None) -> HttpResponse:
    may = permits(request.actor, MAY_REACH_OUT, found) and found.corrected_on is None
    name = "ask" if found.asked_on is None else "correct"
    kind, _step = _STEPS[name]
    context = {
        "item": found,
        "gone": sorted(set(found.short_codes.split()) - queries.numbers_in_use()),
        "kinds": labels.MEDIA_KINDS,
        "languages_named": labels.MEDIA_LANGUAGES,
        "step": name if may else "",
        "form": typed if isinstance(typed, kind) else kind(),
        "not_kept": typed is not None and not (may and isinstance(typed, kind)),
    }
    return render(request, "outreach/media_item.html", context, status=422 if typed else 200)


@page(needs=MAY_SEE_OUTREACH)
def campaign(request: DeskRequest, campaign_id: uuid.UUID) -> HttpResponse:
    """One campaign: its partners, its activities, whom they reached by each method apart, and what was said of it."""
    found = queries.campaign_for(request.actor, campaign_id)
    may = permits(request.actor, MAY_PLAN_OUTREACH, found)
    chosen = partners.partners_to_choose(timezone.localdate())
    form = forms.JoinOutreach(request.POST if may and request.method == "POST" else None, partners=chosen)
    if form.is_bound and form.is_valid():
        given = form.arguments()
        if form.carry_out(lambda: acts.join_campaign.once(form.op_id)(request.actor, found, **given)) is not None:
            return redirect("outreach:campaign", campaign_id)
    activities = queries.activities(request.actor).filter(campaign=found)
    context = {
        "campaign": found,
        "partners": queries.partners_in(found),
        "names": chosen[1],
        "roles": labels.PARTNER_ROLES,
        "page": page_by_key(activities, request, key="held_on"),
        "reach": queries.reach_of_campaign(request.actor, found),
        "media": queries.media(request.actor).filter(campaign=found).order_by("-said_on", "id")[:20],
        "form": form,
        "may": may,
        "kinds": labels.ACTIVITY_KINDS,
        "states": labels.ACTIVITY_STATES,
        "tones": labels.ACTIVITY_TONES,
        "methods": labels.METHODS,
        "audiences": labels.AUDIENCES,
    }
    return render(request, "outreach/campaign.html", context, status=422 if form.errors else 200)
