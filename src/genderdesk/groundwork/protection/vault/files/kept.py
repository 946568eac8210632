"""Which records keep sealed files: each room says how its own are found, for verify and for the sweep."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial


@dataclass(frozen=True, slots=True)
class Kept:
    """Of one kind of record: id, name on the disk and size on the disk of every file, and a sentence where the content
    of one is not what was given."""

    stored: Callable[[], Iterable[tuple[uuid.UUID, str, int]]]
    differs: Callable[[uuid.UUID], str]


# By the table of the records.
_rooms: dict[str, Kept] = {}


def keeps(table: str, kept: Kept) -> None:
    """Say that the records of a table keep sealed files."""
    _rooms[table] = kept


def stored_files() -> Iterator[tuple[str, int]]:
    """Name and size on the disk of every file that a record names."""
    for kept in _rooms.values():
        yield from ((name, size) for _id, name, size in kept.stored())


def differing() -> Iterator[Callable[[], str]]:
    """For every file a question whether its content is what was given; a sentence where it is not."""
    for kept in _rooms.values():
        for key, _name, _size in kept.stored():
            yield partial(kept.differs, key)
