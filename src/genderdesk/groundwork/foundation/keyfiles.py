"""Key files: 32 bytes in base64, mode 600, outside the database."""

from __future__ import annotations

import base64
import os
import stat
from pathlib import Path

from genderdesk.groundwork.foundation.once import write_once


class KeyFault(Exception):
    """The key file is missing, open to others, damaged or another one; the sentence says what to do."""


def make_key(path: Path) -> None:
    """Write a new key of 256 bits with mode 600, unless one is there."""
    write_once(path, base64.b64encode(os.urandom(32)) + b"\n")


def read_key(path: Path, loss: str) -> bytes:
    """The 32 bytes of a key file; KeyFault where it is missing (``loss`` says what that means), open or damaged."""
    if not path.exists():
        raise KeyFault(f"{path} is missing, and without it {loss}. Put back the copy from your safe.")
    _demand_private(path)
    try:
        key = base64.b64decode(path.read_bytes())
    except ValueError:
        key = b""
    if len(key) != 32:
        raise KeyFault(f"{path} is damaged: it must hold 32 bytes in base64. Put back the copy from your safe.")
    return key


def read_secret(path: Path, loss: str) -> str:
    """The one line of a file that somebody else writes, such as a PIN; KeyFault where it is missing, open or empty."""
    if not path.is_file():
        raise KeyFault(f"{path} is missing, and without it {loss}. Write it, for its owner alone: mode 600.")
    _demand_private(path)
    secret = path.read_text().strip()
    if not secret:
        raise KeyFault(f"{path} is empty, and without it {loss}.")
    return secret


def _demand_private(path: Path) -> None:
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise KeyFault(f"{path} can be read by other users. Type: chmod 600 {path}")
