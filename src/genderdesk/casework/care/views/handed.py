"""One referral for a provider without an account: an address, a code, and the answers that an account could give.

No session, no script, no account: each form carries a pass that ends after half an hour.
"""

from __future__ import annotations

import uuid
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters

from genderdesk.casework.care import forms, labels, queries
from genderdesk.casework.care.access import guest_of
from genderdesk.casework.care.acts import acknowledge_referral, open_link
from genderdesk.casework.care.models import ProviderLink, Referral
from genderdesk.casework.care.rules.links import PASS_SECONDS
from genderdesk.casework.care.views.desk import words
from genderdesk.casework.care.views.provider import STEPS
from genderdesk.casework.care.vocabulary import REFERRAL, SENT
from genderdesk.groundwork.platform.forms import DeskForm
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection import walls
from genderdesk.groundwork.protection.access import SYSTEM, Actor, everyone
from genderdesk.groundwork.protection.pages import page

_SALT = "genderdesk.care.handed"


# It acts for nobody who is signed in and each form carries its own signed pass, so there is no session to forge.
@csrf_exempt
@never_cache
@sensitive_post_parameters()
@page(needs=everyone)
def handed(request: HttpRequest, link_id: uuid.UUID, token: str) -> HttpResponse:
    """Ask for the code; with it, show the one referral and take the provider's answers."""
    link = queries.link_at(link_id, token)
    if link is None:
        raise Missing(_("This address opens nothing any more. Ask the desk that gave it to you for a new one."))
    if request.method == "POST" and _passed(request, link):
        return _answered(request, link)
    form = forms.LinkCode(request.POST if "code" in request.POST else None)
    if form.is_bound and form.is_valid():
        if open_link(SYSTEM, link, code=form.cleaned_data["code"]):
            return _opened(request, link)
        form.add_error("code", _("This is not the code. After five wrong codes the address ends."))
    ended = request.method == "POST" and "pass" in request.POST
    return render(request, "care/handed_code.html", {"form": form, "ended": ended}, status=422 if form.errors else 200)


def _passed(request: HttpRequest, link: ProviderLink) -> bool:
    try:
        kept = signing.loads(request.POST.get("pass", ""), salt=_SALT, max_age=PASS_SECONDS)
    except signing.BadSignature:
        return False
    return bool(kept == str(link.pk))


def _opened(request: HttpRequest, link: ProviderLink) -> HttpResponse:
    """The first look tells the desk that the referral was seen."""
    guest = guest_of(link)
    with walls.seen_by(guest):
        found = queries.referral_for_provider(guest, link.referral_id)
        if found.state == SENT:
            found = acknowledge_referral(guest, found)
        return _show(request, link, guest, found)


def _answered(request: HttpRequest, link: ProviderLink) -> HttpResponse:
    """One step of the provider, by the acts that an account uses."""
    guest = guest_of(link)
    name = request.POST.get("step", "")
    if name not in STEPS:
        raise Missing(_("There is no such step."))
    with walls.seen_by(guest):
        found = queries.referral_for_provider(guest, link.referral_id)
        form_type, call = STEPS[name]
        form = form_type(request.POST)
        done = form.carry_out(lambda: call(guest, found, form)) if form.is_valid() else None
        found = queries.referral_for_provider(guest, link.referral_id)
        return _show(request, link, guest, found, {} if done is not None else {name: form}, kept=done is not None)


def _show(
    request: HttpRequest,
    link: ProviderLink,
    guest: Actor,
    found: Referral,
    typed: dict[str, DeskForm] | None = None,
    *,
    kept: bool = False,
) -> HttpResponse:
    typed = typed or {}
    may = {act.removeprefix("referral.") for act in REFERRAL.acts_from(found.state)}
    with_us = found.state not in ("declined", "closed", "revoked")
    steps: list[dict[str, Any]] = [
        {
            "name": name,
            "form": typed.get(name) or STEPS[name][0](auto_id=f"{name}_%s"),
            "heading": heading,
            "button": button,
            "tone": tone,
        }
        for name, (heading, button, tone) in labels.HANDED_STEPS.items()
        if name in may
    ]
    context = {
        "referral": found,
        "summary": queries.summary_for_provider(guest, found) if with_us else {},
        "told": queries.told_to_provider(guest, found) if with_us and queries.was_told(found) else [],
        "with_us": with_us,
        "steps": steps,
        "kept": kept,
        "not_kept": [form for name, form in typed.items() if name not in may],
        "pass": signing.dumps(str(link.pk), salt=_SALT),
        "received": [labels.RECEIVED.get(each, each) for each in found.services_received],
        **words(),
    }
    return render(request, "care/handed.html", context, status=422 if typed else 200)
