"""The operator's console: who waits, and the contact that the operator has."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from genderdesk.casework.hotline import acts, forms, labels, queries
from genderdesk.casework.hotline.access import MAY_ANSWER, MAY_SEE_CONTACTS
from genderdesk.casework.hotline.models import Contact
from genderdesk.casework.hotline.rules.contacts import clock_face, seconds_between
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
    HistoryReason,
)
from genderdesk.casework.hotline.vocabulary.scripts import SILENT_SCRIPT
from genderdesk.casework.intake.labels import STATES as REPORT_STATES
from genderdesk.casework.intake.queries import reports_of_contact
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.foundation.times import Moment
from genderdesk.groundwork.platform import panels
from genderdesk.groundwork.platform.refusals import Conflict, ImpossibleMove, Invalid
from genderdesk.groundwork.protection.pages import page


@require_GET
@page(needs=MAY_SEE_CONTACTS)
def console(request: HttpRequest) -> HttpResponse:
    """The call board; an operator who has a call is brought to it."""
    board = queries.board(request.actor)  # type: ignore[attr-defined]
    if board.mine is not None and "board" not in request.GET:
        return redirect("hotline:contact", board.mine.pk)
    return render(request, "hotline/console.html", {"board": board, **words()})


@require_GET
@page(needs=MAY_SEE_CONTACTS)
def queue(request: HttpRequest) -> HttpResponse:
    """The live part of the board."""
    part = "strip" if "strip" in request.GET else "queue"
    context = {"board": queries.board(request.actor), **words()}  # type: ignore[attr-defined]
    return render(request, f"hotline/parts/{part}.html", context)


@require_POST
@page(needs=MAY_ANSWER)
def answer(request: HttpRequest, contact_id: uuid.UUID) -> HttpResponse:
    """Take a contact. Who comes second gets a sentence and the board again."""
    actor = request.actor  # type: ignore[attr-defined]
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


@require_GET
@page(needs=MAY_SEE_CONTACTS)
def contact(request: HttpRequest, contact_id: uuid.UUID) -> HttpResponse:
    """One contact: the console of its operator, or its record for others."""
    return contact_page(request, queries.contact_for(request.actor, contact_id))  # type: ignore[attr-defined]


@require_GET
@page(needs=MAY_SEE_CONTACTS)
def call(request: HttpRequest, contact_id: uuid.UUID) -> HttpResponse:
    """The live part of a contact's page: state, keys pressed, help on its way."""
    found = queries.contact_for(request.actor, contact_id)  # type: ignore[attr-defined]
    return render(request, "hotline/parts/call.html", call_context(request, found))


@require_POST
@page(needs=MAY_SEE_CONTACTS)
def hang_up(request: HttpRequest, contact_id: uuid.UUID) -> HttpResponse:
    """End the talk."""
    actor = request.actor  # type: ignore[attr-defined]
    found = queries.contact_for(actor, contact_id)
    if found.state not in ENDED:
        acts.hang_up_contact(actor, found)
    return redirect("hotline:contact", contact_id)


@require_POST
@page(needs=MAY_SEE_CONTACTS)
def classify(request: HttpRequest, contact_id: uuid.UUID) -> HttpResponse:
    """One press: what the contact was. A second press after it was closed changes nothing."""
    actor = request.actor  # type: ignore[attr-defined]
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
def close(request: HttpRequest, contact_id: uuid.UUID) -> HttpResponse:
    """Finish with a contact and go on to the next."""
    actor = request.actor  # type: ignore[attr-defined]
    found = queries.contact_for(actor, contact_id)
    if found.state not in ENDED:
        try:
            acts.close_contact(actor, found)
        except Invalid as fault:
            notices.error(request, str(fault))
            return redirect(_own_page(found), contact_id)
    return redirect("hotline:console" if found.kind == ContactKind.CALL else "hotline:messages")


@require_POST
@sensitive_post_parameters()
@page(needs=MAY_SEE_CONTACTS)
def note(request: HttpRequest, contact_id: uuid.UUID) -> HttpResponse:
    """Keep what is typed so far; answered with when it was kept."""
    actor = request.actor  # type: ignore[attr-defined]
    found = queries.contact_for(actor, contact_id)
    fields = forms.ContactReport.base_fields
    draft = {
        name: request.POST.getlist(name) if len(request.POST.getlist(name)) > 1 else request.POST[name][:2000]
        for name in request.POST
        if name.split("_0")[0].split("_1")[0].split("_2")[0] in fields and name != "narrative"
    }
    acts.note_contact(actor, found, notes=request.POST.get("narrative", ""), draft=draft)
    return HttpResponse(_("Kept at %(time)s") % {"time": timezone.localtime().strftime("%H:%M:%S")})


@require_POST
@sensitive_post_parameters()
@page(needs=MAY_SEE_CONTACTS)
def report(request: HttpRequest, contact_id: uuid.UUID) -> HttpResponse:
    """Save what is told: send help, look for earlier reports first, then as new or added to one of them."""
    actor = request.actor  # type: ignore[attr-defined]
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
        said = _("Help is asked for. Stay on the line.")
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
    return redirect(_own_page(found), contact_id)


