"""Trainings: the list, planning one, and one training's page with everything that can be done now."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.forms import DeskForm
from genderdesk.groundwork.platform.paging import page_by_key
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import permits
from genderdesk.groundwork.protection.acts import registry
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.programme.training import acts, forms, labels
from genderdesk.programme.training.access import MAY_SEE_RESULTS, MAY_TRAIN
from genderdesk.programme.training.models import Training
from genderdesk.programme.training.queries import courses as course_queries
from genderdesk.programme.training.queries import events as queries
from genderdesk.programme.training.queries.links import calendar_token, rating_token
from genderdesk.programme.training.queries.printing import printing_of
from genderdesk.programme.training.vocabulary import CANCELLED, EVENT, TOOK_PLACE, CourseKind

# A refresher is planned for so long after the first training, where nobody says otherwise.
_REFRESHER_DAYS = 365


@page(needs=MAY_TRAIN)
def trainings(request: DeskRequest) -> HttpResponse:
    """The trainings of the institution by day, and what waits."""
    show = "coming" if request.GET.get("show") == "coming" else ""
    shown = page_by_key(queries.trainings(request.actor, show), request, key="starts_on")
    context = {
        "page": shown,
        "show": show,
        "due": queries.followed_up_next(request.actor)[:5],
        "spellings": queries.spellings(request.actor).exists(),
        **words(),
    }
    return render(request, "training/trainings.html", context)


@page(needs=MAY_TRAIN)
def plan(request: DeskRequest) -> HttpResponse:
    """Plan a training; ``?again=`` begins with what an earlier one had, as its refresher."""
    earlier = _earlier(request)
    form = forms.PlanTraining(
        request.POST or None,
        versions=course_queries.versions_to_teach(request.actor),
        trainers=course_queries.trainers(request.actor),
        initial=_begun(earlier),
    )
    if request.method == "POST" and form.is_valid():
        call = acts.plan_training.once(form.op_id)
        made = form.carry_out(lambda: call(request.actor, refreshes=earlier, **form.arguments()))
        if made is not None:
            return redirect("training:training", made.pk)
    context = {"form": form, "earlier": earlier, "address": request.get_full_path()}
    return render(request, "training/plan.html", context, status=422 if form.errors else 200)


def _earlier(request: DeskRequest) -> Training | None:
    try:
        wanted = uuid.UUID(request.GET.get("again", ""))
    except ValueError:
        return None
    return queries.training_for(request.actor, wanted)


def _begun(earlier: Training | None) -> dict[str, Any]:
    if earlier is None:
        return {}
    latest = earlier.version.course.versions.order_by("-number").first()
    return {
        "version": str(latest.pk if latest else earlier.version_id),
        "place": earlier.place_id,
        "venue": earlier.venue,
        "first_day": earlier.ends_on + timedelta(days=_REFRESHER_DAYS),
        "seats": earlier.seats,
    }


@page(needs=MAY_SEE_RESULTS)
def training(request: DeskRequest, training_id: uuid.UUID) -> HttpResponse:
    """One training: its days, people, tests and certificates, and what may be done with it now."""
    return show_training(request, queries.training_for(request.actor, training_id))


# A step: the act with what it takes from the form and from the people who were ticked.
_STEPS: dict[str, Callable[..., Any]] = {
    "approve": lambda actor, it, form, people: acts.approve_training.once(form.op_id)(actor, it),
    "open": lambda actor, it, form, people: acts.open_training.once(form.op_id)(actor, it),
    "hold": lambda actor, it, form, people: acts.hold_training.once(form.op_id)(actor, it),
    "close": lambda actor, it, form, people: acts.close_training.once(form.op_id)(actor, it),
    "reopen": lambda actor, it, form, people: acts.reopen_training.once(form.op_id)(actor, it),
    "verify": lambda actor, it, form, people: acts.verify_training.once(form.op_id)(actor, it),
    "cancel": lambda actor, it, form, people: acts.cancel_training.once(form.op_id)(actor, it, why=form.reason()),
    "describe": lambda actor, it, form, people: acts.describe_training.once(form.op_id)(actor, it, **_plain(form)),
    "add_session": lambda actor, it, form, people: acts.add_session.once(form.op_id)(actor, it, **_plain(form)),
    "nominate": lambda actor, it, form, people: acts.nominate.once(form.op_id)(
        actor, it, staff_codes=form.staff_codes()
    ),
    "add": lambda actor, it, form, people: acts.add_participant.once(form.op_id)(actor, it, **form.arguments()),
    "approve_people": lambda actor, it, form, people: acts.approve_people.once(form.op_id)(actor, it, people=people),
    "confirm_people": lambda actor, it, form, people: acts.confirm_people.once(form.op_id)(actor, it, people=people),
    "excuse_people": lambda actor, it, form, people: acts.excuse_people.once(form.op_id)(actor, it, people=people),
    "tally": lambda actor, it, form, people: acts.tally_people.once(form.op_id)(actor, it, **form.arguments()),
    "issue": lambda actor, it, form, people: acts.issue_certificates.once(form.op_id)(actor, it),
}
# The act behind each step, where its name differs.
ACT_OF = {
    "nominate": "participant.nominate",
    "add": "participant.add",
    "approve_people": "participant.approve",
    "confirm_people": "participant.confirm",
    "excuse_people": "participant.excuse",
    "tally": "attendance.tally",
    "issue": "certificate.issue",
}
_FORMS: dict[str, type[DeskForm]] = {
    "cancel": forms.CancelTraining,
    "describe": forms.DescribeTraining,
    "add_session": forms.AddSession,
    "nominate": forms.Nominate,
    "add": forms.AddPerson,
    "tally": forms.TallyPeople,
}


def _plain(form: DeskForm) -> dict[str, Any]:
    return form.cleaned


def _form(name: str, data: Any = None) -> DeskForm:
    made = _FORMS.get(name)
    return made(data) if made else DeskForm(data, auto_id=f"{name}-%s")


@page(needs=MAY_TRAIN)
def step(request: DeskRequest, training_id: uuid.UUID, name: str) -> HttpResponse:
    """Do the next thing with a training, or with those of its people who were ticked."""
    found = queries.training_for(request.actor, training_id)
    if name not in _STEPS:
        raise Missing(_("There is no such step."))
    if request.method != "POST":
        return redirect("training:training", training_id)
    form = _form(name, request.POST)
    if form.is_valid():
        people = _ticked(request)
        if form.carry_out(lambda: _STEPS[name](request.actor, found, form, people)) is not None:
            return redirect(f"{reverse('training:training', args=[training_id])}{_AFTER.get(name, '')}")
        found = queries.training_for(request.actor, training_id)
    return show_training(request, found, typed={name: form})


_AFTER = dict.fromkeys(("nominate", "add", "approve_people", "confirm_people", "excuse_people"), "#people") | {
    "tally": "#tally",
    "issue": "#certificates",
    "add_session": "#sessions",
}


def _ticked(request: DeskRequest) -> list[uuid.UUID]:
    found = []
    for each in request.POST.getlist("person"):
        try:
            found.append(uuid.UUID(each))
        except ValueError:
            raise Missing(_("There is no such participant, or the training belongs to another institution.")) from None
    return found


@page(needs=MAY_TRAIN)
def call_off(request: DeskRequest, training_id: uuid.UUID, session_number: int) -> HttpResponse:
    """Call one session off."""
    found = queries.training_for(request.actor, training_id)
    if request.method != "POST":
        return redirect("training:training", training_id)
    form = DeskForm(request.POST, auto_id="call-off-%s")
    session = queries.session_for(found, session_number)
    if form.is_valid():
        if form.carry_out(lambda: acts.call_off_session.once(form.op_id)(request.actor, session)) is not None:
            return redirect("training:training", training_id)
    return show_training(request, found, typed={"call_off": form})


def may_now(request: DeskRequest, found: Training) -> set[str]:
    """The steps that the state lets somebody take and that this reader may."""
    open_now = set(EVENT.acts_from(found.state))
    names = {step: ACT_OF.get(step, f"training.{step}") for step in _STEPS}
    return {
        each for each, name in names.items() if name in open_now and permits(request.actor, registry[name].needs, found)
    }


def show_training(request: DeskRequest, found: Training, *, typed: dict[str, DeskForm] | None = None) -> HttpResponse:
    """The page; a form that was not kept stands at its top with what was typed."""
    people = queries.people_of(found)
    may = may_now(request, found)
    wrong = {name: form for name, form in (typed or {}).items() if form.errors}
    gone = [form for name, form in wrong.items() if name not in _FORMS or name not in may]
    context = {
        "training": found,
        "sessions": list(found.sessions.order_by("number")),
        "teaches": [each.trainer.officer for each in found.taught_by.select_related("trainer__officer")],
        "people": people,
        "shown": queries.overview_of(found, people),
        "may": may,
        "may_train": permits(request.actor, MAY_TRAIN, found),
        "may_mark": "attendance.mark" in EVENT.acts_from(found.state),
        "forms": {name: _form(name) for name in _STEPS}
        | {name: form for name, form in wrong.items() if name in _FORMS},
        "describe": wrong.get("describe") or forms.DescribeTraining(initial=_described(found)),
        "wrong": list(wrong),
        "not_kept": gone,
        "certifies": found.version.course.kind == CourseKind.TRAINING and found.state in TOOK_PLACE,
        "printed": sum(bool(each.certificate and each.certificate.printed_at) for each in people),
        "printing": printing_of(found),
        "issued": sum(each.certificate is not None for each in people),
        "calendar": request.build_absolute_uri(reverse("training:calendar", args=[found.pk, calendar_token(found)])),
        "rating": request.build_absolute_uri(reverse("training:rate", args=[found.pk, rating_token(found)])),
        "cancelled": found.state == CANCELLED,
        "today": timezone.localdate(),
        **words(),
    }
    return render(request, "training/training.html", context, status=422 if wrong else 200)


def _described(found: Training) -> dict[str, Any]:
    return {"place": found.place_id, "venue": found.venue, "seats": found.seats}


def words() -> dict[str, Any]:
    """The labels that the room's pages name coded values by."""
    return {
        "states": labels.STATES,
        "tones": labels.TONES,
        "nominations": labels.NOMINATION_STATES,
        "outcomes": labels.OUTCOMES,
        "categories": labels.CATEGORIES,
        "sexes": labels.SEXES,
        "ages": labels.AGE_GROUPS,
        "presences": labels.PRESENCES,
        "certificate_states": labels.CERTIFICATE_STATES,
        "certificate_tones": labels.CERTIFICATE_TONES,
        "kinds": labels.COURSE_KINDS,
        "whys": labels.CANCELLED_WHY,
        "changes": labels.CHANGES,
    }
