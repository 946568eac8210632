"""Duty hours, single shifts, and what officers declare of those close to them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.foundation.phones import PhoneError, read_phone
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid, act, refuse
from genderdesk.groundwork.protection.vault import blind_index, whole_name
from genderdesk.organisation.institution.access import MAY_APPOINT, MAY_DECLARE, MAY_SHAPE
from genderdesk.organisation.institution.models import Desk, DutyHours, Officer, Post, Relative, Shift
from genderdesk.organisation.institution.queries import posts_of_officer
from genderdesk.organisation.institution.rules.duty import Span
from genderdesk.organisation.institution.vocabulary import Relation

_LONGEST_SHIFT_HOURS = 24


@act("duty.write", needs=MAY_SHAPE, subject=Desk)
def write_duty_hours(
    actor: Actor, desk: Desk, *, post: Post | None = None, weekdays: list[int], starts: int, ends: int
) -> Desk:
    """Write the hours of these weekdays, for the whole desk or one post, in place of those that were there.

    Nobody writes the hours of the own post: they decide what is seen as off duty.
    """
    if post is not None and post.desk_id != desk.pk:
        raise Invalid(_("This post is not of this desk."), "post")
    _refuse_own(actor, desk, post)
    try:
        spans = [Span(weekday, starts, ends) for weekday in sorted(set(weekdays))]
    except ValueError:
        raise Invalid(_("Write the hours like 07:00 and 17:00."), "starts") from None
    if not spans:
        raise Invalid(_("Choose at least one day."), "weekdays")
    DutyHours.objects.filter(desk=desk, post=post, weekday__in=[each.weekday for each in spans]).delete()
    for each in spans:
        DutyHours(desk=desk, post=post, weekday=each.weekday, starts=each.starts, ends=each.ends).save(
            force_insert=True
        )
    return desk


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


@act("relative.withdraw", needs=MAY_DECLARE, subject=Relative)
def withdraw_relative(actor: Actor, relative: Relative) -> Relative:
    """Withdraw a declaration; that it was made stays."""
    relative.withdrawn_at = timezone.now()
    relative.save(update_fields=["withdrawn_at"])
    return relative
