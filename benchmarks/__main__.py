"""``make bench``: speed on this machine and database, in one run, as ratios. Prints a table; nothing is asserted.

``python -m benchmarks [--cases 1000] [--operations 400]``; ``DATABASE_URL`` names an empty PostgreSQL database.
"""

from __future__ import annotations

import argparse
import base64
import csv
import io
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path

CLIENTS = (1, 8, 32)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--operations", type=int, default=400)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="genderdesk-bench-") as home:
        os.environ.update(GENDERDESK_HOME=str(Path(home) / "home"), DJANGO_SETTINGS_MODULE="genderdesk.config.settings")
        _genderdesk("demo", "--no-serve", "--no-play")
        _genderdesk("generate", "--cases", str(options.cases))
        _measure(options.cases, options.operations)
    return 0


def _genderdesk(*words: str) -> float:
    """Run a verb; its seconds."""
    started = time.perf_counter()
    subprocess.run([sys.executable, "-m", "genderdesk", *words], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def _line(name: str, value: str, ratio: str = "") -> None:
    print(f"{name:<58} {value:>24} {ratio:>30}", flush=True)


def _measure(cases: int, operations: int) -> None:
    import django

    django.setup()
    from django.db import connection

    from benchmarks.work import make_bare_tables

    make_bare_tables()
    print(f"{connection.vendor}, Python {platform.python_version()}, {os.cpu_count()} cores, {cases} cases\n")
    _intake(operations)
    _pages()
    _export()
    _line("genderdesk --help", f"{_genderdesk('--help'):.2f} s")


def _intake(operations: int) -> None:
    """The protected act beside the raw driver and a bare Django insert with user and audit row."""
    from benchmarks.clients import run_clients

    one_by_one = 0.0
    for clients in CLIENTS:
        raw, bare, act = (run_clients(work, clients, operations) for work in ("raw_insert", "bare_django", "act"))
        one_by_one = one_by_one or act.per_second
        _line(f"raw driver, {clients} clients", f"{raw.per_second:.0f}/s  p99 {raw.p99_ms:.1f} ms")
        _line(f"bare Django, {clients} clients", f"{bare.per_second:.0f}/s  p99 {bare.p99_ms:.1f} ms")
        ratio = f"{act.per_second / bare.per_second:.2f} of Django, {act.per_second / raw.per_second:.2f} of raw"
        _line(f"report intake by the act, {clients} clients", f"{act.per_second:.0f}/s  p99 {act.p99_ms:.1f} ms", ratio)
    batch = run_clients("batch", 1, 10, operations=100)
    _line(
        "batch of 100 in one commit",
        f"{batch.per_second:.0f}/s",
        f"{batch.per_second / one_by_one:.1f} times one by one",
    )


def _pages() -> None:
    """Lists, Today and figures in the server, without a network between."""
    from django.conf import settings
    from django.test import Client

    from benchmarks.clients import timed
    from genderdesk.groundwork.protection.acts import unguarded
    from genderdesk.organisation.accounts.models import User

    settings.ALLOWED_HOSTS = ["*"]
    client = Client()
    with unguarded("benchmark"):
        client.force_login(User.objects.get(username="desk_head"))

    def ms(address: str) -> float:
        def get() -> None:
            answer = client.get(address)
            if answer.status_code != 200:
                raise SystemExit(f"{address} answered {answer.status_code}")

        return timed(get, 30).median_ms

    first = ms("/staff/cases/?state=all")
    _line("case list, first page", f"{first:.1f} ms")
    far = ms(_far_page())
    _line("case list, last page", f"{far:.1f} ms", f"{far / first:.2f} of the first")
    _line("Today", f"{ms('/staff/'):.1f} ms")
    _line("figures of the month", f"{ms('/staff/figures/'):.1f} ms")


def _far_page() -> str:
    """The address of the page that the oldest cases are on."""
    from genderdesk.casework.cases.models import Case

    oldest = Case.objects.order_by("opened_at", "pk").values_list("opened_at", "pk")[20]
    mark = json.dumps([oldest[0].isoformat(), str(oldest[1])]).encode()
    return f"/staff/cases/?state=all&older={base64.urlsafe_b64encode(mark).decode().rstrip('=')}"


def _export() -> None:
    """Reports with names opened, to CSV, beside a bare cursor that writes what is stored."""
    from django.db import connection

    from genderdesk.casework.intake.models import Report
    from genderdesk.groundwork.protection.acts import unguarded
    from genderdesk.groundwork.protection.vault import opener

    def write(opened: bool) -> float:
        out = csv.writer(io.StringIO())
        started = time.perf_counter()
        with unguarded("benchmark"), connection.cursor() as cursor:
            names, stories = (opener("intake_report", column) for column in ("reporter_name", "narrative"))
            cursor.execute("SELECT id, number, state, reporter_name, narrative FROM intake_report")
            while rows := cursor.fetchmany(2000):
                if opened:
                    out.writerows(
                        (i, n, s, names(uuid.UUID(str(i)), name), stories(uuid.UUID(str(i)), story))
                        for i, n, s, name, story in rows
                    )
                else:
                    out.writerows(rows)
        return time.perf_counter() - started

    bare, ours = write(False), write(True)
    total = Report.objects.count()
    _line(f"CSV of {total} reports, two fields opened", f"{ours:.2f} s", f"{ours / bare:.2f} of a bare cursor")


if __name__ == "__main__":
    sys.exit(main())
