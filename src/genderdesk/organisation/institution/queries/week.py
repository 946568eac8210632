"""One week of a desk: who is on duty when, day by day, and the single shifts beside the weekly hours."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import Actor
from genderdesk.organisation.institution.access import visible_to
from genderdesk.organisation.institution.models import Appointment, Desk, Officer, Shift
from genderdesk.organisation.institution.queries.duty import DutyBook
from genderdesk.organisation.institution.rules.duty import Span

WEEK = timedelta(days=7)


@dataclass(slots=True)
class DayOfDuty:
    """A day of somebody's: the weekly hours that begin on it, and the single shifts."""

    day: date
    spans: list[Span] = field(default_factory=list)
    shifts: list[Shift] = field(default_factory=list)


@dataclass(slots=True)
class WeekLine:
    """The holder of a post in this week, and each of its days on which she or he holds it."""

    appointment: Appointment
    days: list[DayOfDuty]


@dataclass(slots=True)
class DeskWeek:
    """A desk's week from its Monday; ``officers`` are those in post at some time of it."""

    desk: Desk
    monday: date
    lines: list[WeekLine]
    shifts: list[Shift]

    @property
    def days(self) -> list[date]:
        return [self.monday + timedelta(days=each) for each in range(7)]

    @property
    def officers(self) -> list[Officer]:
        return list(dict.fromkeys(line.appointment.officer for line in self.lines))


def monday_of(typed: str) -> date:
    """The Monday of the week that a day lies in; of this week where it is none."""
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        day = timezone.localdate()
    # The calendar ends where no week follows.
    day = min(max(day, date(2000, 1, 3)), date(2100, 1, 1))
    return day - timedelta(days=day.weekday())


def desk_week(actor: Actor, desk_id: uuid.UUID, monday: date) -> DeskWeek:
    """A desk's week; Missing where the desk does not exist for this reader."""
    desks = Desk.objects.filter(unit__institution__in=visible_to(actor)).select_related("unit__institution")
    desk = one_of(desks.filter(pk=desk_id))
    if desk is None:
        raise Missing(_("There is no such desk, or it belongs to another institution."))
    in_week = Q(ends_on__isnull=True) | Q(ends_on__gt=monday)
    held = Appointment.objects.filter(in_week, post__desk=desk, starts_on__lt=monday + WEEK)
    found = list(held.select_related("post__desk", "officer").order_by("post__title", "starts_on", "id"))
    shifts = _shifts(found, monday)
    first = timezone.make_aware(datetime.combine(monday, datetime.min.time()))
    book = DutyBook({each.post_id for each in found}, {each.officer_id for each in found}, first)
    return DeskWeek(desk, monday, [_line(each, book, shifts, monday) for each in found], shifts)


def _shifts(held: list[Appointment], monday: date) -> list[Shift]:
    """The single shifts that begin in the week, of those who hold a post of the desk."""
    first = timezone.make_aware(datetime.combine(monday, datetime.min.time()))
    last = timezone.make_aware(datetime.combine(monday + WEEK, datetime.min.time()))
    found = Shift.objects.filter(
        officer_id__in={each.officer_id for each in held},
        starts_at__gte=first,
        starts_at__lt=last,
        withdrawn_at__isnull=True,
    )
    return list(found.select_related("officer").order_by("starts_at", "id"))


def _line(held: Appointment, book: DutyBook, shifts: list[Shift], monday: date) -> WeekLine:
    days = []
    for each in range(7):
        day = monday + timedelta(days=each)
        in_post = held.starts_on <= day and (held.ends_on is None or day < held.ends_on)
        own = [one for one in shifts if one.officer_id == held.officer_id and timezone.localdate(one.starts_at) == day]
        days.append(DayOfDuty(day, book.spans_on(held.post, day) if in_post else [], own))
    return WeekLine(held, days)


def shift_of_reader(actor: Actor, shift_id: uuid.UUID) -> Shift:
    """A single shift of an officer whose institution the reader may see; Missing otherwise."""
    found = Shift.objects.filter(pk=shift_id, officer__institution__in=visible_to(actor), withdrawn_at__isnull=True)
    shift = found.select_related("officer").first()
    if shift is None:
        raise Missing(_("There is no such shift for you."))
    return shift
