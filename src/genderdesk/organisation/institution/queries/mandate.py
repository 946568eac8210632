"""What a desk is there for and how high it stands on a day; which posts may decide about what."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform import editions
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import Actor
from genderdesk.organisation.institution.access import visible_to
from genderdesk.organisation.institution.models import (
    Authority,
    Desk,
    DeskMilestone,
    DeskTie,
    Mandate,
    Placement,
    Post,
    UnitName,
)
from genderdesk.organisation.institution.queries.days import in_force, open_on, today
from genderdesk.organisation.institution.vocabulary import DeskFunction

_IN_FORCE = ("starts_on", "ends_on")


@dataclass(frozen=True, slots=True)
class DeskStanding:
    """A desk on a day: its functions (None where it has not got one), its placement, what its posts may decide; and
    the days of its life, the former names of its unit, and the desks that it complements or succeeds."""

    functions: dict[DeskFunction, Mandate | None]
    placement: Placement | None
    authorities: list[Authority]
    milestones: list[DeskMilestone]
    former_names: list[UnitName]
    ties: list[DeskTie]


def desk_standing(desk: Desk, on: date | None = None) -> DeskStanding:
    """What a desk is there for and how high it stands, in six queries."""
    mandates = {each.function: each for each in desk.mandates.filter(in_force(on, *_IN_FORCE))}
    authorities = Authority.objects.filter(in_force(on, *_IN_FORCE), post__desk=desk).select_related("post")
    return DeskStanding(
        functions={function: mandates.get(function) for function in DeskFunction},
        placement=desk.placements.filter(in_force(on, *_IN_FORCE)).first(),
        authorities=list(authorities.order_by("post__title", "subject", "id")),
        milestones=list(desk.milestones.all()),
        former_names=list(desk.unit.former_names.all()),
        ties=list(desk.ties.filter(in_force(on, *_IN_FORCE)).select_related("other__unit__institution")),
    )


@editions.kept_while("organisation")
def _authorities(day: date) -> dict[tuple[uuid.UUID, str], int | None]:
    rows = Authority.objects.filter(in_force(day, *_IN_FORCE), open_on(day, "post__"))
    return {(post_id, subject): ceiling for post_id, subject, ceiling in rows.values_list("post", "subject", "ceiling")}


def holds_authority(post_id: uuid.UUID | None, subject: str, amount: int | None = None, on: date | None = None) -> bool:
    """Whether a post may decide about a subject on the day, up to an amount in the national currency."""
    held = _authorities(today(on))
    if post_id is None or (post_id, subject) not in held:
        return False
    ceiling = held[post_id, subject]
    return ceiling is None or amount is None or amount <= ceiling


def posts_with_authority(
    institution_id: uuid.UUID, subject: str, amount: int | None = None, on: date | None = None
) -> list[Post]:
    """The posts of an institution that may decide about a subject up to an amount, with their desks, by title."""
    held = Authority.objects.filter(in_force(on, *_IN_FORCE), subject=subject)
    enough = held.filter(Q() if amount is None else Q(ceiling__isnull=True) | Q(ceiling__gte=amount))
    posts = Post.objects.filter(open_on(on), pk__in=enough.values("post"), desk__unit__institution_id=institution_id)
    return list(posts.select_related("desk__unit").order_by("title", "id"))


def mandate_of_reader(actor: Actor, mandate_id: uuid.UUID) -> Mandate:
    """A function of a desk that the reader may see; Missing otherwise."""
    found = Mandate.objects.filter(pk=mandate_id, desk__unit__institution__in=visible_to(actor))
    mandate = found.select_related("desk__unit__institution").first()
    if mandate is None:
        raise Missing(_("There is no such function of a desk for you."))
    return mandate


def authority_of_reader(actor: Actor, authority_id: uuid.UUID) -> Authority:
    """What a post may decide, of a desk that the reader may see; Missing otherwise."""
    found = Authority.objects.filter(pk=authority_id, post__desk__unit__institution__in=visible_to(actor))
    authority = found.select_related("post__desk__unit__institution").first()
    if authority is None:
        raise Missing(_("There is no such authority for you."))
    return authority
