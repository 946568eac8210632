"""``genderdesk serve``: pages, live events and background work, started and stopped together."""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field

from genderdesk.interfaces.cli import ports

# Enough for a desk on two cores; a blocking thread waits for the database most of its time.
PAGE_THREADS = 16
START_SECONDS = 30


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, help="port of the pages (8000)")
    parser.add_argument("--workers", type=int, default=1, help="processes for pages (1)")
    parser.add_argument("--no-worker", action="store_true", help="leave background work to `genderdesk worker`")


def run(options: argparse.Namespace) -> int:
    demand_free_port(options.host, options.port)
    import django

    from genderdesk.interfaces.cli.verbs.migrate import bring_up_to_date

    django.setup()
    bring_up_to_date()
    servers = start(options.host, options.port, workers=options.workers, background=not options.no_worker)
    print(f"Gender Desk is at http://{options.host}:{options.port}  (Ctrl-C stops it)", flush=True)
    return servers.wait()


def demand_free_port(host: str, port: int) -> None:
    """Raise Stop with what to type where the port is taken."""
    from genderdesk.interfaces.cli.main import Stop

    if not ports.is_free(host, port):
        raise Stop(
            f"port {port} is taken. Choose another one: make demo PORT={port + 10}, or serve --port {port + 10}."
        )


@dataclass
class Servers:
    """The running processes; when one ends, all end."""

    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def wait(self) -> int:
        """Until a signal or the end of one process; the exit status."""
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, lambda *_: sys.exit(0))
        try:
            while True:
                for name, process in self.processes.items():
                    if process.poll() is not None:
                        print(f"genderdesk serve: {name} ended with status {process.returncode}.", file=sys.stderr)
                        return 1
                time.sleep(0.5)
        finally:
            self.stop()

    def stop(self) -> None:
        """End all processes, politely first."""
        for process in self.processes.values():
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        for process in self.processes.values():
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def start(host: str, port: int, *, workers: int = 1, background: bool = True) -> Servers:
    """Start the processes and return when pages are answered."""
    from genderdesk.interfaces.cli.main import Stop

    live_port = ports.free_port(host, port + 1)
    environment = {**os.environ, "GENDERDESK_LIVE_URL": f":{live_port}/live/"}
    servers = Servers()
    pages = _granian("wsgi", "genderdesk.config.wsgi:application", host, port, workers, PAGE_THREADS)
    servers.processes["pages"] = subprocess.Popen(pages, env=environment)
    live = _granian("asgi", "genderdesk.config.asgi:application", host, live_port, 1, None)
    servers.processes["live events"] = subprocess.Popen(live, env=environment)
    if background:
        worker = [sys.executable, "-m", "genderdesk", "worker"]
        servers.processes["background work"] = subprocess.Popen(worker, env=environment)
    try:
        _await_pages(host, port, servers.processes["pages"])
    except Stop:
        servers.stop()
        raise
    return servers


def _granian(interface: str, target: str, host: str, port: int, workers: int, threads: int | None) -> list[str]:
    command = [
        sys.executable,
        "-m",
        "granian",
        target,
        "--interface",
        interface,
        "--host",
        host,
        "--port",
        str(port),
        "--workers",
        str(workers),
        "--no-ws",
        "--log-level",
        "warning",
        "--backpressure",
        "512",
    ]
    return [*command, "--blocking-threads", str(threads)] if threads else command


def _await_pages(host: str, port: int, process: subprocess.Popen[bytes]) -> None:
    from genderdesk.interfaces.cli.main import Stop

    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            raise Stop(f"the page server ended with status {process.returncode} before it answered.")
        try:
            urllib.request.urlopen(f"http://{host}:{port}/", timeout=5).close()
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.05)
    raise Stop(f"no page was answered within {START_SECONDS} seconds; see the log in the data folder.")
