"""When Python looks for garbage: neither while a process loads nor in the middle of a large batch."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def loading() -> Iterator[None]:
    """Load what a process keeps until it ends: nothing of it is looked at for garbage, now or ever again.

    A server's modules are some 200,000 objects; looking through them again and again took a quarter of its start and
    made single answers slow.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


@contextmanager
def kept_together() -> Iterator[None]:
    """Make many records that stay until they are written; garbage is looked for once, when they are gone."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.collect()
