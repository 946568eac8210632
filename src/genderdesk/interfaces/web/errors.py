"""Pages for what went wrong outside a view."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request itself was not understood."""
    return render(request, "web/errors/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403 from the framework; the desk's own refusals come with their sentence."""
    return render(request, "web/errors/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return render(request, "web/errors/404.html", status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """500: a page that needs neither the database nor a session."""
    from django.template.loader import get_template

    return HttpResponse(get_template("web/errors/500.html").template.source, status=500)  # type: ignore[attr-defined]


def csrf_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 because the form's token is missing or old."""
    return render(request, "web/errors/csrf.html", status=403)
