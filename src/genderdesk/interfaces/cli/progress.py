"""How far a long verb has come: a bar on a terminal, a line at each tenth elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable


def progress(title: str) -> Callable[[int, int], None]:
    """A callback of (done, total) that shows how far the work is."""
    shown = {"tenth": -1}

    def show(done: int, total: int) -> None:
        tenth = 10 * done // max(total, 1)
        if tenth == shown["tenth"]:
            return
        shown["tenth"] = tenth
        bar = "█" * tenth + "░" * (10 - tenth)
        if sys.stdout.isatty():
            print(f"\r{title} {bar} {done}/{total}", end="\n" if done == total else "", flush=True)
        else:
            print(f"{title} {bar} {done}/{total}", flush=True)

    return show
