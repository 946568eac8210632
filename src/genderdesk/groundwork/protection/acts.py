"""Acts: the one door for every change.

An act is a function with typed arguments, declared with what guards it::

    @act("referral.send", needs=MAY_REFER, subject=Referral, states=REFERRAL, notes=("urgency",))
    def send_referral(actor: Actor, referral: Referral, *, urgency: str) -> Referral:
        \"\"\"Send a consented referral to its provider.\"\"\"

and called ``send_referral(actor, referral, urgency="now")``, or ``send_referral.once(op_id)(actor, …)`` where the same
operation may arrive twice (every form, device and gateway). For all acts alike, in this order:

1. the access rule, a refusal recorded in the ledger;
2. idempotency: an ``op_id`` seen before gives the first answer, and Conflict where its arguments differ (the ledger's
   unique ``op_id`` decides when the entry is written; whatever else stops a repeat, the first answer is looked up). One
   that was seen from another actor, or for another act or subject, is as good as never seen;
3. one database transaction, the subject read again and locked;
4. the state table, before and after;
5. the body;
6. the ledger entry, in the same transaction;
7. facts and outbox messages, in the same transaction; sending and events come after commit.

Raise ``Invalid`` for input that cannot be kept, ``Refused`` for what this actor may not do, ``Conflict`` where the
record changed meanwhile: nothing is written then but a refusal's entry.
"""

from __future__ import annotations

import dataclasses
import inspect
import json
import typing
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from functools import partial
from typing import Any, Concatenate, Generic, NoReturn, ParamSpec, TypeVar

from django.apps import apps
from django.db import DatabaseError, IntegrityError, connection, models, transaction
from django.utils.translation import gettext as _

from genderdesk.groundwork.foundation.states import StateTable
from genderdesk.groundwork.platform import facts, rows
from genderdesk.groundwork.platform.refusals import Conflict, ImpossibleMove, Invalid, Missing, Refused
from genderdesk.groundwork.protection import batches, circle, door, ledger, walls
from genderdesk.groundwork.protection.access import Actor, Rule, demand
from genderdesk.groundwork.protection.batches import grouped
from genderdesk.groundwork.protection.models import Entry
from genderdesk.groundwork.protection.vault import fingerprint

__all__ = [
    "Act",
    "Conflict",
    "ImpossibleMove",
    "Invalid",
    "Missing",
    "Refused",
    "act",
    "grouped",
    "keep",
    "refuse",
    "registry",
    "touch",
    "unguarded",
]

P = ParamSpec("P")
R = TypeVar("R")

# Every act that exists, by name: permissions, the API, offline operations, the ledger's words and docs/acts.md.
registry: dict[str, Act[..., Any]] = {}


