"""``genderdesk worker``: sends what the outbox holds and runs scheduled work."""

from __future__ import annotations

import argparse
import logging
import signal
import threading
from collections.abc import Callable

from genderdesk.interfaces.cli.main import load_django

# How long the worker rests when nothing was waiting.
REST_SECONDS = 0.5


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="do what is due now and stop")


def run(options: argparse.Namespace) -> int:
    load_django()
    if options.once:
        work_once()
        work_aside()
        return 0
    stop = threading.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: stop.set())
    aside = threading.Thread(target=work_until, args=(stop, work_aside), name="slow work", daemon=True)
    aside.start()
    work_until(stop, work_once)
    return 0


def work_once() -> int:
    """Everything due now; the number of messages sent and scheduled entries run."""
    from django.db import close_old_connections

    from genderdesk.groundwork.platform import outbox, schedule

    close_old_connections()
    return outbox.deliver_due() + len(schedule.run_due())


def work_aside() -> int:
    """What is due and takes long, one at a time, in a thread of its own; the number done."""
    from django.db import close_old_connections

    from genderdesk.groundwork.platform import outbox

    close_old_connections()
    return outbox.deliver_slow()


def work_until(stop: threading.Event, work: Callable[[], int]) -> None:
    """Work again and again, with a rest when there was nothing to do, until it is stopped."""
    from django.db import Error

    log = logging.getLogger(__name__)
    while not stop.is_set():
        try:
            busy = work()
        except Error:
            # The database may be restarting: go on trying, and say so.
            log.exception("The worker could not reach the database; trying again in five seconds.")
            stop.wait(5)
            continue
        if not busy:
            stop.wait(REST_SECONDS)
