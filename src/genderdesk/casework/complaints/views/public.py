"""Three pages for whoever complains or praises, and the way back to the answer: no cookie, no script, one address each.

Nothing is kept on the server before it is sent: what was typed travels in the page, sealed by this desk.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters

from genderdesk.casework.complaints import forms, labels, queries
from genderdesk.casework.complaints.acts import add_to_complaint, tell_complaint
from genderdesk.casework.complaints.forms.tell import arguments
from genderdesk.casework.complaints.models import Complaint
from genderdesk.casework.complaints.vocabulary import CLOCKS, CLOSED, Channel, Route
from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.groundwork.platform.forms import DeskForm, query_of
from genderdesk.groundwork.platform.refusals import Conflict, Invalid
from genderdesk.groundwork.protection import walls
from genderdesk.groundwork.protection.access import PUBLIC, SYSTEM, everyone
from genderdesk.groundwork.protection.drafts import open_draft, seal_draft
from genderdesk.groundwork.protection.pages import page
from genderdesk.organisation.accounts.acts import tries
from genderdesk.organisation.accounts.labels import too_many

# As long as the public form for a report.
_LIFE_SECONDS = 2 * 3600
_DRAFT = "complaint"
_CODE_IS_WRONG = _("Reference and PIN do not belong together. Check each sign.")


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the form."""

    key: str
    form: type[DeskForm]
    heading: Any


PAGES = (
    Page("about", forms.TellAbout, _("Tell us about our service")),
    Page("words", forms.TellWords, _("In your own words")),
    Page("answer", forms.TellAnswer, _("An answer to you")),
)
_BY_KEY = {each.key: each for each in PAGES}


# It acts for nobody who is signed in and carries its own sealed draft, so there is no session to forge.
@csrf_exempt
@never_cache
@sensitive_post_parameters()
@page(needs=everyone)
def tell(request: HttpRequest) -> HttpResponse:
    """All three pages, one after the other, and the reference at the end."""
    draft = open_draft(request.POST.get("draft", ""), _DRAFT, _LIFE_SECONDS) or {}
    if request.method != "POST" or not draft.get("op_id"):
        return _ask(request, PAGES[0], {"op_id": str(new_id())}, lost=request.method == "POST")
    asked = _BY_KEY.get(request.POST.get("step", ""), PAGES[0])
    if "back" in request.POST:
        # What stands half typed on the page that is left is there when she comes back to it.
        draft = {**draft, "left": {**draft.get("left", {}), asked.key: _typed(request)}}
        return _ask(request, _BY_KEY.get(request.POST["back"], PAGES[0]), draft)
    return _take(request, asked, draft)


def _typed(request: HttpRequest) -> dict[str, list[str]]:
    unasked = ("draft", "step", "op_id", "back")
    return {name: request.POST.getlist(name) for name in request.POST if name not in unasked}


def _take(request: HttpRequest, asked: Page, draft: dict[str, Any]) -> HttpResponse:
    """Keep one page's answers and show the next, or the same one with what is wrong; after the last one, send."""
    form = asked.form(request.POST)
    if not form.is_valid():
        return _show(request, asked, form, draft)
    draft = {**draft, asked.key: _typed(request)}
    following = next((each for each in PAGES if each.key not in draft), None)
    return _ask(request, following, draft) if following else _send(request, draft)


def _ask(request: HttpRequest, asked: Page, draft: dict[str, Any], *, lost: bool = False) -> HttpResponse:
    if kept := draft.get(asked.key):
        return _show(request, asked, asked.form(query_of(kept)), draft, lost=lost)
    left = query_of(draft.get("left", {}).get(asked.key, {}))
    return _show(request, asked, asked.form(initial=left.dict()), draft, lost=lost)


