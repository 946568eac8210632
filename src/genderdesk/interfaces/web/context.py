"""What the shell of every page needs."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject

from genderdesk.groundwork.platform import panels
from genderdesk.groundwork.platform.panels import NavItem
from genderdesk.groundwork.protection.access import NOBODY

# Translations that no speaker has reviewed yet are marked wherever they are offered.
DRAFT_LANGUAGES = ("rw", "sw")
_LANGUAGES = (("rw", "Ikinyarwanda"), ("en", "English"), ("fr", "Français"), ("sw", "Kiswahili"))


def shell(request: HttpRequest) -> dict[str, Any]:
    """``shell`` for the templates; nothing of it is worked out before a template asks."""
    return {"shell": SimpleLazyObject(lambda: _shell(request))}


def _shell(request: HttpRequest) -> SimpleNamespace:
    actor = getattr(request, "actor", NOBODY)
    staff = request.path.startswith("/staff/")
    return SimpleNamespace(
        demonstration=settings.ENVIRONMENT.demonstration,
        staff=staff,
        layout="web/staff.html" if staff else "web/public.html",
        here=request.path if request.method == "GET" else "",
        languages=[(code, name, code in DRAFT_LANGUAGES) for code, name in _LANGUAGES],
        actor=actor,
        display_name=actor.attributes.get("display_name", actor.code),
        navigation=_navigation(request) if staff and actor.kind == "user" else [],
        me_url=_address("accounts:me"),
        sign_out_url=_address("account_logout"),
        live_url=live_url(request),
    )


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def live_url(request: HttpRequest) -> str:
    """Where the browser finds live events; a setting such as ``:8001/live/`` means this host on another port."""
    address = str(settings.LIVE_URL)
    if not address.startswith(":"):
        return address
    host = request.get_host()
    bare = host if host.endswith("]") or ":" not in host else host.rsplit(":", 1)[0]
    return f"{request.scheme}://{bare}{address}"


def _navigation(request: HttpRequest) -> list[dict[str, Any]]:
    items: list[NavItem] = panels.panels_for("nav", request)
    # The longest prefix that fits is where the reader is.
    current = max(
        (item.prefix for item in items if item.prefix and request.path.startswith(item.prefix)), key=len, default=""
    )
    return [{"label": item.label, "url": item.url, "current": bool(current) and item.prefix == current} for item in items]
