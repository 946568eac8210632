"""``make bench``: speed on this machine and database, in one run, as ratios. Prints a table; nothing is asserted.

``python -m benchmarks [--cases 1000] [--rounds 9] [--home FOLDER]``; ``DATABASE_URL`` names an empty PostgreSQL
database. ``--home`` measures on a demonstration that was generated before.
"""

from __future__ import annotations

import argparse
import base64
import importlib
import importlib.util
import itertools
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from genderdesk.interfaces.cli.main import load_django

# How many clients, and how many operations each does in one turn.
CLIENTS = {1: 40, 8: 12, 32: 5}
PAGE = 1000


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--home", type=Path, help="a data folder that is ready, of which a copy is measured")
    options = parser.parse_args()
    # Where this is set, each process that is measured would translate all modules anew.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory(prefix="genderdesk-bench-") as home:
        os.environ["GENDERDESK_HOME"] = str(Path(home) / "home")
        os.environ["DJANGO_SETTINGS_MODULE"] = "genderdesk.config.settings"
        if options.home:
            # Measuring writes, and some of it unsealed, to be compared with.
            shutil.copytree(options.home, Path(home) / "home")
        else:
            _genderdesk("demo", "--no-serve", "--no-play")
            _genderdesk("generate", "--cases", str(options.cases))
        _measure(options.rounds)
    return 0


def _genderdesk(*words: str) -> None:
    subprocess.run([sys.executable, "-m", "genderdesk", *words], check=True, stdout=subprocess.DEVNULL)


def _line(name: str, value: str, ratio: str = "") -> None:
    print(f"{name:<46} {value:>38}   {ratio}", flush=True)


def _measure(rounds: int) -> None:
    load_django()
    from django.db import connection

    from benchmarks.work import make_bare_tables
    from genderdesk.casework.cases.models import Case
    from genderdesk.monitoring.statistics.rollup import roll_up

    make_bare_tables()
    # As the worker does every minute.
    roll_up()
    cases = Case.objects.count()
    print(f"{connection.vendor}, Python {platform.python_version()}, {os.cpu_count()} cores, {cases} cases\n")
    _pages(2 * rounds)
    _casework(2 * rounds)
    _programme(rounds)
    _results(rounds)
    _export(rounds)
    _need_to_know(rounds)
    connection.close()
    _intake(rounds)
    _batch(rounds)
    _servers()


def _intake(rounds: int) -> None:
    """The protected act beside the raw driver and a bare Django insert with user and audit row."""
    from benchmarks.clients import run_rounds

    for clients, count in CLIENTS.items():
        works = ["raw_insert", "bare_django", "act", "act_with_phone"]
        raw, bare, act, called = run_rounds(works, clients=clients, rounds=rounds, count=count)
        _line(f"raw driver, {clients} clients", f"{raw.per_second:.0f}/s  p99 {raw.p99_ms:.1f} ms")
        _line(f"bare Django, {clients} clients", f"{bare.per_second:.0f}/s  p99 {bare.p99_ms:.1f} ms")
        for name, each in (("report intake by the act", act), ("the same with a new phone number", called)):
            ratio = f"{each.ratio(bare):.2f} of Django, {each.ratio(raw):.2f} of raw"
            _line(f"{name}, {clients} clients", f"{each.per_second:.0f}/s  p99 {each.p99_ms:.1f} ms", ratio)


