"""Finds what the tests need besides Python packages, and installs it where this machine allows: Chromium, PostgreSQL,
and SoftHSM as a token.

``python tools/provide.py`` prints where they are. Where one cannot be had, the one command to type is said and the exit
status is 1; nothing is skipped silently.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

# PostgreSQL 15 is the oldest that the desk promises to run on (architecture.md, database).
OLDEST_POSTGRESQL = 15

# The shell is the same engine without a desktop's window around it, for a quarter of the processor's time.
_CHROMIUM_NAMES = (
    "/usr/lib/chromium/chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
)
_CHROMIUM_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
_SOFTHSM_PLACES = (
    ("/usr/lib", "*/softhsm/libsofthsm2.so"),
    ("/usr/lib", "softhsm/libsofthsm2.so"),
    ("/usr/lib64", "pkcs11/libsofthsm2.so"),
    ("/opt/homebrew/lib", "softhsm/libsofthsm2.so"),
    ("/usr/local/lib", "softhsm/libsofthsm2.so"),
)
_POSTGRESQL_PLACES = (
    ("/usr/lib/postgresql", "*/bin"),
    ("/usr", "pgsql-*/bin"),
    ("/opt/homebrew/opt", "postgresql@*/bin"),
    ("/usr/local/opt", "postgresql@*/bin"),
)


class NotFound(Exception):
    """Something is missing and could not be installed; the sentence holds the command to type."""


@dataclass(frozen=True, slots=True)
class Need:
    """One program, how it is looked for, and its packages by package manager; ``rather`` are tried before these."""

    name: str
    find: Callable[[], Path | None]
    packages: dict[str, tuple[str, ...]]
    otherwise: str
    rather: dict[str, tuple[str, ...]] = field(default_factory=dict)


def chromium() -> Path:
    """The browser for the journeys: ``CHROME`` where set, else what is installed, else installed now."""
    return _provide(_CHROMIUM)


def postgresql() -> Path:
    """The folder with ``initdb`` and ``postgres``, version 15 or later, the newest that is there."""
    return _provide(_POSTGRESQL)


def softhsm() -> Path:
    """SoftHSM's PKCS#11 module, a token in software; its ``softhsm2-util`` is on the PATH then."""
    return _provide(_SOFTHSM)


def find_softhsm() -> Path | None:
    """SoftHSM's module beside its program, or None."""
    if not shutil.which("softhsm2-util"):
        return None
    found = (module for place, pattern in _SOFTHSM_PLACES for module in sorted(Path(place).glob(pattern)))
    return next(found, None)


def find_chromium() -> Path | None:
    """Chromium on this machine, or None. On some systems the name is only a note to install a snap, so it must run."""
    named = os.environ.get("CHROME")
    if named:
        if _answers([named, "--version"]):
            return Path(named)
        raise NotFound(f"CHROME names {named}, which does not run. Name another one, or leave CHROME out.")
    on_path = (shutil.which(name) for name in _CHROMIUM_NAMES)
    for place in (*on_path, *_CHROMIUM_PLACES):
        if place and Path(place).exists() and _answers([place, "--version"]):
            return Path(place)
    return None


def find_postgresql() -> Path | None:
    """The newest folder of PostgreSQL's programs that is new enough, or None."""
    found = {version: folder for folder in _postgresql_folders() if (version := _postgresql_version(folder))}
    good = {version: folder for version, folder in found.items() if version >= OLDEST_POSTGRESQL}
    return good[max(good)] if good else None


def _postgresql_folders() -> Iterable[Path]:
    on_path = shutil.which("initdb")
    if on_path:
        yield Path(on_path).resolve().parent
    for place, pattern in _POSTGRESQL_PLACES:
        yield from sorted(Path(place).glob(pattern))


def _postgresql_version(folder: Path) -> int:
    """The major version, 0 where the folder does not have both programs."""
    if not (folder / "initdb").exists() or not (folder / "postgres").exists():
        return 0
    number = re.search(r"(\d+)", _answers([str(folder / "postgres"), "--version"]).replace("(PostgreSQL)", ""))
    return int(number.group(1)) if number else 0


def _answers(command: list[str]) -> str:
    """What the command prints, empty where it fails or hangs."""
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=30, stdin=subprocess.DEVNULL, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout if done.returncode == 0 else ""


_CHROMIUM = Need(
    "Chromium",
    find_chromium,
    # A bare machine has no font, and a page without letters cannot be measured.
    {"apt-get": ("chromium", "fonts-dejavu-core"), "dnf": ("chromium",), "brew": ("--cask", "chromium")},
    "Install Chromium or Google Chrome, or name yours: CHROME=/path/to/chrome make test",
    # Not every system has it.
    rather={"apt-get": ("chromium-headless-shell", "fonts-dejavu-core")},
)
_POSTGRESQL = Need(
    f"PostgreSQL {OLDEST_POSTGRESQL} or later",
    find_postgresql,
    {"apt-get": ("postgresql",), "dnf": ("postgresql-server",), "brew": ("postgresql@16",)},
    "Install PostgreSQL 15 or later, so that initdb is on the PATH",
)


_SOFTHSM = Need(
    "SoftHSM 2",
    find_softhsm,
    {"apt-get": ("softhsm2",), "dnf": ("softhsm",), "brew": ("softhsm",)},
    "Install SoftHSM 2, so that softhsm2-util is on the PATH",
)


def _provide(need: Need) -> Path:
    found = need.find()
    if found:
        return found
    manager = next((name for name in need.packages if shutil.which(name)), None)
    if manager is None:
        raise NotFound(f"{need.name} was not found. {need.otherwise}.")
    command = _install_command(manager, need.packages[manager])
    prefix = _as_administrator(manager)
    if prefix is not None:
        first = [_install_command(manager, need.rather[manager])] if manager in need.rather else []
        for each in (*first, command):
            print(f"{need.name} was not found; installing it: {' '.join(prefix + each)}", flush=True)
            _install(manager, prefix, each)
            found = need.find()
            if found:
                return found
    by_hand = command if manager == "brew" else ["sudo", *command]
    raise NotFound(f"{need.name} was not found. Type: {' '.join(by_hand)}   ({need.otherwise}.)")


def _install_command(manager: str, packages: tuple[str, ...]) -> list[str]:
    agree = {"apt-get": ["-y", "--no-install-recommends"], "dnf": ["-y"], "brew": []}[manager]
    return [manager, "install", *agree, *packages]


def _as_administrator(manager: str) -> list[str] | None:
    """What to put before the command so that it may install; None where this user may not."""
    if manager == "brew" or os.geteuid() == 0:
        return []
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return ["sudo", "-n"]
    return None


def _install(manager: str, prefix: list[str], command: list[str]) -> None:
    """Run the package manager; its words are shown only where it fails."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    steps = [[*prefix, "apt-get", "update"], prefix + command] if manager == "apt-get" else [prefix + command]
    for step in steps:
        done = subprocess.run(
            step,
            env=quiet,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            print("\n".join(done.stdout.splitlines()[-15:]), file=sys.stderr, flush=True)


def main() -> int:
    try:
        print(f"Chromium: {chromium()}")
        print(f"PostgreSQL: {postgresql()}")
        print(f"SoftHSM: {softhsm()}")
    except NotFound as sentence:
        print(sentence, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
