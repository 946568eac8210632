"""What is kept how long, what is due, what waits for a second person, which holds stand, what was erased."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from genderdesk.casework.cases.models import Case
from genderdesk.casework.intake.models import Report
from genderdesk.casework.intake.vocabulary import REPORT_NUMBER, SEALED_NUMBER
from genderdesk.groundwork.foundation.ids import read_number
from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import Actor, permits
from genderdesk.groundwork.protection.models import DueFile, Erasure, LegalHold
from genderdesk.groundwork.protection.vault import erasure, retention

# Those of other institutions lie among them.
_READ, _SHOWN = 1000, 100


@dataclass(frozen=True, slots=True)
class Kept:
    """A row about a file and the number that people know it by; empty for a call that left no report."""

    row: Any
    number: str


@dataclass(frozen=True, slots=True)
class Keeping:
    """What stands on the page, of files that exist for its reader."""

    due: list[Kept]
    waiting: list[Kept]
    own: list[Kept]
    holds: list[Kept]
    proofs: list[Kept]


def keeping(actor: Actor) -> Keeping:
    """Everything about keeping and erasing that an actor may know, a hundred of each. Who only asks, such as the head
    of a desk, sees the own requests."""
    decides = permits(actor, erasure.MAY_DECIDE)
    due = list(retention.due_files()[:_READ]) if decides else []
    waiting = erasure.waiting_for(actor)[:_SHOWN] if decides else []
    own = erasure.asked_by(actor)[:_SHOWN]
    standing = LegalHold.objects.filter(lifted_at__isnull=True).order_by("set_at")
    holds = list(standing[:_READ]) if decides else []
    proofs = erasure.proofs(actor)[:_SHOWN] if decides else []
    everything: list[Any] = [*due, *waiting, *own, *holds, *proofs]
    numbers = _numbers(actor, {each.file_id for each in everything})
    return Keeping(*(_shown(rows, numbers) for rows in (due, waiting, own, holds, proofs)))


def _shown(rows: Iterable[DueFile | Erasure | LegalHold], numbers: dict[uuid.UUID, str]) -> list[Kept]:
    return [Kept(row, numbers[row.file_id]) for row in rows if row.file_id in numbers][:_SHOWN]


def _numbers(actor: Actor, file_ids: set[uuid.UUID]) -> dict[uuid.UUID, str]:
    """The files that exist for the actor, each with its number."""
    return {pk: str(getattr(record, "number", "")) for pk, record in erasure.reachable(actor, file_ids).items()}


def number_of(actor: Actor, file_id: uuid.UUID) -> str:
    """The number of a file that exists for the actor; empty for a call that left no report."""
    return _numbers(actor, {file_id}).get(file_id, "")


def file_by_number(actor: Actor, typed: str) -> uuid.UUID:
    """The file of a case or report by its number; Missing where there is none for the actor."""
    numbers = [number for each in ("GD", REPORT_NUMBER[0], SEALED_NUMBER[0]) if (number := read_number(typed, each))]
    found = {
        *Case.objects.filter(number__in=numbers).values_list("report_id", flat=True),
        *Report.objects.filter(number__in=numbers).values_list("pk", flat=True),
    }
    inside = erasure.reachable(actor, found)
    if len(inside) != 1:
        raise Missing(_("There is no such case or report for you. Check the number."))
    return next(iter(inside))


def request_for(actor: Actor, erasure_id: uuid.UUID) -> Erasure:
    """A waiting request about a file that exists for the actor; Missing otherwise."""
    found = one_of(Erasure.objects.filter(pk=erasure_id, agreed__isnull=True))
    if found is None or not erasure.reachable(actor, [found.file_id]):
        raise Missing(_("There is no such request for you."))
    return found


def hold_for(actor: Actor, hold_id: uuid.UUID) -> LegalHold:
    """A standing hold on a file that exists for the actor; Missing otherwise."""
    found = one_of(LegalHold.objects.filter(pk=hold_id, lifted_at__isnull=True))
    if found is None or not erasure.reachable(actor, [found.file_id]):
        raise Missing(_("There is no such hold for you."))
    return found
