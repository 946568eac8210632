"""Who was on duty at a moment, and whether a number or a name is an officer's own or a relative's."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.disclosures import discloses
from genderdesk.groundwork.protection.vault import whole_name
from genderdesk.organisation.institution.access import MAY_DECLARE
from genderdesk.organisation.institution.models import DutyHours, Officer, Post, Relative, Shift
from genderdesk.organisation.institution.rules.duty import Span, on_duty
from genderdesk.organisation.institution.vocabulary import ROUND_THE_CLOCK, USUAL_HOURS, Relation


class DutyBook:
    """The hours of some posts and the shifts of some officers, read in three queries; asked as often as needed."""

    def __init__(self, posts: Collection[uuid.UUID], officers: Collection[uuid.UUID], since: datetime) -> None:
        self.posts = {post.pk: post for post in Post.objects.filter(pk__in=posts).select_related("desk__unit")}
        desks = {post.desk_id for post in self.posts.values()}
        self._spans: dict[tuple[uuid.UUID, uuid.UUID | None], list[Span]] = defaultdict(list)
        for each in DutyHours.objects.filter(desk_id__in=desks):
            self._spans[each.desk_id, each.post_id].append(Span(each.weekday, each.starts, each.ends))
        self._shifts: dict[uuid.UUID, list[tuple[datetime, datetime]]] = defaultdict(list)
        written = Shift.objects.filter(officer_id__in=officers, ends_at__gte=since - timedelta(days=1))
        for shift in written:
            # A shift written after it began excuses nothing that came before.
            self._shifts[shift.officer_id].append((max(shift.starts_at, shift.written_at), shift.ends_at))

    def on_duty(self, post_id: uuid.UUID | None, officer_id: uuid.UUID | None, at: datetime) -> bool:
        """Whether the holder of a post was on duty: by the post's hours, else the desk's, else the usual ones of the
        role. True where no post is known, since nobody can say."""
        post = self.posts.get(post_id) if post_id else None
        if post is None:
            return True
        spans = self._spans.get((post.desk_id, post.pk)) or self._spans.get((post.desk_id, None))
        if spans is None:
            if post.role in ROUND_THE_CLOCK:
                return True
            spans = [Span(*each) for each in USUAL_HOURS]
        shifts = self._shifts.get(officer_id, []) if officer_id else []
        return on_duty(timezone.localtime(at), spans, shifts)


def duty_hours_of(desk_id: uuid.UUID) -> QuerySet[DutyHours]:
    """What is written of a desk's hours, the desk's own first."""
    return DutyHours.objects.filter(desk_id=desk_id).select_related("post").order_by("post__title", "weekday", "starts")


def closeness(officer_id: uuid.UUID | None, *, phone_index: str = "", names: str = "") -> str:
    """``own`` where a number or whole name is the officer's own, ``family`` where it is a declared relative's.

    By declaration alone: a shared family name accuses nobody. Empty otherwise.
    """
    if officer_id is None:
        return ""
    name_index = whole_name(names)
    officer = Officer.objects.filter(pk=officer_id).first()
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
