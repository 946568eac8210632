"""The processes of one installation: pages, live events, background work; started, watched and stopped together.

The process that watches them has loaded Django and does nothing with it: on Linux the others are forked from it, so
that they are there at once, and what all have in memory is there only once. It opens no database, key or connection,
which a fork would share. Elsewhere each loads by itself.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import multiprocessing
import os
import signal
import stat
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextvars import Context
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import FrameType
from typing import Never

from genderdesk.interfaces.cli import ports
from genderdesk.interfaces.cli.main import Stop, main

START_SECONDS = 30
# How long requests that are being answered may take to end when all are asked to stop.
STOP_SECONDS = 10
# A process that ends this often within a minute will not be mended by starting it once more.
MOST_RESTARTS = 3
WATCH_SECONDS = 0.1
LOG_SECONDS = 60.0
# macOS does not let every library be used in a fork.
_HOW = multiprocessing.get_context("fork") if sys.platform == "linux" else multiprocessing.get_context("spawn")


class StopSignals:
    """SIGTERM, Ctrl-C and the closing of the terminal: they end nothing by themselves, so that no start is broken off
    in the middle, but are heard where somebody looks."""

    WHICH = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)

    def __init__(self) -> None:
        self.asked = False
        self._before: dict[signal.Signals, Callable[[int, FrameType | None], object] | int | None] = {}

    def take(self) -> None:
        self._before = {each: signal.signal(each, self._hear) for each in self.WHICH}

    def _hear(self, _number: int, _frame: FrameType | None) -> None:
        self.asked = True

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """They wait; in a process that is forked meanwhile until it calls ``_listen_to_signals``."""
        signal.pthread_sigmask(signal.SIG_BLOCK, self.WHICH)
        try:
            yield
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, self.WHICH)

    def look(self) -> None:
        """End where a signal came."""
        if self.asked:
            sys.exit(0)

    def give_back(self) -> None:
        for each, handler in self._before.items():
            signal.signal(each, handler)
        self._before = {}


@dataclass
class Servers:
    """The running processes. One that ends is started again; where that does not help, all end."""

    hold: HomeHold
    work: dict[str, Callable[[], int | None]] = field(default_factory=dict)
    processes: dict[str, BaseProcess] = field(default_factory=dict)
    restarts: list[float] = field(default_factory=list)
    signals: StopSignals = field(default_factory=StopSignals)

    def launch(self, name: str) -> None:
        """Start one process in a group of its own, so that nothing it starts is left behind."""
        with self.signals.held():
            process = _HOW.Process(target=_begin, args=(name, self.work[name], os.getpid()), name=name)
            process.start()
            self.processes[name] = process

    def answers(self) -> bool:
        """True while the pages may still answer; ends where a signal came."""
        self.signals.look()
        return self.processes["pages"].is_alive()

    def wait(self) -> int:
        """Until a signal, or until a process cannot be kept running; the exit status."""
        from genderdesk.config.environment import read_environment
        from genderdesk.config.logs import turn_over

        log_folder, looked_at_log = read_environment().logs, 0.0
        try:
            while not self.signals.asked:
                if not self._keep_running():
                    return 1
                if time.monotonic() - looked_at_log > LOG_SECONDS:
                    looked_at_log = time.monotonic()
                    try:
                        turn_over(log_folder)
                    except OSError as fault:
                        # People in danger need the pages, whatever becomes of the log.
                        print(f"genderdesk serve: the log could not be turned over: {fault}", file=sys.stderr)
                time.sleep(WATCH_SECONDS)
            return 0
        finally:
            self.stop()

    def _keep_running(self) -> bool:
        """Start again what ended; False where it ends too often."""
        for name, process in list(self.processes.items()):
            if process.is_alive():
                continue
            _kill_group(process)
            now = time.monotonic()
            self.restarts = [each for each in self.restarts if now - each < 60]
            if len(self.restarts) >= MOST_RESTARTS:
                print(
                    f"genderdesk serve: {name} ended again with status {process.exitcode}, so everything is stopped. "
                    "The reason is in logs/genderdesk.log of the data folder.",
                    file=sys.stderr,
                )
                return False
            self.restarts.append(now)
            print(
                f"genderdesk serve: {name} ended with status {process.exitcode}; it is started again.",
                file=sys.stderr,
            )
            self.launch(name)
        return True

    def stop(self) -> None:
        """End all processes, politely first, and whatever they started."""
        for process in self.processes.values():
            process.terminate()
        until = time.monotonic() + STOP_SECONDS
        for process in self.processes.values():
            process.join(timeout=max(0.01, until - time.monotonic()))
            _kill_group(process)
        self.processes.clear()
        self.hold.release()
        self.signals.give_back()


class HomeHold:
    """A data folder is served once at a time: a lock on a file in it, which also says where."""

    def __init__(self, home: Path, address: str) -> None:
        self.path = home / "serve.lock"
        self._file: int | None = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            # A lock of this process alone: a forked one does not have it too.
            fcntl.lockf(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            where = os.read(self._file, 200).decode(errors="replace").strip()
            os.close(self._file)
            raise Stop(
                f"{home} is already served{f' at {where}' if where else ''}. Stop that one first (Ctrl-C), or choose "
                "another folder with GENDERDESK_HOME."
            ) from None
        os.ftruncate(self._file, 0)
        os.write(self._file, f"{address}\n".encode())

    def release(self) -> None:
        if self._file is not None:
            os.ftruncate(self._file, 0)
            os.close(self._file)
            self._file = None


def demand_unserved(home: Path) -> None:
    """Raise Stop where another process serves this data folder now."""
    if home.exists():
        HomeHold(home, "").release()


def demand_closed_keys(keys: Path) -> None:
    """Raise Stop where somebody else on this machine can read a key."""
    for key in sorted(keys.glob("*.key")):
        if stat.S_IMODE(key.stat().st_mode) & 0o077:
            raise Stop(f"other users can read {key}. Type: chmod 600 {key}")


def demand_free_port(host: str, port: int) -> None:
    """Raise Stop with what to type where the port is taken or cannot be used."""
    if not 0 < port < 65536:
        raise Stop(f"{port} is not a port. Choose a number from 1024 to 65535.")
    fault = ports.why_not(host, port)
    if fault == "taken":
        raise Stop(
            f"port {port} is taken. Choose another one: make demo PORT={port + 10}, or serve --port {port + 10}."
        )
    if fault:
        raise Stop(f"port {port} of {host} cannot be used: {fault}.")


def begin_again() -> Never:
    """Take the place of this process by a new one of the same words, which has opened no database and no key yet."""
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606  # our own words again


def start(
    host: str,
    port: int,
    *,
    live_port: int | None = None,
    workers: int = 1,
    background: bool = True,
    hold: HomeHold | None = None,
) -> Servers:
    """Start the processes and return when pages are answered."""
    from genderdesk.config.environment import read_environment

    settings = read_environment()
    demand_closed_keys(settings.keys)
    hold = hold or HomeHold(settings.home, f"http://{host}:{port}")
    live_port = live_port or ports.free_port(host, port + 1)
    # Browsers hear live events on the second port, unless a proxy was told of another address.
    os.environ["GENDERDESK_LIVE_URL"] = os.environ.get("GENDERDESK_LIVE_URL") or f":{live_port}/live/"
    servers = Servers(hold)
    servers.work["pages"] = partial(_granian, "rsgi", "genderdesk.config.pages:application", host, port, workers)
    servers.work["live events"] = partial(_granian, "asgi", "genderdesk.config.asgi:application", host, live_port, 1)
    if background:
        servers.work["background work"] = partial(main, ["worker"])
    servers.signals.take()
    try:
        # Loads Django, and all that the pages need: the process that takes the place of one that ended has it at once.
        import_module("genderdesk.config.pages")
        # The pages have both cores until they answer; a browser that finds no live events yet tries again by itself.
        servers.launch("pages")
        await_pages(host, port, servers.answers)
        for name in servers.work:
            if name not in servers.processes:
                servers.launch(name)
    except BaseException:
        servers.stop()
        raise
    return servers


def _begin(name: str, work: Callable[[], int | None], mother: int) -> None:
    """The beginning of each process: a group of its own, so that nothing it starts is left behind; an end with ours."""
    os.setsid()
    _listen_to_signals()
    _end_with_parent()
    if sys.platform == "linux":
        # What `ps` shows of it.
        Path("/proc/self/comm").write_text(name)
    if os.getppid() == mother:
        # A verb's process stands for the system before the database; one that answers people stands for nobody.
        sys.exit(Context().run(work))


def _listen_to_signals() -> None:
    """Each ends this process, whatever the one that it was forked from does about them."""
    for each in StopSignals.WHICH:
        signal.signal(each, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, StopSignals.WHICH)


def _end_with_parent() -> None:
    """On Linux a started process gets SIGTERM when the one that started it is gone, even where that one was killed."""
    if sys.platform == "linux":
        parent_death_signal = 1
        ctypes.CDLL(None).prctl(parent_death_signal, signal.SIGTERM)


def _granian(interface: str, target: str, host: str, port: int, workers: int) -> None:
    """Serve an application until SIGTERM."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.http import HTTP1Settings
    from granian.log import LogLevels

    # Until it has a handler of its own, granian's worker would pass over the signal that ends it.
    os.register_at_fork(after_in_child=_listen_to_signals)
    Granian(
        target,
        address=host,
        port=port,
        interface=Interfaces(interface),
        workers=workers,
        websockets=False,
        backpressure=1024,
        http1_settings=HTTP1Settings(header_read_timeout=15_000),
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        # An open stream never ends by itself; after this the worker is ended all the same.
        workers_kill_timeout=4,
    ).serve()


