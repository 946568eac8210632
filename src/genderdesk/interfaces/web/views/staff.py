"""Today: the page that staff land on."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from genderdesk.groundwork.platform.panels import TodayPanel, panels_for
from genderdesk.groundwork.protection.access import signed_in
from genderdesk.groundwork.protection.pages import page

_URGENCY = {"overdue": 0, "due": 1, "new": 2, "calm": 3}

# A head of desk has many lists. Beyond so many rows in all each list that has a page of its own shows its first few, so
# that the page stays light on a slow line and its end can be reached.
_MOST_ROWS, _FIRST_ROWS, _FEWEST_ROWS = 64, 10, 5


def _short(panels: list[TodayPanel]) -> list[TodayPanel]:
    if sum(len(each.rows) for each in panels) <= _MOST_ROWS:
        return panels
    for count in range(_FIRST_ROWS, _FEWEST_ROWS - 1, -1):
        shown = [replace(each, rows=each.rows[:count]) if each.url else each for each in panels]
        if sum(len(each.rows) for each in shown) <= _MOST_ROWS:
            break
    return shown


@page(needs=signed_in)
def today(request: HttpRequest) -> HttpResponse:
    """What is overdue, due and new, the most pressing first; ``X-Desk-Part`` asks for the lists alone."""
    shown = _short(panels_for("today", request))
    shown.sort(key=lambda each: _URGENCY.get(each.tone, len(_URGENCY)))
    part = "X-Desk-Part" in request.headers
    template = "web/staff/today_lists.html" if part else "web/staff/today.html"
    context = {"panels": shown, "today": timezone.localdate(), "actions": panels_for("today_action", request)}
    return render(request, template, context)
