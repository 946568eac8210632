"""The processes of one installation: pages, live events, background work; started, watched and stopped together."""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import os
import signal
import stat
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from genderdesk.interfaces.cli import ports
from genderdesk.interfaces.cli.main import Stop

START_SECONDS = 30
# How long requests that are being answered may take to end when all are asked to stop.
STOP_SECONDS = 10
# A process that ends this often within a minute will not be mended by starting it once more.
MOST_RESTARTS = 3
WATCH_SECONDS = 0.5
LOG_SECONDS = 60.0


class StopSignals:
    """SIGTERM, Ctrl-C and the closing of the terminal, each of which ends the verb by SystemExit."""

    WHICH = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)

    def __init__(self) -> None:
        self.asked = False
        self._held = False
        self._before: dict[signal.Signals, Callable[[int, FrameType | None], object] | int | None] = {}

    def take(self) -> None:
        """From now on a signal ends the verb, past every ``finally``."""
        self._before = {each: signal.signal(each, self._stop) for each in self.WHICH}

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self.asked = True
        if not self._held:
            sys.exit(0)

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """A signal takes effect afterwards: a fork swallows what is raised in it, and the process would be unknown."""
        self._held = True
        try:
            yield
        finally:
            self._held = False
        self.look()

    def look(self) -> None:
        """End where a signal came and its effect was lost."""
        if self.asked:
            sys.exit(0)

    def ignore(self) -> None:
        for each in self._before:
            signal.signal(each, signal.SIG_IGN)

    def give_back(self) -> None:
        for each, handler in self._before.items():
            signal.signal(each, handler)
        self._before = {}


@dataclass
class Servers:
    """The running processes. One that ends is started again; where that does not help, all end."""

    host: str
    port: int
    hold: HomeHold
    commands: dict[str, list[str]] = field(default_factory=dict)
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    environment: dict[str, str] = field(default_factory=dict)
    restarts: list[float] = field(default_factory=list)
    signals: StopSignals = field(default_factory=StopSignals)

    def launch(self, name: str) -> None:
        """Start one process in a group of its own, so that nothing it starts is left behind."""
        with self.signals.held():
            self.processes[name] = self._open(name)

    def _open(self, name: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            self.commands[name],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=_ends_with_parent(),  # noqa: PLW1509  # this process has one thread
        )

    def wait(self) -> int:
        """Until a signal, or until a process cannot be kept running; the exit status."""
        from genderdesk.config.environment import read_environment
        from genderdesk.config.logs import turn_over

        log_folder, looked_at_log = read_environment().logs, 0.0
        try:
            while self._keep_running():
                self.signals.look()
                if time.monotonic() - looked_at_log > LOG_SECONDS:
                    looked_at_log = time.monotonic()
                    try:
                        turn_over(log_folder)
                    except OSError as fault:
                        # People in danger need the pages, whatever becomes of the log.
                        print(f"genderdesk serve: the log could not be turned over: {fault}", file=sys.stderr)
                time.sleep(WATCH_SECONDS)
            return 1
        finally:
            self.stop()

    def _keep_running(self) -> bool:
        """Start again what ended; False where it ends too often."""
        for name, process in list(self.processes.items()):
            if process.poll() is None:
                continue
            _kill_group(process)
            now = time.monotonic()
            self.restarts = [each for each in self.restarts if now - each < 60]
            if len(self.restarts) >= MOST_RESTARTS:
                print(
                    f"genderdesk serve: {name} ended again with status {process.returncode}, so everything is stopped. "
                    "The reason is in logs/genderdesk.log of the data folder.",
                    file=sys.stderr,
                )
                return False
            self.restarts.append(now)
            print(
                f"genderdesk serve: {name} ended with status {process.returncode}; it is started again.",
                file=sys.stderr,
            )
            self.launch(name)
        return True

    def stop(self) -> None:
        """End all processes, politely first, and whatever they started; a second signal does not break this off."""
        self.signals.ignore()
        for process in self.processes.values():
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        until = time.monotonic() + STOP_SECONDS
        for process in self.processes.values():
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=max(0.01, until - time.monotonic()))
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
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
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
    servers = Servers(host, port, hold, environment=_environment(live_port))
    servers.commands["pages"] = _granian("rsgi", "genderdesk.config.pages:application", host, port, workers)
    servers.commands["live events"] = _granian("asgi", "genderdesk.config.asgi:application", host, live_port, 1)
    if background:
        servers.commands["background work"] = [sys.executable, "-m", "genderdesk", "worker"]
    servers.signals.take()
    try:
        # The pages have both cores until they answer; a browser that finds no live events yet tries again by itself.
        servers.launch("pages")
        _await_pages(host, port, servers)
        for name in servers.commands:
            if name not in servers.processes:
                servers.launch(name)
    except BaseException:
        servers.stop()
        raise
    return servers


def _environment(live_port: int) -> dict[str, str]:
    """Ours; browsers hear live events on the second port, unless a proxy was told of another address."""
    chosen = os.environ.get("GENDERDESK_LIVE_URL") or f":{live_port}/live/"
    return {**os.environ, "GENDERDESK_LIVE_URL": chosen}


def _granian(interface: str, target: str, host: str, port: int, workers: int) -> list[str]:
    settings = {
        "--interface": interface,
        "--host": host,
        "--port": str(port),
        "--workers": str(workers),
        "--log-level": "warning",
        "--backpressure": "1024",
        # An open stream never ends by itself; after this the worker is ended all the same.
        "--workers-kill-timeout": "4",
        "--http1-header-read-timeout": "15000",
    }
    words = [word for pair in settings.items() for word in pair]
    return [sys.executable, "-m", "granian", target, *words, "--no-ws", "--respawn-failed-workers"]


def _await_pages(host: str, port: int, servers: Servers) -> None:
    process = servers.processes["pages"]
    until = time.monotonic() + START_SECONDS
    reached = f"[{host}]" if ":" in host else host.replace("0.0.0.0", "127.0.0.1")  # noqa: S104  # every address
    address = f"http://{reached}:{port}/"
    while time.monotonic() < until:
        servers.signals.look()
        if process.poll() is not None:
            raise Stop(f"the page server ended with status {process.returncode} before it answered.")
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except urllib.error.HTTPError:
            # Any answer means that pages are answered.
            return
        except OSError:
            time.sleep(0.02)
    raise Stop(f"no page was answered within {START_SECONDS} seconds; see logs/genderdesk.log in the data folder.")


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    """What is left of a process and of all that it started."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _ends_with_parent() -> Callable[[], None] | None:
    """On Linux a started process gets SIGTERM when this one is gone, even where this one was killed."""
    if sys.platform != "linux":
        return None
    control = ctypes.CDLL(None).prctl
    parent_death_signal = 1

    def before_exec() -> None:
        control(parent_death_signal, signal.SIGTERM)

    return before_exec
