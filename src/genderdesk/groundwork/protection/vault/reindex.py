"""Keyed digests made anew once what makes them has changed: the cost of the slow ones, or how a name is read.

A slow digest says by its mark under which parameters it was made (``indexes.SLOW_MARK``); until it is made anew nothing
finds its row. Each batch is an act, and rows that are done are passed over: what was stopped is started again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import QuerySet

from genderdesk.groundwork.protection.access import SYSTEM, Actor, system_only
from genderdesk.groundwork.protection.acts import act, unguarded
from genderdesk.groundwork.protection.vault import indexes
from genderdesk.groundwork.protection.vault.sealed import bring_keys

# So many numbers at 24 ms are worked out while nobody waits, then written at once.
AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Number:
    """A column of slow digests: of which value of its record they are, and what else keeps the same digest.

    ``carry`` is told the record, its old digest and the new one.
    """

    model: type[models.Model]
    column: str
    kind: str
    value: Callable[[Any], str]
    related: tuple[str, ...] = ()
    carry: Callable[[Any, str, str], None] | None = None

    @property
    def name(self) -> str:
        return f"{self.model._meta.db_table}.{self.column}"

    def waiting(self) -> QuerySet[Any]:
        """Rows whose digest was made under other parameters than today's."""
        return old_digests(self.model, self.column)


@dataclass(frozen=True, slots=True)
class Names:
    """The quick digests of the names in a model's records: ``renew`` writes those of one anew where they differ and
    says whether they did."""

    model: type[models.Model]
    renew: Callable[[Any], bool]
    related: tuple[str, ...] = ()


def sealed_in(name: str) -> Callable[[Any], str]:
    """The value of a sealed field of a record, empty where it was erased."""
    return lambda record: str(getattr(record, name).open(if_erased=""))


_numbers: dict[str, Number] = {}
_names: dict[str, Names] = {}
_alone: dict[str, tuple[type[models.Model], str]] = {}


def indexes_number(column: Number) -> None:
    """Say which column keeps digests of a sealed number; a room does so for each of its own."""
    _numbers[column.name] = column


def indexes_names(names: Names) -> None:
    """Say which records keep digests of names."""
    _names[names.model._meta.db_table] = names


def keeps_digest_alone(model: type[models.Model], column: str) -> None:
    """Say which column has a digest and nothing that it could be made of again."""
    _alone[f"{model._meta.db_table}.{column}"] = (model, column)


def old_digests(model: type[models.Model], column: str) -> QuerySet[Any]:
    """Rows of a column whose digest was made under other parameters than today's."""
    there: QuerySet[Any] = model._base_manager.exclude(**{column: ""})
    return there.exclude(**{f"{column}__startswith": indexes.SLOW_MARK})


def left() -> dict[str, int]:
    """How many rows stand under old parameters, by ``table.column``; those that keep a digest alone too."""
    columns = [(name, each.waiting()) for name, each in _numbers.items()]
    columns += [(name, old_digests(model, column)) for name, (model, column) in _alone.items()]
    return {name: number for name, rows in columns if (number := rows.count())}


def left_alone() -> int:
    """How many of them keep a digest alone, so that only their owner can bring them back."""
    return sum(old_digests(model, column).count() for model, column in _alone.values())


def _next(rows: QuerySet[Any], after: str) -> list[Any]:
    """The keys of the next rows of a batch."""
    ordered = rows.order_by("pk")
    return list((ordered.filter(pk__gt=after) if after else ordered).values_list("pk", flat=True)[:AT_ONCE])


def _locked(rows: QuerySet[Any], keys: list[Any], related: tuple[str, ...]) -> list[Any]:
    """Those of the rows that still wait, as they are once they are locked: first what they belong to, as every act
    does, then themselves. What was sealed or erased a moment ago must get no digest back, and what is sealed from now
    on waits for the end of this batch."""
    chosen = rows.filter(pk__in=keys).order_by("pk")
    for name in related:
        owner: Any = rows.model._meta.get_field(name).related_model
        owners = list(chosen.values_list(f"{name}_id", flat=True))
        list(owner._base_manager.select_for_update().filter(pk__in=owners).order_by("pk").values_list("pk"))
    batch = list(chosen.select_related(*related).select_for_update(of=("self",)))
    bring_keys(batch)
    return batch


def _digest_beforehand(given: dict[str, Any]) -> None:
    """Work the slow digests out before the transaction opens; the act finds them in memory."""
    column = _numbers[given["column"]]
    with unguarded("reindex"):
        waiting = column.waiting()
        batch = list(waiting.filter(pk__in=_next(waiting, given["after"])).select_related(*column.related))
        bring_keys(batch)
        values = [column.value(each) for each in batch]
    for value in values:
        indexes.blind_index(column.kind, value)


@act("keys.reindex_numbers", needs=system_only, notes=("column",), beforehand=_digest_beforehand)
def reindex_numbers(actor: Actor, *, column: str, after: str = "") -> str:
    """Make the digests of the next hundred numbers of one column anew; the last row, empty where none is left."""
    known = _numbers[column]
    keys = _next(known.waiting(), after)
    for each in _locked(known.waiting(), keys, known.related):
        old, new = getattr(each, known.column), indexes.blind_index(known.kind, known.value(each))
        setattr(each, known.column, new)
        each.save(update_fields=[known.column])
        if known.carry is not None:
            known.carry(each, old, new)
    return str(keys[-1]) if keys else ""


@act("keys.reindex_names", needs=system_only, notes=("table",))
def reindex_names(actor: Actor, *, table: str, after: str = "") -> tuple[str, int]:
    """Look at the names of the next hundred records and make digests that differ anew; the last row, empty where none
    is left, and how many differed."""
    known = _names[table]
    rows = known.model._base_manager.all()
    keys = _next(rows, after)
    return (str(keys[-1]) if keys else "", sum(known.renew(each) for each in _locked(rows, keys, known.related)))


def reindex_all() -> Iterator[str]:
    """Make every digest anew that is of old parameters, a batch at a time; the column or table of each batch."""
    for name in _numbers:
        after = ""
        while after := reindex_numbers(SYSTEM, column=name, after=after):
            yield name
    for table in _names:
        after, _differed = reindex_names(SYSTEM, table=table)
        while after:
            yield table
            after, _differed = reindex_names(SYSTEM, table=table, after=after)
