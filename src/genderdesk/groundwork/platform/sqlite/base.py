"""The database backend named by ``ENGINE``; see the package."""

from __future__ import annotations

import fcntl
import logging
import os
import sqlite3
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.db.backends.sqlite3.base import FORMAT_QMARK_REGEX, SQLiteCursorWrapper
from django.db.backends.sqlite3.base import DatabaseWrapper as SqliteWrapper

from genderdesk.groundwork.platform.sqlite import checkpoints
from genderdesk.groundwork.platform.statements import with_kept_statements

log = logging.getLogger(__name__)

# Commits of one connection between two checkpoints.
COMMITS_BETWEEN_CHECKPOINTS = 64
# Bytes of log past which a checkpoint is made under the lock, so that the log starts over; it keeps half of them.
LONGEST_LOG = 32 * 1024 * 1024

# WAL lets readers go on beside the writer; FULL keeps each acknowledged commit through a loss of power.
_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA secure_delete=ON",
    "PRAGMA cache_size=-8000",
    "PRAGMA temp_store=MEMORY",
    # Checkpoints are made by a thread (checkpoints.py); this one is the net under them.
    f"PRAGMA wal_autocheckpoint={2 * LONGEST_LOG // 4096}",
    f"PRAGMA journal_size_limit={LONGEST_LOG // 2}",
)


@lru_cache(maxsize=1024)
def _with_marks(query: str) -> str:
    """SQLite's marks for Django's; the same statements come again and again."""
    return str(FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%"))


class Cursor(SQLiteCursorWrapper):
    """A cursor that begins the transaction which waits for its first statement."""

    desk: DatabaseWrapper

    def convert_query(self, query: str, *, param_names: Any = None) -> str:
        return super().convert_query(query, param_names=param_names) if param_names else _with_marks(query)  # type: ignore[misc]  # private: not in the stubs

    def execute(self, query: str, params: Any = None) -> Any:
        if self.desk.begin_waits:
            self.desk.begin()
        return super().execute(query, params)

    def executemany(self, query: str, param_list: Any) -> Any:
        if self.desk.begin_waits:
            self.desk.begin()
        return super().executemany(query, param_list)


class DatabaseWrapper(SqliteWrapper):
    """SQLite in WAL mode whose transactions begin IMMEDIATE behind ``<database>.lock``, with their first statement.

    The lock is released by commit, rollback, closing, or the end of the process.
    """

    ops_class = with_kept_statements(SqliteWrapper.ops_class)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._lock_file: int | None = None
        self._locked = False
        self.begin_waits = False
        # Processes begin at different counts, so that short-lived ones take their turn too.
        self._commits = os.getpid() % COMMITS_BETWEEN_CHECKPOINTS

    def get_connection_params(self) -> dict[str, Any]:
        params = super().get_connection_params()
        self.transaction_mode = "IMMEDIATE"
        self.init_commands = _PRAGMAS
        params.setdefault("timeout", 30)
        return params

    def create_cursor(self, name: str | None = None) -> Any:
        cursor = self.connection.cursor(factory=Cursor)
        cursor.desk = self
        return cursor

    def _start_transaction_under_autocommit(self) -> None:
        # What an act prepares before it asks the database anything keeps no other writer waiting.
        self.begin_waits = True

    def begin(self) -> None:
        """Take the lock and begin the transaction that waits."""
        self._take_lock()
        try:
            self.connection.execute("BEGIN IMMEDIATE")
        except BaseException:
            self._release_lock()
            raise
        self.begin_waits = False

    def _commit(self) -> Any:
        locked = self._locked
        try:
            super()._commit()  # type: ignore[misc]  # private: not in the stubs
            self._commits += locked
            due = self._commits >= COMMITS_BETWEEN_CHECKPOINTS and not self.is_in_memory_db()
            if due and self._log_is_long():
                self._checkpoint()
                due = False
        finally:
            self.begin_waits = False
            self._release_lock()
        if due:
            self._commits = 0
            checkpoints.ask_for_one(Path(self.settings_dict["NAME"]))

    def _log_is_long(self) -> bool:
        try:
            return Path(f"{self.settings_dict['NAME']}-wal").stat().st_size > LONGEST_LOG
        except FileNotFoundError:
            return False

    def _checkpoint(self) -> None:
        """Carry the log over into the database under the lock: while writers never stop, it could not start over.

        Past LONGEST_LOG only; little is left to copy then, since ``checkpoints`` does it beside the writers.
        """
        self._commits = 0
        try:
            self.connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        except sqlite3.OperationalError as fault:
            # The commit itself is done and safe; a checkpoint that fails now is made by the next one.
            log.warning("The log of the database was not carried over: %s", fault)

    def _rollback(self) -> Any:
        try:
            return super()._rollback()  # type: ignore[misc]  # private: not in the stubs
        finally:
            self.begin_waits = False
            self._release_lock()

    def _close(self) -> Any:
        try:
            return super()._close()  # type: ignore[misc]  # private: not in the stubs
        finally:
            self.begin_waits = False
            self._release_lock()
            if self._lock_file is not None:
                os.close(self._lock_file)
                self._lock_file = None

    def _take_lock(self) -> None:
        if self._locked or self.is_in_memory_db():
            return
        if self._lock_file is None:
            path = f"{self.settings_dict['NAME']}.lock"
            self._lock_file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        fcntl.flock(self._lock_file, fcntl.LOCK_EX)
        self._locked = True

    def _release_lock(self) -> None:
        if self._locked and self._lock_file is not None:
            self._locked = False
            fcntl.flock(self._lock_file, fcntl.LOCK_UN)
