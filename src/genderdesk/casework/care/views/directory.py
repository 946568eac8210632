"""The directory for staff: search, one entry, its correction, and the terms of a service."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from genderdesk.casework.care import forms, labels, queries
from genderdesk.casework.care.access import MAY_CONFIRM, MAY_KEEP_DIRECTORY, MAY_KEEP_OWN_ENTRY, MAY_SEE_DIRECTORY
from genderdesk.casework.care.acts import (
    add_provider,
    close_provider,
    confirm_provider,
    correct_provider,
    end_key,
    give_key,
    keep_terms,
    reopen_provider,
)
from genderdesk.casework.care.models import Provider
from genderdesk.casework.cases.labels import LANGUAGES
from genderdesk.groundwork.platform.forms import DeskForm
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import permits
from genderdesk.groundwork.protection.pages import DeskRequest, page


def row_of(provider: Provider, service: str = "") -> dict[str, Any]:
    """What lists say of a provider."""
    return {
        "provider": provider,
        "hours": labels.hours_words(provider.hours, provider.schedule),
        "open": queries.is_open_now(provider),
        "free": queries.is_free(provider, service),
        "due": queries.is_due(provider),
        "languages": [LANGUAGES.get(each, each) for each in provider.languages],
    }


@page(needs=MAY_SEE_DIRECTORY)
def directory(request: DeskRequest) -> HttpResponse:
    """The directory of providers, with what is looked for."""
    search = forms.Search(request.GET)
    wanted = search.wanted()
    context = {
        "search": search,
        "rows": [row_of(each, wanted.service) for each in queries.search(wanted)],
        "kinds": labels.PROVIDER_KINDS,
        "may_keep": permits(request.actor, MAY_KEEP_DIRECTORY),
    }
    return render(request, "care/directory.html", context)


@page(needs=MAY_SEE_DIRECTORY)
def provider(request: DeskRequest, provider_id: uuid.UUID) -> HttpResponse:
    """One entry with all that it says, and what may be done with it."""
    return _show(request, queries.provider_for(request.actor, provider_id))


_STEPS: dict[str, Callable[..., Any]] = {
    "confirm": confirm_provider.once,
    "close": close_provider.once,
    "reopen": reopen_provider.once,
}


@page(needs=MAY_CONFIRM)
def step(request: DeskRequest, provider_id: uuid.UUID, name: str) -> HttpResponse:
    """Confirm an entry, close the place or open it again."""
    found = queries.provider_for(request.actor, provider_id)
    if name not in _STEPS:
        raise Missing(_("There is no such step."))
    form = forms.Version(request.POST or None)
    if request.method == "POST" and form.is_valid():
        call = _STEPS[name](form.op_id)
        if form.carry_out(lambda: call(request.actor, found, version=form.cleaned_data["version"])) is not None:
            return redirect("care:provider", found.pk)
    return _show(request, found, form)


def _show(request: DeskRequest, found: Provider, pressed: DeskForm | None = None) -> HttpResponse:
    actor = request.actor
    context = {
        **row_of(found),
        "kinds": labels.PROVIDER_KINDS,
        "accessibility": [labels.ACCESSIBILITY.get(each, each) for each in found.accessibility],
        "services": [
            {"code": each, "name": labels.SERVICES.get(each, each), "terms": queries.terms_of(found, each)}
            for each in found.services
        ],
        "costs": labels.COSTS,
        "forms": {name: forms.Version(initial={"version": found.version}, auto_id=f"{name}_%s") for name in _STEPS},
        "not_kept": [pressed] if pressed is not None and pressed.errors else [],
        "may_confirm": permits(actor, MAY_CONFIRM, found) and found.closed_on is None,
        "is_own": permits(actor, MAY_KEEP_OWN_ENTRY, found),
        "may_keep": permits(actor, MAY_KEEP_DIRECTORY),
    }
    return render(request, "care/provider.html", context, status=422 if context["not_kept"] else 200)


@page(needs=MAY_KEEP_DIRECTORY)
def correct(request: DeskRequest, provider_id: uuid.UUID) -> HttpResponse:
    """Write an entry as it is now."""
    found = queries.provider_for(request.actor, provider_id)
    form = forms.Entry(request.POST or None, initial=forms.Entry.of(found))
    if request.method == "POST" and form.is_valid():
        call = correct_provider.once(form.op_id)
        version = form.cleaned_data["version"]
        kept = form.carry_out(lambda: call(request.actor, found, version=version, entry=form.entry()))
        if kept is not None:
            return redirect("care:provider", found.pk)
    return _entry_page(request, form, found)


@page(needs=MAY_KEEP_DIRECTORY)
def add(request: DeskRequest) -> HttpResponse:
    """Add an entry."""
    form = forms.Entry(request.POST or None, initial={"version": 1})
    if request.method == "POST" and form.is_valid():
        kept = form.carry_out(lambda: add_provider.once(form.op_id)(request.actor, entry=form.entry()))
        if kept is not None:
            return redirect("care:provider", kept.pk)
    return _entry_page(request, form, None)


def _entry_page(request: DeskRequest, form: forms.Entry, found: Provider | None) -> HttpResponse:
    return render(request, "care/entry.html", {"form": form, "provider": found}, status=422 if form.errors else 200)


@page(needs=MAY_KEEP_DIRECTORY)
def terms(request: DeskRequest, provider_id: uuid.UUID, code: str) -> HttpResponse:
    """On what terms one service is given."""
    found = queries.provider_for(request.actor, provider_id)
    service = queries.service_of(found, code)
    kept = queries.terms_of(found, code)
    initial = {name: getattr(kept, name) for name in kept.__dataclass_fields__}
    form = forms.ServiceTerms(request.POST or None, initial={**initial, "version": found.version})
    if request.method == "POST" and form.is_valid():
        call = keep_terms.once(form.op_id)
        version = form.cleaned_data["version"]
        if form.carry_out(lambda: call(request.actor, found, version=version, service=service, terms=form.terms())):
            return redirect("care:provider", found.pk)
    context = {"form": form, "provider": found, "service": labels.SERVICES[service]}
    return render(request, "care/terms.html", context, status=422 if form.errors else 200)


@page(needs=MAY_KEEP_DIRECTORY)
def system(request: DeskRequest, provider_id: uuid.UUID) -> HttpResponse:
    """The key of a hospital's own system: made, shown to whoever hands it over, ended."""
    found = queries.provider_for(request.actor, provider_id)
    form = DeskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        call = end_key if "end" in request.POST else give_key
        if form.carry_out(lambda: call.once(form.op_id)(request.actor, found)) is not None:
            return redirect("care:provider_system", found.pk)
    context = {
        "provider": found,
        "key": queries.key_of(request.actor, found) if queries.has_key(found) else "",
        "address": request.build_absolute_uri(reverse("fhir_referrals")),
        "form": form,
        "end": DeskForm(auto_id="end_%s"),
    }
    return render(request, "care/system.html", context, status=422 if form.errors else 200)
