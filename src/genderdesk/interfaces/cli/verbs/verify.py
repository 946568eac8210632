"""``genderdesk verify``: is everything that was acknowledged still here, unaltered, and counted rightly?"""

from __future__ import annotations

import argparse
import json
import stat
from collections.abc import Callable
from pathlib import Path

from genderdesk.interfaces.cli.main import load_django

# One check: its name, and a function that gives "" or a sentence about what is wrong.
Check = tuple[str, Callable[[], str]]


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--files", action="store_true", help="read each file of a case to its end too")


def run(options: argparse.Namespace) -> int:
    load_django()
    found = _results(whole_files=options.files)
    ok = not any(fault for _name, fault in found)
    # An installation may do without the second wall, but whoever runs it must know.
    wall = _result(_second_wall)
    warnings = [sentence for warning in WARNINGS if (sentence := _result(warning))]
    if options.json:
        checks = [{"check": name, "ok": not fault, "fault": fault} for name, fault in found]
        print(json.dumps({"ok": ok, "checks": checks, "second_wall": wall, "warnings": warnings}))
    else:
        for name, fault in found:
            print(f" {'✗' if fault else '✓'} {': '.join(filter(None, [name, fault]))}")
        print(f"   second wall: {wall}")
        for sentence in warnings:
            print(f" ! {sentence}")
    return 0 if ok else 1


def _results(*, whole_files: bool) -> list[tuple[str, str]]:
    checks = [*CHECKS, ("contents of files", _whole_files)] if whole_files else CHECKS
    return [(name, _result(check)) for name, check in checks]


def _result(check: Callable[[], str]) -> str:
    """What a check found; a fault that keeps it from looking is what it found."""
    from django.core.exceptions import ObjectDoesNotExist
    from django.db import DatabaseError

    from genderdesk.groundwork.protection.vault.keyring import KeyFault
    from genderdesk.interfaces.cli.faults import in_a_sentence

    try:
        return check()
    except (DatabaseError, KeyFault, ObjectDoesNotExist) as fault:
        return in_a_sentence(fault) or f"could not be checked: {type(fault).__name__}"


def _database() -> str:
    from django.db import connection

    if connection.vendor != "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return ""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        answer = cursor.fetchone()[0]
    return "" if answer == "ok" else f"SQLite says {answer}. Put back the last backup."


def _migrations() -> str:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    newer = set(executor.loader.applied_migrations) - set(executor.loader.disk_migrations)
    if newer:
        return f"the database was made by another version ({'.'.join(min(newer))}). Install that version."
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return f"{len(waiting)} changes of the database wait. Type: genderdesk migrate" if waiting else ""


def _keys() -> str:
    from genderdesk.groundwork.protection.vault.keyring import derived, root_is_there, root_key_path

    path = root_key_path()
    if not path.exists() and root_is_there():
        # In a token: it answers, and what it wraps is its own.
        derived("verify")
        return ""
    if not path.exists():
        return f"{path} is missing. Put back the copy from your safe."
    loose = stat.S_IMODE(path.stat().st_mode) & 0o077
    return f"others can read {path}. Type: chmod 600 {path}" if loose else ""


def _seals() -> str:
    """Open every sealed value once; nothing of it is kept or shown."""
    from genderdesk.groundwork.protection.acts import unguarded
    from genderdesk.groundwork.protection.vault.sealed import BrokenSeal
    from genderdesk.groundwork.protection.vault.survey import broken_seals

    try:
        with unguarded("verify"):
            broken = broken_seals()
    except BrokenSeal as fault:
        return str(fault)
    return f"{len(broken)} sealed values do not open, first {broken[0]}" if broken else ""


def _files() -> str:
    """Is each file of a record there, as long as it was?"""
    from genderdesk.groundwork.protection.vault.files.kept import stored_files
    from genderdesk.groundwork.protection.vault.files.reading import why_missing

    return _first_of([fault for name, size in stored_files() if (fault := why_missing(name, size))])


def _whole_files() -> str:
    """Does each file of a record open, and is it what was given by its SHA-256? Nothing of it is kept or shown."""
    from genderdesk.groundwork.protection.acts import unguarded
    from genderdesk.groundwork.protection.vault.files.kept import differing
    from genderdesk.groundwork.protection.vault.sealed import BrokenSeal

    faults = []
    with unguarded("verify"):
        for differs in differing():
            try:
                faults.append(differs())
            except BrokenSeal as fault:
                faults.append(str(fault))
    return _first_of([fault for fault in faults if fault])


