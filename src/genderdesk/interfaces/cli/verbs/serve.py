"""``genderdesk serve``: pages, live events and background work, started and stopped together."""

from __future__ import annotations

import argparse

from genderdesk.interfaces.cli.main import Stop, load_django
from genderdesk.interfaces.cli.servers import HomeHold, begin_again, demand_free_port, start

MOST_WORKERS = 64


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, help="port of the pages (8000)")
    parser.add_argument("--live-port", type=int, help="port of live events (the next free one)")
    parser.add_argument(
        "--workers",
        type=int,
        default=1,
        choices=range(1, MOST_WORKERS + 1),
        metavar="N",
        help="processes for pages, one for each core or two (1)",
    )
    parser.add_argument("--quiet", action="store_true", help="print nothing when pages are answered")
    parser.add_argument("--no-worker", action="store_true", help="leave background work to `genderdesk worker`")


def run(options: argparse.Namespace) -> int:
    from genderdesk.config.environment import prepare_home, read_environment
    from genderdesk.interfaces.cli.verbs.migrate import bring_up_to_date, is_up_to_date

    environment = read_environment()
    prepare_home(environment)
    # First the folder: who starts it twice is told where it is served, not that a port is taken.
    hold = HomeHold(environment.home, f"http://{options.host}:{options.port}")
    try:
        demand_free_port(options.host, options.port)
        if options.live_port is not None:
            demand_free_port(options.host, options.live_port)
        if not is_up_to_date(environment):
            load_django()
            bring_up_to_date()
            if not is_up_to_date(environment):
                raise Stop("the program changed while the database was brought up to date. Type the same again.")
            begin_again()
    except BaseException:
        hold.release()
        raise
    servers = start(
        options.host,
        options.port,
        live_port=options.live_port,
        workers=options.workers,
        background=not options.no_worker,
        hold=hold,
    )
    if not options.quiet:
        print(f"Gender Desk is at http://{options.host}:{options.port}  (Ctrl-C stops it)", flush=True)
    return servers.wait()