def _batch(rounds: int) -> None:
    """Operations of a field device or an SMS gateway, one by one and a hundred in one commit, through the same act."""
    from benchmarks.clients import run_rounds
    from benchmarks.work import BATCH

    works = ["gateway_one_by_one", "batch"]
    single, batch = run_rounds(works, clients=1, rounds=rounds, count=2, operations=[BATCH // 4, BATCH])
    _line("operations of a gateway, one by one", f"{single.per_second:.0f}/s")
    _line(f"batch of {BATCH} in one commit", f"{batch.per_second:.0f}/s", f"{batch.ratio(single):.1f} times one by one")


def _pages(turns: int) -> None:
    """Lists, Today and figures in the server, without a network between."""
    from benchmarks.clients import by_turns

    get = _reader("desk_head")
    number, far = _far_page()
    addresses = ["/staff/cases/?state=all", far, "/staff/reports/?show=all", "/staff/", "/staff/figures/"]
    first, last, reports, today, figures = by_turns([get(each) for each in addresses], turns)
    _line("case list, first page", str(first))
    _line(f"case list, page {number}", str(last), f"{last.ratio(first):.2f} of the first")
    _line("report list", str(reports))
    _line("Today", str(today))
    _line("figures of the month", str(figures))


def _reader(username: str) -> Callable[[str], Callable[[], object]]:
    """What opens a page for somebody who is signed in."""
    from django.conf import settings
    from django.test import Client

    from genderdesk.groundwork.protection.acts import unguarded
    from genderdesk.organisation.accounts.models import User

    settings.ALLOWED_HOSTS = ["*"]
    client = Client()
    with unguarded("benchmark"):
        client.force_login(User.objects.get(username=username))

    def get(address: str) -> Callable[[], object]:
        def ask() -> None:
            answer = client.get(address)
            if answer.status_code != 200:
                raise SystemExit(f"{address} answered {answer.status_code}")

        return ask

    return get


def _need_to_know(turns: int) -> None:
    """Act and case list with need-to-know, as ratios of the processor's time to the same without it."""
    from benchmarks.clients import by_turns
    from benchmarks.security import many, without
    from benchmarks.work import act

    receive, cases = act(), _reader("desk_head")("/staff/cases/?state=all")
    works = [many(receive, 20), without(many(receive, 20)), many(cases, 5), without(many(cases, 5))]
    kept, bare, listed, all_cases = by_turns(works, 2 * turns)
    _line("20 reports by the act, need-to-know on", str(kept), f"{kept.ratio(bare):.2f} of the same without")
    _line("case list 5 times, need-to-know on", str(listed), f"{listed.ratio(all_cases):.2f} of the same without")


def _casework(turns: int) -> None:
    """Work on one file beside raw SQL of the same work, as ratios of the processor's time."""
    from benchmarks import casework
    from benchmarks.clients import by_turns

    casework.make_copies()
    files = casework.subjects()
    pairs: list[tuple[str, Callable[[], object], Callable[[], object]]] = [
        ("page of a case", casework.page(files, _reader("desk_head")), casework.raw_page(files)),
        ("save: circumstances kept", casework.save(files), casework.raw_save(files)),
        ("search by a number", casework.search_by_phone(files), casework.raw_search_by_phone(files)),
        ("the same, a number never asked for", casework.search_by_new_phone(), casework.raw_search_by_phone(files)),
        ("search by a name", casework.search_by_name(files), casework.raw_search_by_name(files)),
        ("referral: asked, proposed, consented, sent", casework.refer(files), casework.raw_referral(files)),
    ]
    for name, ours, raw in pairs:
        by_act, by_hand = by_turns([ours, raw], turns)
        _line(name, str(by_act), f"{by_act.ratio(by_hand):.1f} of raw SQL, {by_hand}")


def _programme(turns: int) -> None:
    """Coverage of posts on any day and a sheet of attendance beside raw SQL, as ratios of the processor's time."""
    from benchmarks import programme
    from benchmarks.clients import by_turns

    programme.make_posts()
    number = programme.demand_alike()
    on, again = itertools.cycle(programme.days()), itertools.cycle(programme.days())
    ours, raw = by_turns([programme.coverage(on), programme.raw_coverage(again)], 4 * turns)
    _line(f"coverage of {number} posts on a day", str(ours), f"{ours.ratio(raw):.1f} of raw SQL, {raw}")
    rounds = min(turns, 3)
    programme.make_copies()
    before = programme.trainings(rounds + 1)
    fill = programme.take_in(before)
    for _each in before:
        fill()
    sheets = [programme.rows_of(each) for each in before]
    ours, raw = by_turns(
        [programme.take_in(programme.trainings(rounds + 1), first=len(before)), programme.raw_take_in(sheets)], rounds
    )
    rows = programme.PEOPLE * programme.SESSIONS
    per_second = rows / statistics.median(ours.cpu_ms) * 1000
    words = f"{ours.ratio(raw):.1f} of executemany, {raw}; {per_second:.0f} rows/s of processor"
    _line(f"{rows} attendances of a sheet, taken in", str(ours), words)


def _far_page() -> tuple[int, str]:
    """The number and address of the thousandth page, or of the last full one where there are fewer."""
    from genderdesk.casework.cases.models import Case
    from genderdesk.groundwork.platform.paging import PAGE_SIZE

    number = max(2, min(PAGE, Case.objects.count() // PAGE_SIZE - 1))
    before = (number - 1) * PAGE_SIZE - 1
    opened_at, key = Case.objects.order_by("-opened_at", "-pk").values_list("opened_at", "pk")[before]
    mark = json.dumps([opened_at.isoformat(), str(key)]).encode()
    return number, f"/staff/cases/?state=all&older={base64.urlsafe_b64encode(mark).decode().rstrip('=')}"


def _results(turns: int) -> None:
    """An indicator over twenty years beside raw SQL, and the page of results."""
    from benchmarks import results
    from benchmarks.clients import by_turns

    results.make_years()
    results.demand_alike()
    ours, raw, page = by_turns([results.over_years(), results.raw_over_years(), results.page()], turns)
    years = len(results.YEARS)
    _line(f"{years * results.PEOPLE} completions over {years} years, raw SQL", str(raw))
    _line(f"the indicator over {years} years", str(ours), f"{ours.ratio(raw):.1f} times raw SQL")
    _line("the demonstration's page of results", str(page))


def _export(turns: int) -> None:
    """All reports to CSV with names and numbers opened, beside a bare cursor, by turns."""
    from benchmarks.clients import by_turns
    from benchmarks.export import bare_cursor, memory_mb, our_export
    from genderdesk.casework.intake.models import Report

    bare, ours = by_turns([bare_cursor(), our_export()], turns)
    name = f"CSV of {Report.objects.count()} reports, two fields opened"
    _line("the same rows in plain text by a bare cursor", str(bare))
    _line(name, str(ours), f"{ours.ratio(bare):.2f} of a bare cursor")
    _line("memory that the export adds at its peak", f"{memory_mb():.0f} MB")


def _servers() -> None:
    """Start, memory and clients cut off, where ``benchmarks/servers.py`` measures them."""
    if importlib.util.find_spec("benchmarks.servers") is None:
        _line("start, memory, cut-off clients", "not measured here")
        return
    for row in importlib.import_module("benchmarks.servers").rows():
        _line(*row)


if __name__ == "__main__":
    sys.exit(main())
