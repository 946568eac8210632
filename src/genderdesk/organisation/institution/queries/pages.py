"""What the room's pages show, for a reader who may see it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import Actor
from genderdesk.organisation.institution.access import visible_to
from genderdesk.organisation.institution.models import Appointment, Desk, Officer, Post, Unit
from genderdesk.organisation.institution.queries.days import appointed_on, today
from genderdesk.organisation.institution.queries.tree import parents_on
from genderdesk.organisation.institution.rules.periods import Period
from genderdesk.organisation.institution.rules.tree import above
from genderdesk.organisation.institution.vocabulary import DeskKind, Role

# As many as fit a screen; a name or staff code finds the others.
OFFICERS_SHOWN = 20


@dataclass(slots=True)
class PostLine:
    """A post with its holders today, those to come and those before."""

    post: Post
    holders: list[Appointment] = field(default_factory=list)
    coming: list[Appointment] = field(default_factory=list)
    former: list[Appointment] = field(default_factory=list)
    may_appoint: bool = False

    @property
    def vacant(self) -> bool:
        return not self.holders and self.open

    @property
    def open(self) -> bool:
        """True where the post is open today or later."""
        return self.post.closed_on is None or self.post.closed_on > today()


@dataclass(slots=True)
class DeskPage:
    """A desk, the units above it from the top, and its posts."""

    desk: Desk
    units: list[Unit]
    posts: list[PostLine]

    @property
    def head_post(self) -> PostLine | None:
        """The post of the desk's head; at a focal point, which is one person, the post of that person."""
        roles = (Role.DESK_HEAD, Role.FOCAL_POINT) if self.desk.kind == DeskKind.FOCAL_POINT else (Role.DESK_HEAD,)
        return next((line for role in roles for line in self.posts if line.post.role == role and line.open), None)

    @property
    def vacant(self) -> int:
        return sum(line.vacant for line in self.posts)


def desk_of_reader(actor: Actor, desk_id: uuid.UUID) -> Desk:
    """A desk with its unit and institution; Missing where it does not exist for this reader."""
    desks = Desk.objects.filter(unit__institution__in=visible_to(actor)).select_related(
        "unit__institution", "unit__place"
    )
    desk = one_of(desks.filter(pk=desk_id))
    if desk is None:
        raise Missing(_("There is no such desk, or it belongs to another institution."))
    return desk


def desk_page(actor: Actor, desk_id: uuid.UUID) -> DeskPage:
    """A desk with its posts and holders; Missing where it does not exist for this reader."""
    desk = desk_of_reader(actor, desk_id)
    lines = {post.pk: PostLine(post) for post in desk.posts.order_by("id")}
    day = today()
    for each in Appointment.objects.filter(post__desk=desk).select_related("officer").order_by("starts_on", "id"):
        line = lines[each.post_id]
        if Period(each.starts_on, each.ends_on).holds(day):
            line.holders.append(each)
        elif each.starts_on > day:
            line.coming.append(each)
        else:
            line.former.append(each)
    posts = sorted((line for line in lines.values() if line.open or line.former), key=_head_first)
    return DeskPage(desk, _units_above(desk.unit), posts)


def _head_first(line: PostLine) -> tuple[bool, bool, str]:
    return line.post.role != Role.DESK_HEAD, line.post.role != Role.FOCAL_POINT, line.post.title


def _units_above(unit: Unit) -> list[Unit]:
    chain = above(parents_on(), unit.pk)
    found = Unit.objects.in_bulk(chain)
    return [found[each] for each in reversed(chain)]


def post_of_reader(actor: Actor, post_id: uuid.UUID) -> Post:
    """A post with its desk; Missing where it does not exist for this reader."""
    posts = Post.objects.filter(desk__unit__institution__in=visible_to(actor)).select_related("desk__unit__institution")
    post = one_of(posts.filter(pk=post_id))
    if post is None:
        raise Missing(_("There is no such post, or it belongs to another institution."))
    return post


def appointment_of_reader(actor: Actor, appointment_id: uuid.UUID) -> Appointment:
    """An appointment with post and officer; Missing where it does not exist for this reader."""
    found = Appointment.objects.filter(post__desk__unit__institution__in=visible_to(actor), pk=appointment_id)
    appointment = found.select_related("post__desk__unit__institution", "officer").first()
    if appointment is None:
        raise Missing(_("There is no such appointment, or it belongs to another institution."))
    return appointment


def officers_to_appoint(post: Post, sought: str = "") -> list[Officer]:
    """Officers of the post's institution by name or staff code; without a search those who hold no post today."""
    own = Officer.objects.filter(institution_id=post.desk.unit.institution_id)
    return list((_named(own, sought) if sought else _without_post(own))[:OFFICERS_SHOWN])


def _named(officers: QuerySet[Officer], sought: str) -> QuerySet[Officer]:
    for word in sought.split():
        officers = officers.filter(
            Q(staff_code__istartswith=word) | Q(given_name__istartswith=word) | Q(family_name__istartswith=word)
        )
    return officers


def _without_post(officers: QuerySet[Officer]) -> QuerySet[Officer]:
    return officers.filter(~Exists(Appointment.objects.filter(appointed_on(None), officer_id=OuterRef("pk"))))


def chosen_officer(post: Post, officer_id: str) -> list[Officer]:
    """The officer that a form names, where she serves the post's institution."""
    try:
        chosen = uuid.UUID(officer_id)
    except ValueError:
        return []
    return list(Officer.objects.filter(pk=chosen, institution_id=post.desk.unit.institution_id))
