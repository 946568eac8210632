"""``genderdesk restore``: a backup put into an empty data folder, after its sums were checked, and then verified."""

from __future__ import annotations

import argparse
import json
import os
import shutil
from pathlib import Path
from typing import Any

from genderdesk.interfaces.cli.main import Stop, load_django
from genderdesk.interfaces.cli.verbs.backup import digest_of, postgresql_tool


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, help="the folder that `genderdesk backup` made")
    parser.add_argument("--keys", type=Path, metavar="KEYS", help="folder with root.key, from your safe")


def run(options: argparse.Namespace) -> int:
    from genderdesk.config.environment import prepare_home, read_environment
    from genderdesk.interfaces.cli.servers import demand_unserved

    manifest = _read_manifest(options.folder)
    _demand_whole(options.folder, manifest)
    environment = read_environment()
    keys = _keys_for(options.folder, options.keys, in_token=bool(environment.pkcs11_module))
    demand_unserved(environment.home)
    _demand_empty(environment.home)
    _demand_same_kind(manifest, bool(environment.database_url))
    prepare_home(environment)
    for key in sorted(keys.iterdir()):
        _put(key, environment.keys / key.name)
    shutil.copytree(options.folder / "media", environment.media, dirs_exist_ok=True)
    if (options.folder / "demonstration").exists():
        _put(options.folder / "demonstration", environment.home / "demonstration")
    return _restore_database(options.folder, environment.home)


def _restore_database(folder: Path, home: Path) -> int:
    """The database last: a folder without one is still empty, should anything before it have failed."""
    load_django()
    from django.conf import settings
    from django.db import connection

    from genderdesk.interfaces.cli.verbs import verify
    from genderdesk.interfaces.cli.verbs.migrate import bring_up_to_date

    if connection.vendor == "sqlite":
        _put(folder / "database.sqlite3", home / "database.sqlite3")
    else:
        if connection.introspection.table_names():
            raise Stop("the database that DATABASE_URL names is not empty. Make a new one (createdb) and name that.")
        database = settings.DATABASES["default"]
        words = ("--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction")
        postgresql_tool("pg_restore", database, *words, f"--dbname={database['NAME']}", str(folder / "database.dump"))
    # The copy may come from an older version of Gender Desk.
    bring_up_to_date()
    print(f"Restored into {home}. Checking it:")
    return verify.run(argparse.Namespace(json=False, files=True))


def _read_manifest(folder: Path) -> dict[str, Any]:
    try:
        manifest = json.loads((folder / "manifest.json").read_text())
    except FileNotFoundError:
        raise Stop(
            f"{folder} holds no manifest.json: it is no backup, or one that did not end. Take another."
        ) from None
    except ValueError:
        raise Stop(f"{folder / 'manifest.json'} is damaged. Take another backup.") from None
    if not isinstance(manifest, dict) or not isinstance(manifest.get("files"), dict):
        raise Stop(f"{folder / 'manifest.json'} is damaged. Take another backup.")
    return manifest


def _demand_whole(folder: Path, manifest: dict[str, Any]) -> None:
    """Raise Stop where a file of the backup is missing or is not what was copied."""
    for name, digest in manifest["files"].items():
        path = folder / name
        if not path.resolve().is_relative_to(folder.resolve()):
            raise Stop(f"{folder / 'manifest.json'} names {name}, outside of the backup. Take another backup.")
        if not path.exists():
            raise Stop(f"{path} is missing from the backup. Take another backup.")
        if digest_of(path) != digest:
            raise Stop(f"{path} is not what was copied (its SHA-256 differs). Take another backup.")


def _keys_for(folder: Path, given: Path | None, *, in_token: bool) -> Path:
    keys = given or folder / "keys"
    by_token = in_token and (keys / "derived.key").exists()
    if (keys / "root.key").exists() or by_token:
        return keys
    if given:
        raise Stop(f"{given} holds no root.key. Name the folder with the copy of keys/ from your safe.")
    raise Stop("this backup has no keys. Type it again with --keys and the folder of the copy from your safe.")


def _demand_empty(home: Path) -> None:
    inside = [home / "database.sqlite3", home / "keys" / "root.key", home / "keys" / "derived.key"]
    inside += list((home / "media").glob("*"))
    if found := next((each for each in inside if each.exists()), None):
        raise Stop(f"{found} is already there. Name a new folder with GENDERDESK_HOME; nothing was overwritten.")


def _demand_same_kind(manifest: dict[str, Any], on_postgresql: bool) -> None:
    kind = manifest.get("database", "sqlite" if "database.sqlite3" in manifest["files"] else "postgresql")
    if kind == "postgresql" and not on_postgresql:
        raise Stop("this backup is of PostgreSQL. Make an empty database and name it with DATABASE_URL.")
    if kind == "sqlite" and on_postgresql:
        raise Stop("this backup is of SQLite. Leave DATABASE_URL out.")


def _put(source: Path, target: Path) -> None:
    """Copy a file so that it is there whole or not at all, and for its owner only."""
    part = target.with_name(f"{target.name}.part")
    shutil.copyfile(source, part)
    part.chmod(0o600)
    with part.open("rb") as file:
        os.fsync(file.fileno())
    part.replace(target)
