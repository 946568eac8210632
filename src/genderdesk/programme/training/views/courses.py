"""What is taught: courses with their versions, what people lack, and who teaches."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.paging import page_by_key
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.programme.guidance.models import Version
from genderdesk.programme.guidance.queries.documents import versions_in_force
from genderdesk.programme.training import acts, forms
from genderdesk.programme.training.access import MAY_TRAIN
from genderdesk.programme.training.queries import courses as queries
from genderdesk.programme.training.views.trainings import words

# What the form for a next version begins with.
_CARRIED_ON = (
    "topics", "objectives", "validity_months", "session_share", "pass_mark", "practical_mark", "competence_id",
    "guideline_id",
)  # fmt: skip


def _guidelines(request: DeskRequest) -> list[Version]:
    return versions_in_force(request.actor.own_institution, timezone.localdate())


@page(needs=MAY_TRAIN)
def courses(request: DeskRequest) -> HttpResponse:
    """The courses of the institution, and the form for another one."""
    form = forms.KeepCourse(request.POST or None, guidelines=_guidelines(request))
    if request.method == "POST" and form.is_valid():
        made = form.carry_out(lambda: acts.keep_course.once(form.op_id)(request.actor, **form.arguments()))
        if made is not None:
            return redirect("training:course", made.pk)
    context = {"courses": queries.courses(request.actor), "form": form, **words()}
    return render(request, "training/courses.html", context, status=422 if form.errors else 200)


@page(needs=MAY_TRAIN)
def course(request: DeskRequest, course_id: uuid.UUID) -> HttpResponse:
    """One course with its versions, and the form for the next one, which begins with what the last one says."""
    found = queries.course_for(request.actor, course_id)
    versions = list(found.versions.all())
    latest = versions[0] if versions else None
    initial = {name.removesuffix("_id"): getattr(latest, name) for name in _CARRIED_ON} if latest else {}
    form = forms.RenewCourse(request.POST or None, initial=initial, guidelines=_guidelines(request))
    if request.method == "POST" and form.is_valid():
        call = acts.renew_course.once(form.op_id)
        if form.carry_out(lambda: call(request.actor, found, **form.arguments())) is not None:
            return redirect("training:course", course_id)
    context = {"course": found, "versions": versions, "form": form, **words()}
    return render(request, "training/course.html", context, status=422 if form.errors else 200)


@page(needs=MAY_TRAIN)
def needs(request: DeskRequest) -> HttpResponse:
    """What people lack, place by place, and the form for what was found now."""
    form = forms.KeepNeed(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if form.carry_out(lambda: acts.keep_need.once(form.op_id)(request.actor, **form.arguments())) is not None:
            return redirect("training:needs")
    context = {"page": page_by_key(queries.needs(request.actor), request, key="assessed_on"), "form": form, **words()}
    return render(request, "training/needs.html", context, status=422 if form.errors else 200)


@page(needs=MAY_TRAIN)
def trainers(request: DeskRequest) -> HttpResponse:
    """Who teaches, with the own qualification, and the form for another one or a newer one."""
    form = forms.KeepTrainer(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = {name: value for name, value in form.cleaned_data.items() if name not in ("op_id", "staff_code")}
        officer = queries.officer_by_code(request.actor, form.cleaned_data["staff_code"])
        if officer is None:
            form.add_error("staff_code", _("No officer of this institution has this staff code."))
        else:
            call = acts.keep_trainer.once(form.op_id)
            if form.carry_out(lambda: call(request.actor, officer=officer, **data)) is not None:
                return redirect("training:trainers")
    context = {"trainers": queries.trainers(request.actor), "form": form}
    return render(request, "training/trainers.html", context, status=422 if form.errors else 200)
