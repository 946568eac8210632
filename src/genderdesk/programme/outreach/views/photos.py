"""Photographs of an activity: one that arrives, one that is looked at or taken, and its two steps."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any, cast

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from genderdesk.groundwork.platform.downloads import harmless, saved
from genderdesk.groundwork.platform.forms import DeskForm
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.groundwork.protection.proof import proven
from genderdesk.groundwork.protection.vault.files import Group, receiving
from genderdesk.programme.outreach import acts, forms, queries
from genderdesk.programme.outreach.access import MAY_REACH_OUT, MAY_SEE_OUTREACH
from genderdesk.programme.outreach.models import ActivityPhoto
from genderdesk.programme.outreach.views.activities import show_activity


# The proof against forgery is read from the form, so it is asked only when the file can be received: inside.
@csrf_exempt
@page(needs=MAY_REACH_OUT)
def add_photo(request: DeskRequest, activity_id: uuid.UUID) -> HttpResponseBase:
    """Add a photograph to an activity."""
    found = queries.activity_for(request.actor, activity_id)
    if request.method != "POST":
        return redirect("outreach:activity", activity_id)
    with receiving(request, ActivityPhoto._meta.db_table, (Group.PHOTO,)) as sealer:

        @proven
        def take(request: DeskRequest) -> HttpResponse:
            form = forms.AddPhoto(request.POST, request.FILES)
            sealer.tell(form)
            if form.is_valid():
                call = acts.add_photo.once(form.op_id)
                if form.carry_out(lambda: call(request.actor, found, **form.arguments())) is not None:
                    return redirect("outreach:activity", activity_id)
            return show_activity(request, found, {"photo": form})

        return cast(HttpResponseBase, take(request))


@page(needs=MAY_SEE_OUTREACH)
def photo(request: DeskRequest, photo_id: uuid.UUID) -> HttpResponseBase:
    """The picture itself, for the activity's page; the look is kept."""
    found = queries.photo_for(request.actor, photo_id)
    return _given_out(queries.see_photo(request.actor, found), "")


@page(needs=MAY_SEE_OUTREACH)
def photo_file(request: DeskRequest, photo_id: uuid.UUID) -> HttpResponseBase:
    """A cleared photograph to be saved and used."""
    found = queries.photo_for(request.actor, photo_id)
    return _given_out(queries.take_photo(request.actor, found), f"{found.activity.held_on:%Y-%m-%d}.jpg")


def _given_out(opened: queries.OpenedPhoto, name: str) -> StreamingHttpResponse:
    """A picture that the desk drew itself, so that it may stand in a page; nothing else ever runs from it."""
    answer = StreamingHttpResponse(opened.pieces, content_type="image/jpeg")
    answer.headers["Content-Length"] = str(opened.size)
    return saved(harmless(answer), name) if name else harmless(answer)


_STEPS: dict[str, tuple[type[DeskForm], Callable[..., Any]]] = {
    "clear": (DeskForm, acts.clear_photo.once),
    "withdraw": (forms.WithdrawPhoto, acts.withdraw_photo.once),
}


@page(needs=MAY_REACH_OUT)
def photo_step(request: DeskRequest, photo_id: uuid.UUID, name: str) -> HttpResponse:
    """Clear a photograph, or take it away for good."""
    found = queries.photo_for(request.actor, photo_id)
    if name not in _STEPS:
        raise Missing(_("There is no such step."))
    if request.method != "POST":
        return redirect("outreach:activity", found.activity_id)
    kind, step = _STEPS[name]
    form = kind(request.POST, auto_id=f"{name}-{photo_id}-%s")
    if form.is_valid():
        given = form.cleaned
        if form.carry_out(lambda: step(form.op_id)(request.actor, found, **given)) is not None:
            return redirect("outreach:activity", found.activity_id)
        found = queries.photo_for(request.actor, photo_id)
    return show_activity(request, found.activity, {name: form}, photo=found)
