"""Who was there: the list of a session with sign-in by code, a sheet from paper with its preview, results of tests."""

from __future__ import annotations

import io
import uuid
from pathlib import Path
from typing import Any, cast

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters

from genderdesk.groundwork.foundation.csvs import CsvFault, csv_lines
from genderdesk.groundwork.platform.downloads import csv_file
from genderdesk.groundwork.platform.print import attached, qr_address
from genderdesk.groundwork.protection.access import demand
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.groundwork.protection.proof import proven
from genderdesk.organisation.places.queries import find_place
from genderdesk.programme.training import acts, forms
from genderdesk.programme.training.access import MAY_TRAIN
from genderdesk.programme.training.forms.attendance import MOST_SIGNS
from genderdesk.programme.training.models import Participation, Training, TrainingSession
from genderdesk.programme.training.pictures import cards_pdf
from genderdesk.programme.training.queries import events as queries
from genderdesk.programme.training.queries.links import session_token, signs_in_now
from genderdesk.programme.training.queries.matching import preview_of
from genderdesk.programme.training.queries.standing import officers_by_code
from genderdesk.programme.training.rules.reading import (
    OPTIONAL,
    REQUIRED,
    NoSheet,
    read_sheet,
    session_columns,
    text_of_upload,
)
from genderdesk.programme.training.rules.sheet import AttendanceRow
from genderdesk.programme.training.views.trainings import words

_FILE = Path("sheet.csv")


@sensitive_post_parameters()
@page(needs=MAY_TRAIN)
def session(request: DeskRequest, training_id: uuid.UUID, session_number: int) -> HttpResponse:
    """The list of one session: codes are scanned at its top, everybody else is marked below."""
    found = queries.training_for(request.actor, training_id)
    demand(request.actor, MAY_TRAIN, found)
    wanted = queries.session_for(found, session_number)
    people = queries.people_by_name(request.actor, found)
    code = forms.SignIn(request.POST if "code" in request.POST else None)
    marks = forms.ListOfSession(
        request.POST if request.method == "POST" and "code" not in request.POST else None,
        people=people,
        session=session_number,
    )
    done: Participation | TrainingSession | None = None
    if code.is_bound and code.is_valid():
        call = acts.sign_in.once(code.op_id)
        typed = code.cleaned_data["code"]
        done = code.carry_out(lambda: call(request.actor, found, session=wanted, code=typed))
    elif marks.is_bound and marks.is_valid():
        mark = acts.mark_attendance.once(marks.op_id)
        done = marks.carry_out(lambda: mark(request.actor, found, session=wanted, marks=marks.marks()))
    if done is not None:
        signed = f"?signed={done.number}" if isinstance(done, Participation) else "?kept=1"
        return redirect(f"{reverse('training:session', args=[training_id, session_number])}{signed}")
    context = {
        "training": found,
        "session": wanted,
        "people": people,
        "rows": [
            (each, marks[f"mark_{each.participation.pk}"], each.presences.get(session_number, "")) for each in people
        ],
        "code": code,
        "marks": marks,
        "signed": _signed(people, request.GET.get("signed", "")),
        "kept": "kept" in request.GET,
        "own_phones": _own_phones(request, wanted),
        "there": sum(each.presences.get(session_number) in ("present", "part") for each in people),
        **words(),
    }
    wrong = bool(code.errors or marks.errors)
    return render(request, "training/session.html", context, status=422 if wrong else 200)


def _own_phones(request: DeskRequest, session: TrainingSession) -> dict[str, str]:
    """The address at which people sign in by themselves, and its picture; none when the session does not run."""
    if not signs_in_now(session):
        return {}
    address = request.build_absolute_uri(reverse("training:come", args=[session.pk, session_token(session)]))
    return {"address": address, "qr": qr_address(address)}


def _signed(people: list[queries.Person], number: str) -> str:
    return next((each.title for each in people if each.participation.number == number), "") if number else ""


class _InMemory(FileUploadHandler):
    """A sheet that is held in memory alone, since it has names; of one that is too large nothing is held."""

    too_large = False

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._held = io.BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) > MOST_SIGNS:
            self.too_large = True
            raise SkipFile
        self._held.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        self._held.seek(0)
        return InMemoryUploadedFile(self._held, self.field_name, self.file_name, self.content_type, file_size, None)


