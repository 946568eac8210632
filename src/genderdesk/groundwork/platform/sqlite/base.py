"""The database backend named by ``ENGINE``; see the package."""

from __future__ import annotations

import fcntl
import os
from typing import Any

from django.db.backends.sqlite3.base import DatabaseWrapper as SqliteWrapper

# WAL lets readers go on beside the writer; FULL keeps each acknowledged commit through a loss of power.
_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA secure_delete=ON",
    "PRAGMA cache_size=-8000",
    "PRAGMA temp_store=MEMORY",
)


class DatabaseWrapper(SqliteWrapper):
    """SQLite in WAL mode whose transactions begin IMMEDIATE behind ``<database>.lock``.

    The lock is released by commit, rollback, closing, or the end of the process.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._lock_file: int | None = None
        self._locked = False

    def get_connection_params(self) -> dict[str, Any]:
        params = super().get_connection_params()
        self.transaction_mode = "IMMEDIATE"
        self.init_commands = _PRAGMAS
        params.setdefault("timeout", 30)
        return params

    def _start_transaction_under_autocommit(self) -> None:
        self._take_lock()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # private: not in the stubs
        except BaseException:
            self._release_lock()
            raise

    def _commit(self) -> Any:
        try:
            return super()._commit()  # type: ignore[misc]  # private: not in the stubs
        finally:
            self._release_lock()

    def _rollback(self) -> Any:
        try:
            return super()._rollback()  # type: ignore[misc]  # private: not in the stubs
        finally:
            self._release_lock()

    def _close(self) -> Any:
        try:
            return super()._close()  # type: ignore[misc]  # private: not in the stubs
        finally:
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
