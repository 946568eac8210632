"""Answers to what goes wrong: a plain sentence, and a way on."""

from __future__ import annotations

import logging

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from genderdesk.groundwork.protection.unsent import unsent_fields
from genderdesk.interfaces.web.context import actor_of

log = logging.getLogger(__name__)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The request itself is broken."""
    return _answer(request, "400", 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Not allowed, where no room said so in a sentence."""
    return _answer(request, "403", 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """No such page. The address is not repeated: it may hold what somebody typed."""
    return _answer(request, "404", 404)


def too_many(request: HttpRequest) -> HttpResponse:
    """Somebody asks faster than people do (allauth's challenges for passkeys)."""
    answer = render(request, "web/errors/503.html", {"sentence": _("Too much came from here at once.")}, status=429)
    answer["Retry-After"] = "60"
    return answer


def failed(request: HttpRequest) -> HttpResponse:
    """Our fault. Drawn without the request, since its session or database may be what failed."""
    return HttpResponse(render_to_string("web/errors/500.html"), status=500)


def csrf_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came without its proof: an old page, or cookies switched off."""
    log.warning("A form was refused at %s: %s", request.path, reason)
    if unsent := unsent_fields(request):
        signed_out = actor_of(request).kind != "user" and request.path.startswith("/staff/")
        return render(request, "web/errors/401.html", {"unsent": unsent, "signed_out": signed_out}, status=403)
    return _answer(request, "csrf", 403)


def page_for_refusal(request: HttpRequest, sentence: str, status: int = 403) -> HttpResponse:
    """The page with a refusal's own sentence."""
    template = {403: "403", 404: "404", 409: "409"}.get(status, "400")
    return _answer(request, template, status, sentence)


def _answer(request: HttpRequest, name: str, status: int, sentence: str = "") -> HttpResponse:
    context = {"sentence": sentence or _SENTENCES[name]()}
    if status in (400, 404):
        # The switch of the language goes back to the start: the address may hold what somebody typed.
        context["here"] = ""
    return render(request, f"web/errors/{name}.html", context, status=status)


_SENTENCES = {
    "400": lambda: _("The page could not read what was sent. Go back and try once more."),
    "403": lambda: _("This page is not open to you. Ask the head of your desk if you need it for your work."),
    "404": lambda: _("There is no such page, or it is not open to you. Check the address, or start again."),
    "409": lambda: _("Somebody changed this meanwhile. Open it again and look at what is there now."),
    "csrf": lambda: _("The page was open for too long. Go back, load it again, and send it once more."),
}
