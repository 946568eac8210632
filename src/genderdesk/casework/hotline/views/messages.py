"""Threads of texts."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages as notices
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from genderdesk.casework.hotline import acts, forms, queries
from genderdesk.casework.hotline.access import MAY_SEE_CONTACTS, MAY_TAKE_UP
from genderdesk.casework.hotline.models import Contact
from genderdesk.casework.hotline.views.call import call_context, contact_page, held_by
from genderdesk.casework.hotline.views.words import on_its_way, own_page, words
from genderdesk.casework.hotline.vocabulary.contacts import CONNECTED, ENDED, LIVE, ContactKind
from genderdesk.casework.intake.queries import Reach, reach_words
from genderdesk.groundwork.platform.forms import DeskForm
from genderdesk.groundwork.platform.paging import page_by_key
from genderdesk.groundwork.protection.access import Actor, permits
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
    """The live parts of a thread: its texts; what may be sent (``answer``); whether she may be reached (``safety``)."""
    found = queries.contact_for(request.actor, contact_id)
    part = request.GET.get("part", "")
    if part == "safety":
        return render(request, "hotline/parts/safety.html", {"contact": found, **words()})
    if part == "answer":
        return render(request, "hotline/parts/answer.html", _answer_context(request.actor, found))
    return render(request, "hotline/parts/texts.html", {"said": queries.thread_of(request.actor, found), **words()})


@require_POST
@sensitive_post_parameters()
@page(needs=MAY_TAKE_UP)
def send(request: DeskRequest, contact_id: uuid.UUID) -> HttpResponse:
    """Answer a thread."""
    actor = request.actor
    found = queries.contact_for(actor, contact_id)
    form = forms.Reply(request.POST)
    if form.is_valid():
        text = form.cleaned_data["text"]
        sent = form.carry_out(lambda: acts.send_text.once(form.op_id)(actor, found, text=text))
        if sent is not None:
            notices.success(request, on_its_way(sent))
            return redirect("hotline:thread", contact_id)
    return _thread_page(request, found, form)


@page(needs=MAY_SEE_CONTACTS)
def held(request: DeskRequest, text_id: uuid.UUID) -> HttpResponse:
    """A text that the gate held: what it says, why it did not go, and the two ways out."""
    actor = request.actor
    message = queries.held_text(actor, text_id)
    contact = message.contact
    form = DeskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        again = "again" in request.POST
        done = form.carry_out(lambda: acts.settle_text.once(form.op_id)(actor, contact, message=message, again=again))
        if done is not None:
            notices.success(request, on_its_way(done) if again else _("The text stays unsent."))
            return redirect(own_page(contact), contact.pk)
    found = queries.reach_contact(contact)
    context = {
        "message": message,
        "contact": contact,
        "text": next(each.text for each in queries.thread_of(actor, contact) if each.message.pk == message.pk),
        "why": reach_words(found),
        "refused": found.refused,
        "page_of_contact": reverse(own_page(contact), args=[contact.pk]),
        "form": form,
    }
    return render(request, "hotline/held.html", context, status=422 if form.errors else 200)


def _thread_page(request: DeskRequest, found: Contact, reply: forms.Reply | None = None) -> HttpResponse:
    actor = request.actor
    context = call_context(request, found)
    context |= _answer_context(actor, found, reply)
    context |= {
        "said": queries.thread_of(actor, found),
        "taken": found.state == CONNECTED,
        "over": found.state in ENDED,
        "add": forms.AddMore(),
    }
    return render(request, "hotline/thread.html", context, status=422 if context["reply"].errors else 200)


def _answer_context(actor: Actor, found: Contact, reply: forms.Reply | None = None) -> dict[str, Any]:
    """Whether something may be sent, and by this actor, and the form with what the operator has typed so far."""
    working = held_by(actor, found) and found.state in LIVE
    reached = queries.reach_contact(found)
    if reply is None:
        begun = queries.sheet_of(actor, found).notes if working else ""
        reply = forms.Reply(initial={"text": begun})
    return {
        "contact": found,
        "working": working,
        "may_take": permits(actor, MAY_TAKE_UP, found),
        "reply": reply,
        "stopped": reached.reach is Reach.STOPPED,
        "may_write": not reached.refused,
        "not_asked": reached.reach is Reach.NOT_ASKED,
        "why": reach_words(reached),
    }
