"""The documents: their list, one of them with its versions, and every step of a version."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages as notices
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from genderdesk.groundwork.platform.downloads import harmless, saved
from genderdesk.groundwork.platform.forms import DeskForm
from genderdesk.groundwork.platform.paging import page_by_key
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import Actor, permits
from genderdesk.groundwork.protection.acts import registry
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.groundwork.protection.proof import proven
from genderdesk.groundwork.protection.two_persons import is_same_person
from genderdesk.groundwork.protection.vault.files import receiving, why_no_room
from genderdesk.organisation.institution.labels import ROLE_LABELS
from genderdesk.programme.guidance import acts, forms, labels, queries
from genderdesk.programme.guidance.access import IS_STAFF, MAY_KEEP, MAY_WRITE, documents_for
from genderdesk.programme.guidance.models import Document, Version, VersionFile, VersionQuestion
from genderdesk.programme.guidance.views.tabs import registers
from genderdesk.programme.guidance.vocabulary.documents import BINDING, VERSION, WRITTEN_ON


@page(needs=IS_STAFF)
def documents(request: DeskRequest) -> HttpResponse:
    """The institution's documents, the newest first, and the form that begins one."""
    actor = request.actor
    may_write = permits(actor, MAY_WRITE)
    posts = queries.owner_posts(actor.own_institution) if may_write else []
    form = forms.BeginDocument(request.POST or None, posts=posts)
    if request.method == "POST" and form.is_valid():
        wording = acts.Wording(**form.wording())
        call = acts.begin_document.once(form.op_id)
        made = form.carry_out(lambda: call(actor, **form.arguments(), wording=wording))
        if made is not None:
            return redirect("guidance:document", made.pk)
    shown = page_by_key(documents_for(actor), request, key="begun_at")
    context = {
        "page": shown,
        "lines": queries.lines_of(actor, shown.rows),
        "form": form,
        "may_write": may_write,
        "tabs": registers(),
        **_words(),
    }
    return render(request, "guidance/documents.html", context, status=422 if form.errors else 200)


@page(needs=IS_STAFF)
def document(request: DeskRequest, document_id: uuid.UUID) -> HttpResponse:
    """A document: the version asked for or the one in force, what can be done with it, and every other version."""
    found = queries.document_for(request.actor, document_id)
    return _show(request, found, request.GET.get("version", ""))


@page(needs=MAY_KEEP)
def describe(request: DeskRequest, document_id: uuid.UUID) -> HttpResponse:
    """What the document is called, who may and who must read it, and which post answers for it."""
    actor = request.actor
    found = queries.document_for(actor, document_id)
    posts = queries.owner_posts(actor.own_institution)
    form = forms.DescribeDocument(request.POST or None, posts=posts, initial=forms.DescribeDocument.kept(found))
    if request.method == "POST" and form.is_valid():
        call = acts.describe_document.once(form.op_id)
        if form.carry_out(lambda: call(actor, found, **form.arguments())) is not None:
            return redirect("guidance:document", found.pk)
    context = {"document": found, "form": form}
    return render(request, "guidance/describe.html", context, status=422 if form.errors else 200)


@page(needs=MAY_WRITE)
def renew(request: DeskRequest, document_id: uuid.UUID, name: str) -> HttpResponse:
    """Begin the next version, or a minor edit of the last one."""
    actor = request.actor
    found = queries.document_for(actor, document_id)
    if name not in ("version", "edit"):
        raise Missing(_("There is no such step."))
    form = DeskForm(request.POST or None, auto_id=f"{name}-%s")
    if request.method == "POST" and form.is_valid():
        call = acts.begin_version.once(form.op_id)
        made = form.carry_out(lambda: call(actor, found, minor=name == "edit"))
        if made is not None:
            return redirect(_address(made))
    return _show(request, found, "", not_kept=[form] if form.errors else [])


def _wording(form: forms.Revise) -> acts.Wording:
    return acts.Wording(**form.wording())


