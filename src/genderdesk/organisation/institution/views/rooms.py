"""Rooms of a unit on a day, one room, and its booking: from the list to a booked room in two screens."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.forms import ANSWER_LABELS, DeskForm
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import demand, permits
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.organisation.institution import forms, queries
from genderdesk.organisation.institution.access import (
    MAY_BOOK,
    MAY_CANCEL,
    MAY_CHECK,
    MAY_SEE_READINESS,
    MAY_SEE_ROOMS,
    MAY_SHAPE,
)
from genderdesk.organisation.institution.acts import (
    block_room,
    book_room,
    cancel_booking,
    check_room,
    close_room,
    open_room,
)
from genderdesk.organisation.institution.labels import CHECK_LABELS, ROOM_KIND_LABELS, ROOM_USE_LABELS
from genderdesk.organisation.institution.models import Booking, Room, Unit
from genderdesk.organisation.institution.queries.rooms import BOOKABLE
from genderdesk.organisation.institution.views.one_form import one_form


@page(needs=MAY_SEE_ROOMS)
def rooms(request: DeskRequest) -> HttpResponse:
    """The rooms of a unit on a day: when each is taken and free."""
    unit = queries.unit_of_reader(request.actor, request.GET.get("unit", ""))
    housed = queries.units_with_rooms(request.actor)
    units = [unit, *housed] if unit is not None and unit not in housed else housed
    search = forms.FilterRooms(_asked(request, unit), units=units)
    search.is_valid()
    day = search.cleaned_data.get("day") or timezone.localdate()
    context = {
        "search": search,
        "unit": unit,
        "day": day,
        "past": day < timezone.localdate(),
        "lines": queries.room_lines(unit, day) if unit else [],
        "bookable": BOOKABLE,
        "kinds": ROOM_KIND_LABELS,
        "uses": ROOM_USE_LABELS,
        "own": request.actor.id,
        "may_book": unit is not None and permits(request.actor, MAY_BOOK, unit),
        "may_shape": unit is not None and permits(request.actor, MAY_SHAPE, unit),
        "may_measure": permits(request.actor, MAY_SEE_READINESS, unit),
    }
    return render(request, "institution/rooms.html", context)


def _asked(request: DeskRequest, unit: Unit | None) -> QueryDict:
    """What the address asks for, with the unit that is shown where it names none."""
    given = request.GET.copy()
    if unit is not None:
        given["unit"] = str(unit.pk)
    return given


@page(needs=MAY_BOOK)
def book(request: DeskRequest, room_id: uuid.UUID) -> HttpResponse:
    """Book a room: when and what for."""
    room = queries.room_of_reader(request.actor, room_id)
    demand(request.actor, MAY_BOOK, room)
    day = _day(request.GET.get("day", ""))
    # Of today the form itself knows the next moment that can still be booked.
    form = forms.BookRoom(request.POST or None, initial={"day": day} if day > timezone.localdate() else None)
    return one_form(
        request,
        form,
        lambda: book_room.once(form.op_id)(request.actor, room, **form.arguments()),
        heading=_("Book: %(room)s") % {"room": room.name},
        lead=room.unit.name,
        back=_list_of(room.unit, form.cleaned_data.get("day", day) if form.is_bound and form.is_valid() else day),
        above=_("Rooms"),
        submit=_("Book it"),
    )


@page(needs=MAY_CANCEL)
def cancel(request: DeskRequest, booking_id: uuid.UUID) -> HttpResponse:
    """Give a room free again."""
    booking: Booking = queries.booking_of_reader(request.actor, booking_id)
    if request.method == "POST":
        cancel_booking(request.actor, booking)
    return redirect(_list_of(booking.room.unit, timezone.localdate(booking.starts_at)))


@page(needs=MAY_SHAPE)
def add_room(request: DeskRequest, unit_id: uuid.UUID) -> HttpResponse:
    """A further room of a unit."""
    unit = queries.unit_of_reader(request.actor, str(unit_id))
    if unit is None or unit.pk != unit_id:
        raise Missing(_("There is no such unit, or it belongs to another institution."))
    demand(request.actor, MAY_SHAPE, unit)
    form = forms.OpenRoom(request.POST or None)
    return one_form(
        request,
        form,
        lambda: open_room.once(form.op_id)(request.actor, unit, **form.arguments()),
        heading=_("Add a room"),
        lead=unit.name,
        back=_list_of(unit),
        above=_("Rooms"),
        submit=_("Keep the room"),
    )


@page(needs=MAY_SEE_ROOMS)
def room(request: DeskRequest, room_id: uuid.UUID) -> HttpResponse:
    """One room: how it was found, and what it is booked for."""
    return _show(request, queries.room_of_reader(request.actor, room_id))


@page(needs=MAY_SEE_ROOMS)
def room_step(request: DeskRequest, room_id: uuid.UUID, name: str) -> HttpResponse:
    """Look at a room, say that it cannot be booked for a while, or close it."""
    found = queries.room_of_reader(request.actor, room_id)
    if name not in _STEPS:
        raise Missing(_("There is no such step."))
    make, rule, act = _STEPS[name]
    demand(request.actor, rule, found)
    form = make(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.arguments() if hasattr(form, "arguments") else form.cleaned
        if form.carry_out(lambda: act.once(form.op_id)(request.actor, found, **given)) is None:
            return _show(request, found, {name: form})
        return redirect("institution:room", room_id)
    return _show(request, found, {name: form}) if request.method == "POST" else redirect("institution:room", room_id)


_STEPS: dict[str, tuple[type[DeskForm], Any, Any]] = {
    "check": (forms.CheckRoom, MAY_CHECK, check_room),
    "block": (forms.BlockRoom, MAY_BOOK, block_room),
    "close": (forms.CloseRoom, MAY_SHAPE, close_room),
}


def _show(request: DeskRequest, found: Room, typed: dict[str, DeskForm] | None = None) -> HttpResponse:
    may = {name: permits(request.actor, rule, found) for name, (_make, rule, _act) in _STEPS.items()}
    context = {
        "room": found,
        "checks": found.checks.select_related("checked_by")[:_CHECKS_SHOWN],
        "bookings": queries.bookings_to_come(found),
        "answers": ANSWER_LABELS,
        "kinds": ROOM_KIND_LABELS,
        "outcomes": CHECK_LABELS,
        "uses": ROOM_USE_LABELS,
        "forms": {name: make() for name, (make, _rule, _act) in _STEPS.items()} | (typed or {}),
        "may": may,
        "own": request.actor.id,
        "may_book": found.kind in BOOKABLE and permits(request.actor, MAY_BOOK, found),
        "back": _list_of(found.unit),
    }
    return render(request, "institution/room.html", context, status=422 if typed else 200)


_CHECKS_SHOWN = 10


def _list_of(unit: Unit, day: date | None = None) -> str:
    asked = {"unit": str(unit.pk)} | ({"day": day.isoformat()} if day else {})
    return f"{reverse('institution:rooms')}?{urlencode(asked)}"


def _day(text: str) -> date:
    try:
        return max(date.fromisoformat(text), timezone.localdate())
    except ValueError:
        return timezone.localdate()
