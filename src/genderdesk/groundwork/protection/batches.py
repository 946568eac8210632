"""What acts gather before it is written: the rows of one act, and those of a whole batch in one commit.

An act of a batch that only adds records asks nothing of the database: its rows wait with those of the others and are
written together at the end. One that reads or changes something gets a savepoint with its first statement, before which
everything gathered so far is written. Either way an act that fails leaves the others and takes its own along.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform import editions, facts, rows
from genderdesk.groundwork.platform.refusals import Conflict
from genderdesk.groundwork.protection import door, ledger


class ActRows(rows.Waiting):
    """The rows of an act, written under its door whatever door stands open when they must be."""

    def __init__(self, standing: door.Door) -> None:
        super().__init__()
        self.door = standing

    def write(self) -> None:
        if self.rows:
            with door.opened(self.door):
                super().write()


class Batch:
    """What the acts of one batch have gathered, and which operations they answered.

    ``fresh`` are operations that the ledger did not know when the batch began, so that it need not be asked for each.
    """

    def __init__(self, fresh: set[uuid.UUID]) -> None:
        self.waiting = ActRows(door.Door("act", "batch"))
        self.facts: facts.Kept = []
        self.answers: dict[uuid.UUID, ledger.Line] = {}
        self.fresh = fresh


class Share(ActRows):
    """One act's part of a batch."""

    def __init__(self, batch: Batch, standing: door.Door) -> None:
        super().__init__(standing)
        self.batch = batch
        self.facts: facts.Kept = []
        self.lines: list[ledger.Line] = []
        self.savepoint: transaction.Atomic | None = None

    def write(self) -> None:
        self.batch.waiting.write()
        if self.savepoint is None:
            self.savepoint = transaction.atomic()
            self.savepoint.__enter__()
        super().write()


_batch: ContextVar[Batch | None] = ContextVar("genderdesk_batch", default=None)


def current() -> Batch | None:
    """The batch that is being gathered, or None."""
    return _batch.get()


@contextmanager
def grouped(op_ids: Iterable[uuid.UUID] = ()) -> Iterator[None]:
    """Many acts in one commit, for a batch from a field device or an SMS gateway.

    ``op_ids`` are the operations to come; the ledger is asked once for all of them. Each act stands by itself, so that
    one that fails leaves the others; records, ledger entries, facts and messages are written together at the end.
    Nothing of the batch is acknowledged before the ``with`` ends. Raises Conflict, with nothing kept, where one of the
    operations came by another way at the same time: the whole batch may then be sent again.
    """
    if _batch.get() is not None:
        yield
        return
    wanted = set(op_ids)
    with editions.held():
        editions.stamps()
        batch = Batch(wanted - ledger.carried_out(wanted))
        token = _batch.set(batch)
        try:
            with transaction.atomic(), rows.gathered(batch.waiting):
                yield
                with door.opened(batch.waiting.door):
                    facts.keep(batch.facts)
                rows.settle()
        except IntegrityError:
            if ledger.carried_out(batch.answers):
                raise Conflict(
                    _(
                        "Part of this batch came by another way at the same time. "
                        "Nothing of it was kept here; send it again."
                    )
                ) from None
            raise
        finally:
            _batch.reset(token)


@contextmanager
def share_of(batch: Batch, standing: door.Door) -> Iterator[Share]:
    """One act of a batch: gathered with the others where it succeeds, gone without a trace where it fails."""
    share = Share(batch, standing)
    hooks = len(connection.run_on_commit)
    try:
        with rows.gathered(share):
            yield share
    except BaseException as fault:
        if share.savepoint is None:
            del connection.run_on_commit[hooks:]
        else:
            share.savepoint.__exit__(type(fault), fault, fault.__traceback__)
        raise
    if share.savepoint is not None:
        share.savepoint.__exit__(None, None, None)
    batch.waiting.take_over(share)
    batch.facts.extend(share.facts)
    batch.answers.update({line.op_id: line for line in share.lines if line.op_id})
