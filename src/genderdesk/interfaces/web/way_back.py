"""The way back from an address that only takes a form.

After a form that was wrong the reader stands on such an address. A reload, the switch of the language or a kept tab
opens it without the form, and the browser would show a dead page of its own.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve


class WayBack:
    """Who is signed in and opens a form's own address is led up to the nearest page above it, which has the form."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        opened = request.method == "GET" and "HX-Request" not in request.headers and request.user.is_authenticated
        if opened and response.status_code == 405 and request.path.startswith("/staff/"):
            return redirect(page_above(request.path))
        return response


def page_above(path: str) -> str:
    """The nearest address above this one that there is."""
    above = path.rstrip("/").rpartition("/")[0] + "/"
    while above != "/staff/":
        try:
            resolve(above)
        except Resolver404:
            above = above.rstrip("/").rpartition("/")[0] + "/"
        else:
            break
    return above
