"""What need-to-know costs: the same act and list with it and without it, by turns in one process.

Without it, for the length of a call: nobody is asked whether they may, words are kept as they were typed and no key is
made, and a list takes all cases of the institution. The ledger, facts and everything else stay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch


@contextmanager
def switched_off() -> Iterator[None]:
    """For this process and this long only; records kept meanwhile are the benchmark's own."""
    from genderdesk.casework.cases import queries
    from genderdesk.casework.cases.models import Case
    from genderdesk.groundwork.protection import access, acts
    from genderdesk.groundwork.protection.vault import sealed

    def everything(actor: Any, *, cells: bool = True) -> Any:
        return Case.objects.filter(institution_id=actor.institution_id)

    def as_typed(plain: str, _record: Any, _place: Any) -> bytes:
        return plain.encode()

    with (
        patch.object(acts, "demand", lambda *_asked: None),
        patch.object(access, "_hard_refusals", []),
        patch.object(sealed, "seal_for", as_typed),
        patch.object(queries.files, "visible_to", everything),
    ):
        yield


def without(work: Callable[[], object]) -> Callable[[], object]:
    """The same work with need-to-know switched off."""

    def bare() -> None:
        with switched_off():
            work()

    return bare


def many(work: Callable[[], object], times: int) -> Callable[[], object]:
    """So many calls as one turn, where one is too short to be measured."""

    def repeated() -> None:
        for _ in range(times):
            work()

    return repeated