# A step by its name: the act with what it takes from its form.
_STEPS: dict[str, Callable[..., Any]] = {
    "revise": lambda actor, it, form: acts.revise_version.once(form.op_id)(actor, it, wording=_wording(form)),
    "consult": lambda actor, it, form: acts.consult_on_version.once(form.op_id)(actor, it),
    "comment": lambda actor, it, form: acts.comment_on_version.once(form.op_id)(
        actor, it, text=form.cleaned_data["text"]
    ),
    "submit": lambda actor, it, form: acts.submit_version.once(form.op_id)(actor, it),
    "return": lambda actor, it, form: acts.return_version.once(form.op_id)(
        actor, it, answer=form.cleaned_data["answer"]
    ),
    "reject": lambda actor, it, form: acts.reject_version.once(form.op_id)(
        actor, it, answer=form.cleaned_data["answer"]
    ),
    "authorise": lambda actor, it, form: acts.authorise_version.once(form.op_id)(
        actor, it, in_force_from=form.cleaned_data["in_force_from"], review_due=form.cleaned_data["review_due"]
    ),
    "review": lambda actor, it, form: acts.review_version.once(form.op_id)(actor, it),
    "confirm": lambda actor, it, form: acts.confirm_version.once(form.op_id)(
        actor, it, review_due=form.cleaned_data["review_due"]
    ),
    "withdraw": lambda actor, it, form: acts.withdraw_version.once(form.op_id)(
        actor, it, answer=form.cleaned_data["answer"]
    ),
    "acknowledge": lambda actor, it, form: acts.acknowledge_version.once(form.op_id)(actor, it, answers=form.answers()),
    "ask": lambda actor, it, form: acts.ask_of_readers.once(form.op_id)(actor, it, **form.cleaned),
    "unask": lambda actor, it, form: acts.drop_question.once(form.op_id)(actor, it, **form.cleaned),
    "remind": lambda actor, it, form: acts.remind_readers.once(form.op_id)(actor, it),
}


def _forms(version: Version, data: Any = None) -> dict[str, DeskForm]:
    return {
        "acknowledge": forms.Acknowledge(data, questions=queries.questions_on(version), auto_id="acknowledge-%s"),
        "ask": forms.AskOfReaders(data, auto_id="ask-%s"),
        "unask": forms.DropQuestion(data, auto_id="unask-%s"),
        "revise": forms.Revise(data, initial=forms.Revise.kept(version)),
        "comment": forms.SayOfDraft(data),
        "authorise": forms.Authorise(data),
        "confirm": forms.Confirm(data),
        **{name: forms.Answer(data, auto_id=f"{name}-%s") for name in ("return", "reject", "withdraw")},
        **{name: DeskForm(data, auto_id=f"{name}-%s") for name in ("consult", "submit", "review", "remind")},
    }


@page(needs=IS_STAFF)
def step(request: DeskRequest, version_id: uuid.UUID, name: str) -> HttpResponse:
    """One step of a version."""
    actor = request.actor
    found = queries.version_for(actor, version_id)
    if name not in _STEPS:
        raise Missing(_("There is no such step."))
    form = _forms(found, request.POST or None)[name]
    if request.method == "POST" and form.is_valid():
        if form.carry_out(lambda: _STEPS[name](actor, found, form)) is not None:
            notices.success(request, _("This is kept."))
            return redirect(_address(found))
        found = queries.version_for(actor, version_id)
    open_now = _may(actor, found)
    return _show(
        request,
        found.document,
        str(found.pk),
        typed={name: form} if form.is_bound else {},
        not_kept=[form] if form.errors and name not in open_now else [],
    )


def _questions(version: Version) -> list[tuple[VersionQuestion, DeskForm]]:
    """The questions on a version, each with the form that takes it away."""
    return [
        (each, forms.DropQuestion(initial={"number": each.number}, auto_id=f"unask-{each.number}-%s"))
        for each in queries.questions_on(version)
    ]


def _address(version: Version) -> str:
    return f"{reverse('guidance:document', args=[version.document_id])}?version={version.pk}"


def _may(actor: Actor, version: Version) -> set[str]:
    """The steps that are open to the actor in the version's state."""
    may = {
        name.split(".")[1] for name in VERSION.acts_from(version.state) if permits(actor, registry[name].needs, version)
    }
    if is_same_person(actor, version.author_id, version.author_officer):
        may -= {"authorise", "return", "reject"}
    if version.state in BINDING:
        may |= {
            name for name in ("acknowledge", "remind") if permits(actor, registry[f"version.{name}"].needs, version)
        }
        may |= {"sheet"} if permits(actor, acts.sign_sheet.needs, version) else set()
    return may


def _chosen(versions: list[Version], wanted: str) -> Version | None:
    asked = next((each for each in versions if str(each.pk) == wanted), None)
    return asked or next((each for each in versions if each.state in BINDING), versions[0] if versions else None)


