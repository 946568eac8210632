"""The operator's console: who waits, and taking the next call."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages as notices
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from genderdesk.casework.hotline import acts, queries
from genderdesk.casework.hotline.access import MAY_SEE_CONTACTS, MAY_TAKE_OVER, MAY_TAKE_UP
from genderdesk.casework.hotline.views.words import own_page, words
from genderdesk.casework.hotline.vocabulary.contacts import (
    ContactKind,
    TakeOverReason,
)
from genderdesk.groundwork.platform.refusals import Conflict, ImpossibleMove
from genderdesk.groundwork.protection.pages import DeskRequest, page


@require_GET
@page(needs=MAY_SEE_CONTACTS)
def console(request: DeskRequest) -> HttpResponse:
    """The call board; an operator who has a call is brought to it."""
    mine = queries.call_of(request.actor)
    if mine is not None and "board" not in request.GET:
        return redirect("hotline:contact", mine.pk)
    return render(request, "hotline/console.html", _desk(request))


def _desk(request: DeskRequest) -> dict[str, Any]:
    """What the waiting operator sees besides the queue."""
    actor = request.actor
    return {
        "board": queries.board(actor),
        "talking": queries.on_the_line(actor),
        "texts": queries.texts_to_answer(actor),
        "shift": queries.shift_of(actor),
        **words(),
    }


@require_GET
@page(needs=MAY_SEE_CONTACTS)
def queue(request: DeskRequest) -> HttpResponse:
    """The live part of the board."""
    if "strip" in request.GET:
        context = {"board": queries.board(request.actor), **words()}
        return render(request, "hotline/parts/strip.html", context)
    return render(request, "hotline/parts/queue.html", _desk(request))


@require_POST
@page(needs=MAY_TAKE_UP)
def answer(request: DeskRequest, contact_id: uuid.UUID) -> HttpResponse:
    """Take a contact. Who comes second gets a sentence and the board again."""
    actor = request.actor
    contact = queries.contact_for(actor, contact_id)
    try:
        acts.answer_contact(actor, contact)
    except Conflict as fault:
        notices.error(request, str(fault))
        return redirect("hotline:console")
    except ImpossibleMove:
        notices.error(request, _("The caller has left. Nobody is on the line any more."))
        return redirect("hotline:console")
    return redirect("hotline:thread" if contact.kind == ContactKind.SMS else "hotline:contact", contact.pk)


@require_POST
@page(needs=MAY_TAKE_OVER)
def take_over(request: DeskRequest, contact_id: uuid.UUID) -> HttpResponse:
    """Go on with a contact whose operator cannot, with a reason that the ledger keeps."""
    actor = request.actor
    found = queries.contact_for(actor, contact_id)
    reason = request.POST.get("reason", "")
    if reason not in {each.value for each in TakeOverReason}:
        notices.error(request, _("Choose why you take it over."))
        return redirect("hotline:console")
    try:
        acts.take_over_contact(actor, found, reason=TakeOverReason(reason))
    except Conflict as fault:
        notices.error(request, str(fault))
        return redirect("hotline:console")
    except ImpossibleMove:
        notices.error(request, _("This contact has been finished meanwhile. Nothing is left to take over."))
        return redirect("hotline:console")
    notices.success(request, _("You have this contact now, with all that was typed."))
    return redirect(own_page(found), contact_id)
