"""Disclosures: the one door for every look at a person.

A query that reads identifying data is declared with what guards it::

    @discloses("case.identity", needs=MAY_READ_CASE, subject=Case)
    def identity_of(actor: Actor, case: Case) -> Identity: ...

Calling it asks the rule, writes the ledger entry and runs the body, in one transaction. Sealed values open only there
and in acts. ``notes`` are the arguments whose coded values stand in the entry (the reason of a look); ``results`` says
what of the answer stands there too: how many files a search found, also where it is none. A page that refreshes itself
goes on with the look that opened it (``refreshes``).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.db import models, transaction

from genderdesk.groundwork.platform.refusals import Refused
from genderdesk.groundwork.protection import door, ledger, refreshes, walls
from genderdesk.groundwork.protection.access import Actor, Rule, demand

P = ParamSpec("P")
R = TypeVar("R")

# Every disclosure that exists: name → its rule, for the permission matrix and the ledger's words.
registry: dict[str, Rule] = {}
# What each is a look at: name → the model of its record, None where it has none.
subjects: dict[str, type[models.Model] | None] = {}
# What sort of look each is: disclosure, search or export.
kinds: dict[str, str] = {}


def discloses(
    name: str,
    *,
    needs: Rule,
    subject: type[models.Model] | None = None,
    kind: str = "disclosure",
    notes: tuple[str, ...] = (),
    results: Callable[[Any], dict[str, Any]] | None = None,
) -> Callable[[Callable[Concatenate[Actor, P], R]], Callable[Concatenate[Actor, P], R]]:
    """Declare a query that shows identity or narrative. ``kind`` is disclosure, search or export."""

    def declare(body: Callable[Concatenate[Actor, P], R]) -> Callable[Concatenate[Actor, P], R]:
        if name in registry:
            raise ValueError(f"There are two disclosures named {name}.")
        registry[name] = needs
        subjects[name] = subject
        kinds[name] = kind

        @wraps(body)
        def look(actor: Actor, /, *args: P.args, **kwargs: P.kwargs) -> R:
            record: Any = args[0] if subject is not None else None
            outermost = door.current() is None
            try:
                demand(actor, needs, record)
                with walls.seen_by(actor), door.opened(door.Door("disclosure", name)), transaction.atomic():
                    line = ledger.Line(kind, name, actor, subject=record, notes=_notes(notes, kwargs))
                    if results is None:
                        if not refreshes.goes_on(line):
                            ledger.write(line)
                        return body(actor, *args, **kwargs)
                    result = body(actor, *args, **kwargs)
                    line.notes |= results(result)
                    ledger.write(line)
                    return result
            except Refused:
                # Also the body's own refusal (a sealed file whose key she does not hold): nothing was shown then.
                if outermost:
                    ledger.write(ledger.Line("refusal", name, actor, subject=record))
                raise

        return look

    return declare


def _notes(names: tuple[str, ...], kwargs: dict[str, Any]) -> dict[str, Any]:
    return {name: str(kwargs[name]) for name in names if name in kwargs}
