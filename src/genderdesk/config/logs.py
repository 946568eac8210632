"""The log file: turned over before it grows too large, and without what people said or who they are.

Every process writes to the same ``logs/genderdesk.log``; ``WatchedFileHandler`` opens it anew when it was moved away.
"""

from __future__ import annotations

import fcntl
import logging
import traceback
from pathlib import Path
from types import TracebackType

MOST_BYTES = 5 * 1024 * 1024
KEPT = 5
NAME = "genderdesk.log"

ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def turn_over(folder: Path, most_bytes: int = MOST_BYTES, kept: int = KEPT) -> bool:
    """Move a log that has grown too large to ``.1``, the older ones up by one, the oldest away; True where it did."""
    log = folder / NAME
    with (folder / ".turning").open("w") as one_at_a_time:
        fcntl.flock(one_at_a_time, fcntl.LOCK_EX)
        if not log.exists() or log.stat().st_size < most_bytes:
            return False
        for number in range(kept - 1, 0, -1):
            older = folder / f"{NAME}.{number}"
            if older.exists():
                older.replace(folder / f"{NAME}.{number + 1}")
        log.replace(folder / f"{NAME}.1")
        return True


class WithoutContent(logging.Formatter):
    """Writes where a fault arose and its kind, never its message: a database quotes the value that it refused."""

    def formatException(self, ei: ExceptionInfo) -> str:  # noqa: N802  # logging's name
        lines: list[str] = []
        fault = ei[1]
        while fault is not None:
            frames = traceback.extract_tb(fault.__traceback__)
            lines += [f'  File "{each.filename}", line {each.lineno}, in {each.name}' for each in frames]
            lines.append(f"{type(fault).__module__}.{type(fault).__qualname__}")
            fault = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)
            lines += ["because of:"] if fault is not None else []
        return "\n".join(lines)