def await_pages(host: str, port: int, is_alive: Callable[[], bool]) -> None:
    """Return when pages are answered there; Stop where whoever should answer is not alive, or takes too long."""
    until = time.monotonic() + START_SECONDS
    # Where every address is listened on, "every address" leads to this machine too.
    reached = f"[{host}]" if ":" in host else host
    address = f"http://{reached}:{port}/"
    while time.monotonic() < until:
        if not is_alive():
            raise Stop("the page server ended before it answered; see logs/genderdesk.log in the data folder.")
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except urllib.error.HTTPError:
            # Any answer means that pages are answered.
            return
        except OSError:
            time.sleep(0.02)
    raise Stop(f"no page was answered within {START_SECONDS} seconds; see logs/genderdesk.log in the data folder.")


@contextlib.contextmanager
def apart(*words: str) -> Iterator[subprocess.Popen[bytes]]:
    """Another verb in a process of its own, which ends when the ``with`` does, however that is ended.

    Servers are forked from a process that has opened nothing, so a verb that opens the database cannot serve it too.
    """
    before = {each: signal.signal(each, _break_off) for each in StopSignals.WHICH}
    process = subprocess.Popen(
        [sys.executable, "-m", "genderdesk", *words],
        stdin=subprocess.DEVNULL,
        preexec_fn=_end_with_parent,  # noqa: PLW1509  # a verb has one thread
    )
    try:
        yield process
    finally:
        for each in before:
            signal.signal(each, signal.SIG_IGN)
        process.terminate()
        try:
            process.wait(timeout=2 * STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        for each, handler in before.items():
            signal.signal(each, handler)


def _break_off(number: int, _frame: FrameType | None) -> None:
    sys.exit(128 + number)


def _kill_group(process: BaseProcess) -> None:
    """What is left of a process and of all that it started."""
    if process.pid is not None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.join()
