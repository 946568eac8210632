"""Duty hours, single shifts, and what officers declare of those close to them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.foundation.phones import PhoneError, read_phone
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Conflict, Invalid, act, refuse
from genderdesk.groundwork.protection.vault import blind_index, whole_name
from genderdesk.organisation.institution.access import MAY_APPOINT, MAY_DECLARE, MAY_SHAPE
from genderdesk.organisation.institution.models import Desk, DutyHours, Officer, Post, Relative, Shift
from genderdesk.organisation.institution.queries import posts_of_officer
from genderdesk.organisation.institution.rules.duty import Span
from genderdesk.organisation.institution.vocabulary import Relation

_LONGEST_SHIFT_HOURS = 24


@act("duty.write", needs=MAY_SHAPE, subject=Desk, notes=("weekdays", "starts", "ends", "starts_on"))
def write_duty_hours(
    actor: Actor,
    desk: Desk,
    *,
    post: Post | None = None,
    weekdays: list[int],
    starts: int | None,
    ends: int | None,
    starts_on: date | None = None,
) -> Desk:
    """Write the hours of these weekdays from today or a day to come, for the whole desk or one post, in place of those
    that held until then and of what was planned for later; no hours: nobody is on duty on these days.

    Nobody writes the hours of the own post: they decide what is seen as off duty.
    """
    if post is not None and post.desk_id != desk.pk:
        raise Invalid(_("This post is not of this desk."), "post")
    _refuse_own(actor, desk, post)
    today = timezone.localdate()
    first = starts_on or today
    if first < today:
        raise Invalid(_("Write today, or a day to come: the hours of past days stay as they were."), "starts_on")
    if not weekdays:
        raise Invalid(_("Choose at least one day."), "weekdays")
    try:
        spans = [Span(weekday, starts or 0, ends or 0) for weekday in sorted(set(weekdays))]
    except ValueError:
        raise Invalid(_("Write the hours like 07:00 and 17:00."), "starts") from None
    if (starts is None) != (ends is None):
        raise Invalid(_("Write both hours, or neither for days without duty."), "ends")
    # Locked, so that two who write at once do not leave the hours of both.
    Desk.objects.select_for_update().get(pk=desk.pk)
    _end_hours(desk, post, [each.weekday for each in spans], first)
    for each in spans if starts is not None else ():
        made = DutyHours(desk=desk, post=post, weekday=each.weekday, starts=each.starts, ends=each.ends)
        made.starts_on = first
        made.save(force_insert=True)
    return desk


def _end_hours(desk: Desk, post: Post | None, weekdays: list[int], first: date) -> None:
    """What held before ends on the day; what was to begin on it or later never held, and goes."""
    still = DutyHours.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=first))
    standing = still.filter(desk=desk, post=post, weekday__in=weekdays)
    standing.filter(starts_on__gte=first).delete()
    standing.update(ends_on=first)


def _refuse_own(actor: Actor, desk: Desk, post: Post | None) -> None:
    if actor.officer_id is None:
        return
    held = posts_of_officer(actor.officer_id)
    if any(each.pk == post.pk for each in held if post is not None) or (
        post is None and any(each.desk_id == desk.pk for each in held)
    ):
        refuse(_("These are your own hours. Ask another head of desk or an administrator to write them."))


@act("shift.write", needs=MAY_APPOINT, subject=Officer)
def write_shift(actor: Actor, officer: Officer, *, starts_at: datetime, ends_at: datetime) -> Shift:
    """Write a single shift of an officer beside the weekly hours; nobody writes the own one."""
    if actor.officer_id == officer.pk:
        refuse(_("This is your own shift. Ask another head of desk or an administrator to write it."))
    if not 0 < (ends_at - starts_at).total_seconds() <= _LONGEST_SHIFT_HOURS * 3600:
        raise Invalid(_("A shift ends after it starts, within 24 hours."), "ends_at")
    shift = Shift(officer=officer, starts_at=starts_at, ends_at=ends_at, written_by=actor.id)
    shift.save(force_insert=True)
    return shift


@act("shift.withdraw", needs=MAY_APPOINT, subject=Shift)
def withdraw_shift(actor: Actor, shift: Shift) -> Shift:
    """Withdraw a single shift that has not begun; nobody withdraws the own one. Conflict where it has begun."""
    if actor.officer_id == shift.officer_id:
        refuse(_("This is your own shift. Ask another head of desk or an administrator to write it."))
    shift = Shift.objects.select_for_update().get(pk=shift.pk)
    if shift.withdrawn_at is not None or shift.starts_at <= timezone.now():
        raise Conflict(_("This shift has begun or was withdrawn already."))
    shift.withdrawn_at = timezone.now()
    shift.save(update_fields=["withdrawn_at"])
    return shift


def _phone(typed: str) -> str:
    try:
        return read_phone(typed) if typed.strip() else ""
    except PhoneError as fault:
        raise Invalid(str(fault), "phone") from None


def _index_beforehand(given: dict[str, Any]) -> None:
    blind_index("phone", _phone(given.get("phone", "")))


@act("relative.declare", needs=MAY_DECLARE, notes=("relation",), beforehand=_index_beforehand)
def declare_relative(actor: Actor, *, relation: Relation, names: str = "", phone: str = "") -> Relative:
    """Declare a person close to you, or a further number or name of your own, by a number, a whole name, or both."""
    number = _phone(phone)
    if not number and not whole_name(names):
        raise Invalid(_("Write a phone number, or a given name and a family name."), "names")
    relative = Relative(
        officer=Officer.objects.get(pk=actor.officer_id or actor.id),
        relation=relation,
        names=names.strip(),
        phone=number,
        phone_index=blind_index("phone", number),
        name_index=whole_name(names),
    )
    relative.save(force_insert=True)
    return relative


def renew_name_of_relative(relative: Relative) -> bool:
    """Inside an act: write the digest of a relative's whole name anew where it differs; whether it did."""
    wanted = whole_name(relative.names.open(if_erased=""))
    if relative.name_index == wanted:
        return False
    relative.name_index = wanted
    relative.save(update_fields=["name_index"])
    return True


@act("relative.withdraw", needs=MAY_DECLARE, subject=Relative)
def withdraw_relative(actor: Actor, relative: Relative) -> Relative:
    """Withdraw a declaration; that it was made stays."""
    relative.withdrawn_at = timezone.now()
    relative.save(update_fields=["withdrawn_at"])
    return relative
