"""Pages say who may, and answer a "no" with a page that says what to do."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol, cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from genderdesk.groundwork.platform.refusals import (
    MOVED_ON,
    Conflict,
    ImpossibleMove,
    Invalid,
    Missing,
    Refusal,
    Refused,
)
from genderdesk.groundwork.protection import ledger, on_phone, refreshes
from genderdesk.groundwork.protection.access import Actor, Rule, demand
from genderdesk.groundwork.protection.unsent import unsent_fields

View = Callable[..., HttpResponseBase]


class DeskRequest(HttpRequest):
    """A request as every page and panel gets it: the middleware has found out who asks."""

    actor: Actor


class GuardedPage(Protocol):
    """A page that says who may open it."""

    needs: Rule

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer the request, or refuse it."""


def actor_of(request: HttpRequest) -> Actor:
    """Who asks, for code that Django or a library calls with a plain request."""
    return cast(DeskRequest, request).actor


def known_as(request: HttpRequest, actor: Actor) -> None:
    """Say who asks; only the middleware does."""
    cast(DeskRequest, request).actor = actor


# Which page and status a refusal gets. Missing and unseen look the same to the reader.
_ANSWERS: dict[type[Exception], tuple[int, str]] = {
    Refused: (403, "web/errors/403.html"),
    Missing: (404, "web/errors/404.html"),
    Conflict: (409, "web/errors/409.html"),
    ImpossibleMove: (409, "web/errors/409.html"),
    Invalid: (400, "web/errors/400.html"),
}


def page(*, needs: Rule) -> Callable[[View], GuardedPage]:
    """Declare who may open a page: ``@page(needs=MAY_SEE_CASES)``. Without a sign-in the reader is sent to sign in.

    A refusal of the page itself is recorded in the ledger; acts and disclosures inside record their own.
    """

    def declare(view: View) -> GuardedPage:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            actor = actor_of(request)
            plain = getattr(view, "func", view)  # ninja gives a partial
            name = ".".join([*plain.__module__.split(".")[-2:-1], plain.__name__])
            try:
                demand(actor, needs)
            except Refused as refusal:
                if actor.kind == "nobody" or actor.kind == "public":
                    return _sign_in_first(request)
                ledger.write(ledger.Line("refusal", f"page:{name}"[:60], actor))
                return answer_refusal(request, refusal)
            try:
                with refreshes.answering(request):
                    return on_phone.told_by_script(request, view(request, *args, **kwargs))
            except (Refusal, ImpossibleMove) as refusal:
                return answer_refusal(request, refusal)

        declared = cast(GuardedPage, guarded)
        declared.needs = needs
        return declared

    return declare


def _sign_in_first(request: HttpRequest) -> HttpResponseBase:
    """To the sign-in page; who sent a form keeps what was typed, on a page that sends it again after the sign-in."""
    unsent = unsent_fields(request)
    if not unsent:
        return redirect_to_login(request.get_full_path())
    return render(request, "web/errors/401.html", {"unsent": unsent, "signed_out": True}, status=401)


def answer_refusal(request: HttpRequest, refusal: Exception) -> HttpResponse:
    """The page for a refusal: its sentence and the fitting status."""
    status, template = next(answer for kind, answer in _ANSWERS.items() if isinstance(refusal, kind))
    sentence = MOVED_ON if isinstance(refusal, ImpossibleMove) else str(refusal)
    return render(request, template, {"sentence": sentence}, status=status)