def _show(
    request: HttpRequest, asked: Page, form: DeskForm, draft: dict[str, Any], *, lost: bool = False
) -> HttpResponse:
    # Coming back to a page, the ones behind it are asked again with what was typed.
    place = PAGES.index(asked)
    context = {
        "asked": asked,
        "form": form,
        "draft": seal_draft(draft, _DRAFT),
        "number": place + 1,
        "total": len(PAGES),
        "before": PAGES[place - 1].key if place else "",
        "last": asked is PAGES[-1],
        "lost": lost,
        "days": {step.value: clock.days for step, clock in CLOCKS.items()},
    }
    return render(request, "complaints/tell.html", context, status=422 if form.errors and form.is_bound else 200)


def _send(request: HttpRequest, draft: dict[str, Any]) -> HttpResponse:
    """Keep it. Sent twice, it is answered with the first reference and the same PIN."""
    filled = {each.key: each.form(query_of(draft[each.key])) for each in PAGES}
    for key, form in filled.items():
        if not form.is_valid():
            return _show(request, _BY_KEY[key], form, draft)
    data = {name: value for form in filled.values() for name, value in form.cleaned_data.items()}
    op_id = uuid.UUID(draft["op_id"])
    pin = queries.pin_of(op_id)
    given = arguments(data) | {"channel": Channel.WEB, "language": get_language() or "en", "pin": pin}
    try:
        kept = tell_complaint.once(op_id)(PUBLIC, **given)
    except (Invalid, Conflict) as fault:
        last = filled[PAGES[-1].key]
        last.add_error(None, str(fault))
        return _show(request, PAGES[-1], last, draft)
    context = {"number": kept.number, "pin": pin, "answering": given["answering"], "category": given["category"]}
    context["texts"] = kept.route == Route.HEAD_OFFICE
    return render(request, "complaints/told.html", context)


# The same reasons as for the form above.
@csrf_exempt
@never_cache
@sensitive_post_parameters()
@page(needs=everyone)
def follow(request: HttpRequest) -> HttpResponse:
    """Ask for reference and PIN; with them, how it stands and the answer, and a way to add words."""
    if request.method != "POST":
        return render(request, "complaints/follow.html", {"form": forms.Follow()})
    adds = "text" in request.POST
    form: forms.Follow = forms.AddWords(request.POST) if adds else forms.Follow(request.POST)
    asked = forms.Follow(request.POST)
    if not asked.is_valid():
        return render(request, "complaints/follow.html", {"form": asked}, status=422)
    try:
        attempt = tries.begin_code(request)
    except tries.Held as held:
        asked.add_error(None, too_many(held.wait_seconds))
        answer = render(request, "complaints/follow.html", {"form": asked}, status=429)
        answer["Retry-After"] = str(held.wait_seconds)
        return answer
    with walls.seen_by(SYSTEM):
        found = queries.opens(asked.cleaned_data["number"], asked.cleaned_data["pin"])
    if found is None:
        asked.add_error(None, _CODE_IS_WRONG)
        return render(request, "complaints/follow.html", {"form": asked}, status=422)
    tries.succeeded(attempt)
    return _opened(request, found, form if isinstance(form, forms.AddWords) else None)


def _opened(request: HttpRequest, found: Complaint, form: forms.AddWords | None) -> HttpResponse:
    added = False
    if form is not None and form.is_valid():
        text = form.cleaned_data["text"]
        kept = form.carry_out(lambda: add_to_complaint.once(form.op_id)(SYSTEM, found, text=text))
        found, added = (kept, True) if kept is not None else (found, False)
    with walls.seen_by(SYSTEM):
        shown = queries.followed(SYSTEM, found)
    first = {name: request.POST[name] for name in ("number", "pin")}
    context = {
        "shown": shown,
        "number": found.number,
        "standing": labels.STANDING,
        "passed_to": labels.PASSED_TO,
        "add": forms.AddWords(initial=first) if form is None or added else form,
        "may_add": shown.state != CLOSED,
        "added": added,
    }
    return render(request, "complaints/followed.html", context, status=422 if form is not None and not added else 200)
