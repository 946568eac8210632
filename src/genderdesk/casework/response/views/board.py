"""The dispatcher's board: open responses beside the units, and a unit's own page."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.response import forms, queries
from genderdesk.casework.response.access import MAY_SEE_BOARD, MAY_SET_STATUS
from genderdesk.casework.response.acts import set_unit_status
from genderdesk.casework.response.models import Assignment, Dispatch, ResponseUnit
from genderdesk.casework.response.rules.clocks import Running
from genderdesk.casework.response.rules.ranking import Ranked
from genderdesk.casework.response.views.steps import words
from genderdesk.casework.response.vocabulary import BUSY, FREE, HELD, WAITING, Flag, Status
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import permits
from genderdesk.groundwork.protection.pages import DeskRequest, page


@dataclass(frozen=True, slots=True)
class SentUnit:
    """A unit sent to a response, with its clock and what is late."""

    assignment: Assignment
    clock: Running | None
    late: bool

    @property
    def asks_help(self) -> bool:
        return self.assignment.help_asked_at is not None and self.assignment.help_answered_at is None

    @property
    def look(self) -> str:
        return "alarm-edge" if self.asks_help else ""


@dataclass(frozen=True, slots=True)
class Row:
    """One response on the board."""

    dispatch: Dispatch
    dangers: list[str]
    sent: list[SentUnit]
    late: list[str]
    first: Ranked | None = None
    form: forms.Send | None = None
    urgent: bool = False

    @property
    def look(self) -> str:
        return "urgent" if self.urgent else ""


@dataclass(frozen=True, slots=True)
class Group:
    """Units in one kind of state."""

    key: str
    units: list[ResponseUnit] = field(default_factory=list)


@page(needs=MAY_SEE_BOARD)
def board(request: DeskRequest) -> HttpResponse:
    """Open responses and the fleet; both fetch themselves anew at live word."""
    actor = request.actor
    units = [queries.shown(unit) for unit in queries.fleet(actor)]
    responses = list(queries.board(actor))
    barred = queries.crews_in_conflict(responses, units)
    context = {
        "rows": [_row(each, units, barred.get(each.report_id, frozenset())) for each in responses],
        "groups": _groups(units),
        **words(),
    }
    part = request.headers.get("X-Desk-Part")
    return render(request, "response/board_part.html" if part else "response/board.html", context)


def dangers_of(dispatch: Dispatch) -> list[str]:
    """The flags that are answered yes, always in the same order: PostgreSQL keeps none in JSON."""
    return [flag.value for flag in Flag if dispatch.flags.get(flag) == Answer.YES]


def unknown_of(dispatch: Dispatch) -> list[str]:
    """The flags that are answered neither yes nor no."""
    return [flag.value for flag in Flag if dispatch.flags.get(flag) not in (Answer.YES, Answer.NO)]


def sent_unit(assignment: Assignment, priority: str) -> SentUnit:
    """A sent unit with its clock as it is now."""
    running = queries.clock_of(assignment, priority)
    return SentUnit(assignment, running, running is not None and running.is_late(timezone.now()))


def _row(dispatch: Dispatch, units: list[ResponseUnit], barred: frozenset[uuid.UUID]) -> Row:
    assignments: list[Assignment] = dispatch.sent  # type: ignore[attr-defined]  # by the prefetch of queries
    sent = [sent_unit(each, dispatch.priority) for each in assignments]
    now = timezone.now()
    late = [each.clock.value for each in queries.clocks_of(dispatch) if each.is_late(now)]
    first, form = None, None
    if dispatch.state in (WAITING, HELD):
        first = queries.ranking_for(dispatch, units, assignments, barred).first
        form = forms.Send(initial={"unit": first.id, "beside": 0}) if first else None
    urgent = bool(dispatch.nobody_free_at) or any(each.asks_help for each in sent)
    return Row(dispatch, dangers_of(dispatch), sent, late, first, form, urgent)


def _groups(units: list[ResponseUnit]) -> list[Group]:
    groups = {key: Group(key) for key in ("free", "busy", "other")}
    for unit in sorted(units, key=lambda each: (each.status_at, each.call_sign)):
        sent_to = unit.sent_to  # type: ignore[attr-defined]  # by the prefetch of queries
        key = "busy" if sent_to or unit.status in BUSY else "free" if unit.status in FREE else "other"
        groups[key].units.append(unit)
    return list(groups.values())


@page(needs=MAY_SEE_BOARD)
def unit(request: DeskRequest, unit_id: uuid.UUID) -> HttpResponse:
    """A unit: out of service, back at its base, little fuel, as its crew reports by radio."""
    actor = request.actor
    found = one_of(queries.fleet(actor).filter(pk=unit_id))
    if found is None or not permits(actor, MAY_SET_STATUS, found):
        raise Missing(_("There is no such unit for your board."))
    found = queries.shown(found)
    form = status_form(request, found)
    if request.method == "POST" and form.is_valid():
        if form.carry_out(lambda: set_unit_status.once(form.op_id)(actor, found, **form.arguments())) is not None:
            return redirect("response:board")
    context = {"unit": found, "form": form, **words()}
    return render(request, "response/unit.html", context, status=422 if form.errors else 200)


def status_form(request: DeskRequest, unit: ResponseUnit) -> Any:
    """The form for a unit's status; while it is sent, for its fuel only."""
    away = getattr(unit, "is_away", False)
    sent = unit.assignments.filter(ended_at__isnull=True).exists() and not away
    form_type = forms.UnitFuel if sent else forms.UnitStatus
    # A state that only a response gives, such as "did not answer", is none that one chooses.
    known = unit.status if unit.status in (Status.AT_BASE, *_KEPT) else Status.AT_BASE
    return form_type(request.POST or None, initial={"status": known, "fuel": unit.fuel, "why": unit.out_why})


_KEPT = (Status.RETURNING, Status.UNAVAILABLE, Status.OUT_OF_SERVICE, Status.OFF_DUTY)
