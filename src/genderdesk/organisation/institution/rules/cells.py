"""Who is to belong to a cell, and when: what one person asks for and another approves, word for word."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Admission:
    """Somebody as a member, from ``starts_on`` up to, and not including, ``ends_on``: an officer, or an account that
    has no post. ``scope`` is the same as a line of signs, for the request that a second person decides on."""

    is_officer: bool
    person: uuid.UUID
    starts_on: date
    ends_on: date | None = None

    @property
    def scope(self) -> str:
        kind = "officer" if self.is_officer else "account"
        return f"{kind}:{self.person.hex}:{self.starts_on}:{self.ends_on or ''}"

    @classmethod
    def read(cls, scope: str) -> Admission:
        """ValueError where the line is none."""
        kind, person, start, end = scope.split(":")
        if kind not in ("officer", "account"):
            raise ValueError(scope)
        last = date.fromisoformat(end) if end else None
        return cls(kind == "officer", uuid.UUID(person), date.fromisoformat(start), last)
