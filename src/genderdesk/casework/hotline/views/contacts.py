"""All contacts of a line, and those entered after the fact."""

from __future__ import annotations

from typing import Any

from django.contrib import messages as notices
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from genderdesk.casework.hotline import acts, forms, queries
from genderdesk.casework.hotline.access import MAY_ANSWER, MAY_SEE_CONTACTS
from genderdesk.casework.hotline.views.words import words
from genderdesk.casework.hotline.vocabulary.contacts import Classification, ContactKind
from genderdesk.groundwork.foundation.times import Moment
from genderdesk.groundwork.platform.paging import page_by_key
from genderdesk.groundwork.protection.circle import hides
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.organisation.paper.queries import may_be_entered, sheet_of_number


@page(needs=MAY_SEE_CONTACTS)
def contact_list(request: DeskRequest) -> HttpResponse:
    """Contacts of the own institution's line, newest first; of one kind where asked."""
    query = queries.contacts(request.actor)
    kind = request.GET.get("kind", "")
    if kind in {each.value for each in ContactKind}:
        query = query.filter(kind=kind)
    shown = page_by_key(query, request, key="offered_at")
    return render(request, "hotline/contact_list.html", {"page": shown, "kind": kind, **words()})


@sensitive_post_parameters()
@page(needs=MAY_ANSWER)
def after(request: DeskRequest) -> HttpResponse:
    """Enter a contact that was taken elsewhere or on paper."""
    actor = request.actor
    lines = {str(line.pk): line for line in queries.lines_of(actor).select_related("institution")}
    choices = [(key, line.short_code) for key, line in lines.items()]
    sheet = sheet_of_number(actor, request.GET.get("paper", ""))
    if sheet is not None and not may_be_entered(sheet):
        return redirect("paper:sheet", sheet.pk)
    initial: dict[str, Any] = {"paper": sheet.number} if sheet else {"received": Moment(timezone.now())}
    form = forms.EnterAfter(request.POST if request.method == "POST" else None, lines=choices, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        told = form.told()
        done = form.carry_out(
            lambda: acts.enter_after.once(form.op_id)(
                actor,
                line=lines[data["line"]],
                kind=ContactKind(data["kind"]),
                received_at=data["received"].at,
                classification=Classification(data["classification"]),
                told=told,
                caller=data["caller"] or "",
                paper=form.from_paper(),
            )
        )
        if done is not None:
            notices.success(request, _("The contact is entered."))
            # A sealed one is gone for whoever entered it.
            return redirect("hotline:console") if hides(actor, done) else redirect("hotline:contact", done.pk)
    return render(request, "hotline/after.html", {"form": form}, status=422 if form.errors else 200)
