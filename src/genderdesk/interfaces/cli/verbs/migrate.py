"""``genderdesk migrate``: the database's tables and the static files, both brought up to this version."""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quiet", action="store_true", help="print nothing")


def run(options: argparse.Namespace) -> int:
    import django

    django.setup()
    bring_up_to_date(quiet=options.quiet)
    return 0


def bring_up_to_date(*, quiet: bool = True) -> None:
    """Apply migrations and collect static files where something changed since the last time."""
    from django.core.management import call_command

    from genderdesk.groundwork.protection.acts import unguarded

    with unguarded("migrate"):
        call_command("migrate", verbosity=0 if quiet else 1, interactive=False)
    _see_to_the_root_key()
    _collect_static()


def _see_to_the_root_key() -> None:
    """Make the root key of a new installation; one that already holds records must bring its own."""
    from genderdesk.groundwork.protection.models import Entry
    from genderdesk.groundwork.protection.vault.keyring import make_root_key, root_key_path
    from genderdesk.interfaces.cli.main import Stop

    if not root_key_path().exists() and Entry.objects.exists():
        raise Stop(
            f"{root_key_path()} is missing, and the database holds records that only this key opens. "
            "Put back the copy from your safe."
        )
    make_root_key()


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
