"""What one room shows on another room's page: Today's list, the navigation, a case's tabs.

A room's ``panels.py`` registers functions; the page that owns a place asks for all of them. So a lower room's page
can show a higher room's content without importing it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

PanelFunction = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class NavItem:
    """A link in the staff navigation."""

    label: object
    url: str
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class TodayRow:
    """One thing to do: a short line, its link, when it is due, and a status word already translated."""

    text: object
    url: str
    due_at: datetime | None = None
    status: object = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class TodayPanel:
    """A group of things to do on the page that a person lands on. ``tone`` is overdue, due, new or calm."""

    heading: object
    rows: list[TodayRow] = field(default_factory=list)
    count: int = 0
    tone: str = "calm"
    url: str = ""
    empty: object = ""


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab on a record's page: a heading, a link, and the rows of a short overview where the owner shows one."""

    key: str
    label: object
    url: str
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """Where somebody can turn to: ``key`` names it to its own room, ``near`` whether it lies in the place asked for."""

    key: str
    name: str
    detail: object = ""
    phone: str = ""
    hours: object = ""
    near: bool = False
    url: str = ""


@dataclass(frozen=True, slots=True)
class Caseload:
    """How many cases a district had in twelve whole months: never shown as such, it only leads to a class."""

    district: str
    cases: int


@dataclass(frozen=True, slots=True)
class PastLook:
    """One look at a record in words: when, by whom (a display code), in which post, at what, and why."""

    at: datetime
    who: str
    post: str
    what: object
    why: object


_places: dict[str, list[tuple[int, PanelFunction]]] = defaultdict(list)
# By the name under which a template (web/parts/case_head.html) shows them.
_CASE_HEAD = {"flags": "case_flags", "actions": "case_action"}


def panel(place: str, *, order: int = 50) -> Callable[[PanelFunction], PanelFunction]:
    """Register ``function(request, **context)`` for a place; it returns one item, a list, or None for nothing."""

    def register(function: PanelFunction) -> PanelFunction:
        _places[place].append((order, function))
        _places[place].sort(key=lambda entry: entry[0])
        return function

    return register


def panels_for(place: str, request: Any, **context: Any) -> list[Any]:
    """All that the rooms show at a place for this request, in order, without the empty ones."""
    shown: list[Any] = []
    for _order, function in _places[place]:
        result = function(request, **context)
        if result is None:
            continue
        shown.extend(result if isinstance(result, Iterable) and not isinstance(result, str) else [result])
    return shown


def case_head(request: Any, case: Any) -> dict[str, list[Any]]:
    """What stands at the head of every page about a case, in whichever room: its flags, and what is one tap away."""
    return {name: panels_for(place, request, case=case) for name, place in _CASE_HEAD.items()}