def _show(
    request: DeskRequest,
    found: Document,
    wanted: str,
    *,
    typed: dict[str, DeskForm] | None = None,
    not_kept: list[DeskForm] | None = None,
) -> HttpResponse:
    actor = request.actor
    versions = queries.shown_versions(actor, found)
    version = _chosen(versions, wanted)
    context: dict[str, Any] = {
        "document": found,
        "versions": versions,
        "version": version,
        "may_write": permits(actor, MAY_WRITE, found),
        "may_keep": permits(actor, MAY_KEEP, found),
        "renew": {name: DeskForm(auto_id=f"{name}-%s") for name in ("version", "edit")},
        "not_kept": not_kept or [],
        **_words(),
    }
    if version is not None:
        context |= {
            "may": _may(actor, version),
            "attaches": version.state in WRITTEN_ON and permits(actor, acts.attach_original.needs, version),
            "attach": forms.Attach(),
            "asks": version.state in WRITTEN_ON and permits(actor, acts.ask_of_readers.needs, version),
            "questions": _questions(version),
            "read": version.state in BINDING and queries.has_acknowledged(actor, version),
            "comments": list(version.comments.all()),
            "files": queries.files_of(version),
            "forms": {**_forms(version), **(typed or {})},
            "own": is_same_person(actor, version.author_id, version.author_officer),
        }
    wrong = any(form.errors for form in [*(typed or {}).values(), *(not_kept or [])])
    return render(request, "guidance/document.html", context, status=422 if wrong else 200)


@page(needs=acts.sign_sheet.needs)
def sheet(request: DeskRequest, version_id: uuid.UUID) -> HttpResponse:
    """Enter a signed sheet: first it is checked and nothing is kept, then all of it."""
    actor = request.actor
    found = queries.version_for(actor, version_id)
    questions = queries.questions_on(found)
    form = forms.SignSheet(request.POST or None, questions=bool(questions))
    checked = None
    if request.method == "POST" and form.is_valid():
        checked = queries.check_sheet(found, form.cleaned_data["codes"])
        if not checked.officers and not checked.faults:
            form.add_error("codes", _("There is no staff code on any line."))
        elif not checked.faults and "enter" in request.POST:
            call = acts.sign_sheet.once(form.op_id)
            if form.carry_out(lambda: call(actor, found, **form.arguments())) is not None:
                notices.success(request, _("This is kept."))
                return redirect("guidance:readers", found.pk)
    context = {"version": found, "form": form, "checked": checked, "why": labels.SHEET_FAULTS, "questions": questions}
    wrong = form.errors or (checked is not None and checked.faults)
    return render(request, "guidance/sheet.html", context, status=422 if wrong else 200)


@page(needs=acts.sign_sheet.needs)
def readers(request: DeskRequest, version_id: uuid.UUID) -> HttpResponse:
    """Who has not acknowledged a version, unit by unit; the names of one unit at a time."""
    found = queries.version_for(request.actor, version_id)
    units = queries.reading_by_unit(found)
    unit = next((each for each in units if str(each.unit_id) == request.GET.get("unit")), None)
    context = {
        "version": found,
        "units": units,
        "unit": unit,
        "officers": queries.missing_in_unit(found, unit.unit_id) if unit is not None else [],
        "readers": sum(each.readers for each in units),
        "missing": sum(each.missing for each in units),
        "remind": DeskForm(auto_id="remind-%s"),
        "may_remind": found.state in BINDING and permits(request.actor, MAY_KEEP, found),
    }
    return render(request, "guidance/readers.html", context)


# The proof against forgery is read from the form, so it is asked only when the file can be received: inside.
@csrf_exempt
@page(needs=MAY_WRITE)
def attach(request: DeskRequest, version_id: uuid.UUID) -> HttpResponseBase:
    """Add the document itself to a draft."""
    found = queries.version_for(request.actor, version_id)
    with receiving(request, VersionFile._meta.db_table) as sealer:

        @proven
        def take(request: DeskRequest) -> HttpResponse:
            form = forms.Attach(request.POST or None, request.FILES or None)
            sealer.tell(form)
            return _attach(request, found, form)

        return cast(HttpResponseBase, take(request))


def _attach(request: DeskRequest, found: Version, form: forms.Attach) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        call, content = acts.attach_original.once(form.op_id), form.cleaned_data["content"]
        if form.carry_out(lambda: call(request.actor, found, content=content)) is not None:
            return redirect(_address(found))
    context = {"version": found, "form": form, "no_room": why_no_room()}
    return render(request, "guidance/attach.html", context, status=422 if form.errors else 200)


@page(needs=IS_STAFF)
def file(request: DeskRequest, version_file_id: uuid.UUID) -> HttpResponseBase:
    """The original of a version, always to be saved."""
    actor = request.actor
    opened = queries.open_version_file(actor, queries.version_file_for(actor, version_file_id))
    answer = StreamingHttpResponse(opened.pieces, content_type=opened.media_type)
    answer.headers["Content-Length"] = str(opened.size)
    return saved(harmless(answer), opened.name)


def _words() -> dict[str, Any]:
    return {
        "kinds": labels.KINDS,
        "markings": labels.MARKINGS,
        "states": labels.VERSION_STATES,
        "tones": labels.VERSION_TONES,
        "roles": ROLE_LABELS,
    }
