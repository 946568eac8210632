"""Where sealed files lie: flat folders of random names under the media folder, mode 600, each written once."""

from __future__ import annotations

import os
import re
import secrets
import time
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

NAME = re.compile(r"[0-9a-f]{32}")
_PART = ".part"
# A file that no record names is left by a process that was killed; one this old belongs to no upload under way.
LEFT_SECONDS = 24 * 3600


def folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "sealed"


def path_of(name: str) -> Path:
    """Where the file of this name lies; ValueError for what is no name of ours."""
    if not NAME.fullmatch(name):
        raise ValueError("This is no name of a sealed file.")
    return folder() / name[:2] / name


def begin() -> tuple[str, Path, int]:
    """A new random name, its path while it arrives, and a descriptor of the empty file with mode 600."""
    name = secrets.token_hex(16)
    part = path_of(name).with_suffix(_PART)
    part.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return name, part, os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)


def settle(name: str, part: Path) -> None:
    """Give a file that arrived whole its name, safely on the disk."""
    part.rename(path_of(name))
    directory = os.open(part.parent, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)


def remove(name: str) -> None:
    """Take a file away whose record was committed without it; one that a killed process leaves, the sweep takes."""
    path_of(name).unlink(missing_ok=True)


def names() -> set[str]:
    """The names of all sealed files that lie there."""
    return {path.name for path in folder().glob("*/*") if NAME.fullmatch(path.name)}


def sweep(known: Iterable[str], now: float | None = None) -> int:
    """Remove what no record names and no upload still writes; how many. Without a record its key is nowhere."""
    before = (now or time.time()) - LEFT_SECONDS
    wanted = set(known)
    left = [path for path in folder().glob("*/*") if path.name not in wanted and path.stat().st_mtime < before]
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)
