"""The sum of a list over several months of which each is shown, protected, elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from genderdesk.monitoring.statistics.rules.disclosure.audit import MARGIN, Key, can_move
from genderdesk.monitoring.statistics.rules.disclosure.grid import with_margins

Counts = Mapping[str, int]
Shown = Mapping[str, int | None]


def protect_sums(months: Sequence[Counts], shown: Sequence[Shown], threshold: int) -> dict[str, int | None]:
    """The sums that may be shown beside the months: none of 1 to 4, and none by which a kept-back number of a month
    could no longer be 1 or no longer be the threshold.

    ``shown`` are the months' lists as they are shown, their totals too. A row that every month shows adds nothing. Of
    the others the smallest sums are kept back until the audit passes; where they all are, the months alone are left.
    """
    codes = sorted({code for month in (*months, *shown) for code in month})
    names = [str(index) for index in range(len(months))]
    counts = {(code, name): month.get(code, 0) for code in codes for name, month in zip(names, months, strict=True)}
    table = with_margins(counts, codes, names)
    kept_back = {
        (code, name) for name, month in zip(names, shown, strict=True) for code in codes if month.get(code, 0) is None
    }
    rows = sorted({code for code, _name in kept_back}, key=lambda code: (table[code, MARGIN], code))
    sums: set[Key] = {(code, MARGIN) for code in rows if 0 < table[code, MARGIN] < threshold}
    spare = [(code, MARGIN) for code in rows if (code, MARGIN) not in sums]
    # Where a month keeps somebody back there is one at least, so a sum is no less than the months already tell.
    least = {
        (code, MARGIN): sum(1 if (each := month.get(code, 0)) is None else each for month in shown) for code in rows
    }
    watched = {cell for cell in kept_back | sums if 0 < table[cell] < threshold}

    def is_free(cell: Key) -> bool:
        return _free(table, kept_back | sums, cell, (least.get(cell, 1), threshold))

    while spare and (watched := {cell for cell in watched if not is_free(cell)}):
        sums.add(spare.pop(0))
    return {code: None if (code, MARGIN) in sums else table[code, MARGIN] for code in codes}


def _free(table: Mapping[Key, int], hidden: set[Key], cell: Key, ends: tuple[int, int]) -> bool:
    """Whether a cell could be as low and as high, to who takes each kept-back one to be 1 or more."""
    fall, rise = table[cell] - ends[0], ends[1] - table[cell]
    return (
        can_move(table, hidden, cell, rise, up=True, floor=1) >= rise
        and can_move(table, hidden, cell, fall, up=False, floor=1) >= fall
    )