class Act(Generic[P, R]):
    """A declared act. Calling it carries it out; ``once(op_id)`` gives the same call, safe to repeat."""

    def __init__(
        self,
        name: str,
        body: Callable[Concatenate[Actor, P], R],
        *,
        needs: Rule,
        subject: type[models.Model] | None,
        states: StateTable | None,
        notes: tuple[str, ...],
        beforehand: Callable[[dict[str, Any]], object] | None = None,
        locks: Callable[[Any], object] | None = None,
    ) -> None:
        self.name = name
        self.body = body
        self.needs = needs
        self.subject = subject
        self.states = states
        self.notes = notes
        self.beforehand = beforehand
        self.locks = locks
        self.signature = inspect.signature(body)
        self.summary = " ".join((inspect.getdoc(body) or "").split("\n\n", 1)[0].split())
        self.__doc__ = body.__doc__
        self.__name__ = body.__name__
        self.__module__ = body.__module__
        self.__wrapped__ = body

    @property
    def parameters(self) -> dict[str, Any]:
        """Argument names after actor and subject, with their types, for the API and the docs."""
        hints = typing.get_type_hints(self.body)
        skipped = 2 if self.subject is not None else 1
        return {name: hints.get(name, Any) for name in list(self.signature.parameters)[skipped:]}

    def __call__(self, actor: Actor, *args: P.args, **kwargs: P.kwargs) -> R:
        with walls.seen_by(actor):
            return self._carry_out(actor, args, kwargs, None)

    def once(self, op_id: uuid.UUID | None) -> Callable[Concatenate[Actor, P], R]:
        """The act under an operation number made by whoever began it; repeated, it returns the first answer."""

        def call(actor: Actor, /, *args: P.args, **kwargs: P.kwargs) -> R:
            with walls.seen_by(actor):
                return self._carry_out(actor, args, kwargs, op_id)

        return call

    def _carry_out(self, actor: Actor, args: tuple[Any, ...], kwargs: dict[str, Any], op_id: uuid.UUID | None) -> R:
        subject = args[0] if self.subject is not None and args else None
        if self.subject is not None and not isinstance(subject, self.subject):
            raise TypeError(f"{self.name} acts on a {self.subject.__name__}.")
        outermost = door.current() is None
        try:
            demand(actor, self.needs, subject)
            if circle.is_sealed(subject):
                walls.rest_of_act_as_system()
            if self.beforehand is not None:
                self.beforehand(kwargs)
            mark = fingerprint(canonical([self.name, args, kwargs])) if op_id else ""
            return self._in_transaction(_Operation(self, actor, subject, args, kwargs, op_id, mark))
        except Refused:
            # An inner act's refusal rolls the outer one back, so only the outermost records it.
            if outermost:
                _record_refusal(self.name, actor, subject)
            raise

    def _in_transaction(self, operation: _Operation) -> R:
        try:
            return self._carried_out(operation)
        except DatabaseError as fault:
            # Only the ledger's unique op_id tells that the operation came before; any other fault is one.
            kept, first = self._known(operation)
            if not isinstance(fault, IntegrityError) or (first is None and kept is operation):
                raise
        except Exception:
            # The body or the state table did not let it through a second time: a repeat gets its first answer.
            kept, first = self._known(operation)
            if first is None:
                raise
        return self._in_transaction(kept) if first is None else self._first_answer(kept, first)

    def _known(
        self, operation: _Operation, find: Callable[[uuid.UUID], Entry | ledger.Line | None] = ledger.entry_of
    ) -> tuple[_Operation, Entry | ledger.Line | None]:
        """The operation under the number that it is kept by, and what the ledger has of it already.

        A number that stands for what another person did, or for another act or record, says nothing about that: this
        operation is set apart from it, always in the same way, so that its own repeat is known again.
        """
        if operation.op_id is None:
            return operation, None
        first = find(operation.op_id)
        while first is not None and not self._is_own(operation, first):
            operation = dataclasses.replace(operation, op_id=operation.set_apart())
            first = find(typing.cast(uuid.UUID, operation.op_id))
        return operation, first

    def _is_own(self, operation: _Operation, first: Entry | ledger.Line) -> bool:
        """Whether an entry is of this very actor, act and subject."""
        if isinstance(first, ledger.Line):
            actor_id, subject_id = first.actor.id, str(first.subject.pk) if first.subject is not None else ""
        else:
            actor_id, subject_id = first.actor_id, first.subject_id
        same = operation.subject is None or subject_id == str(operation.subject.pk)
        return first.name == self.name and actor_id == operation.actor.id and same

    def _carried_out(self, operation: _Operation) -> R:
        """The act, in its own transaction, in a savepoint of the act around it, or as its share of a batch."""
        batch = batches.current()
        standing = door.Door("act", self.name)
        if batch is not None and rows.waiting() is batch.waiting:
            operation, first = self._known(operation, partial(_known_to, batch))
            if first is not None:
                return self._first_answer(operation, first)
            with door.opened(standing), batches.share_of(batch, standing) as share:
                result, line, kept = self._perform(operation, standing)
                ledger.write(line)
                share.lines.append(line)
                share.facts.extend(kept)
            return result
        if rows.waiting() is not None:
            operation, first = self._known(operation)
            if first is not None:
                return self._first_answer(operation, first)
        with door.opened(standing), transaction.atomic(), rows.gathered(batches.ActRows(standing)):
            result, line, kept = self._perform(operation, standing)
            ledger.write(line)
            facts.keep(kept)
            rows.settle()
        if batch is not None and operation.op_id:
            batch.fresh.discard(operation.op_id)
        return result

    def _perform(self, operation: _Operation, standing: door.Door) -> tuple[R, ledger.Line, facts.Kept]:
        """The state's check, the body, and what it leaves to the ledger and to statistics."""
        subject, before = self._locked(operation)
        args = operation.args if subject is None else (subject, *operation.args[1:])
        result = self.body(operation.actor, *args, **operation.kwargs)
        if self.states is not None and subject is not None:
            self.states.check_move(before, subject.state, self.name)
        shown = subject if subject is not None else result if isinstance(result, models.Model) else None
        line = ledger.Line(
            "act",
            self.name,
            operation.actor,
            subject=shown,
            op_id=operation.op_id,
            fingerprint=operation.mark,
            answer=answer_of(result) if operation.op_id else None,
            notes=self._notes(operation.kwargs),
        )
        return result, line, facts.collect(_records(standing, subject, result))

    def _locked(self, operation: _Operation) -> tuple[Any, str]:
        """The subject as it is now, locked where the database can, and its state; checked by rule and table again."""
        if operation.subject is None or self.states is None:
            return operation.subject, ""
        if self.locks is not None:
            with walls.seen_by(walls.SYSTEM):
                self.locks(operation.subject)
        query = type(operation.subject)._default_manager.all()
        if connection.features.has_select_for_update:
            query = query.select_for_update()
        subject = query.get(pk=operation.subject.pk)
        demand(operation.actor, self.needs, subject)
        self.states.check_start(subject.state, self.name)
        return subject, subject.state

    def _notes(self, kwargs: dict[str, Any]) -> dict[str, Any]:
        return {name: _plain(kwargs[name]) for name in self.notes if name in kwargs}

    def _first_answer(self, operation: _Operation, first: Entry | ledger.Line) -> R:
        if first.fingerprint != operation.mark:
            raise Conflict(
                _("This was already saved as it was first sent. Open the record to add what you changed since.")
            )
        # The actor may be outside the circle that the first answer is in by now.
        with walls.seen_by(walls.SYSTEM):
            return typing.cast(R, answer_from(first.answer))


