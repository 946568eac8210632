"""A contact's page: the call that an operator has, or its record for others."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages as notices
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from genderdesk.casework.hotline import acts, forms, labels, queries
from genderdesk.casework.hotline.access import MAY_SEE_CONTACTS
from genderdesk.casework.hotline.models import Contact
from genderdesk.casework.hotline.rules.contacts import clock_face, seconds_between
from genderdesk.casework.hotline.views.words import own_page, words
from genderdesk.casework.hotline.vocabulary.contacts import (
    CONNECTED,
    ENDED,
    LIVE,
    NON_DATA,
    WAITING,
    WITHOUT_REPORT,
    WRAP_UP,
    Classification,
    ContactKind,
    NumberReason,
)
from genderdesk.casework.hotline.vocabulary.scripts import SILENT_SCRIPT
from genderdesk.casework.intake.labels import CONTACT_HOURS
from genderdesk.casework.intake.models import Report
from genderdesk.casework.intake.queries import Reach, contact_words, reach_words
from genderdesk.casework.intake.vocabulary import ContactWay
from genderdesk.casework.response.labels import STATE_TONES as RESPONSE_TONES
from genderdesk.casework.response.labels import STATES as RESPONSE_STATES
from genderdesk.casework.response.queries import dispatch_of_report
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.foundation.phones import show_phone
from genderdesk.groundwork.foundation.times import Moment
from genderdesk.groundwork.platform import panels
from genderdesk.groundwork.platform.refusals import Invalid
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.organisation.places.queries import name_of


@require_GET
@page(needs=MAY_SEE_CONTACTS)
def contact(request: DeskRequest, contact_id: uuid.UUID) -> HttpResponse:
    """One contact: the console of its operator, or its record for others."""
    return contact_page(request, queries.contact_for(request.actor, contact_id))


@require_GET
@page(needs=MAY_SEE_CONTACTS)
def call(request: DeskRequest, contact_id: uuid.UUID) -> HttpResponse:
    """The live part of a contact's page: state, keys pressed, help on its way."""
    found = queries.contact_for(request.actor, contact_id)
    return render(request, "hotline/parts/call.html", call_context(request, found))


@require_POST
@page(needs=MAY_SEE_CONTACTS)
def hang_up(request: DeskRequest, contact_id: uuid.UUID) -> HttpResponse:
    """End the talk."""
    actor = request.actor
    found = queries.contact_for(actor, contact_id)
    if found.state not in ENDED:
        acts.hang_up_contact(actor, found)
    return redirect("hotline:contact", contact_id)


@require_POST
@page(needs=MAY_SEE_CONTACTS)
def classify(request: DeskRequest, contact_id: uuid.UUID) -> HttpResponse:
    """One press: what the contact was. A second press after it was closed changes nothing."""
    actor = request.actor
    found = queries.contact_for(actor, contact_id)
    chosen = request.POST.get("classification", "")
    if chosen not in {each.value for each in (*NON_DATA, *WITHOUT_REPORT)}:
        raise Invalid(_("Press one of the buttons that say what the contact was."))
    if found.state in ENDED:
        return redirect("hotline:console")
    try:
        done = acts.classify_contact(actor, found, classification=Classification(chosen))
    except Invalid as fault:
        notices.error(request, str(fault))
        return redirect("hotline:contact", contact_id)
    if done.state in LIVE:
        return redirect("hotline:contact", contact_id)
    notices.success(
        request,
        _("Closed as: %(classification)s.") % {"classification": labels.CLASSIFICATIONS[Classification(chosen)]},
    )
    return redirect("hotline:console" if found.kind == ContactKind.CALL else "hotline:messages")


@require_POST
@page(needs=MAY_SEE_CONTACTS)
def close(request: DeskRequest, contact_id: uuid.UUID) -> HttpResponse:
    """Finish with a contact and go on to the next."""
    actor = request.actor
    found = queries.contact_for(actor, contact_id)
    if found.state not in ENDED:
        try:
            acts.close_contact(actor, found)
        except Invalid as fault:
            notices.error(request, str(fault))
            return redirect(own_page(found), contact_id)
    return redirect("hotline:console" if found.kind == ContactKind.CALL else "hotline:messages")


@require_GET
@page(needs=MAY_SEE_CONTACTS)
def finder(request: DeskRequest, contact_id: uuid.UUID) -> HttpResponse:
    """The places that help in a district, beside the call."""
    found = queries.contact_for(request.actor, contact_id)
    context = {**finder_context(request, found, request.GET.get("district", "")), "contact": found}
    return render(request, "hotline/parts/finder.html", context)


