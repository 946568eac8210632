"""What an operator writes beside a contact: notes, reports, help, what may be sent."""

from __future__ import annotations

import re
import uuid
from typing import Any

from django.contrib import messages as notices
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from genderdesk.casework.hotline import acts, forms, queries
from genderdesk.casework.hotline.access import MAY_SEE_CONTACTS
from genderdesk.casework.hotline.models import Contact
from genderdesk.casework.hotline.rules.texts import place_text
from genderdesk.casework.hotline.views.call import contact_page
from genderdesk.casework.hotline.views.words import on_its_way, own_page, words
from genderdesk.casework.hotline.vocabulary.contacts import CONNECTED, ContactKind, HistoryReason
from genderdesk.casework.intake.queries import reports_of_contact
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform import panels
from genderdesk.groundwork.platform.refusals import Conflict, Invalid
from genderdesk.groundwork.protection.pages import DeskRequest, page

# A moment is typed in several boxes (MomentWidget).
_PART_OF_MOMENT = re.compile(r"_(date|time|precision)$")


@require_POST
@sensitive_post_parameters()
@page(needs=MAY_SEE_CONTACTS)
def note(request: DeskRequest, contact_id: uuid.UUID) -> HttpResponse:
    """Keep what is typed so far; answered with when it was kept. What belongs to a form that has been saved since is
    not kept twice."""
    actor = request.actor
    found = queries.contact_for(actor, contact_id)
    if request.POST.get("stage") == "report":
        if reports_of_contact(contact_id).exists():
            raise Conflict(_("The report of this contact is saved already. Load the page again to add to it."))
        acts.note_contact(actor, found, notes=request.POST.get("narrative", ""), draft=_draft(request.POST))
    else:
        acts.note_contact(actor, found, notes=request.POST.get("text", ""), draft=_draft(request.POST))
    return HttpResponse(_("Kept at %(time)s") % {"time": timezone.localtime().strftime("%H:%M:%S")})


def _draft(typed: QueryDict) -> dict[str, Any]:
    """The fields of the report form as they were sent, but for the narrative, which is kept apart."""
    draft: dict[str, Any] = {}
    for name in typed:
        field = _PART_OF_MOMENT.sub("", name)
        if field in forms.ContactReport.base_fields and field != "narrative":
            values = typed.getlist(name)
            draft[name] = values if len(values) > 1 else values[0][:2000]
    return draft


@require_POST
@sensitive_post_parameters()
@page(needs=MAY_SEE_CONTACTS)
def report(request: DeskRequest, contact_id: uuid.UUID) -> HttpResponse:
    """Save what is told: send help, look for earlier reports first, then as new or added to one of them."""
    actor = request.actor
    found = queries.contact_for(actor, contact_id)
    decision = request.POST.get("do", "look")
    form = forms.ContactReport(request.POST)
    if decision == "help":
        form.for_help()
    if not form.is_valid():
        return contact_page(request, found, report=form)
    danger = decision == "help" or form.cleaned_data["immediate_danger"] is Answer.YES
    if decision == "help":
        done: Any = form.carry_out(lambda: acts.send_help.once(form.op_id)(actor, found, told=form.told(danger=True)))
        talking = done is not None and found.kind == ContactKind.CALL and found.state == CONNECTED
        said = _help_asked(talking, placed=bool(form.cleaned_data["place_text"].strip()))
    elif decision.startswith("add:") and not danger:
        return _add_to_earlier(request, found, form, decision.removeprefix("add:"))
    else:
        # Danger does not wait for a search.
        if decision == "look" and not danger:
            matches = queries.earlier_reports(actor, found, district_code=form.cleaned_data["district"])
            if matches:
                return contact_page(request, found, report=form, matches=matches)
        done = form.carry_out(lambda: acts.report_contact.once(form.op_id)(actor, found, told=form.told()))
        said = _("The report is saved.")
    if done is None:
        return contact_page(request, found, report=form)
    notices.success(request, said)
    return redirect(own_page(found), contact_id)


def _help_asked(talking: bool, *, placed: bool) -> str:
    if not talking:
        return _("Help is asked for.")
    if placed:
        return _("Help is asked for. Stay on the line.")
    return _(
        "Help is asked for. Stay on the line: ask where it is and write it under “Place or landmark”. "
        "The dispatcher sees it at once."
    )