def _first_of(faults: list[str]) -> str:
    return f"{len(faults)} files are not as they were, first: {faults[0]}" if faults else ""


def _second_wall() -> str:
    """Whether PostgreSQL itself hides rows, in words."""
    from django.db import connection

    from genderdesk.interfaces.cli.hardening import missing, role_is_held

    if connection.vendor != "postgresql":
        return "there is none in SQLite. Whoever can read its file reads every row; what is sealed stays sealed"
    if not role_is_held() or (missing() and not getattr(connection, "walled", False)):
        return "not built: PostgreSQL hides nothing from the role of DATABASE_URL. Type: genderdesk db harden --as URL"
    return "it has holes" if missing() else "stands"


def _holes() -> str:
    """What is missing of a wall that was built; nothing where none was, which is told apart."""
    from django.db import connection

    from genderdesk.interfaces.cli.hardening import missing

    if connection.vendor != "postgresql" or not getattr(connection, "walled", False):
        return ""
    holes = missing()
    return f"{'; '.join(holes[:3])}. Type: genderdesk db harden --as URL" if holes else ""


def _ledger() -> str:
    from genderdesk.groundwork.protection.ledger import missing_guards

    if missing := missing_guards():
        return f"the database no longer refuses to alter the ledger: {', '.join(missing)} is gone"
    from django.conf import settings

    from genderdesk.groundwork.protection.tree.examination import examine
    from genderdesk.groundwork.protection.tree.witnesses import notes_of_file

    kept = Path(settings.ENVIRONMENT.witness_file) if settings.ENVIRONMENT.witness_file else None
    if kept and not kept.exists():
        return f"{kept}, which keeps the witnessed checkpoints, is not there"
    return "; ".join(examine(notes_of_file(kept) if kept else ()).faults[:3])


def _export() -> str:
    from genderdesk.groundwork.protection.tree.export import BadAddress, lags

    try:
        late = [each for each in lags() if each.is_late]
    except BadAddress as fault:
        return str(fault)
    return "; ".join(f"{each.address} lacks {each.behind} entries ({each.fault or 'not sent yet'})" for each in late)


def _counters() -> str:
    from genderdesk.monitoring.statistics.queries import recount_differs

    differences = recount_differs()
    return "; ".join(differences[:3])


def _outbox() -> str:
    from genderdesk.groundwork.platform.queries import failed_messages

    failed = failed_messages()
    return f"{failed} messages could not be sent and were given up" if failed else ""


def _schedule() -> str:
    from genderdesk.groundwork.platform.queries import failed_schedule

    failed = failed_schedule()
    return f"the last run of {', '.join(failed)} failed; see the log" if failed else ""


def _frozen_pages() -> str:
    from genderdesk.monitoring.results.queries import broken_pages

    broken = broken_pages()
    return f"{len(broken)} no longer fit their digest: {', '.join(broken[:5])}" if broken else ""


CHECKS: tuple[Check, ...] = (
    ("database", _database),
    ("migrations", _migrations),
    ("key file", _keys),
    ("sealed values", _seals),
    ("files", _files),
    ("second wall", _holes),
    ("ledger", _ledger),
    ("ledger export", _export),
    ("counters", _counters),
    ("outbox", _outbox),
    ("schedule", _schedule),
    ("frozen pages of results", _frozen_pages),
)


def _recovery() -> str:
    from genderdesk.groundwork.protection.vault import recovery

    if recovery.current() is not None:
        return ""
    return "no recovery key is made: a sealed file is lost with its last holder. Type: genderdesk keys recovery --help"


def _old_digests() -> str:
    from genderdesk.groundwork.protection.vault import reindex

    number = sum(reindex.left().values())
    if not number:
        return ""
    return f"{number} digests of numbers are of old parameters, and nothing finds them. Type: genderdesk keys reindex"


# What is not wrong yet, but will be one day: told, without a fault.
WARNINGS: tuple[Callable[[], str], ...] = (_recovery, _old_digests)
