"""A PostgreSQL server that exists only while the tests run: own folder, own socket, no port, gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

START_SECONDS = 60
NAME = "genderdesk"

# Nothing here is worth keeping through a loss of power, and waiting for the disk is most of a test's time.
_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "listen_addresses": "",
    "max_connections": "200",
    "shared_buffers": "128MB",
    "autovacuum_naptime": "10min",
    "unix_socket_permissions": "0777",
}


class ClusterFault(Exception):
    """The server could not be made or started; the sentence ends with its own last words."""


@contextmanager
def cluster(binaries: Path) -> Iterator[str]:
    """Start a server from the programs in ``binaries`` and give its ``DATABASE_URL``; stop and remove it at the end."""
    # A socket's path may have 107 bytes at most, so TMPDIR, which may be deep, is not asked.
    folder = Path(tempfile.mkdtemp(prefix="gdpg-", dir="/tmp"))
    as_user = _account()
    server: subprocess.Popen[bytes] | None = None
    try:
        if as_user:
            os.chown(folder, as_user["user"], as_user["group"])
        _make(binaries, folder, as_user)
        server = _start(binaries, folder, as_user)
        yield f"postgresql://{NAME}@/{NAME}?host={quote(str(folder), safe='')}"
    finally:
        if server is not None:
            _stop(server)
        shutil.rmtree(folder, ignore_errors=True)


def _account() -> dict[str, Any]:
    """Arguments that run a command as somebody else where we are root, which PostgreSQL refuses to run as."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    raise ClusterFault("PostgreSQL does not run as root, and there is neither a user postgres nor nobody.")


def _make(binaries: Path, folder: Path, as_user: dict[str, Any]) -> None:
    command: list[str | Path] = [
        binaries / "initdb",
        "-D",
        folder / "data",
        "-U",
        NAME,
        "--auth=trust",
        "--encoding=UTF8",
        "--no-locale",
    ]
    done = subprocess.run(
        [*command, "--no-sync"],
        cwd=folder,
        env=_environment(),
        capture_output=True,
        text=True,
        check=False,
        **as_user,
    )
    if done.returncode != 0:
        raise ClusterFault(f"initdb failed: {done.stderr.strip() or done.stdout.strip()}")


def _start(binaries: Path, folder: Path, as_user: dict[str, Any]) -> subprocess.Popen[bytes]:
    settings = [word for name, value in _SETTINGS.items() for word in ("-c", f"{name}={value}")]
    log = folder / "log"
    with log.open("wb") as lines:
        server = subprocess.Popen(
            [binaries / "postgres", "-D", folder / "data", "-k", folder, *settings],
            cwd=folder,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=lines,
            stderr=lines,
            # Ctrl-C in a terminal goes to the whole group; the tests end first and then stop the server.
            start_new_session=True,
            **as_user,
        )
    until = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < until:
        if _database_made(binaries, folder):
            return server
        time.sleep(0.1)
    _stop(server)
    raise ClusterFault(f"PostgreSQL did not start: {log.read_text()[-500:]}")


def _database_made(binaries: Path, folder: Path) -> bool:
    made = subprocess.run(
        [binaries / "createdb", "-h", folder, "-U", NAME, NAME], env=_environment(), capture_output=True, check=False
    )
    return made.returncode == 0


def _environment() -> dict[str, str]:
    """Ours without PG*, which may point to somebody's real server."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")} | {"LC_ALL": "C"}


def _stop(server: subprocess.Popen[bytes]) -> None:
    """Stop at once: SIGQUIT is PostgreSQL's immediate shutdown."""
    if server.poll() is not None:
        return
    server.send_signal(signal.SIGQUIT)
    try:
        server.wait(timeout=20)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
