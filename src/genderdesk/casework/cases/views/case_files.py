"""The files of a case: the list, one that arrives, one that is opened or copied."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt

from genderdesk.casework.cases import forms, labels, queries
from genderdesk.casework.cases.access import MAY_SEE_CASES
from genderdesk.casework.cases.acts import add_file
from genderdesk.casework.cases.models import Case, CaseFile
from genderdesk.casework.cases.views.words import frame
from genderdesk.groundwork.platform.downloads import harmless, saved
from genderdesk.groundwork.platform.forms import DeskForm
from genderdesk.groundwork.platform.refusals import Invalid
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.groundwork.protection.proof import proven
from genderdesk.groundwork.protection.vault.files import receiving, why_no_room


# The proof against forgery is read from the form, so it is asked only when the file can be received: inside.
@csrf_exempt
@page(needs=MAY_SEE_CASES)
def files(request: DeskRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """All files of a case, and the form for the next one. Who may not see the case sends no byte of a file."""
    found = queries.case_for(request.actor, case_id)
    with receiving(request, CaseFile._meta.db_table) as sealer:

        @proven
        def take(request: DeskRequest) -> HttpResponse:
            form = forms.AddFile(request.POST or None, request.FILES or None)
            sealer.tell(form)
            return _add(request, found, form)

        answer: HttpResponseBase = take(request)  # type: ignore[assignment]  # Django's decorator, without types
        return answer


def _add(request: DeskRequest, found: Case, form: DeskForm) -> HttpResponse:
    actor = request.actor
    if request.method == "POST" and form.is_valid():
        about = form.cleaned_data["about"]
        content = form.cleaned_data["content"]
        if form.carry_out(lambda: add_file.once(form.op_id)(actor, found, content=content, about=about)) is not None:
            return redirect("cases:files", found.pk)
    return _show(request, found, add=form)


@page(needs=MAY_SEE_CASES)
def file(request: DeskRequest, case_id: uuid.UUID, file_id: uuid.UUID) -> HttpResponseBase:
    """One file: asked for with a reason it is given out, as it is or as a copy to hand over, and the look is kept."""
    actor = request.actor
    found = queries.case_for(actor, case_id)
    wanted = queries.file_for(found, file_id)
    look = forms.Look(request.POST or None)
    if request.method == "POST" and look.is_valid():
        take = queries.copy_file if "copy" in request.POST else queries.open_file
        try:
            return _given_out(take(actor, wanted, reason=look.why()))
        except Invalid as fault:
            look.add_error(None, str(fault))
    shared = {**frame(request, found), "current": "files", "look": look}
    line = next(each for each in queries.files_of(found) if each.id == wanted.pk)
    context = {**shared, "line": line, "groups": labels.FILE_GROUPS}
    return render(request, "cases/file.html", context, status=422 if look.errors else 200)


def _given_out(opened: queries.OpenedFile) -> StreamingHttpResponse:
    """Always to be saved and never to be shown in the page: no file of somebody else runs under the desk's name."""
    answer = StreamingHttpResponse(opened.pieces, content_type=opened.media_type)
    answer.headers["Content-Length"] = str(opened.size)
    return saved(harmless(answer), opened.name)


def _show(request: HttpRequest, found: Case, *, add: DeskForm) -> HttpResponse:
    shared = frame(request, found)
    context = {
        **shared,
        "current": "files",
        "files": queries.files_of(found),
        "groups": labels.FILE_GROUPS,
        "no_room": why_no_room(),
        "add": add,
        "not_kept": [add] if add.errors and "file_add" not in shared["may"] else [],
    }
    return render(request, "cases/files.html", context, status=422 if add.errors else 200)
