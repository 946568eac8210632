"""Every address says who may: a page by ``@page(needs=…)``, an endpoint of the API by its act."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from django.http import Http404, HttpResponse
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls import path as address

from genderdesk.groundwork.protection.access import Rule, everyone
from genderdesk.groundwork.protection.acts import registry
from genderdesk.groundwork.protection.pages import page
from genderdesk.interfaces.api.api import api
from genderdesk.interfaces.api.payloads import takes_a_file

# ninja's own root, which only names a prefix and answers 404 to all: tried below.
NOWHERE = "api/v1/"
_ACTS = "api/v1/acts/"


def addresses(patterns: list[Any], before: str = "") -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every route with what answers it."""
    for each in patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from addresses(each.url_patterns, route)
        elif isinstance(each, URLPattern):
            yield route, each.callback


def without_rule(patterns: list[Any]) -> list[str]:
    """Routes that do not say who may."""
    return [
        route
        for route, view in addresses(patterns)
        if not isinstance(getattr(view, "needs", None), Rule)
        and route != NOWHERE
        and route.removeprefix(_ACTS) not in registry
    ]


def test_every_address_says_who_may():
    patterns = get_resolver().url_patterns
    assert len(list(addresses(patterns))) > 150
    assert not without_rule(patterns)


def test_an_address_without_a_rule_is_found():
    def open_to_all(request):
        return HttpResponse()

    planted = [address("plain/", open_to_all), address("said/", page(needs=everyone)(open_to_all))]
    assert without_rule(planted) == ["plain/"]


def test_every_endpoint_of_the_api_asks_who_is_there():
    for route, _view in addresses(get_resolver().url_patterns):
        if route.startswith(_ACTS):
            assert registry[route.removeprefix(_ACTS)].needs.sentence
    described = api.get_openapi_schema()["paths"]
    assert {path.removeprefix("/api/v1/acts/") for path in described} == {
        name for name, act in registry.items() if act.__module__.startswith("genderdesk.") and not takes_a_file(act)
    }
    # What arrives piece by piece and is sealed on the way cannot come as JSON.
    assert {name for name, act in registry.items() if takes_a_file(act)} == {"file.add", "photo.add", "version.attach"}
    for path, methods in described.items():
        assert list(methods) == ["post"], path
        assert methods["post"]["security"] == [{"SignedIn": []}], path


def test_the_root_of_the_api_is_no_page():
    view = next(view for route, view in addresses(get_resolver().url_patterns) if route == NOWHERE)
    assert isinstance(view, partial)
    with pytest.raises(Http404):
        view(RequestFactory().get("/api/v1/"))


# Rooms whose pages are all for staff; who opens one to everybody says so here.
_PUBLIC = {
    "", "talk/", "safety/", "rights/", "leave/", "leave/done/", "language/", "services/", "report/", "feedback/",
    "charts/<slug:token>/", "charts/<slug:token>/<slug:theme>.svg",
    "complaint/", "complaint/follow/",
    "results/", "results/<uuid:page_id>/", "results/<uuid:page_id>/page.<slug:kind>",
    "handed/<uuid:link_id>/<slug:token>/", "certificate/", "training/<uuid:training_id>/<slug:token>/",
    "training/<uuid:training_id>/<slug:token>.ics", "training/sessions/<uuid:session_id>/<slug:token>/",
    "staff/sign-in/as/", "staff/sign-in/", "staff/sign-out/", "staff/sign-in/inactive/", "staff/sign-in/none/",
    "staff/sign-in/passkey/",
    "staff/second-factor/prove/", "gateway/<str:token>/<str:channel>/", "simulator/", "simulator/press/",
    "simulator/state/", "api/v1/witness/add-checkpoint",
    "api/fhir/r4b/referrals", "api/fhir/r4b/referrals/<uuid:referral_id>",
}  # fmt: skip


def test_what_is_open_to_everybody_is_written_here():
    opened = {
        route for route, view in addresses(get_resolver().url_patterns) if getattr(view, "needs", None) is everyone
    }
    assert opened == _PUBLIC
