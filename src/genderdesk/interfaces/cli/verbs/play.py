"""``genderdesk play``: the main job on a scratch database, through the real servers, step by step."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from genderdesk.interfaces.cli import ports


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of lines")


def run(options: argparse.Namespace) -> int:
    with _scratch() as environment:
        result = _play_there(environment, quiet=options.json)
    if options.json:
        print(json.dumps(_told(result)))
    for fault in _faults(result):
        print(f"genderdesk play: {fault}", file=sys.stderr)
    return 0 if result["ok"] else 1


def _told(result: dict[str, Any]) -> dict[str, Any]:
    """The object for machines; its shape is a promise (docs/commands.md)."""
    steps = [{name: step[name] for name in ("act", "actor", "ok", "ms")} for step in result["steps"]]
    return {"ok": result["ok"], "steps": steps, "case": result["case"], "figures": result["figures"]}


def _faults(result: dict[str, Any]) -> list[str]:
    """Why the job was not done to its end."""
    of_steps = [f"{step['act']} by {step['actor']}: {step['fault']}" for step in result["steps"] if not step["ok"]]
    return of_steps or ([result["fault"]] if result.get("fault") else [])


def _play_there(environment: dict[str, str], *, quiet: bool) -> dict[str, Any]:
    """Load and play in a process of its own, whose settings are those of the scratch folder."""
    command = [sys.executable, "-m", "genderdesk", "demo", "--no-serve", "--fresh", "--no-background"]
    command += ["--result", "result.json"]
    where = Path(environment["GENDERDESK_HOME"])
    done = subprocess.run(
        command, env=environment, cwd=where, stdout=subprocess.DEVNULL if quiet else None, check=False
    )
    result_file = where / "result.json"
    if not result_file.exists():
        return {"ok": False, "steps": [], "case": None, "figures": {}, "fault": f"demo ended with {done.returncode}"}
    return dict(json.loads(result_file.read_text()))


@contextlib.contextmanager
def _scratch() -> Iterator[dict[str, str]]:
    """A data folder, and a database on the PostgreSQL server where DATABASE_URL names one, that leave no trace."""
    home = Path(tempfile.mkdtemp(prefix="genderdesk-play-"))
    environment = {**os.environ, "GENDERDESK_HOME": str(home)}
    try:
        if os.environ.get("DATABASE_URL"):
            with _scratch_database(os.environ["DATABASE_URL"]) as address:
                yield {**environment, "DATABASE_URL": address}
        else:
            yield environment
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextlib.contextmanager
def _scratch_database(address: str) -> Iterator[str]:
    from urllib.parse import urlsplit, urlunsplit

    import psycopg

    name = f"genderdesk_play_{os.getpid()}_{ports.free_port('127.0.0.1')}"
    parts = urlsplit(address)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    try:
        yield urlunsplit(parts._replace(path=f"/{name}"))
    finally:
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
