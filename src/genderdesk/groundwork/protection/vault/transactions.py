"""Keys that were made or locked in the running transaction, known only as long as it stands.

A key that a process remembers although its row was rolled back would seal words that nobody can ever open. So they are
kept in a hook of the connection's list for the commit: what undoes rows (a rollback, a savepoint, an act that failed in
a batch) takes its hooks along.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db import connection, transaction

from genderdesk.groundwork.platform import rows

if TYPE_CHECKING:
    from genderdesk.groundwork.protection.vault.deskkeys import Desk
    from genderdesk.groundwork.protection.vault.filekeys import Held


class _Standing:
    """The hook; it has nothing to do when the commit comes."""

    def __init__(self, place: rows.Waiting | None) -> None:
        self.place = place
        self.files: dict[bytes, Held] = {}
        self.desks: dict[str, Desk] = {}
        self.changed: set[bytes] = set()

    def __call__(self) -> None:
        return


def file_key(file: bytes) -> Held | None:
    """A file's key as this transaction made or locked it."""
    return next((each.files[file] for each in _standing() if file in each.files), None)


def desk_key(scope: str) -> Desk | None:
    """A scope's key as this transaction made it."""
    return next((each.desks[scope] for each in _standing() if scope in each.desks), None)


def desk_key_numbered(number: int) -> Desk | None:
    """A desk key by its number as this transaction made it."""
    return next((desk for each in _standing() for desk in each.desks.values() if desk.id == number), None)


def note_file_key(file: bytes, held: Held) -> None:
    """Know a file's key until the transaction, the savepoint or the act's share of a batch ends."""
    if (standing := _mine()) is not None:
        standing.files[file] = held


def note_desk_key(desk: Desk) -> None:
    """The same for a desk key."""
    if (standing := _mine()) is not None:
        standing.desks[desk.scope] = desk


def drop(file: bytes) -> None:
    """Forget a file's key, which was changed in this transaction."""
    for each in _standing():
        each.files.pop(file, None)
    if (standing := _mine()) is not None:
        standing.changed.add(file)


def changed(file: bytes) -> bool:
    """Whether a file's key was changed in this transaction, which may yet come to nothing."""
    return any(file in each.changed for each in _standing())


def _standing() -> Iterator[_Standing]:
    for entry in reversed(connection.run_on_commit):
        if isinstance(entry[1], _Standing):
            yield entry[1]


def _mine() -> _Standing | None:
    """The hook of exactly this savepoint and this share; None where no transaction runs."""
    if not connection.in_atomic_block:
        return None
    if connection.run_on_commit:
        last = connection.run_on_commit[-1]
        here = set(connection.savepoint_ids)
        if isinstance(last[1], _Standing) and last[1].place is rows.waiting() and last[0] == here:
            return last[1]
    standing = _Standing(rows.waiting())
    transaction.on_commit(standing)
    return standing