@page(needs=MAY_SEE_CONTACTS)
def number(request: DeskRequest, contact_id: uuid.UUID) -> HttpResponse:
    """The caller's number, opened for a reason that the ledger keeps."""
    actor = request.actor
    found = queries.contact_for(actor, contact_id)
    form = forms.AskNumber(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"contact": found, "form": form, **words()}
    if request.method == "POST" and form.is_valid():
        reason = NumberReason(form.cleaned_data["reason"])
        if form.carry_out(lambda: acts.ask_number(actor, found, reason=reason)) is not None:
            said = queries.reach_contact(found, ContactWay.CALL)
            context["number"] = show_phone(queries.number_of_contact(actor, found))
            context["said"] = contact_words(actor, queries.reports_within(actor, found))
            context["hours_named"] = CONTACT_HOURS
            context |= {"reach": reach_words(said), "refused": said.refused, "later": said.reach is Reach.LATER}
    return render(request, "hotline/number.html", context, status=422 if form.errors else 200)


# What the page shows


def contact_page(request: DeskRequest, found: Contact, **given: Any) -> HttpResponse:
    """A contact's page with its forms; one that was typed into comes back as it was typed."""
    if found.kind == ContactKind.SMS and not given:
        return redirect("hotline:thread", found.pk)
    context = call_context(request, found)
    actor = request.actor
    working = context["working"]
    if working:
        sheet = queries.sheet_of(actor, found)
        context["caller"] = sheet.caller
        context["report"] = given.get("report") or _report_form(found, sheet)
        context["add"] = given.get("add") or forms.AddMore(initial={**sheet.draft, "text": sheet.notes})
        told = context["reports"][-1][0].district_id if context["reports"] else ""
        context |= finder_context(request, found, told or str(context["report"]["district"].value() or ""))
    context["matches"] = given.get("matches")
    context["board"] = queries.board(actor)
    typed = [given.get(name) for name in ("report", "add")]
    wrong = any(form is not None and form.errors for form in typed)
    template = "hotline/contact.html" if working else "hotline/contact_record.html"
    return render(request, template, context, status=422 if wrong else 200)


def _report_form(found: Contact, sheet: queries.Sheet) -> forms.ContactReport:
    """The report form as it was left: with the draft's answers, else with the time filled in."""
    if sheet.draft:
        data = {**sheet.draft, "narrative": sheet.notes}
        kept = forms.ContactReport(data=data)
        initial = {}
        for name, field in kept.fields.items():
            value = field.widget.value_from_datadict(kept.data, kept.files, name)
            if value not in (None, "", [None, None, None]):
                initial[name] = value
        initial.pop("op_id", None)
        if not any(name.startswith("received") for name in sheet.draft):
            initial["received"] = Moment(found.answered_at or found.offered_at)
        return forms.ContactReport(initial=initial)
    begun = {"received": Moment(found.answered_at or found.offered_at), "narrative": sheet.notes}
    if found.language:
        begun["language"] = found.language
    return forms.ContactReport(initial=begun)


def call_context(request: DeskRequest, found: Contact) -> dict[str, Any]:
    """What the live part of a contact's page needs."""
    actor = request.actor
    now = timezone.now()
    seconds = seconds_between(found.answered_at or found.offered_at, found.ended_at or now) or 0
    reports = list(queries.reports_within(actor, found))
    held = held_by(actor, found)
    return {
        "contact": found,
        "working": found.state in LIVE and held,
        "waiting": found.state in WAITING,
        "talking": found.state == CONNECTED,
        "finishing": found.state == WRAP_UP,
        "seconds": seconds,
        "face": clock_face(seconds),
        "before": queries.called_before(actor, found),
        "reports": [
            (
                each,
                panels.panels_for("report", request, report=each),
                _help_for(each),
                panels.panels_for("report_clocks", request, report=each),
            )
            for each in reports
        ],
        "silent_script": SILENT_SCRIPT.items(),
        "holder": "" if held else _holder(found),
        **words(),
    }


def held_by(actor: Actor, found: Contact) -> bool:
    """Whether the actor works on a contact that somebody has taken: its operator, or the head of the desk."""
    return found.operator_id == actor.id or (actor.has("desk_head") and found.operator_id is not None)


def _holder(found: Contact) -> str:
    """The name of the operator who has a contact; empty where nobody has."""
    if found.operator_id is None:
        return ""
    return queries.names_of([found.operator_id]).get(found.operator_id) or _("Another operator")


def _help_for(report: Report) -> tuple[Any, str] | None:
    """How far help has come for a report, in words and tone: what an operator tells the caller who waits for it."""
    found = dispatch_of_report(report.pk) if report.immediate_danger == Answer.YES else None
    return (RESPONSE_STATES[found.state], RESPONSE_TONES[found.state]) if found else None


def finder_context(request: DeskRequest, found: Contact, district_code: str) -> dict[str, Any]:
    """The listings that the room of services gives for a district, and whether a text may go out."""
    listed = panels.panels_for("service_finder", request, district_code=district_code)
    return {
        "listings": listed,
        "more_places": panels.panels_for("service_search", request, district_code=district_code),
        "finder_district": name_of(district_code) if district_code else "",
        "finder_code": district_code,
        "may_write": queries.may_write_to(found) and found.has_number and found.gateway_id is not None,
        "send_place": forms.SendPlace(),
    }
