"""The real thing for journeys: the demonstration loaded once in a run, and a server of it for each test process.

Loading takes as long as it takes a newcomer, so it is done once, by the first process that asks, and copied: a data
folder by its files, a PostgreSQL database by its template.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest

from tests.migrated import migrated_file

LOAD_SECONDS = 900
START_SECONDS = 60


@dataclass(frozen=True)
class Demonstration:
    """A loaded data folder and its database."""

    home: Path
    database_url: str
    password: str
    sign_ins: dict[str, str]

    @property
    def environment(self) -> dict[str, str]:
        """What a ``genderdesk`` process on this folder is started with."""
        return environment_for(self.home, self.database_url)


@dataclass(frozen=True)
class Served(Demonstration):
    """A demonstration that a server answers for."""

    address: str
    log: Path


def environment_for(home: Path, database_url: str) -> dict[str, str]:
    """Our environment without what pytest set for itself, pointing to a data folder of its own."""
    ours = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "GENDERDESK", "DJANGO"))
    }
    ours.pop("DATABASE_URL", None)
    return {**ours, "GENDERDESK_HOME": str(home), **({"DATABASE_URL": database_url} if database_url else {})}


@pytest.fixture(scope="session")
def unplayed(scratch: Path) -> Demonstration:
    """The demonstration's country, with nothing that happened in it. Do not write to it: take ``copy_of`` it."""
    return _made_once(scratch, "unplayed", _load_country)


@pytest.fixture(scope="session")
def demonstration(scratch: Path, unplayed: Demonstration) -> Demonstration:
    """The demonstration as ``genderdesk demo --no-serve`` leaves it. Do not write to it: take ``copy_of`` it."""
    return _made_once(scratch, "demonstration", lambda home: _play(unplayed, home))


def _made_once(scratch: Path, name: str, make: Callable[[Path], dict[str, str]]) -> Demonstration:
    """What the first process that asks makes, for all of them."""
    known = scratch / f"{name}.json"
    with _locked(scratch / f"{name}.lock"):
        if not known.exists():
            known.write_text(json.dumps(make(scratch / name)))
    state = json.loads(known.read_text())
    if state.get("fault"):
        pytest.fail(state["fault"], pytrace=False)
    home = Path(state["home"])
    told = json.loads((home / "demonstration").read_text())
    return Demonstration(home, state["database_url"], told["password"], told["sign_ins"])


def _load_country(home: Path) -> dict[str, str]:
    return _demo(home, begin_demonstration(home), "--no-play")


def _play(country: Demonstration, home: Path) -> dict[str, str]:
    shutil.copytree(country.home, home)
    return _demo(home, new_database(country.database_url) if country.database_url else "")