@dataclass(frozen=True, slots=True)
class _Operation:
    act: Act[..., Any]
    actor: Actor
    subject: Any
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    op_id: uuid.UUID | None
    mark: str

    def set_apart(self) -> uuid.UUID:
        """Another number for this actor, act and subject, made from the one that is somebody else's."""
        key = getattr(self.subject, "pk", "")
        return uuid.uuid5(typing.cast(uuid.UUID, self.op_id), f"{self.actor.id}|{self.act.name}|{key}")


def act(
    name: str,
    *,
    needs: Rule,
    subject: type[models.Model] | None = None,
    states: StateTable | None = None,
    notes: tuple[str, ...] = (),
    beforehand: Callable[[dict[str, Any]], object] | None = None,
    locks: Callable[[Any], object] | None = None,
) -> Callable[[Callable[Concatenate[Actor, P], R]], Act[P, R]]:
    """Declare an act.

    ``name`` is ``<record>.<verb>``; ``needs`` the rule; ``subject`` the model of the second positional argument, None
    for an act that makes a record; ``states`` the table that the subject's field ``state`` obeys; ``notes`` the
    arguments whose coded values may stand in the ledger; ``beforehand`` gets the arguments before the transaction
    opens, for what takes long and needs no record (a slow digest), since other writers would wait for it inside;
    ``locks`` gets the subject inside, as the system, before it is read again, to lock what other acts lock before it.
    """

    def declare(body: Callable[Concatenate[Actor, P], R]) -> Act[P, R]:
        if name in registry:
            raise ValueError(f"There are two acts named {name}.")
        declared = Act(
            name, body, needs=needs, subject=subject, states=states, notes=notes, beforehand=beforehand, locks=locks
        )
        registry[name] = declared
        return declared

    return declare


def refuse(sentence: object) -> NoReturn:
    """Refuse inside a body, for a reason that needs the arguments (the approver asked for it herself)."""
    raise Refused(sentence)


def touch(record: models.Model, *, new: bool = False) -> None:
    """Say inside a body that a record besides the subject and the result changed and is to be counted again.

    ``new=True`` promises that the record was made just now, which spares a look for its earlier fact.
    """
    standing = door.current()
    if standing is None:
        raise RuntimeError("Only an act's body touches records.")
    standing.touched.append((record, new))


def keep(record: models.Model) -> None:
    """Keep a record that a body has made: it is written with the ledger's entry at the end of the act, or before the
    next statement, and counted as new. Its primary key is set; a broken constraint ends the act."""
    rows.add(record)
    touch(record, new=True)


def _known_to(batch: batches.Batch, op_id: uuid.UUID) -> Entry | ledger.Line | None:
    if (line := batch.answers.get(op_id)) is not None:
        return line
    return None if op_id in batch.fresh else ledger.entry_of(op_id)


def _records(standing: door.Door, subject: Any, result: Any) -> list[tuple[models.Model, bool]]:
    found: dict[tuple[type, Any], tuple[models.Model, bool]] = {}
    for record, new in [*standing.touched, (subject, False), (result, False)]:
        if isinstance(record, models.Model):
            key = (type(record), record.pk)
            found[key] = (record, new or (key in found and found[key][1]))
    return list(found.values())


def _record_refusal(name: str, actor: Actor, subject: Any) -> None:
    kept = subject if isinstance(subject, models.Model) else None
    ledger.write(ledger.Line("refusal", name, actor, subject=kept))


@contextmanager
def unguarded(why: str) -> Iterator[None]:
    """Writes of the machinery that no person asks for: migrations, counters, a test's setting. Say why."""
    if not why:
        raise ValueError("Say why.")
    with door.opened(door.Door("machinery", why)):
        yield


# Arguments and answers


def _plain(value: Any) -> Any:
    """A value as plain JSON: records become their type and key."""
    if isinstance(value, models.Model):
        return {"model": value._meta.label_lower, "pk": str(value.pk)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {each.name: _plain(getattr(value, each.name)) for each in dataclasses.fields(value)}
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(each) for each in value]
    if isinstance(value, str | int | float | bool) or value is None:
        return value
    return str(value)


def canonical(value: Any) -> bytes:
    """One byte string for equal arguments, for the fingerprint of an operation."""
    return json.dumps(_plain(value), sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def answer_of(result: Any) -> Any:
    """What the ledger keeps of an act's result, so that a repeat can be answered."""
    return {"value": _plain(result)}


def answer_from(answer: Any) -> Any:
    """The result again from what the ledger kept: a record as it is now, or the value; Conflict where it is gone."""
    value = answer["value"] if answer else None
    if isinstance(value, dict) and set(value) == {"model", "pk"}:
        record = apps.get_model(value["model"])._default_manager.filter(pk=value["pk"]).first()
        if record is None:
            raise Conflict(_("This was saved, and taken back since. Open the record to see how it stands."))
        return record
    return value
