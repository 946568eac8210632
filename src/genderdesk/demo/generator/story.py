"""What happens to one case, in order of time: each happening changes rows, and leaves its line in the timeline.

Happenings are planned to the very end of a case; those that lie after the end of the thirteen months have not happened
yet, so the newest cases stand in the middle of their work, as at a real desk.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from genderdesk.casework.cases.models import Case, CaseEvent
from genderdesk.casework.cases.vocabulary import (
    CASE,
    CLOSED,
    CLOSURE_REQUESTED,
    CONSENT_PENDING,
    CONSENTED,
    DECLINED,
    FOLLOW_UP,
    IN_ACTION,
    OPENED,
    REOPENED,
    EventKind,
)
from genderdesk.demo.generator.draw import Draw
from genderdesk.demo.generator.records import Records
from genderdesk.demo.generator.setting import Hand

# The case's state after a happening, by the state before, where it changes: what the acts of cases and care do.
_MOVES: dict[EventKind, tuple[str, tuple[str, ...], str]] = {
    EventKind.CONSENT_WAITED: ("consent.wait", (OPENED, DECLINED, REOPENED), CONSENT_PENDING),
    EventKind.CONSENT_GIVEN: ("consent.record", (OPENED, CONSENT_PENDING, DECLINED, REOPENED), CONSENTED),
    EventKind.CONSENT_REFUSED: ("consent.record", (OPENED, CONSENT_PENDING, REOPENED), DECLINED),
    EventKind.SERVED: ("case.serve", (OPENED, CONSENT_PENDING, CONSENTED, DECLINED, FOLLOW_UP, REOPENED), IN_ACTION),
    EventKind.REFERRAL_SENT: ("case.hear", (CONSENTED, FOLLOW_UP, REOPENED), IN_ACTION),
    EventKind.FOLLOW_UP_PLANNED: ("followup.plan", (DECLINED, IN_ACTION, REOPENED), FOLLOW_UP),
    EventKind.CLOSURE_REQUESTED: (
        "closure.request",
        (OPENED, CONSENT_PENDING, CONSENTED, DECLINED, IN_ACTION, FOLLOW_UP, REOPENED),
        CLOSURE_REQUESTED,
    ),
    EventKind.CLOSED: ("closure.approve", (CLOSURE_REQUESTED,), CLOSED),
}


@dataclass(slots=True)
class Happening:
    """One moment of a case; ``change`` sets what it does to other rows, None where the line is all."""

    at: datetime
    kind: EventKind | None
    by: Hand
    ref: str = ""
    change: Callable[[], None] | None = None
    moves: bool = True


class Story:
    """The happenings of one case."""

    def __init__(self, draw: Draw, records: Records, case: Case, until: datetime) -> None:
        self.draw, self.records, self.case, self.until = draw, records, case, until
        self.planned: list[Happening] = []

    def plan(
        self,
        at: datetime,
        kind: EventKind | None,
        by: Hand,
        ref: str = "",
        change: Callable[[], None] | None = None,
        *,
        moves: bool = True,
    ) -> datetime:
        """Plan a happening; its time, for what comes after it. ``moves=False``: told again, without a new move."""
        self.planned.append(Happening(at, kind, by, ref, change, moves))
        return at

    @property
    def last(self) -> datetime:
        return max(each.at for each in self.planned)

    def tell(self) -> None:
        """Let everything happen that lies before the end, in order."""
        for each in sorted(self.planned, key=lambda each: each.at):
            if each.at >= self.until:
                break
            if each.change is not None:
                each.change()
            if each.kind is not None:
                self._move(each)
                self._line(each)

    def _move(self, happening: Happening) -> None:
        row = _MOVES.get(happening.kind) if happening.kind and happening.moves else None
        if row is None or self.case.state not in row[1]:
            return
        act, _before, after = row
        CASE.check_move(self.case.state, after, act)
        self.case.state = after

    def _line(self, happening: Happening) -> None:
        self.records.add_line(
            CaseEvent,
            {
                "id": self.draw.id(happening.at),
                "case_id": self.case.pk,
                "kind": happening.kind or "",
                "at": happening.at,
                "actor_id": happening.by.id,
                "actor_code": happening.by.code,
                "ref": happening.ref[:80],
                "note": b"",
            },
        )
