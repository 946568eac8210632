"""Named queries: what an indicator may ask. Each says by which counting rule it counts, and in which units."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.monitoring.results.rules.measured import Asked, Measured
from genderdesk.monitoring.results.rules.page import Caution, Part
from genderdesk.monitoring.results.vocabulary import Unit, Warned


@dataclass(frozen=True, slots=True)
class Query:
    """A counting rule that has a name. ``method`` is a ``Method``, ``unit`` what it counts, ``takes`` its arguments.

    ``needs`` are the arguments without which it counts nothing.
    """

    name: str
    method: str
    unit: Unit
    takes: frozenset[str]
    needs: frozenset[str]
    answer: Callable[[Asked], Measured]


NAMED: dict[str, Query] = {}


def answers(
    name: str, method: str, unit: Unit, takes: str = "", needs: str = ""
) -> Callable[[Callable[[Asked], Measured]], Callable[[Asked], Measured]]:
    """Register a function as the named query; ``takes`` and ``needs`` are names of arguments with a space between."""

    def register(answer: Callable[[Asked], Measured]) -> Callable[[Asked], Measured]:
        if name in NAMED:
            raise ValueError(f"two queries are called {name}")
        needed = frozenset(needs.split())
        NAMED[name] = Query(name, method, unit, frozenset(takes.split()) | needed, needed, answer)
        return answer

    return register


# An argument that names another institution than the project's own.
INSTITUTION = "institution"
# What is reported to an institution is counted for that one alone.
_OWN_ONLY = frozenset({Unit.REPORTS, Unit.SERVICES, Unit.RETURNS})


def taken_by(name: str) -> frozenset[str]:
    """The arguments of a named query."""
    query = NAMED[name]
    return query.takes if query.unit in _OWN_ONLY else query.takes | {INSTITUTION}


def ask(name: str, asked: Asked) -> Measured:
    """What a named query counts. Missing where there is none of that name."""
    if name not in NAMED:
        raise Missing(_("There is no query %(name)s.") % {"name": name})
    return NAMED[name].answer(asked)


def cautions(*found: tuple[Warned, int | None] | tuple[Warned, int | None, str]) -> tuple[Caution, ...]:
    """The cautions whose number is not 0."""
    return tuple(Caution(each[0].value, each[1], each[2] if len(each) > 2 else "") for each in found if each[1] != 0)


def parts_of(dimension: str, counted: Iterable[tuple[str, int]], names: Any = None) -> tuple[Part, ...]:
    """Parts in order of their codes; ``names`` are what records call them, where they are no words of ours."""
    named = names or {}
    return tuple(
        Part(dimension, code or "unknown", str(named.get(code, "")), number) for code, number in sorted(counted)
    )
