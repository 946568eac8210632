"""Activities: the list, one page to log what was held, planning, one activity, and whom all of them reached."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.forms import DeskForm
from genderdesk.groundwork.platform.paging import page_by_key
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import Actor, permits
from genderdesk.groundwork.protection.acts import registry
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.groundwork.protection.vault.files import why_no_room
from genderdesk.organisation.institution.vocabulary import Role
from genderdesk.organisation.places import queries as places
from genderdesk.organisation.places.models import Division
from genderdesk.programme.outreach import acts, forms, labels, queries
from genderdesk.programme.outreach.access import MAY_PLAN_OUTREACH, MAY_REACH_OUT, MAY_SEE_OUTREACH, MAY_USE_PHOTO
from genderdesk.programme.outreach.models import Activity, ActivityPhoto
from genderdesk.programme.outreach.vocabulary import ACTIVITY, HELD, PHOTO
from genderdesk.programme.partners import queries as partners


def _search(request: DeskRequest, districts: Iterable[Division]) -> forms.FilterActivities:
    return forms.FilterActivities(request.GET, lists={"district": [(each.pk, each.name) for each in districts]})


@page(needs=MAY_SEE_OUTREACH)
def activities(request: DeskRequest) -> HttpResponse:
    """What was and will be done, the latest day first, and the campaigns."""
    may_plan = permits(request.actor, MAY_PLAN_OUTREACH)
    form = forms.PlanCampaign(request.POST if may_plan and request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        given = form.cleaned
        if form.carry_out(lambda: acts.plan_campaign.once(form.op_id)(request.actor, **given)) is not None:
            return redirect("outreach:activities")
    districts = list(places.districts())
    search = _search(request, districts)
    found = queries.activities(request.actor, **search.chosen())
    context = {
        "page": page_by_key(found, request, key="held_on"),
        "campaigns": queries.campaigns_of(request.actor)[:10],
        "search": search,
        "form": form,
        "may": permits(request.actor, MAY_REACH_OUT),
        "may_plan": may_plan,
        **_words(),
    }
    return render(request, "outreach/activities.html", context, status=422 if form.errors else 200)


def _words() -> dict[str, Any]:
    return {
        "kinds": labels.ACTIVITY_KINDS,
        "states": labels.ACTIVITY_STATES,
        "tones": labels.ACTIVITY_TONES,
        "methods": labels.METHODS,
        "audiences": labels.AUDIENCES,
        "confidences": labels.CONFIDENCES,
        "photo_states": labels.PHOTO_STATES,
        "photo_tones": labels.PHOTO_TONES,
        "in_picture": labels.IN_PICTURE,
    }


def report_at(request: DeskRequest) -> str:
    """Where somebody who is told of violence makes a report: whose work reports are not, on the public page."""
    takes_reports = request.actor.has(Role.FOCAL_POINT, Role.DESK_HEAD)
    return reverse("intake:find" if takes_reports else "intake:public_report")


@page(needs=MAY_REACH_OUT)
def log(request: DeskRequest) -> HttpResponse:
    """Write down what was held with its tally, on one page."""
    return _write(request, forms.LogActivity, acts.log_activity, "outreach/log.html")


@page(needs=MAY_REACH_OUT)
def plan(request: DeskRequest) -> HttpResponse:
    """Plan an activity."""
    return _write(request, forms.PlanActivity, acts.plan_activity, "outreach/plan.html")


def _write(request: DeskRequest, kind: type[forms.PlanActivity], act: Any, template: str) -> HttpResponse:
    form = kind(
        request.POST or None,
        districts=places.districts(),
        campaigns=queries.campaigns_of(request.actor),
    )
    if request.method == "POST" and form.is_valid():
        made = form.carry_out(lambda: act.once(form.op_id)(request.actor, **form.arguments()))
        if made is not None:
            return redirect("outreach:activity", made.pk)
    context = {"form": form, "report_at": report_at(request)}
    return render(request, template, context, status=422 if form.errors else 200)


@page(needs=MAY_SEE_OUTREACH)
def activity(request: DeskRequest, activity_id: uuid.UUID) -> HttpResponse:
    """One activity and whom it reached."""
    return show_activity(request, queries.activity_for(request.actor, activity_id))


_STEPS: dict[str, tuple[type[DeskForm], Callable[..., Any]]] = {
    "hold": (DeskForm, acts.hold_activity.once),
    "cancel": (DeskForm, acts.cancel_activity.once),
    "count": (forms.CountAudience, acts.count_audience.once),
    "join": (forms.JoinOutreach, acts.join_activity.once),
}


@page(needs=MAY_REACH_OUT)
def activity_step(request: DeskRequest, activity_id: uuid.UUID, name: str) -> HttpResponse:
    """Say that it was held or is not, or keep a count."""
    found = queries.activity_for(request.actor, activity_id)
    if name not in _STEPS:
        raise Missing(_("There is no such step."))
    if request.method != "POST":
        return redirect("outreach:activity", activity_id)
    form = _form(name, request.POST)
    if form.is_valid():
        given = _given(form)
        step = _STEPS[name][1]
        if form.carry_out(lambda: step(form.op_id)(request.actor, found, **given)) is not None:
            return redirect("outreach:activity", activity_id)
        found = queries.activity_for(request.actor, activity_id)
    return show_activity(request, found, {name: form})


def _form(name: str, data: Any = None) -> DeskForm:
    """The form of a step."""
    more = {"partners": partners.partners_to_choose(timezone.localdate())} if name == "join" else {}
    return _STEPS[name][0](data, auto_id=f"{name}-%s", **more)


def _given(form: DeskForm) -> dict[str, Any]:
    match form:
        case forms.CountAudience():
            return form.counted()
        case forms.JoinOutreach():
            return form.arguments()
    return {}


@dataclass(frozen=True, slots=True)
class PhotoLine:
    """A photograph on the page, with the forms of the steps that its reader may take."""

    photo: ActivityPhoto
    steps: dict[str, DeskForm]
    may_use: bool

    @property
    def has_errors(self) -> bool:
        return any(form.errors for form in self.steps.values())


def _photo_line(actor: Actor, photo: ActivityPhoto, typed: dict[str, DeskForm]) -> PhotoLine:
    blank = {
        "clear": DeskForm(auto_id=f"clear-{photo.pk}-%s"),
        "withdraw": forms.WithdrawPhoto(auto_id=f"withdraw-{photo.pk}-%s"),
    }
    open_now = {
        each.split(".")[1] for each in PHOTO.acts_from(photo.state) if permits(actor, registry[each].needs, photo)
    }
    steps = {name: typed.get(name, form) for name, form in blank.items() if name in open_now}
    return PhotoLine(photo, steps, permits(actor, MAY_USE_PHOTO, photo))


def show_activity(
    request: DeskRequest,
    found: Activity,
    typed: dict[str, DeskForm] | None = None,
    photo: ActivityPhoto | None = None,
) -> HttpResponse:
    """An activity's page; ``typed`` are forms that come back with mistakes, of one ``photo`` where it is given."""
    may = permits(request.actor, MAY_REACH_OUT, found)
    open_now = [*(each.split(".")[1] for each in ACTIVITY.acts_from(found.state)), "join"] if may else []
    own = {} if photo is not None else typed or {}
    steps = {name: own.get(name) or _form(name) for name in open_now}
    if may and found.state == HELD:
        steps["photo"] = own.get("photo") or forms.AddPhoto()
    lines = [
        _photo_line(request.actor, each, typed or {} if photo is not None and each.pk == photo.pk else {})
        for each in queries.photos_at(request.actor, found)
    ]
    there = [*steps.values(), *(form for line in lines for form in line.steps.values())]
    context = {
        "activity": found,
        "counts": found.counts.order_by("method", "audience"),
        "steps": steps,
        "partners": queries.partners_in(found),
        "names": partners.names_on(timezone.localdate()),
        "roles": labels.PARTNER_ROLES,
        "photos": lines,
        "no_room": why_no_room() if "photo" in steps else "",
        "not_kept": [form for form in (typed or {}).values() if form not in there],
        "may": may,
        "report_at": report_at(request),
        **_words(),
    }
    return render(request, "outreach/activity.html", context, status=422 if typed else 200)


@page(needs=MAY_SEE_OUTREACH)
def reach(request: DeskRequest) -> HttpResponse:
    """Whom the activities of a period reached: for each method apart, never added up."""
    today = timezone.localdate()
    first = _day(request.GET.get("first", ""), date(today.year, 1, 1))
    end = _day(request.GET.get("end", ""), today + timedelta(days=1))
    districts = list(places.districts())
    chosen = _search(request, districts).chosen()["district"]
    rows = queries.reach_by_method(request.actor, first, end, district=chosen)
    context = {"rows": rows, "first": first, "end": end, "district": chosen, "districts": districts, **_words()}
    return render(request, "outreach/reach.html", context)


def _day(text: str, otherwise: date) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return otherwise
