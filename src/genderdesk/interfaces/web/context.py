"""What every page's shell shows: who is signed in, where they may go, languages, and the free numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.panels import NavItem, panels_for
from genderdesk.groundwork.protection.access import NOBODY, Actor
from genderdesk.groundwork.protection.on_phone import owner_mark, public_key
from genderdesk.interfaces.web.words import clock_texts
from genderdesk.organisation.institution.queries import hotlines

# Each by its own name, the country's first.
_LANGUAGES = (("rw", "Ikinyarwanda"), ("en", "English"), ("fr", "Français"), ("sw", "Kiswahili"))
# Translations that no speaker has reviewed yet are marked wherever they are offered.
DRAFT_LANGUAGES = frozenset({"rw", "sw"})
_NUMBERS_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Place:
    """A link of the navigation, and whether the reader is there."""

    label: object
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Language:
    """A language that pages are offered in; a draft is marked as one."""

    code: str
    name: str
    current: bool
    draft: bool


@dataclass(frozen=True, slots=True)
class FreeNumber:
    """A toll-free line: its digits, the kind of institution that answers, and that one's name."""

    number: str
    kind: str
    name: str


def shell(request: HttpRequest) -> dict[str, Any]:
    """The context processor. What costs a query is worked out only where a template asks for it."""
    actor = actor_of(request)
    staff = actor.kind == "user"
    return {
        "actor": actor,
        "display_name": actor.attributes.get("display_name", actor.code),
        "layout": layout_of(request),
        "here": request.get_full_path() if request.method == "GET" else request.path,
        "menu": SimpleLazyObject(lambda: _menu(request) if staff else ""),
        "unread": SimpleLazyObject(lambda: sum(panels_for("unread", request)) if staff else 0),
        "languages": _languages(),
        "hotlines": SimpleLazyObject(free_numbers),
        "demonstration": settings.ENVIRONMENT.demonstration,
        "live_url": live_url(request) if staff else "",
        "kept_key": public_key() if staff else "",
        "kept_by": owner_mark(actor) if staff else "",
        "me_url": SimpleLazyObject(lambda: _address("accounts:me", "")),
        "sign_out_url": SimpleLazyObject(lambda: _address("account_logout", "/staff/sign-out/")),
        "clock_texts": clock_texts,
    }


def actor_of(request: HttpRequest) -> Actor:
    """Who asks; nobody where the request was refused before that was known."""
    return getattr(request, "actor", NOBODY)


def layout_of(request: HttpRequest) -> str:
    """The base that an answer to this request extends: staff pages for staff, the public's for everybody else."""
    at_staff = request.path.startswith("/staff/") and actor_of(request).kind == "user"
    return "web/staff.html" if at_staff else "web/public.html"


def live_url(request: HttpRequest) -> str:
    """Where live word is heard; a setting such as ``:8001/live/`` means this host on another port."""
    address = str(settings.LIVE_URL)
    if not address.startswith(":"):
        return address
    host = request.get_host()
    bare = host if host.endswith("]") or ":" not in host else host.rsplit(":", 1)[0]
    return f"{request.scheme}://{bare}{address}"


def free_numbers() -> list[FreeNumber]:
    """The toll-free lines, the police's first; asked of the database every five minutes."""
    kept: list[FreeNumber] | None = cache.get("web.free_numbers")
    if kept is None:
        kept = [FreeNumber(each.short_code, str(each.kind), each.name) for each in hotlines()]
        # An installation whose country is still being loaded must not hear for five minutes that it has none.
        if kept:
            cache.set("web.free_numbers", kept, _NUMBERS_SECONDS)
    return kept


@dataclass(frozen=True, slots=True)
class Reader:
    """All that a navigation panel may ask of a request: links depend on who somebody is and on nothing else."""

    actor: Actor


def _menu(request: HttpRequest) -> str:
    shown = _links(actor_of(request), get_language())
    # The longest prefix that fits is where the reader is.
    here = max(
        (each.prefix for each in shown if each.prefix and request.path.startswith(each.prefix)), key=len, default=""
    )
    return _menu_html(shown, here, request.path == shown[0].url)


@lru_cache(maxsize=1000)
def _links(actor: Actor, _language: str | None) -> tuple[NavItem, ...]:
    """Today and what the rooms offer to an actor, in a language; kept for the same person with the same posts."""
    shown: list[NavItem] = [NavItem(_("Today"), reverse("web:today")), *panels_for("nav", Reader(actor))]
    return tuple(NavItem(str(each.label), each.url, each.prefix) for each in shown)


@lru_cache(maxsize=1000)
def _menu_html(shown: tuple[NavItem, ...], here: str, at_today: bool) -> str:
    places = [
        Place(each.label, each.url, bool(here) and each.prefix == here if number else at_today)
        for number, each in enumerate(shown)
    ]
    return render_to_string("web/parts/menu.html", {"places": places})


def _languages() -> list[Language]:
    now = get_language()
    offered = dict(settings.LANGUAGES)
    return [Language(code, name, code == now, code in DRAFT_LANGUAGES) for code, name in _LANGUAGES if code in offered]


def _address(name: str, otherwise: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return otherwise
