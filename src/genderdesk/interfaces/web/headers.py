"""Headers that keep pages out of caches, frames, referrers and other people's scripts."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponseBase

from genderdesk.interfaces.web.context import live_url

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'self'; "
    "connect-src 'self'{live}; manifest-src 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_FIXED = {
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(self), payment=(), usb=(), interest-cohort=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex, nofollow",
}
# Leaving takes everything with it that the browser kept of this site.
_CLEARING = ("/leave/", "/staff/sign-out/")


class SafetyHeaders:
    """Middleware that adds the headers to every page; static files keep their own caching."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        for name, value in _FIXED.items():
            response.setdefault(name, value)
        response.setdefault("Content-Security-Policy", _POLICY.format(live=_live_origin(request)))
        response.setdefault("Cache-Control", "no-store")
        if request.path in _CLEARING and response.status_code < 400:
            response["Clear-Site-Data"] = '"cache", "cookies", "storage"'
        return response


def _live_origin(request: HttpRequest) -> str:
    if not request.path.startswith(("/staff/", "/simulator/")):
        return ""
    parts = urlsplit(live_url(request))
    return f" {parts.scheme}://{parts.netloc}" if parts.netloc else ""