def _add_to_earlier(request: HttpRequest, found: Contact, form: forms.ContactReport, chosen: str) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
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
    return redirect(_own_page(found), found.pk)


@require_POST
@sensitive_post_parameters()
@page(needs=MAY_SEE_CONTACTS)
def silent_danger(request: HttpRequest, contact_id: uuid.UUID) -> HttpResponse:
    """Keep a silent call as possible danger; with a yes, help is sent."""
    actor = request.actor  # type: ignore[attr-defined]
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
def add(request: HttpRequest, contact_id: uuid.UUID) -> HttpResponse:
    """Add what is told after the report was saved."""
    actor = request.actor  # type: ignore[attr-defined]
    found = queries.contact_for(actor, contact_id)
    kept = reports_of_contact(contact_id).last()
    form = forms.AddMore(request.POST)
    if kept is not None and form.is_valid():
        text = form.cleaned_data["text"]
        done = form.carry_out(lambda: acts.add_from_contact.once(form.op_id)(actor, found, report=kept, text=text))
        if done is not None:
            notices.success(request, _("Added to %(number)s.") % {"number": kept.number})
            return redirect(_own_page(found), contact_id)
    return contact_page(request, found, add=form)


@require_POST
@page(needs=MAY_SEE_CONTACTS)
def safety(request: HttpRequest, contact_id: uuid.UUID) -> HttpResponse:
    """Keep what the person said to "may we write to this number?"."""
    actor = request.actor  # type: ignore[attr-defined]
    found = queries.contact_for(actor, contact_id)
    said = request.POST.get("safe", "")
    if said not in {answer.value for answer in Answer}:
        raise Invalid(_("Choose yes, no or not known."))
    acts.set_safe_contact(actor, found, safe=Answer.read(said))
    return redirect(_own_page(found), contact_id)


@page(needs=MAY_SEE_CONTACTS)
def history(request: HttpRequest, contact_id: uuid.UUID) -> HttpResponse:
    """What the same number told before, opened for a reason that the ledger keeps."""
    actor = request.actor  # type: ignore[attr-defined]
    found = queries.contact_for(actor, contact_id)
    form = forms.AskHistory(request.POST or None)
    context: dict[str, Any] = {"contact": found, "form": form, **words()}
    if request.method == "POST" and form.is_valid():
        acts.ask_history(actor, found, reason=HistoryReason(form.cleaned_data["reason"]))
        context["earlier"], context["reports"] = queries.history_of(actor, found)
        context["opened"] = True
    return render(request, "hotline/history.html", context, status=422 if form.errors else 200)


# What the pages show


def contact_page(request: HttpRequest, found: Contact, **given: Any) -> HttpResponse:
    """A contact's page with its forms; one that was typed into comes back as it was typed."""
    if found.kind == ContactKind.SMS and not given:
        return redirect("hotline:thread", found.pk)
    context = call_context(request, found)
    actor = request.actor  # type: ignore[attr-defined]
    working = context["working"]
    if working:
        sheet = queries.sheet_of(actor, found)
        context["caller"] = sheet.caller
        context["report"] = given.get("report") or _report_form(found, sheet)
        context["add"] = given.get("add") or forms.AddMore(initial={"text": sheet.notes})
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


def call_context(request: HttpRequest, found: Contact) -> dict[str, Any]:
    """What the live part of a contact's page needs."""
    actor = request.actor  # type: ignore[attr-defined]
    now = timezone.now()
    seconds = seconds_between(found.answered_at or found.offered_at, found.ended_at or now) or 0
    reports = list(reports_of_contact(found.pk).select_related("district"))
    held = found.operator_id == actor.id or (actor.has("desk_head") and found.operator_id is not None)
    return {
        "contact": found,
        "working": found.state in LIVE and held,
        "waiting": found.state in WAITING,
        "talking": found.state == CONNECTED,
        "finishing": found.state == WRAP_UP,
        "seconds": seconds,
        "face": clock_face(seconds),
        "before": queries.called_before(found),
        "reports": [(each, panels.panels_for("report", request, report=each)) for each in reports],
        "silent_script": SILENT_SCRIPT.items(),
        "may_write": queries.may_write_to(found),
        **words(),
    }


def words() -> dict[str, Any]:
    """Labels for coded values, and the buttons of one press."""
    return {
        "kinds": labels.KINDS,
        "states": labels.STATES,
        "classifications": labels.CLASSIFICATIONS,
        "ended_by": labels.ENDED_BY,
        "text_states": labels.TEXT_STATES,
        "report_states": REPORT_STATES,
        "language_names": labels.LANGUAGES,
        "non_data": [(each.value, labels.CLASSIFICATIONS[each]) for each in NON_DATA],
        "without_report": [(each.value, labels.CLASSIFICATIONS[each]) for each in WITHOUT_REPORT],
    }


def _own_page(found: Contact) -> str:
    return "hotline:thread" if found.kind == ContactKind.SMS else "hotline:contact"
