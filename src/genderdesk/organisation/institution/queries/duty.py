"""Who was on duty at a moment, and whether a number or a name is an officer's own or a relative's."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.disclosures import discloses
from genderdesk.groundwork.protection.vault import whole_name
from genderdesk.organisation.institution.access import MAY_DECLARE
from genderdesk.organisation.institution.models import DutyHours, Officer, Post, Relative, Shift
from genderdesk.organisation.institution.rules.duty import Span, Written, on_duty, spans_on
from genderdesk.organisation.institution.rules.periods import Period
from genderdesk.organisation.institution.vocabulary import ROUND_THE_CLOCK, USUAL_HOURS, WHOLE_WEEK, Relation


class DutyBook:
    """The hours of some posts and the shifts of some officers, read in three queries; asked as often as needed."""

    def __init__(self, posts: Collection[uuid.UUID], officers: Collection[uuid.UUID], since: datetime) -> None:
        self.posts = {post.pk: post for post in Post.objects.filter(pk__in=posts).select_related("desk__unit")}
        desks = {post.desk_id for post in self.posts.values()}
        self._hours: dict[tuple[uuid.UUID, uuid.UUID | None], list[Written]] = defaultdict(list)
        still = Q(ends_on__isnull=True) | Q(ends_on__gte=timezone.localdate(since) - timedelta(days=1))
        for each in DutyHours.objects.filter(still, desk_id__in=desks).order_by("starts"):
            written = Written(Span(each.weekday, each.starts, each.ends), Period(each.starts_on, each.ends_on))
            self._hours[each.desk_id, each.post_id].append(written)
        self._shifts: dict[uuid.UUID, list[tuple[datetime, datetime]]] = defaultdict(list)
        standing = Shift.objects.filter(officer_id__in=officers, ends_at__gte=since - timedelta(days=1))
        for shift in standing.filter(withdrawn_at__isnull=True).order_by("starts_at"):
            # A shift written after it began excuses nothing that came before.
            self._shifts[shift.officer_id].append((max(shift.starts_at, shift.written_at), shift.ends_at))

    def on_duty(self, post_id: uuid.UUID | None, officer_id: uuid.UUID | None, at: datetime) -> bool:
        """Whether the holder of a post was on duty: by the post's hours, else the desk's, else the usual ones of the
        role. True where no post is known, since nobody can say."""
        post = self.posts.get(post_id) if post_id else None
        if post is None:
            return True
        local = timezone.localtime(at)
        # Hours of the day before may reach over midnight, those of the next begin with their slack.
        around = (local.date() + timedelta(days=each) for each in (-1, 0, 1))
        spans = [span for day in around for span in self.spans_on(post, day)]
        return on_duty(local, spans, self.shifts_of(officer_id))

    def spans_on(self, post: Post, day: date) -> list[Span]:
        """The hours of a post that begin on a day."""
        usual = WHOLE_WEEK if post.role in ROUND_THE_CLOCK else USUAL_HOURS
        own, desks = self._hours.get((post.desk_id, post.pk), []), self._hours.get((post.desk_id, None), [])
        return spans_on(day, own, desks, [Span(*each) for each in usual])

    def shifts_of(self, officer_id: uuid.UUID | None) -> list[tuple[datetime, datetime]]:
        """The single shifts of an officer, as far as they were written beforehand."""
        return self._shifts.get(officer_id, []) if officer_id else []


def duty_hours_of(desk_id: uuid.UUID) -> QuerySet[DutyHours]:
    """What is written of a desk's hours and holds today or later, the desk's own first."""
    still = Q(ends_on__isnull=True) | Q(ends_on__gt=timezone.localdate())
    found = DutyHours.objects.filter(still, desk_id=desk_id).select_related("post")
    return found.order_by("post__title", "post_id", "weekday", "starts_on", "starts")


def closeness(officer_id: uuid.UUID | None, *, phone_index: str = "", names: str = "") -> str:
    """``own`` where a number or whole name is the officer's own, ``family`` where it is a declared relative's.

    By declaration alone: a shared family name accuses nobody. Empty otherwise.
    """
    if officer_id is None:
        return ""
    name_index = whole_name(names)
    officer = one_of(Officer.objects.filter(pk=officer_id))
    if name_index and officer is not None and whole_name(officer.full_name) == name_index:
        return "own"
    declared = [
        relation
        for relation, phone, name in Relative.objects.filter(officer_id=officer_id, withdrawn_at=None).values_list(
            "relation", "phone_index", "name_index"
        )
        if (phone and phone == phone_index) or (name and name == name_index)
    ]
    return "" if not declared else "own" if Relation.SELF in declared else "family"


def declared_numbers(officers: Collection[uuid.UUID]) -> dict[tuple[uuid.UUID, str], str]:
    """(officer, digest of a number) → ``own`` or ``family``, of all declarations that stand."""
    rows = Relative.objects.filter(officer_id__in=officers, withdrawn_at=None).exclude(phone_index="")
    return {
        (officer, digest): "own" if relation == Relation.SELF else "family"
        for officer, digest, relation in rows.values_list("officer_id", "phone_index", "relation")
    }


def relatives_of(actor: Actor) -> QuerySet[Relative]:
    """What the actor declared and did not withdraw."""
    own = actor.officer_id or actor.id  # without an officer there is nothing of that id
    return Relative.objects.filter(officer_id=own, withdrawn_at=None).order_by("declared_at")


@discloses("relative.list", needs=MAY_DECLARE)
def open_relatives(actor: Actor) -> list[tuple[Relative, str, str]]:
    """The actor's own declarations with name and number."""
    return [(each, each.names.open(), each.phone.open()) for each in relatives_of(actor)]
