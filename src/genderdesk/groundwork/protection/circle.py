"""The circle around a file: who is in conflict with it, and which cell alone may know that it exists.

A file is a report and all that grows from it; its id is the report's. What stands here is asked before every grant and
no role, administrator, assignment or emergency overrides it: ``access.permits`` refuses a record outside an actor's
circle, and every room's querysets compose ``open_to``, so that a list, a count, a search and a single look all give the
same answer. To whoever stands outside, the record does not exist.

The rooms that keep cells and conflicts tell this module how to find them; it knows ids only.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from genderdesk.groundwork.platform import editions, outbox
from genderdesk.groundwork.protection import walls
from genderdesk.groundwork.protection.access import Actor, Rule, hard_refusal

P = ParamSpec("P")
R = TypeVar("R")
Ids = frozenset[uuid.UUID]
Exempts = Callable[[Actor, Any], bool]

_EMPTY: Ids = frozenset()


@dataclass(frozen=True, slots=True)
class Circle:
    """The cells that an actor belongs to at this moment, and the files from which a conflict bars her or him."""

    cells: Ids = _EMPTY
    barred: Ids = _EMPTY


@dataclass(frozen=True, slots=True)
class Kept:
    """How a model's records lead to their file and cell, by lookup paths, and who is let in beside the cell. An empty
    ``cell`` is that of files which no cell ever keeps.

    ``sent_to`` answers for whoever a cell itself has sent the record to: the crew under way, the provider addressed.
    """

    file: str
    cell: str
    sent_to: Exempts | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """A file whose circle changes: its id, the contact that it came by, its cell from now on (None: none), and its
    sensitivity in a word."""

    file_id: uuid.UUID
    contact_id: uuid.UUID | None
    cell_id: uuid.UUID | None
    sensitivity: str


Follows = Callable[[Actor, Move], None]


@dataclass(slots=True)
class _Known:
    cells: list[Callable[[Actor], Ids]] = field(default_factory=list)
    barred: list[Callable[[Actor], Ids]] = field(default_factory=list)
    models: dict[type[models.Model], Kept] = field(default_factory=dict)
    moved: list[Follows] = field(default_factory=list)
    work: list[Callable[[Actor, uuid.UUID], bool]] = field(default_factory=list)


_known = _Known()


def finds_cells(function: Callable[[Actor], Ids]) -> Callable[[Actor], Ids]:
    """Register the function that finds the cells of an actor (the institution's room does)."""
    _known.cells[:] = [function]
    return function


def finds_conflicts(function: Callable[[Actor], Ids]) -> Callable[[Actor], Ids]:
    """Register a function that finds files from which an actor is barred; each room with a register of its own does."""
    if function not in _known.barred:
        _known.barred.append(function)
    return function


def kept_for_everybody(edition: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """``editions.kept_while`` for answers from tables with a wall: they are kept for whoever asks next, so what the
    database shows the one who asked first must not decide them. All of it is asked as the system, since the database
    asks for a circle when it is told anew who looks."""

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        @editions.kept_while(edition)
        @wraps(function)
        def ask(*args: P.args, **kwargs: P.kwargs) -> R:
            with walls.seen_by(walls.SYSTEM):
                return function(*args, **kwargs)

        return ask

    return decorate


def keeps_files(
    model: type[models.Model], *, file: str = "report_id", cell: str = "cell_id", sent_to: Exempts | None = None
) -> None:
    """Say how a model's records lead to their file and cell; a room does so for each of its models in ``ready``."""
    _known.models[model] = Kept(file, cell, sent_to)


def kept_models() -> dict[type[models.Model], Kept]:
    """Every model whose records belong to a file."""
    return dict(_known.models)


def leading_to(model: type[models.Model]) -> list[str]:
    """The relations that lead from a model to its file, to be read along with a record: so what is hidden costs the
    same statements as what is not there."""
    kept = _known.models.get(model)
    way = kept.cell.rpartition("__")[0] if kept else ""
    return [way] if way else []


def follows(function: Follows) -> Follows:
    """Register what a room does, in the same transaction, when a file's circle changes."""
    _known.moved.append(function)
    return function


def move(actor: Actor, moved: Move) -> None:
    """Let every room move what it keeps of a file; called inside the act that decides it, once the file is saved."""
    for function in _known.moved:
        function(actor, moved)


def works_on(function: Callable[[Actor, uuid.UUID], bool]) -> Callable[[Actor, uuid.UUID], bool]:
    """Register how a room answers whether an actor works on a file, by the file's id."""
    _known.work.append(function)
    return function


def is_worked_on(actor: Actor, file_id: uuid.UUID) -> bool:
    """Whether an actor works on a file in any room."""
    return any(function(actor, file_id) for function in _known.work)


def circle_of(actor: Actor) -> Circle:
    """What an actor may come near to at this moment."""
    if actor.kind != "user":
        return Circle()
    with editions.held():
        cells = _EMPTY.union(*(find(actor) for find in _known.cells))
        return Circle(cells, _EMPTY.union(*(find(actor) for find in _known.barred)))


def unconflicted(actor: Actor, path: str = "", *, file: str = "report_id") -> Q:
    """Records from whose file no conflict bars the actor, as a condition; ``path`` leads to the record."""
    barred = circle_of(actor).barred
    return ~Q(**{f"{path}{file}__in": sorted(barred)}) if barred else Q()


def open_to(actor: Actor, path: str = "", *, file: str = "report_id", cell: str = "cell_id", cells: bool = True) -> Q:
    """Records inside the actor's circle, as a condition that every room's queryset composes.

    ``cells=False`` leaves sealed files out also for the members of their cell: a long list shows them apart.
    """
    if actor.kind == "system":
        return Q()
    if not cell:
        return Q(**{f"{path}pk__isnull": False}) & unconflicted(actor, path, file=file)
    unsealed = Q(**{f"{path}{cell}__isnull": True})
    own = circle_of(actor).cells if cells else _EMPTY
    if own:
        unsealed |= Q(**{f"{path}{cell}__in": sorted(own)})
    return unsealed & unconflicted(actor, path, file=file)


def sealed_for(actor: Actor, path: str = "", *, file: str = "report_id", cell: str = "cell_id") -> Q | None:
    """The sealed records of the actor's own cells, as a condition; None where she belongs to no cell."""
    own = circle_of(actor).cells
    if not own:
        return None
    return Q(**{f"{path}{cell}__in": sorted(own)}) & unconflicted(actor, path, file=file)


def _value(record: Any, path: str) -> Any:
    for name in path.split("__"):
        record = getattr(record, name, None)
    return record


def hides(actor: Actor, record: Any) -> bool:
    """Whether a record lies outside the actor's circle, so that it does not exist for her or him."""
    kept = _known.models.get(type(record))
    if kept is None or actor.kind == "system":
        return False
    circle = circle_of(actor)
    file_id, cell_id = _value(record, kept.file), _value(record, kept.cell)
    if circle.barred and file_id in circle.barred:
        return True
    if cell_id is None or cell_id in circle.cells:
        return False
    return kept.sent_to is None or not kept.sent_to(actor, record)


hard_refusal(hides)


def is_sealed(record: Any) -> bool:
    """Whether a record belongs to a file that a cell keeps."""
    kept = _known.models.get(type(record))
    return kept is not None and _value(record, kept.cell) is not None


def hidden_among(actor: Actor, model: type[models.Model], ids: Iterable[Any]) -> set[str]:
    """Which of these records, by the keys of one model, do not exist for the actor; for views over the ledger."""
    kept = _known.models.get(model)
    if kept is None:
        return set()
    wanted = {str(each) for each in ids}
    outside = model._default_manager.filter(~open_to(actor, file=kept.file, cell=kept.cell), pk__in=wanted)
    if actor.kind == "system" or not wanted:
        return set()
    # Asked as the system: what the database's own wall hides is hidden too, and not a record that never was.
    with walls.seen_by(walls.SYSTEM):
        return {str(pk) for pk in outside.values_list("pk", flat=True)}


def files_of(ids: Mapping[str, Iterable[Any]]) -> set[str]:
    """The files that records belong to, by the labels of their models; those of no file are left out."""
    found: set[str] = set()
    for model, kept in _known.models.items():
        if wanted := set(ids.get(model._meta.label_lower, ())):
            with walls.seen_by(walls.SYSTEM):
                rows = model._default_manager.filter(pk__in=wanted).values_list(kept.file, flat=True)
                found |= {str(each) for each in rows if each is not None}
    return found


def records_of(files: Iterable[uuid.UUID]) -> dict[str, set[str]]:
    """The other way round: every record of these files, by the labels of their models."""
    wanted = set(files)
    return {
        model._meta.label_lower: {
            str(pk) for pk in model._default_manager.filter(**{f"{kept.file}__in": wanted}).values_list("pk", flat=True)
        }
        for model, kept in (_known.models.items() if wanted else ())
    }


def channel_of(record: Any, usual: str) -> str:
    """The live channel for word of a record: its cell's where it is sealed, the usual one otherwise."""
    kept = _known.models[type(record)]
    cell_id = _value(record, kept.cell)
    return f"cell:{cell_id}" if cell_id else usual


def tell(record: Any, usual: str, kind: str) -> None:
    """Word for open browsers that a record changed: to its cell's alone where it is sealed, and never to whoever a
    conflict bars from its file (the live process leaves them out by ``file``)."""
    kept = _known.models[type(record)]
    outbox.tell(channel_of(record, usual), kind, str(record.pk), file=str(_value(record, kept.file) or ""))


def _in_cell(actor: Actor, record: Any) -> bool:
    cells = circle_of(actor).cells
    if record is None:
        return bool(cells)
    kept = _known.models.get(type(record))
    return kept is not None and _value(record, kept.cell) in cells


IN_CELL = Rule.of(gettext_lazy("the members of the file’s cell, for a sealed file"), _in_cell)
