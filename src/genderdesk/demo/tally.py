"""What the play itself did, counted as it does it, against what the month's file says before and after."""

from __future__ import annotations

import csv
import io
from collections import Counter

from genderdesk.monitoring.statistics.exporters import TOTAL
from genderdesk.monitoring.statistics.vocabulary import THRESHOLD

# (figure, row) of a month's file; None is a number that is not shown.
Place = tuple[str, str]
Numbers = dict[Place, int | None]

# Where the file has the number of all records of a kind.
TOTALS: dict[str, Place] = {
    "report": ("reports_by_channel", TOTAL),
    "case": ("cases_by_type", TOTAL),
    "response": ("response_intervals", TOTAL),
    "referral": ("referrals_by_service", TOTAL),
}


def read_file(text: str) -> Numbers:
    """The totals, and the reports by their way in, from a month's CSV."""
    lines = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    found: Numbers = {}
    for line in lines[2:]:
        if len(line) != len(lines[1]):
            break
        cell = dict(zip(lines[1], line, strict=True))
        place = (cell["figure"], cell["row"])
        whole = place in TOTALS.values() and cell["column"] in ("", TOTAL, "responses")
        if whole or cell["figure"] == TOTALS["report"][0]:
            found[place] = int(cell["number"]) if cell["status"] == "shown" else None
    return found


class Tally:
    """A count by hand of the records of the institution whose figures are looked at."""

    def __init__(self) -> None:
        self.before: Numbers = {}
        self.counts: Counter[Place] = Counter()

    def report(self, channel: str) -> None:
        """One more report by this way in."""
        self.counts[TOTALS["report"][0], channel] += 1
        self.one_more("report")

    def one_more(self, kind: str) -> None:
        self.counts[TOTALS[kind]] += 1

    def faults(self, after: Numbers) -> list[str]:
        """Sentences on what the file says otherwise than the count; a cell may be kept back to cover another one."""
        found = []
        for (figure, row), more in sorted(self.counts.items()):
            earlier, now = self.before.get((figure, row), 0), after.get((figure, row), 0)
            if not (_may_be(earlier, more, now) if row == TOTAL else _row_may_be(earlier, more, now)):
                found.append(f"{figure}, {row}: {earlier} before and {more} more, but the file says {now}")
        return found


def _may_be(earlier: int | None, more: int, now: int | None) -> bool:
    """Whether a total that was ``earlier`` can have grown to ``now``: 1 to 4 are not shown, before or after."""
    known = range(1, THRESHOLD) if earlier is None else (earlier,)
    return now in {None if 0 < each + more < THRESHOLD else each + more for each in known}


def _row_may_be(earlier: int | None, more: int, now: int | None) -> bool:
    """The same of one row of a figure, which may be kept back whatever its number, to cover another one."""
    if now is None:
        return True
    return now > more if earlier is None else _may_be(earlier, more, now)
