"""The migrated, empty database, kept between runs: every process of every run would make it anew, in some ten seconds.

SQLite alone; on PostgreSQL the migrations run once in each run (``serving.migrated_template``).
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

_SOURCE = Path(__file__).resolve().parent.parent / "src" / "genderdesk"


def keep_migrated() -> None:
    """Let Django's test database come from the kept file where one was made by these very migrations."""
    from django.core import management

    management.call_command = _from_file(management.call_command)


def _from_file(call: Callable[..., Any]) -> Callable[..., Any]:
    def called(name: str, *args: Any, **options: Any) -> Any:
        # Only Django's making of a test database asks for this.
        if name != "migrate" or not options.get("run_syncdb"):
            return call(name, *args, **options)
        from django.core.management.sql import emit_post_migrate_signal
        from django.db import connections

        connection = connections[options["database"]]
        if connection.vendor != "sqlite":
            return call(name, *args, **options)
        connection.ensure_connection()
        kept = _kept()
        with _locked(kept.with_suffix(".lock")):
            if not kept.exists():
                call(name, *args, **options)
                _write(connection.connection, kept)
                return None
        with sqlite3.connect(kept) as source:
            source.backup(connection.connection)
        source.close()
        # Triggers and estimates belong to the code of the day, not to a migration.
        emit_post_migrate_signal(0, False, connection.alias)
        return None

    return called


def migrated_file() -> Path:
    """The kept file, made by ``genderdesk migrate`` where no process of tests has made it yet. To be copied."""
    kept = _kept()
    with _locked(kept.with_suffix(".lock")):
        if not kept.exists():
            with tempfile.TemporaryDirectory() as home:
                ours = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
                command = [sys.executable, "-m", "genderdesk", "migrate", "--quiet"]
                subprocess.run(command, env={**ours, "GENDERDESK_HOME": home}, check=True)
                with closing(sqlite3.connect(Path(home) / "database.sqlite3")) as made:
                    _write(made, kept)
    return kept


def _kept() -> Path:
    return _folder() / f"{_key()}.sqlite3"


def _folder() -> Path:
    folder = Path(tempfile.gettempdir()) / f"genderdesk-migrated-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _key() -> str:
    """Changes with each migration, with the ground floor that they call, and with each installed package."""
    digest = hashlib.sha256()
    for path in sorted({*_SOURCE.glob("**/migrations/*.py"), *_SOURCE.glob("groundwork/**/*.py")}):
        digest.update(str(path.relative_to(_SOURCE)).encode() + b"\0" + path.read_bytes())
    digest.update("\n".join(sorted(f"{each.name}=={each.version}" for each in distributions())).encode())
    return digest.hexdigest()


def _write(connection: sqlite3.Connection, kept: Path) -> None:
    part = kept.with_suffix(".part")
    with sqlite3.connect(part) as target:
        connection.backup(target)
    target.close()
    part.replace(kept)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
