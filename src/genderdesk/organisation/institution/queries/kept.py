"""What the database holds already, as the rules of an import ask for it."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection

from genderdesk.organisation.institution.models import (
    Appointment,
    Cell,
    CellMember,
    Competence,
    Desk,
    Institution,
    Officer,
    Post,
    Unit,
    UnitParent,
)
from genderdesk.organisation.institution.rules.kept import Held, Kept
from genderdesk.organisation.institution.rules.periods import Period
from genderdesk.organisation.institution.vocabulary import Role


def kept(places: Collection[str]) -> Kept:
    """Codes, ids and holders that are kept; ``places`` are the division codes that units may name."""
    posts = Post.objects.values_list("id", "desk_id", "role", "closed_on", "desk__unit__institution__code")
    rows = list(posts)
    parents = list(UnitParent.objects.values_list("unit__code", "parent__code", "valid_to"))
    return Kept(
        places=places,
        institutions=frozenset(Institution.objects.values_list("code", flat=True)),
        unit_institutions=dict(Unit.objects.values_list("code", "institution__code")),
        unit_parents=tuple((unit, parent) for unit, parent, valid_to in parents if valid_to is None),
        placed_units=frozenset(unit for unit, _parent, _valid_to in parents),
        desk_institutions=dict(Desk.objects.values_list("id", "unit__institution__code")),
        heads={desk: post for post, desk, role, closed_on, _ in rows if role == Role.DESK_HEAD and closed_on is None},
        post_institutions={post: institution for post, _desk, _role, _closed_on, institution in rows},
        post_desks={post: desk for post, desk, _role, _closed_on, _ in rows},
        head_posts=frozenset(post for post, _desk, role, _closed_on, _ in rows if role == Role.DESK_HEAD),
        officer_institutions=dict(Officer.objects.values_list("staff_code", "institution__code")),
        appointments=_appointments(),
        cell_institutions=dict(Cell.objects.values_list("id", "institution__code")),
        cell_members=frozenset(CellMember.objects.values_list("id", flat=True)),
        competences=frozenset(Competence.objects.values_list("code", flat=True)),
    )


def _appointments() -> dict[uuid.UUID, list[Held]]:
    held: dict[uuid.UUID, list[Held]] = defaultdict(list)
    rows = Appointment.objects.values_list("id", "post_id", "starts_on", "ends_on", "time_share")
    for number, post, starts_on, ends_on, time_share in rows:
        held[post].append(Held(number, Period(starts_on, ends_on), time_share))
    return dict(held)
