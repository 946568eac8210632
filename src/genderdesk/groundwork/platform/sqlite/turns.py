"""The queue of writers before the database's lock: who came first goes first, and only the next one is woken.

A file lock that several wait for wakes all of them, and whoever runs first has it: with eight writers the unlucky one
waits three times as long as its turn would take. So each takes a place, which is a locked byte of the same file, and
waits for the byte before its own. The bytes of a process that ended are free, so nobody waits for the dead; where one
ended in the queue, whoever came next stands before the lock a little early, and the lock itself keeps them apart.
"""

from __future__ import annotations

import fcntl
import os
import struct

# Locks of an open file, not of a process: the threads of the pages are writers too. Linux has them.
_WAIT = getattr(fcntl, "F_OFD_SETLKW", None)
_NUMBER, _BYTES, _FIRST = 0, 8, 16


def _of(kind: int, start: int, count: int) -> bytes:
    """C's ``struct flock``."""
    return struct.pack("hhqqi0q", kind, os.SEEK_SET, start, count, 0)


_TAKE_NUMBER, _LEAVE_NUMBER = _of(fcntl.F_WRLCK, _NUMBER, _BYTES), _of(fcntl.F_UNLCK, _NUMBER, _BYTES)


def wait(file: int) -> int:
    """Return when all who came before have gone: our place, to ``leave``. 0 where this system has no such locks."""
    if _WAIT is None:
        return 0
    fcntl.fcntl(file, _WAIT, _TAKE_NUMBER)
    try:
        place = max(_FIRST, int.from_bytes(os.pread(file, _BYTES, _NUMBER), "little")) + 1
        os.pwrite(file, place.to_bytes(_BYTES, "little"), _NUMBER)
        fcntl.fcntl(file, _WAIT, _of(fcntl.F_WRLCK, place, 1))
    finally:
        fcntl.fcntl(file, _WAIT, _LEAVE_NUMBER)
    try:
        fcntl.fcntl(file, _WAIT, _of(fcntl.F_WRLCK, place - 1, 1))
    except BaseException:
        leave(file, place)
        raise
    return place


def leave(file: int, place: int) -> None:
    """Let the next one go on."""
    if place:
        fcntl.fcntl(file, _WAIT or 0, _of(fcntl.F_UNLCK, place - 1, 2))
