"""Rooms of a unit: opened, looked at, closed; booked without two who meet at the door."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform.refusals import demand_come
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Conflict, Invalid, act, keep
from genderdesk.organisation.institution.access import MAY_BOOK, MAY_CANCEL, MAY_CHECK, MAY_SHAPE
from genderdesk.organisation.institution.models import Booking, Room, RoomCheck, Unit
from genderdesk.organisation.institution.queries.rooms import bookings_within, day_of, rooms_free, taken_by
from genderdesk.organisation.institution.rules.rooms import Taken, free_within, is_reference, worth_telling
from genderdesk.organisation.institution.vocabulary.rooms import (
    BOOKABLE_KINDS,
    BOOKED_LATE_MINUTES,
    LONGEST_BOOKING_HOURS,
    LONGEST_CLOSURE_DAYS,
    PRIVATE_KINDS,
    CheckOutcome,
    RoomKind,
    RoomUse,
)


@act("room.open", needs=MAY_SHAPE, subject=Unit, notes=("kind", "opened_on"))
def open_room(actor: Actor, unit: Unit, *, kind: RoomKind, name: str, opened_on: date) -> Room:
    """Open a room at a unit from a day on. Invalid where an open room there has the name already."""
    # Locked, so that one name that is given twice at once is refused with its sentence.
    Unit.objects.select_for_update().get(pk=unit.pk)
    if unit.rooms.filter(name=name, closed_on__isnull=True).exists():
        raise Invalid(_("A room of this unit has this name already."), "name")
    room = Room(unit=unit, kind=kind, name=name, opened_on=opened_on)
    keep(room)
    return room


@act("room.close", needs=MAY_SHAPE, subject=Room)
def close_room(actor: Actor, room: Room, *, closed_on: date) -> Room:
    """Close a room from a day on. Invalid while it is booked from that day on; Conflict where it is closed already."""
    room = _locked(room)
    if room.closed_on is not None:
        raise Conflict(_("This room is closed already."))
    if closed_on <= room.opened_on:
        raise Invalid(_("A room closes after the day on which it opened."), "closed_on")
    if room.bookings.filter(cancelled_at__isnull=True, ends_at__gt=day_of(closed_on).starts).exists():
        raise Invalid(_("The room is booked on this day or later. Cancel these bookings first."), "closed_on")
    room.closed_on = closed_on
    room.save(update_fields=["closed_on"])
    return room


@act("room.check", needs=MAY_CHECK, subject=Room, notes=("outcome", "checked_on"))
def check_room(
    actor: Actor,
    room: Room,
    *,
    checked_on: date,
    door_closes: Answer,
    not_crossed: Answer,
    outcome: CheckOutcome,
    note: str = "",
) -> RoomCheck:
    """Keep how a room was found on a day. Invalid where a room for talks alone would pass without being private."""
    demand_come(checked_on, "checked_on")
    if checked_on < room.opened_on or (room.closed_on is not None and room.closed_on <= checked_on):
        raise Invalid(_("The room is not open on this day."), "checked_on")
    private = door_closes == Answer.YES and not_crossed == Answer.YES
    if outcome == CheckOutcome.PASSED and room.kind in PRIVATE_KINDS and not private:
        raise Invalid(
            _("A room in which somebody is spoken to alone passes only where its door closes and nobody crosses it."),
            "outcome",
        )
    check = RoomCheck(room=room, checked_on=checked_on, door_closes=door_closes, not_crossed=not_crossed)
    check.outcome, check.note, check.checked_by_id = outcome, note, actor.officer_id
    keep(check)
    return check


@act("room.book", needs=MAY_BOOK, subject=Room, notes=("purpose", "starts_at", "ends_at"))
def book_room(
    actor: Actor, room: Room, *, starts_at: datetime, ends_at: datetime, purpose: RoomUse, reference: str = ""
) -> Booking:
    """Take a room for a while. Invalid where it is taken then, with what is free; where the reference could be a name;
    or where the room is not open or cannot be booked."""
    if purpose == RoomUse.CLOSED:
        raise Invalid(_("Say what the room is booked for."), "purpose")
    if room.kind not in BOOKABLE_KINDS:
        raise Invalid(_("A room of this kind is not booked."))
    if reference and not is_reference(reference):
        raise Invalid(_("Write only the number of a case or report, never a name. It has no spaces."), "reference")
    if starts_at < timezone.now() - timedelta(minutes=BOOKED_LATE_MINUTES):
        raise Invalid(_("This time has passed. Write one that is still to come."), "starts")
    _demand_length(starts_at, ends_at, timedelta(hours=LONGEST_BOOKING_HOURS))
    return _take(actor, room, Taken(starts_at, ends_at), Booking(purpose=purpose, reference=reference))


@act("room.block", needs=MAY_BOOK, subject=Room, notes=("starts_at", "ends_at"))
def block_room(actor: Actor, room: Room, *, starts_at: datetime, ends_at: datetime, reason: str) -> Booking:
    """Say that nobody can book a room for a while, and why. Invalid while somebody has booked it then."""
    _demand_length(starts_at, ends_at, timedelta(days=LONGEST_CLOSURE_DAYS))
    return _take(actor, room, Taken(starts_at, ends_at), Booking(purpose=RoomUse.CLOSED, reason=reason))


@act("booking.cancel", needs=MAY_CANCEL, subject=Booking)
def cancel_booking(actor: Actor, booking: Booking) -> Booking:
    """Give a room free again. Conflict where that was done already, or where the time is over."""
    booking = Booking.objects.select_for_update().get(pk=booking.pk)
    if booking.cancelled_at is not None or booking.ends_at <= timezone.now():
        raise Conflict(_("This booking is over or cancelled already."))
    booking.cancelled_at = timezone.now()
    booking.save(update_fields=["cancelled_at"])
    return booking


def _locked(room: Room) -> Room:
    return Room.objects.select_for_update().get(pk=room.pk)


def _demand_length(starts_at: datetime, ends_at: datetime, longest: timedelta) -> None:
    if ends_at <= starts_at:
        raise Invalid(_("The end must come after the start."), "ends")
    if ends_at - starts_at > longest:
        raise Invalid(_("This is longer than a room can be taken at once."), "ends")


def _take(actor: Actor, room: Room, wanted: Taken, booking: Booking) -> Booking:
    # Locked, so that whoever comes second is told what the first has taken, instead of being stopped by the database.
    room = _locked(room)
    last = timezone.localdate(wanted.ends - timedelta(microseconds=1))
    if timezone.localdate(wanted.starts) < room.opened_on or (room.closed_on is not None and room.closed_on <= last):
        raise Invalid(_("The room is not open on this day."), "day")
    if bookings_within([room], wanted).exists():
        raise Invalid(_taken_words(room, wanted), "starts")
    booking.room, booking.starts_at, booking.ends_at = room, wanted.starts, wanted.ends
    booking.officer_id, booking.booked_by = actor.officer_id, actor.id
    keep(booking)
    return booking


def _taken_words(room: Room, wanted: Taken) -> str:
    """That a room is taken, when it is free on that day from now on, and which others are free at the same time."""
    day = day_of(timezone.localdate(wanted.starts))
    within = Taken(max(day.starts, timezone.now()), day.ends)
    taken = taken_by(bookings_within([room], day))
    free = worth_telling(free_within(taken, within)) if within.starts < within.ends else []
    if free:
        sentences = [_("The room is taken then. That day it is free: %(times)s.") % {"times": _times(free, day)}]
    else:
        sentences = [_("The room is taken then, and for the rest of that day.")]
    if others := rooms_free(room.unit_id, wanted, room):
        sentences.append(_("Free at the time that you wrote: %(rooms)s.") % {"rooms": ", ".join(map(str, others))})
    return " ".join(sentences)


def _times(free: Sequence[Taken], day: Taken) -> str:
    return ", ".join(f"{_hour(each.starts)}–{'24:00' if each.ends == day.ends else _hour(each.ends)}" for each in free)


def _hour(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "H:i")
