"""Flags: those of one case, in codes and after a recorded look in words; those of all cases in reach as a list."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from genderdesk.casework.cases import forms, labels, queries
from genderdesk.casework.cases.access import MAY_FLAG, MAY_SEE_CASES
from genderdesk.casework.cases.acts import raise_flag, resolve_flag
from genderdesk.casework.cases.models import Case
from genderdesk.casework.cases.queries import OpenedFlag
from genderdesk.casework.cases.views.words import frame
from genderdesk.casework.cases.vocabulary import FLAG_RAISED, FlagShow
from genderdesk.groundwork.platform.forms import DeskForm
from genderdesk.groundwork.platform.listing import Column, addresses, link, said, short_times, table, tag, text
from genderdesk.groundwork.platform.paging import page_by_key
from genderdesk.groundwork.protection.access import permits
from genderdesk.groundwork.protection.pages import DeskRequest, page


@page(needs=MAY_SEE_CASES)
def flags(request: DeskRequest, case_id: uuid.UUID) -> HttpResponse:
    """Every flag of a case. Sent with a reason, what was written too, and the look is recorded."""
    found = queries.case_for(request.actor, case_id)
    look = forms.Look(request.POST or None)
    opened = None
    if request.method == "POST" and look.is_valid():
        opened = queries.opened_flags(request.actor, found, reason=look.why())
    return _show(request, found, made={"look": look}, opened=opened)


@page(needs=MAY_FLAG)
def raise_one(request: DeskRequest, case_id: uuid.UUID) -> HttpResponse:
    """Flag the case."""
    actor = request.actor
    found = queries.case_for(actor, case_id)
    form = forms.RaiseFlag(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if form.carry_out(lambda: raise_flag.once(form.op_id)(actor, found, **form.arguments())) is not None:
            return redirect("cases:flags", found.pk)
    return _show(request, found, made={"raise": form})


@page(needs=MAY_FLAG)
def flag(request: DeskRequest, case_id: uuid.UUID, flag_id: uuid.UUID) -> HttpResponse:
    """One flag, and the form that takes it down."""
    actor = request.actor
    found = queries.flag_for(actor, case_id, flag_id)
    form = forms.ResolveFlag(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if form.carry_out(lambda: resolve_flag.once(form.op_id)(actor, found, **form.arguments())) is not None:
            return redirect("cases:flags", case_id)
        found = queries.flag_for(actor, case_id, flag_id)
    raised = found.state == FLAG_RAISED
    context = {
        **frame(request, found.case),
        **_words(),
        "current": "flags",
        "flag": found,
        "form": form,
        "raised": raised,
        "not_kept": [form] if form.errors and not raised else [],
    }
    return render(request, "cases/flag.html", context, status=422 if form.errors else 200)


@page(needs=MAY_SEE_CASES)
def flag_list(request: DeskRequest) -> HttpResponse:
    """Raised flags of the cases in the reader's reach, the newest first."""
    asked = request.GET.get("show", "")
    show = FlagShow(asked) if asked in set(FlagShow) else FlagShow.ALL
    mine = request.GET.get("mine") == "1"
    shown = page_by_key(queries.flag_list(request.actor, show=show, mine=mine), request, key="raised_at")
    context = {
        "page": shown,
        "table": _table(shown.rows),
        "show": show,
        "mine": mine,
        "shows": labels.FLAGS_SHOWN,
    }
    return render(request, "cases/flag_list.html", context)


def _show(
    request: DeskRequest,
    found: Case,
    *,
    made: dict[str, DeskForm],
    opened: dict[uuid.UUID, OpenedFlag] | None = None,
) -> HttpResponse:
    shared = frame(request, found)
    may_flag = permits(request.actor, MAY_FLAG, found)
    is_open = "flag_raise" in shared["may"] and may_flag
    context = {
        **shared,
        **_words(),
        "current": "flags",
        "is_open": is_open,
        "may_flag": may_flag,
        "rows": [(each, (opened or {}).get(each.pk)) for each in queries.flags_of(found)],
        "opened": opened,
        "forms": {"look": forms.Look(), "raise": forms.RaiseFlag(), **made},
        "not_kept": [form for name, form in made.items() if name == "raise" and form.errors and not is_open],
    }
    wrong = any(form.errors for form in made.values())
    return render(request, "cases/flags.html", {**context, "wrong": wrong}, status=422 if wrong else 200)


def _words() -> dict[str, Any]:
    return {
        "flag_reasons": labels.FLAG_REASONS,
        "flag_states": labels.FLAG_STATES,
        "flag_tones": labels.FLAG_TONES,
    }


def _table(rows: list[Any]) -> str:
    address, moment, today = addresses("cases:flags"), short_times(), timezone.localdate()
    reason = said(lambda why: text(labels.FLAG_REASONS.get(why, why)))
    columns = [
        Column(_("Case"), lambda flag: link(address(flag.case_id), flag.case.number), names_row=True),
        Column(_("Reason"), lambda flag: reason(flag.reason)),
        Column(_("By which day?"), lambda flag: _day(flag.due_on, today)),
        Column(_("In the hands of"), lambda flag: text(flag.case.assigned_to)),
        Column(pgettext("flag", "Raised"), lambda flag: moment(flag.raised_at)),
    ]
    return table(_("Raised flags, newest first"), columns, rows)


def _day(due_on: date | None, today: date) -> str:
    if due_on is None:
        return text("")
    written = date_format(due_on, "j F Y")
    return tag(labels.flag_tone(due_on, today), written) if due_on <= today else text(written)
