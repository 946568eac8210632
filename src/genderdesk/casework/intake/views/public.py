"""The public form: one thing on each page, one address throughout, no cookie, no script.

The address does not change while a person goes from page to page, so that a phone's history shows one visit.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters

from genderdesk.casework.intake import forms
from genderdesk.casework.intake.acts import receive_report
from genderdesk.casework.intake.draft import read_draft, write_draft
from genderdesk.casework.intake.vocabulary import Channel, ReporterType, StaffInvolved
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.groundwork.platform.forms import DeskBoundField, DeskForm, query_of
from genderdesk.groundwork.platform.refusals import Conflict, Invalid
from genderdesk.groundwork.protection.access import PUBLIC, everyone
from genderdesk.groundwork.protection.pages import page
from genderdesk.organisation.institution.queries import public_desk_institution


@dataclass(frozen=True, slots=True)
class Step:
    """One page of the form."""

    key: str
    form: type[DeskForm]
    heading: Any
    why: Any = ""


STEPS = (
    Step("safety", forms.PublicSafety, _("First, your safety")),
    Step("health", forms.PublicHealth, _("Health"), _("We ask so that medical help can be offered in time.")),
    Step("place", forms.PublicPlace, _("Place"), _("We ask so that the nearest desk can act.")),
    Step("telling", forms.PublicTelling, _("What happened"), _("Write as much or as little as you want.")),
    Step("contact", forms.PublicContact, _("Reaching you"), _("You do not have to give a name or a number.")),
)
_BY_KEY = {step.key: step for step in STEPS}
CHECK = "check"


# The form acts for nobody who is signed in and carries its own sealed draft, so there is no session to forge.
@csrf_exempt
@sensitive_post_parameters()
@page(needs=everyone)
def report(request: HttpRequest) -> HttpResponse:
    """All pages of the public form, one after the other."""
    draft = read_draft(request.POST.get("draft", "")) if request.method == "POST" else {}
    step = request.POST.get("step", "")
    if request.method != "POST" or not draft.get("op_id"):
        return _ask(request, STEPS[0], {"op_id": str(new_id())}, lost=request.method == "POST")
    if "back" in request.POST:
        return _ask(request, _BY_KEY.get(request.POST["back"], STEPS[0]), draft)
    if step == CHECK:
        return _send(request, draft)
    return _take(request, _BY_KEY.get(step, STEPS[0]), draft)


def _take(request: HttpRequest, step: Step, draft: dict[str, Any]) -> HttpResponse:
    """Keep one page's answers and show the next page, or the same one with what is wrong."""
    form = step.form(request.POST)
    if not form.is_valid():
        return _show(request, step, form, draft)
    typed = {name: request.POST.getlist(name) for name in request.POST if name not in ("draft", "step", "op_id")}
    draft = {**draft, step.key: typed}
    following = next((other for other in STEPS if other.key not in draft), None)
    return _ask(request, following, draft) if following else _check(request, draft)


def _ask(request: HttpRequest, step: Step, draft: dict[str, Any], *, lost: bool = False) -> HttpResponse:
    kept = draft.get(step.key)
    form = step.form(query_of(kept)) if kept else step.form()
    return _show(request, step, form, draft, lost=lost)


def _show(request: HttpRequest, step: Step, form: Any, draft: dict[str, Any], *, lost: bool = False) -> HttpResponse:
    place = STEPS.index(step)
    context = {
        "step": step,
        "form": form,
        "draft": write_draft(draft),
        "number": place + 1,
        "total": len(STEPS) + 1,
        "before": STEPS[place - 1].key if place else "",
        "danger": draft.get("safety", {}).get("immediate_danger") == ["yes"],
        "lost": lost,
    }
    return render(request, "intake/public_step.html", context, status=422 if form.errors and form.is_bound else 200)


def _check(request: HttpRequest, draft: dict[str, Any], fault: str = "") -> HttpResponse:
    """Everything that was answered, to be read once more before it is sent."""
    rows = [(step.key, field.label, field.in_words) for step in STEPS for field in _fields(step, draft)]
    context = {
        "rows": rows,
        "draft": write_draft(draft),
        "number": len(STEPS) + 1,
        "total": len(STEPS) + 1,
        "fault": fault,
        "before": STEPS[-1].key,
    }
    return render(request, "intake/public_check.html", context)


def _fields(step: Step, draft: dict[str, Any]) -> list[DeskBoundField]:
    return cast(list[DeskBoundField], step.form(query_of(draft.get(step.key, {}))).visible_fields())


def _send(request: HttpRequest, draft: dict[str, Any]) -> HttpResponse:
    """Keep the report. Sent twice, it is answered with the first reference."""
    filled = {step.key: step.form(query_of(draft.get(step.key, {}))) for step in STEPS}
    for key, form in filled.items():
        if not form.is_valid():
            return _show(request, _BY_KEY[key], form, draft)
    data = {name: value for form in filled.values() for name, value in form.cleaned_data.items()}
    try:
        kept = receive_report.once(uuid.UUID(draft["op_id"]))(PUBLIC, **_arguments(data))
    except (Invalid, Conflict) as fault:
        return _check(request, draft, str(fault))
    return render(request, "intake/public_done.html", {"number": kept.number, "contact": data["safe_to_contact"]})


# Who is not said to be the survivor is not taken for her or him.
_REPORTERS = {"survivor": ReporterType.SURVIVOR, "other": ReporterType.OTHER}


def _arguments(data: dict[str, Any]) -> dict[str, Any]:
    careful = {"hours": data["hours"], "who": data["who_may_answer"]}
    return {
        "institution": public_desk_institution(),
        "channel": Channel.WEB,
        "district": data["district"],
        "stated_kind": data["stated_kind"],
        "safe_to_contact": Answer.read(data["safe_to_contact"]),
        "safe_to_talk": data["safe_to_talk"],
        "immediate_danger": data["immediate_danger"],
        "injured_or_recent": data["injured_or_recent"],
        "child_involved": data["child_involved"],
        "reporter_type": _REPORTERS.get(data["for_whom"], ReporterType.UNKNOWN),
        "reporter_name": data["reporter_name"],
        "reporter_phone": data["reporter_phone"] or "",
        "safe_contact": {key: value for key, value in careful.items() if value} or None,
        "place_text": data["place_text"],
        "occurred": data["occurred"],
        "narrative": data["narrative"],
        "staff_involved": StaffInvolved(data["staff_involved"] or StaffInvolved.UNKNOWN),
        "language": get_language() or "en",
    }
