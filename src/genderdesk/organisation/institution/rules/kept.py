"""What is kept already, as the rules of an import ask for it."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from genderdesk.organisation.institution.rules.periods import Period


@dataclass(frozen=True)
class Held:
    """An appointment that is kept already."""

    id: uuid.UUID
    period: Period
    time_share: int


@dataclass(frozen=True)
class Kept:
    """What is kept already, so that a later file may add to it: codes, and who holds what.

    Posts and desks go by id, since their codes are the files' own; ``places`` are all division codes that the units may
    name; ``unit_parents`` are the pairs without an end, ``placed_units`` all units that ever had a parent.
    """

    places: Collection[str] = ()
    institutions: Collection[str] = ()
    unit_institutions: Mapping[str, str] = field(default_factory=dict)
    unit_parents: Collection[tuple[str, str]] = ()
    placed_units: Collection[str] = ()
    desk_institutions: Mapping[uuid.UUID, str] = field(default_factory=dict)
    heads: Mapping[uuid.UUID, uuid.UUID] = field(default_factory=dict)
    post_institutions: Mapping[uuid.UUID, str] = field(default_factory=dict)
    post_desks: Mapping[uuid.UUID, uuid.UUID] = field(default_factory=dict)
    head_posts: Collection[uuid.UUID] = ()
    officer_institutions: Mapping[str, str] = field(default_factory=dict)
    appointments: Mapping[uuid.UUID, Sequence[Held]] = field(default_factory=dict)
    cell_institutions: Mapping[uuid.UUID, str] = field(default_factory=dict)
    cell_members: Collection[uuid.UUID] = ()
    competences: Collection[str] = ()
