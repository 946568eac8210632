"""Threads of texts."""

from __future__ import annotations

import uuid

from django.contrib import messages as notices
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from genderdesk.casework.hotline import acts, forms, queries
from genderdesk.casework.hotline.access import MAY_ANSWER, MAY_SEE_CONTACTS
from genderdesk.casework.hotline.models import Contact
from genderdesk.casework.hotline.views.call import call_context, contact_page
from genderdesk.casework.hotline.views.words import words
from genderdesk.casework.hotline.vocabulary.contacts import CONNECTED, ENDED, ContactKind
from genderdesk.groundwork.platform.paging import page_by_key
from genderdesk.groundwork.protection.pages import DeskRequest, page


@require_GET
@page(needs=MAY_SEE_CONTACTS)
def thread_list(request: DeskRequest) -> HttpResponse:
    """Threads of the own institution's line, newest first."""
    shown = page_by_key(queries.threads(request.actor), request, key="offered_at")
    return render(request, "hotline/messages.html", {"page": shown, **words()})


@require_GET
@page(needs=MAY_SEE_CONTACTS)
def thread(request: DeskRequest, contact_id: uuid.UUID) -> HttpResponse:
    """One thread: its texts, what may be sent, its report."""
    found = queries.contact_for(request.actor, contact_id)
    if found.kind != ContactKind.SMS:
        return contact_page(request, found)
    return _thread_page(request, found)


@require_GET
@page(needs=MAY_SEE_CONTACTS)
def texts(request: DeskRequest, contact_id: uuid.UUID) -> HttpResponse:
    """The live part of a thread."""
    actor = request.actor
    found = queries.contact_for(actor, contact_id)
    return render(request, "hotline/parts/texts.html", {"said": queries.thread_of(actor, found), **words()})


@require_POST
@sensitive_post_parameters()
@page(needs=MAY_ANSWER)
def send(request: DeskRequest, contact_id: uuid.UUID) -> HttpResponse:
    """Answer a thread."""
    actor = request.actor
    found = queries.contact_for(actor, contact_id)
    form = forms.Reply(request.POST)
    if form.is_valid():
        text = form.cleaned_data["text"]
        if form.carry_out(lambda: acts.send_text.once(form.op_id)(actor, found, text=text)) is not None:
            notices.success(request, _("The answer is on its way."))
            return redirect("hotline:thread", contact_id)
    return _thread_page(request, found, form)


def _thread_page(request: DeskRequest, found: Contact, reply: forms.Reply | None = None) -> HttpResponse:
    actor = request.actor
    context = call_context(request, found)
    if reply is None:
        begun = queries.sheet_of(actor, found).notes if context["working"] else ""
        reply = forms.Reply(initial={"text": begun})
    context |= {
        "said": queries.thread_of(actor, found),
        "reply": reply,
        "stopped": queries.has_stopped(found),
        "taken": found.state == CONNECTED,
        "over": found.state in ENDED,
        "add": forms.AddMore(),
    }
    return render(request, "hotline/thread.html", context, status=422 if reply.errors else 200)
