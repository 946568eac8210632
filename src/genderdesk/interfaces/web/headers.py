"""Headers that keep pages from leaking: content security policy, nothing kept in caches or sent to other sites."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse

from genderdesk.interfaces.web.context import live_url

LEAVE, SIGN_OUT = "/leave/", "/staff/sign-out/"
STAFF_ROOTS = ("/staff/", "/simulator/")

_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}

_UNUSED_SENSORS = "accelerometer display-capture gyroscope magnetometer microphone midi payment usb"


class SafetyHeaders:
    """Adds the headers to every answer but static files, which whitenoise gives out before this is reached."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        set_header = response.headers.setdefault
        set_header("Content-Security-Policy", policy(request))
        # For browsers of old phones, which do not read frame-ancestors.
        set_header("X-Frame-Options", "DENY")
        set_header("Cache-Control", "no-store")
        set_header("Referrer-Policy", referrer_policy(request))
        set_header("Permissions-Policy", permissions(request))
        set_header("Cross-Origin-Opener-Policy", "same-origin")
        set_header("Cross-Origin-Embedder-Policy", "require-corp")
        set_header("Cross-Origin-Resource-Policy", "same-origin")
        set_header("X-Robots-Tag", "noindex, nofollow")
        if clears := data_to_clear(request):
            set_header("Clear-Site-Data", clears)
        return response


def policy(request: HttpRequest) -> str:
    """The content security policy; live word may come from the address that is set for it."""
    directives = dict(_POLICY)
    if request.path.startswith(STAFF_ROOTS) and (parts := urlsplit(live_url(request))).netloc:
        directives["connect-src"] += f" {parts.scheme}://{parts.netloc}"
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def referrer_policy(request: HttpRequest) -> str:
    """Nothing, to nobody, where the browser can prove its forms without it (proof.py). Older ones, and pages without
    TLS, need the address within the desk for that; other sites are told nothing by either."""
    return "no-referrer" if "Sec-Fetch-Site" in request.headers else "same-origin"


def permissions(request: HttpRequest) -> str:
    """No sensor for anybody, but the position on staff pages, where riders send it, and the camera where trainers read
    cards with it; it sends no picture."""
    used = {"geolocation": "/staff/", "camera": "/staff/training/"}
    shares = (f"{name}={'(self)' if request.path.startswith(root) else '()'}" for name, root in used.items())
    return ", ".join([*(f"{name}=()" for name in _UNUSED_SENSORS.split()), *shares])


def data_to_clear(request: HttpRequest) -> str:
    """What the browser must forget: a person who leaves keeps no cookie, staff who sign out no stored page.

    What waits on the phone for a network stays, as the script says that something does: sealed for the desk, or a
    rider's coded steps, sent after the next sign-in. Cookies of the sign-in end by themselves; the one by which the
    desk knows its browser must stay, or strangers' tries would hold it.
    """
    if request.path == LEAVE:
        return '"cookies", "storage"'
    if request.path == SIGN_OUT and request.method == "POST":
        return '"cache"' if "waits" in request.POST else '"cache", "storage"'
    return ""
