"""The public site, Today, the language switch and quick exit."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from genderdesk.groundwork.platform import panels
from genderdesk.groundwork.protection.access import everyone, signed_in
from genderdesk.groundwork.protection.pages import page
from genderdesk.organisation.institution.queries import hotlines


@page(needs=everyone)
def start(request: HttpRequest) -> HttpResponse:
    """Where somebody who needs help arrives: call first, then the quieter ways."""
    return render(request, "web/start.html", {"lines": hotlines()})


@page(needs=everyone)
def talk(request: HttpRequest) -> HttpResponse:
    """All ways to reach a person."""
    return render(request, "web/talk.html", {"lines": hotlines()})


@page(needs=everyone)
def safety(request: HttpRequest) -> HttpResponse:
    """What the exit button does and does not do, and how to remove the traces that stay."""
    return render(request, "web/safety.html")


@page(needs=everyone)
def rights(request: HttpRequest) -> HttpResponse:
    """What happens after a report, in plain words."""
    return render(request, "web/rights.html")


# Leaving changes nothing that anybody could be tricked into: it only ends a session.
@csrf_exempt
@page(needs=everyone)
def leave(request: HttpRequest) -> HttpResponse:
    """Quick exit: end what is open and go to a neutral page. A plain link, so that it works without scripts."""
    if request.COOKIES.get(settings.SESSION_COOKIE_NAME):
        logout(request)
    return HttpResponseRedirect(reverse("web:left"))


@page(needs=everyone)
def left(request: HttpRequest) -> HttpResponse:
    """A neutral page: the date of today."""
    return render(request, "web/left.html", {"today": timezone.localdate()})


# The public pages set no cookie, so there is no token to send; choosing a language harms nobody.
@csrf_exempt
@require_POST
@page(needs=everyone)
def language(request: HttpRequest) -> HttpResponse:
    """Keep the chosen language in a cookie of its own and go back to where the reader was."""
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        target = reverse("web:start")
    response = HttpResponseRedirect(target)
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, chosen, max_age=365 * 86400, samesite="Lax", httponly=True)
    return response


language.needs = everyone  # type: ignore[attr-defined]  # require_POST hides it


@page(needs=signed_in)
def today(request: HttpRequest) -> HttpResponse:
    """The page each person lands on: what is overdue, due and new, most pressing first."""
    shown = panels.panels_for("today", request)
    order = {"overdue": 0, "due": 1, "new": 2, "calm": 3}
    shown.sort(key=lambda each: order.get(each.tone, 3))
    now = timezone.now()
    groups = [{"panel": each, "rows": [_row(row, now) for row in each.rows]} for each in shown]
    return render(request, "web/today.html", {"groups": groups, "today": timezone.localdate()})


def _row(row: Any, now: datetime) -> dict[str, Any]:
    return {"row": row, "due": _due_words(row.due_at, now) if row.due_at else ""}


def _due_words(due_at: datetime, now: datetime) -> str:
    """How long until or since a limit, in words and numbers."""
    minutes = int((due_at - now).total_seconds() // 60)
    hours, rest = divmod(abs(minutes), 60)
    days, hours_of_day = divmod(hours, 24)
    if minutes < 0:
        if days:
            return _("%(days)s d %(hours)s h late") % {"days": days, "hours": hours_of_day}
        return _("%(hours)s h %(minutes)s min late") % {"hours": hours, "minutes": rest}
    if days:
        return _("%(days)s d %(hours)s h left") % {"days": days, "hours": hours_of_day}
    return _("%(hours)s h %(minutes)s min left") % {"hours": hours, "minutes": rest}