def _demo(home: Path, database_url: str, *more: str) -> dict[str, str]:
    command = [sys.executable, "-m", "genderdesk", "demo", "--no-serve", *more]
    try:
        done = subprocess.run(
            command,
            env=environment_for(home, database_url),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=LOAD_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return {"fault": f"genderdesk demo --no-serve did not end within {LOAD_SECONDS} seconds."}
    if done.returncode != 0:
        last = "\n".join(done.stdout.splitlines()[-30:])
        return {"fault": f"genderdesk demo --no-serve ended with {done.returncode}:\n{last}"}
    return {"home": str(home), "database_url": database_url}


@contextlib.contextmanager
def copy_of(demonstration: Demonstration, home: Path) -> Iterator[Demonstration]:
    """The demonstration again, to change as one likes; removed at the end."""
    shutil.copytree(demonstration.home, home)
    database_url = new_database(demonstration.database_url) if demonstration.database_url else ""
    try:
        yield Demonstration(home, database_url, demonstration.password, demonstration.sign_ins)
    finally:
        shutil.rmtree(home, ignore_errors=True)
        if database_url:
            _drop(name_of(database_url))


@pytest.fixture(scope="session")
def serve(demonstration: Demonstration, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """``genderdesk serve`` on a copy of the demonstration, one for each test process."""
    folder = tmp_path_factory.mktemp("served")
    with copy_of(demonstration, folder / "home") as mine, serving(mine, folder / "log") as served:
        yield served


@contextlib.contextmanager
def serving(demonstration: Demonstration, log: Path, more: dict[str, str] | None = None) -> Iterator[Served]:
    """Start the real servers on a free port and stop them all; ``more`` adds to their environment."""
    port = free_port()
    with log.open("wb") as lines:
        process = subprocess.Popen(
            [sys.executable, "-m", "genderdesk", "serve", "--port", str(port)],
            env={**demonstration.environment, **(more or {})},
            stdin=subprocess.DEVNULL,
            stdout=lines,
            stderr=lines,
            start_new_session=True,
        )
    address = f"http://127.0.0.1:{port}"
    try:
        _await_answer(address, process, log)
        yield Served(
            demonstration.home, demonstration.database_url, demonstration.password, demonstration.sign_ins, address, log
        )
    finally:
        _stop_group(process)


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def _await_answer(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=10).close()
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"genderdesk serve gave no answer at {address}:\n{log.read_text()[-2000:]}", pytrace=False)


def _stop_group(process: subprocess.Popen[bytes]) -> None:
    """Politely first; then whatever is left of the processes that this one started."""
    if process.poll() is None:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=20)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def begin_home(home: Path) -> str:
    """Make a data folder whose database has every table and nothing entered; the database's address, "" for SQLite.

    Making the tables takes longer than most of what is then done to them.
    """
    if os.environ.get("DATABASE_URL"):
        return migrated_database()
    home.mkdir(mode=0o700)
    shutil.copyfile(migrated_file(), home / "database.sqlite3")
    (home / "database.sqlite3").chmod(0o600)
    return ""


def begin_demonstration(home: Path) -> str:
    """The same for ``genderdesk demo``: as one that was stopped when it had made its tables."""
    database_url = begin_home(home)
    home.mkdir(mode=0o700, exist_ok=True)
    begun = {"password": secrets.token_hex(8), "played": False}
    (home / "demonstration").write_text(json.dumps(begun))
    (home / "demonstration").chmod(0o600)
    return database_url


# Databases on the PostgreSQL server of DATABASE_URL


def new_database(template: str) -> str:
    """A database of its own, empty or a copy of another one; its address."""
    name = f"genderdesk_journeys_{secrets.token_hex(4)}"
    of = f' TEMPLATE "{name_of(template)}"' if template else ""
    _tell_server(f'CREATE DATABASE "{name}"{of}')
    with _list_of_databases().open("a") as listed:
        listed.write(f"{name}\n")
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))


def migrated_database() -> str:
    """A database of its own with every table and nothing entered, without the half minute that making them takes."""
    return new_database(migrated_template())


def migrated_template() -> str:
    """The address of the database that ``migrated_database`` copies; migrated by the first process that asks."""
    scratch = Path(os.environ["GENDERDESK_TESTS"])
    known = scratch / "migrated"
    with _locked(scratch / "migrated.lock"):
        if not known.exists():
            address = new_database("")
            command = [sys.executable, "-m", "genderdesk", "migrate", "--quiet"]
            environment = environment_for(scratch / "migrating", address)
            subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, timeout=LOAD_SECONDS, check=True)
            known.write_text(address)
    return known.read_text()


def name_of(database_url: str) -> str:
    """The name of the database at an address."""
    return urlsplit(database_url).path.lstrip("/")


def drop_database(database_url: str) -> None:
    """Drop a database that ``new_database`` made."""
    _drop(name_of(database_url))


def _drop(name: str) -> None:
    _tell_server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def drop_databases(scratch: Path) -> None:
    """Drop what a run made and did not drop itself."""
    listed = scratch / "databases"
    if os.environ.get("DATABASE_URL") and listed.exists():
        for name in listed.read_text().split():
            _drop(name)


def _list_of_databases() -> Path:
    return Path(os.environ["GENDERDESK_TESTS"]) / "databases"


def _tell_server(sentence: str) -> None:
    import psycopg

    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute(sentence)  # type: ignore[call-overload]  # names are made above, not given
