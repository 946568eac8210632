"""An institution as people picture it: its units as a tree, each with its desks and how many posts are vacant."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from genderdesk.organisation.institution.models import Desk, Institution, Post, Unit
from genderdesk.organisation.institution.queries.appointments import vacant_posts
from genderdesk.organisation.institution.queries.days import open_on
from genderdesk.organisation.institution.queries.tree import parents_on
from genderdesk.organisation.institution.vocabulary import InstitutionKind


@dataclass(slots=True)
class DeskLine:
    """A desk in the tree: how many posts it has today and how many of them nobody holds."""

    desk: Desk
    posts: int
    vacant: int


@dataclass(slots=True)
class UnitBranch:
    """A unit with its desks and the units below it."""

    unit: Unit
    desks: list[DeskLine] = field(default_factory=list)
    below: list[UnitBranch] = field(default_factory=list)

    @property
    def leaves(self) -> list[UnitBranch]:
        """Units right below that have none below themselves, such as a province's stations."""
        return [branch for branch in self.below if not branch.below]

    @property
    def limbs(self) -> list[UnitBranch]:
        """Units right below that have others below themselves."""
        return [branch for branch in self.below if branch.below]

    @property
    def size(self) -> int:
        """Units below, at any depth."""
        return len(self.below) + sum(branch.size for branch in self.below)

    @property
    def vacant(self) -> int:
        """Vacant posts here and below."""
        return sum(line.vacant for line in self.desks) + sum(branch.vacant for branch in self.below)


def organisation_of(
    institutions: Iterable[Institution], on: date | None = None
) -> list[tuple[Institution, list[UnitBranch]]]:
    """The institutions with their trees, police first, in a fixed number of queries however many units there are."""
    kinds = list(InstitutionKind)
    listed = sorted(institutions, key=lambda each: (kinds.index(InstitutionKind(each.kind)), each.name))
    units = Unit.objects.filter(institution__in=listed).select_related("place").order_by("code")
    branches = {unit.pk: UnitBranch(unit) for unit in units}
    for line in _desk_lines(listed, on):
        branches[line.desk.unit_id].desks.append(line)
    tops: dict[uuid.UUID, list[UnitBranch]] = {institution.pk: [] for institution in listed}
    parents = parents_on(on)
    for branch in branches.values():
        parent = branches.get(parents.get(branch.unit.pk, branch.unit.pk))
        if parent is None or parent is branch:
            tops[branch.unit.institution_id].append(branch)
        else:
            parent.below.append(branch)
    return [(institution, tops[institution.pk]) for institution in listed]


def _desk_lines(institutions: list[Institution], on: date | None) -> list[DeskLine]:
    desks = Desk.objects.filter(open_on(on), unit__institution__in=institutions).order_by("kind", "name")
    posts = Counter(
        Post.objects.filter(open_on(on), desk__unit__institution__in=institutions).values_list("desk_id", flat=True)
    )
    vacant = Counter(
        vacant_posts(on).filter(desk__unit__institution__in=institutions).values_list("desk_id", flat=True)
    )
    return [DeskLine(desk, posts[desk.pk], vacant[desk.pk]) for desk in desks]
