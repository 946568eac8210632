"""Carries SQLite's log over into the database beside those who write: nobody's answer waits for it.

A checkpoint after 64 commits copies some megabytes and waits for the disk. Made by whoever committed last, it was the
wait that one answer in a hundred had. One thread of the process makes it now, on a connection that it opens for it.
"""

from __future__ import annotations

import logging
import os
import sqlite3
import threading
from pathlib import Path

log = logging.getLogger(__name__)

_TIMEOUT_SECONDS = 30


class _Carrier:
    """One thread that makes the checkpoints of one database file, one at a time; a call meanwhile asks for one more."""

    def __init__(self, database: Path) -> None:
        self.database = database
        self.process = os.getpid()
        self.due = threading.Event()
        threading.Thread(target=self._work, name="checkpoints", daemon=True).start()

    def _work(self) -> None:
        while True:
            self.due.wait()
            self.due.clear()
            carry_over(self.database)


_carriers: dict[Path, _Carrier] = {}
_making = threading.Lock()


def ask_for_one(database: Path) -> None:
    """Have the log carried over soon, by this process's thread."""
    with _making:
        carrier = _carriers.get(database)
        # A process that was forked has the object and not its thread.
        if carrier is None or carrier.process != os.getpid():
            carrier = _carriers[database] = _Carrier(database)
    carrier.due.set()


def carry_over(database: Path) -> bool:
    """Copy what can be copied now, waiting for nobody; False where it failed, which the next one makes good."""
    try:
        # A database that is gone meanwhile is not made anew.
        connection = sqlite3.connect(f"{database.absolute().as_uri()}?mode=rw", uri=True, timeout=_TIMEOUT_SECONDS)
        try:
            connection.execute("PRAGMA synchronous=FULL")
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        finally:
            connection.close()
    except sqlite3.Error as fault:
        # The commits themselves are done and safe.
        log.warning("The log of the database was not carried over: %s", fault)
        return False
    return True
