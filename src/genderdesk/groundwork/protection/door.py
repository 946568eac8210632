"""Which door stands open right now: an act, a disclosure, or named work of the machinery.

Writes to a room's tables and plaintext from the vault exist only while a door is open.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Door:
    """An open door: its kind (``act``, ``disclosure`` or ``machinery``), its name, and the records it touched.

    ``keys_stamp`` is the vault's stamp as it was first read behind this door.
    """

    kind: str
    name: str
    touched: list[tuple[Any, bool]] = field(default_factory=list)
    keys_stamp: str | None = None

    @property
    def lets_write(self) -> bool:
        return self.kind != "disclosure"


_open: ContextVar[Door | None] = ContextVar("genderdesk_door", default=None)


def current() -> Door | None:
    """The innermost open door, or None."""
    return _open.get()


@contextmanager
def opened(door: Door) -> Iterator[Door]:
    """Hold a door open for the body of a ``with``."""
    token = _open.set(door)
    try:
        yield door
    finally:
        _open.reset(token)
