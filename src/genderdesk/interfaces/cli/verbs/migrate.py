"""``genderdesk migrate``: the database's tables and the static files, both brought up to this version."""

from __future__ import annotations

import argparse
import hashlib
import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from genderdesk.interfaces.cli.main import Stop, load_django

if TYPE_CHECKING:
    from genderdesk.config.environment import Environment

_APPLIED = "SELECT count(*), max(id), max(applied) FROM django_migrations"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quiet", action="store_true", help="print nothing")


def run(options: argparse.Namespace) -> int:
    load_django()
    bring_up_to_date(quiet=options.quiet)
    return 0


def bring_up_to_date(*, quiet: bool = True) -> None:
    """Apply migrations and collect static files where something changed since the last time."""
    from django.conf import settings
    from django.core.management import call_command

    from genderdesk.groundwork.foundation.garbage import kept_together
    from genderdesk.groundwork.protection.acts import unguarded

    # Steps make thousands of model classes that stay until the end.
    with unguarded("migrate"), kept_together():
        call_command("migrate", verbosity=0 if quiet else 1, interactive=False)
    _see_to_the_keys()
    _collect_static()
    _stamp(settings.ENVIRONMENT).write_text(_state(settings.ENVIRONMENT))


def is_up_to_date(environment: Environment) -> bool:
    """True where neither the code nor the database changed since ``bring_up_to_date``; it asks without Django.

    Loading Django twice is half of the time in which a desk that was cut off answers again.
    """
    roots = [environment.keys / "root.key", *([environment.keys / "derived.key"] if environment.pkcs11_module else [])]
    has_keys = any(key.exists() for key in roots) and (environment.keys / "ledger.key").exists()
    stamp = _stamp(environment)
    return stamp.exists() and has_keys and stamp.read_text() == _state(environment)


def _stamp(environment: Environment) -> Path:
    return environment.cache / "up-to-date"


def _state(environment: Environment) -> str:
    """The code as it lies here, and what the database itself says was applied to it and when."""
    digest = hashlib.sha256()
    for line in _code():
        digest.update(line.encode())
    return f"{digest.hexdigest()} {_applied(environment)}"


def _code() -> Iterator[str]:
    """Every file of the package with its size and time, and every installed package with its version."""
    package = Path(__file__).resolve().parents[3]
    for folder, below, names in os.walk(package):
        below[:] = sorted(each for each in below if each != "__pycache__")
        for name in sorted(names):
            there = (Path(folder) / name).stat()
            yield f"{folder}/{name}:{there.st_size}:{there.st_mtime_ns}\n"
    for entry in sys.path:
        if entry.endswith("site-packages") and Path(entry).is_dir():
            yield from (f"{each.name}\n" for each in sorted(Path(entry).glob("*.dist-info")))


def _applied(environment: Environment) -> str:
    """Count, highest number and time of the migrations applied; empty where the database does not answer."""
    if environment.database_url:
        return _applied_on_postgresql(environment.database_url)
    database = environment.home / "database.sqlite3"
    if not database.exists():
        return ""
    try:
        with closing(sqlite3.connect(database, timeout=5)) as connection:
            return str(connection.execute(_APPLIED).fetchone())
    except sqlite3.Error:
        # Whatever is wrong with it, the full way says it in words.
        return ""


def _applied_on_postgresql(address: str) -> str:
    try:
        import psycopg
    except ImportError:
        return ""
    try:
        with psycopg.connect(address, connect_timeout=5) as connection:
            return str(connection.execute(_APPLIED).fetchone())
    except psycopg.Error:
        return ""


def _see_to_the_keys() -> None:
    """Make the keys of a new installation; one that already holds records must bring its own."""
    from genderdesk.groundwork.protection.models import Checkpoint, Entry
    from genderdesk.groundwork.protection.tree.log import make_signing_key, signing_key_path
    from genderdesk.groundwork.protection.vault.keyring import make_root_key, root_is_there, root_key_path

    if not root_is_there() and Entry.objects.exists():
        raise Stop(
            f"{root_key_path()} is missing, and the database holds records that only this key opens. "
            "Put back the copy from your safe."
        )
    if not signing_key_path().exists() and Checkpoint.objects.exists():
        raise Stop(
            f"{signing_key_path()} is missing, and the ledger was signed with it. Put back the copy from your safe."
        )
    make_root_key()
    make_signing_key()


def _collect_static() -> None:
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            digest.update(f"{path}:{storage.path(path)}:{Path(storage.path(path)).stat().st_mtime_ns}".encode())
    stamp = Path(settings.STATIC_ROOT) / ".stamp"
    if stamp.exists() and stamp.read_text() == digest.hexdigest():
        return
    call_command("collectstatic", verbosity=0, interactive=False, clear=False)
    stamp.write_text(digest.hexdigest())
