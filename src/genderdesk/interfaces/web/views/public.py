"""The public site's own pages: help, ways to talk, safety on this phone, what happens next, and leaving quickly."""

from __future__ import annotations

import calendar
from datetime import date

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt

from genderdesk.groundwork.protection.access import everyone
from genderdesk.groundwork.protection.pages import DeskRequest, page

_YEAR_SECONDS = 365 * 86_400


@page(needs=everyone)
def start(request: DeskRequest) -> HttpResponse:
    """Where somebody who needs help arrives: call first, then the quieter ways."""
    return render(request, "web/public/start.html")


@page(needs=everyone)
def talk(request: DeskRequest) -> HttpResponse:
    """All ways to reach a person."""
    return render(request, "web/public/talk.html")


@page(needs=everyone)
def safety(request: DeskRequest) -> HttpResponse:
    """What the button to leave does and does not do, and how to remove what stays on the phone."""
    return render(request, "web/public/safety.html")


@page(needs=everyone)
def rights(request: DeskRequest) -> HttpResponse:
    """What happens after a report, in plain words."""
    return render(request, "web/public/rights.html")


@page(needs=everyone)
def leave(request: DeskRequest) -> HttpResponse:
    """Quick exit: end what is open and go to a neutral page. A plain link, so that it works without scripts."""
    if request.COOKIES.get(settings.SESSION_COOKIE_NAME):
        logout(request)
    response = HttpResponseRedirect(reverse("web:left"))
    # Clear-Site-Data, which headers.py adds, is heeded over TLS only.
    for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME):
        if name in request.COOKIES:
            response.delete_cookie(name)
    return response


@page(needs=everyone)
def left(request: DeskRequest) -> HttpResponse:
    """A neutral page: this month's calendar."""
    today = timezone.localdate()
    context = {"today": today, "weeks": month_of(today), "weekdays": [WEEKDAYS_ABBR[day] for day in range(7)]}
    return render(request, "web/public/left.html", context)


def month_of(day: date) -> list[list[date]]:
    """The weeks of the day's month, Monday first, filled up with days of the months beside it."""
    return calendar.Calendar(firstweekday=calendar.MONDAY).monthdatescalendar(day.year, day.month)


# Public pages set no cookie, so there is no token to send; being shown another language harms nobody.
@csrf_exempt
@page(needs=everyone)
def language(request: DeskRequest) -> HttpResponse:
    """Keep the chosen language in a cookie of its own and go back to where the reader was."""
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        target = reverse("web:start")
    response = redirect(target)
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        # On a survivor's phone the choice ends with the browser, so that it tells of no visit.
        staff = request.actor.kind == "user"
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=_YEAR_SECONDS if staff else None,
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )
    return response