def _add_to_earlier(request: DeskRequest, found: Contact, form: forms.ContactReport, chosen: str) -> HttpResponse:
    actor = request.actor
    matches = queries.earlier_reports(actor, found, district_code=form.cleaned_data["district"])
    earlier = next((each.report for each in matches if str(each.report.pk) == chosen), None)
    if earlier is None:
        form.add_error(None, _("This report is no longer among the possible ones. Choose again."))
        return contact_page(request, found, report=form, matches=matches)
    text = form.in_words()
    done = form.carry_out(lambda: acts.add_from_contact.once(form.op_id)(actor, found, report=earlier, text=text))
    if done is None:
        return contact_page(request, found, report=form, matches=matches)
    notices.success(request, _("Added to %(number)s.") % {"number": earlier.number})
    return redirect(own_page(found), found.pk)


@require_POST
@sensitive_post_parameters()
@page(needs=MAY_SEE_CONTACTS)
def silent_danger(request: DeskRequest, contact_id: uuid.UUID) -> HttpResponse:
    """Keep a silent call as possible danger; with a yes, help is sent."""
    actor = request.actor
    found = queries.contact_for(actor, contact_id)
    danger = Answer.YES if request.POST.get("danger") == "yes" else Answer.UNKNOWN
    try:
        acts.report_silent_danger(actor, found, danger=danger, notes=request.POST.get("notes", "")[:5000])
    except (Invalid, Conflict) as fault:
        notices.error(request, str(fault))
    else:
        notices.success(request, _("Kept as a silent call with possible danger. Do not call or write back."))
    return redirect("hotline:contact", contact_id)


@require_POST
@sensitive_post_parameters()
@page(needs=MAY_SEE_CONTACTS)
def add(request: DeskRequest, contact_id: uuid.UUID) -> HttpResponse:
    """Add what is told after the report was saved."""
    actor = request.actor
    found = queries.contact_for(actor, contact_id)
    kept = reports_of_contact(contact_id).last()
    form = forms.AddMore(request.POST)
    if kept is not None and form.is_valid():
        told = form.arguments()
        done = form.carry_out(lambda: acts.add_from_contact.once(form.op_id)(actor, found, report=kept, **told))
        if done is not None:
            notices.success(request, _("Added to %(number)s.") % {"number": kept.number})
            return redirect(own_page(found), contact_id)
    return contact_page(request, found, add=form)


@require_POST
@page(needs=MAY_SEE_CONTACTS)
def safety(request: DeskRequest, contact_id: uuid.UUID) -> HttpResponse:
    """Keep what the person said to "may we write to this number?"."""
    actor = request.actor
    found = queries.contact_for(actor, contact_id)
    said = request.POST.get("safe", "")
    if said not in {answer.value for answer in Answer}:
        raise Invalid(_("Choose yes, no or not known."))
    acts.set_safe_contact(actor, found, safe=Answer.read(said))
    return redirect(own_page(found), contact_id)


@require_POST
@page(needs=MAY_SEE_CONTACTS)
def send_place(request: DeskRequest, contact_id: uuid.UUID) -> HttpResponse:
    """Send a place's number by text, in words that name no place."""
    actor = request.actor
    found = queries.contact_for(actor, contact_id)
    form = forms.SendPlace(request.POST)
    listed = panels.panels_for("service_finder", request, district_code=request.POST.get("district", ""))
    chosen = next((each for each in listed if each.key == request.POST.get("place")), None)
    if chosen is None or not chosen.phone or not form.is_valid():
        notices.error(request, _("This place has no number that could be sent. Choose another one."))
        return redirect(own_page(found), contact_id)
    language = found.language or found.line.language
    with translation.override(language):
        hours = str(chosen.hours)
    text = place_text(language, chosen.phone, hours)
    sent = form.carry_out(lambda: acts.send_text.once(form.op_id)(actor, found, text=text))
    if sent is not None and sent.waits_until is None:
        notices.success(request, _("The number of %(place)s is on its way by text.") % {"place": chosen.name})
    elif sent is not None:
        notices.success(request, on_its_way(sent))
    for sentence in form.non_field_errors():
        notices.error(request, str(sentence))
    return redirect(own_page(found), contact_id)


@page(needs=MAY_SEE_CONTACTS)
def history(request: DeskRequest, contact_id: uuid.UUID) -> HttpResponse:
    """What the same number told before, opened for a reason that the ledger keeps."""
    actor = request.actor
    found = queries.contact_for(actor, contact_id)
    form = forms.AskHistory(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"contact": found, "form": form, **words()}
    if request.method == "POST" and form.is_valid():
        acts.ask_history(actor, found, reason=HistoryReason(form.cleaned_data["reason"]))
        context["earlier"], context["reports"] = queries.history_of(actor, found)
        context["opened"] = True
    return render(request, "hotline/history.html", context, status=422 if form.errors else 200)
