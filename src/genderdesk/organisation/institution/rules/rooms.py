"""When a room is free, and which words may stand for what it is booked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from genderdesk.organisation.institution.vocabulary.rooms import SHORTEST_MINUTES

# The number of a case, a report or a paper: signs and digits without a space, so that no name can be written there.
_REFERENCE = re.compile(r"(?=.*\d)[A-Za-z0-9][A-Za-z0-9/.-]{2,29}", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Taken:
    """Time from ``starts`` up to, and not including, ``ends``."""

    starts: datetime
    ends: datetime

    def overlaps(self, other: Taken) -> bool:
        return self.starts < other.ends and other.starts < self.ends


def is_reference(text: str) -> bool:
    """True where a text can be a number of a file and cannot be a name."""
    return _REFERENCE.fullmatch(text) is not None


def worth_telling(free: Iterable[Taken]) -> list[Taken]:
    """The free times in which somebody can sit down; the few minutes between two sittings help nobody."""
    return [each for each in free if each.ends - each.starts >= timedelta(minutes=SHORTEST_MINUTES)]


def free_within(taken: Iterable[Taken], within: Taken) -> Iterator[Taken]:
    """The times of ``within`` in which nothing is taken, in their order."""
    reached = within.starts
    for each in sorted(taken):
        if each.starts > reached:
            yield Taken(reached, min(each.starts, within.ends))
        reached = max(reached, each.ends)
        if reached >= within.ends:
            return
    yield Taken(reached, within.ends)


def next_free(taken: Iterable[Taken], since: datetime, minutes: int) -> datetime:
    """The first moment from ``since`` on at which so many minutes are free."""
    length = timedelta(minutes=minutes)
    reached = since
    for each in sorted(taken):
        if each.starts >= reached + length:
            break
        reached = max(reached, each.ends)
    return reached
