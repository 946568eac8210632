"""``genderdesk backup``: a copy of the database and the media that can be put back; the keys only where asked for.

A copy with its keys beside it says everything to whoever finds it, so the keys are kept apart by default.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from genderdesk.interfaces.cli.main import Stop, load_django


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, help="an empty or new folder for the copy")
    parser.add_argument("--with-keys", action="store_true", help="copy the keys too; then guard the copy like the keys")


def run(options: argparse.Namespace) -> int:
    from genderdesk.config.environment import read_environment

    home = read_environment().home
    if options.folder.resolve().is_relative_to(home):
        raise Stop(
            f"{options.folder} lies in the data folder itself. Choose a folder outside of {home}, on another disk."
        )
    load_django()
    manifest = make_backup(options.folder, with_keys=options.with_keys)
    print(f"Backup of {len(manifest['files'])} files in {options.folder}.")
    if not options.with_keys:
        print("The keys are not in it. Without them nobody can read it: keep a copy of keys/ in a safe.")
    return 0


def make_backup(folder: Path, *, with_keys: bool = False) -> dict[str, Any]:
    """Copy into ``folder``, with each file's SHA-256 in ``manifest.json``; raise Stop where it is not empty."""
    from django.conf import settings
    from django.db import connection

    from genderdesk import __version__

    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise Stop(f"{folder} is not empty. Choose a new folder, so that no older copy is mixed in.")
    if connection.vendor == "sqlite":
        _copy_sqlite(Path(settings.DATABASES["default"]["NAME"]), folder / "database.sqlite3")
    else:
        _dump_postgresql(settings.DATABASES["default"], folder / "database.dump")
    # After the database, so that every file that it names is there; what still arrives is no file yet.
    shutil.copytree(settings.ENVIRONMENT.media, folder / "media", ignore=shutil.ignore_patterns("*.part"))
    if settings.ENVIRONMENT.demonstration:
        # What is restored must say of itself that its people are invented.
        shutil.copy(settings.ENVIRONMENT.home / "demonstration", folder / "demonstration")
    if with_keys:
        shutil.copytree(settings.ENVIRONMENT.keys, folder / "keys")
    manifest = {
        "database": connection.vendor,
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "version": __version__,
        "files": {
            str(path.relative_to(folder)): digest_of(path) for path in sorted(folder.rglob("*")) if path.is_file()
        },
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1))
    return manifest


def _copy_sqlite(source: Path, target: Path) -> None:
    if not source.exists():
        raise Stop(f"{source} is not there, so there is nothing to copy. Is GENDERDESK_HOME the right folder?")
    # One step: a copy in pieces starts again at every write and may never end (security.md 6.1).
    with closing(sqlite3.connect(source)) as reader, closing(sqlite3.connect(target)) as writer:
        reader.backup(writer, pages=-1)
        # One file without companions, which is what a restored folder begins with.
        writer.execute("PRAGMA journal_mode=DELETE")
        answer = writer.execute("PRAGMA integrity_check").fetchone()[0]
    if answer != "ok":
        target.unlink()
        raise Stop(f"the database is damaged ({answer}), and so would be its copy. Nothing was kept; check the disk.")
    target.chmod(0o600)


def postgresql_tool(name: str, database: dict[str, Any], *words: str) -> None:
    """Run ``pg_dump`` or ``pg_restore`` on the installation's database; raise Stop with its own words."""
    tool = shutil.which(name)
    if tool is None:
        raise Stop(f"{name} was not found. Install PostgreSQL's client (Debian: apt install postgresql-client).")
    command = [tool, *words, *([f"--username={database['USER']}"] if database["USER"] else [])]
    command += [f"--host={database['HOST']}"] if database["HOST"] else []
    command += [f"--port={database['PORT']}"] if database["PORT"] else []
    done = subprocess.run(
        command,
        env={**os.environ, "PGPASSWORD": database["PASSWORD"]},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Stop(f"{name} did not succeed: {' '.join(done.stderr.split())}")


def _dump_postgresql(database: dict[str, Any], target: Path) -> None:
    # The dump is one snapshot, whatever is written meanwhile.
    postgresql_tool("pg_dump", database, "--format=custom", f"--file={target}", f"--dbname={database['NAME']}")
    target.chmod(0o600)


def digest_of(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