# The proof against forgery is read from the form, so it is asked only when the file can be received: inside.
@csrf_exempt
@sensitive_post_parameters()
@page(needs=MAY_TRAIN)
def sheet(request: DeskRequest, training_id: uuid.UUID) -> HttpResponseBase:
    """Check a sheet from paper: every fault by line and column, else what taking it in would do. Then take it in."""
    found = queries.training_for(request.actor, training_id)
    demand(request.actor, MAY_TRAIN, found)
    holder = _InMemory()
    request.upload_handlers = [holder]

    @proven
    def take(request: DeskRequest) -> HttpResponseBase:
        form = forms.SheetFile(request.POST or None, request.FILES or None)
        if holder.too_large:
            form.is_valid()
            form.errors.pop("file", None)
            form.add_error("file", _("This file is larger than 2 MB. Send it in parts."))
        return _check_or_take_in(request, found, form)

    return cast(HttpResponse, take(request))


def _check_or_take_in(request: DeskRequest, found: Training, form: forms.SheetFile) -> HttpResponse:
    rows: list[AttendanceRow] = []
    faults: list[CsvFault] = []
    if request.method == "POST" and form.is_valid():
        rows, faults = _read(form, found)
        if not rows and not faults and not form.errors:
            form.add_error("lines", _("There is no line below the names of the columns."))
        elif rows and not faults and "take_in" in request.POST:
            call = acts.take_in_sheet.once(form.op_id)
            if form.carry_out(lambda: call(request.actor, found, rows=rows)) is not None:
                return redirect(f"{reverse('training:training', args=[found.pk])}#people")
    ready = bool(rows) and not faults and not form.errors
    context = {
        "training": found,
        "form": form,
        "faults": faults[:100],
        "more_faults": max(0, len(faults) - 100),
        "preview": preview_of(found, rows) if ready else None,
        "columns": [*REQUIRED, *OPTIONAL, *session_columns(found.sessions.count())],
        **words(),
    }
    return render(request, "training/sheet.html", context, status=422 if faults or form.errors else 200)


def _read(form: forms.SheetFile, found: Training) -> tuple[list[AttendanceRow], list[CsvFault]]:
    """The lines of the file or of the box; a file's lines come back in the box, so that the second press has them."""
    file = form.cleaned_data.get("file")
    text = str(form.cleaned_data.get("lines") or "")
    if file:
        try:
            text = text_of_upload(file.name, file.read())
        except NoSheet as fault:
            form.add_error("file", str(fault))
            return [], []
        form.data = {**dict(form.data.items()), "lines": text}
    rows, faults = read_sheet(
        _FILE,
        found.sessions.count(),
        known_staff=officers_by_code,
        find_place=find_place,
        pasted=text,
    )
    return rows.get("", []), faults


@page(needs=MAY_TRAIN)
def blank(request: DeskRequest, training_id: uuid.UUID) -> StreamingHttpResponse:
    """An empty sheet with the columns of this training and the people who are on its list, to be filled in."""
    found = queries.training_for(request.actor, training_id)
    demand(request.actor, MAY_TRAIN, found)
    columns = [*REQUIRED, *OPTIONAL, *session_columns(found.sessions.count())]
    lines = csv_lines(columns, (_line(each, columns) for each in queries.people_of(found)))
    return csv_file(lines, f"{found.code}.csv")


def _line(person: queries.Person, columns: list[str]) -> list[str]:
    learner = person.participation.learner
    known: dict[str, Any] = {
        "staff_code": learner.officer.staff_code if learner.officer else "",
        "person": "" if learner.officer else learner.code,
        "sex": person.participation.sex,
        "categories": " ".join(person.categories),
    }
    return [known.get(column, "") for column in columns]


@page(needs=MAY_TRAIN)
def cards(request: DeskRequest, training_id: uuid.UUID) -> HttpResponse:
    """Cards with a code for everybody on the list, and the list to sign, as a PDF."""
    found = queries.training_for(request.actor, training_id)
    demand(request.actor, MAY_TRAIN, found)
    if request.method != "POST":
        return redirect("training:training", training_id)
    people = queries.people_by_name(request.actor, found)
    return attached(cards_pdf(found, queries.held_sessions(found), people), f"{found.code}-list")


@page(needs=MAY_TRAIN)
def scores(request: DeskRequest, training_id: uuid.UUID) -> HttpResponse:
    """Paste a column of results beside the list."""
    found = queries.training_for(request.actor, training_id)
    demand(request.actor, MAY_TRAIN, found)
    people = queries.people_by_name(request.actor, found)
    form = forms.KeepScores(request.POST or None, people=people)
    if request.method == "POST" and form.is_valid():
        call = acts.keep_scores.once(form.op_id)
        if form.carry_out(lambda: call(request.actor, found, **form.arguments())) is not None:
            return redirect(f"{reverse('training:training', args=[training_id])}#tests")
    context = {"training": found, "form": form, "people": people}
    return render(request, "training/scores.html", context, status=422 if form.errors else 200)
