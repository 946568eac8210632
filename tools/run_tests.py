"""``make test`` and ``make quick``: pytest on SQLite, then on a PostgreSQL server of its own.

``run_tests.py all [pytest's arguments]`` or ``run_tests.py quick [...]``. Every run says what it is and shows its
slowest tests; the last line says which databases passed.
"""

from __future__ import annotations

import itertools
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from postgres_cluster import ClusterFault, cluster
from provide import NotFound, chromium, postgresql, softhsm

ROOT = Path(__file__).resolve().parent.parent
# Two cores are what CI has; more than four processes only wait for each other's databases. With one more than cores
# nothing was gained, and servers on a busy machine answered too late.
PROCESSES = max(2, min(4, os.cpu_count() or 2))
# CI ends at 90 minutes. A run that hangs must say so before, with the other database's run still to come.
LONGEST_SECONDS = 40 * 60

# The database is chosen here; and without bytecode every server that a journey starts compiles the whole package anew.
_NOT_OURS = {"DATABASE_URL", "PYTHONDONTWRITEBYTECODE"}

# So many journeys may have a second go, alone.
_A_FEW = 3

QUICK = "not journey and not slow"
ON_POSTGRESQL = "not one_database"


def main(arguments: list[str]) -> int:
    # A stopped run must still stop its servers.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    which, given = (arguments[0], arguments[1:]) if arguments else ("all", [])
    if which == "quick":
        return run("SQLite, quick part", ["-m", QUICK, *given], {})
    try:
        browser, binaries, _token = chromium(), postgresql(), softhsm()
    except NotFound as sentence:
        print(sentence, file=sys.stderr)
        return 1
    results = {"SQLite": run("SQLite", given, {"CHROME": str(browser)})}
    try:
        with cluster(binaries) as address:
            there = {"CHROME": str(browser), "DATABASE_URL": address}
            results["PostgreSQL"] = run("PostgreSQL", ["-m", ON_POSTGRESQL, *given], there)
    except ClusterFault as sentence:
        print(sentence, file=sys.stderr)
        results["PostgreSQL"] = 1
    print(", ".join(f"{name} {'passed' if code == 0 else 'FAILED'}" for name, code in results.items()), flush=True)
    return 1 if any(results.values()) else 0


def run(title: str, arguments: list[str], settings: dict[str, str]) -> int:
    """One run of pytest; its exit status, with "no test matched" counted as passed where tests were named by hand."""
    environment = {name: value for name, value in os.environ.items() if name not in _NOT_OURS} | settings
    command = [sys.executable, "-m", "pytest", "-n", str(PROCESSES), "--dist", "worksteal", "--durations", "15"]
    print(f"\n=== Tests on {title} ===", flush=True)
    started = time.monotonic()
    notes = Path(tempfile.mkdtemp(prefix="genderdesk-run-"))
    try:
        code = subprocess.run(
            [*command, "--durations-min", "0.5", "-o", f"cache_dir={notes}", *arguments],
            cwd=ROOT,
            env=environment,
            timeout=LONGEST_SECONDS,
            check=False,
        ).returncode
    except subprocess.TimeoutExpired:
        print(f"Tests on {title} did not end within {LONGEST_SECONDS // 60} minutes.", file=sys.stderr)
        return 1
    print(f"=== {title}: {time.monotonic() - started:.0f} s ===", flush=True)
    if code == 1 and (journeys := _only_journeys_failed(notes)):
        code = _once_more(title, journeys, arguments, environment)
    shutil.rmtree(notes, ignore_errors=True)
    named = any(not each.startswith("-") and (ROOT / each.split("::")[0]).exists() for each in arguments)
    return 0 if code == 5 and named else code


def _only_journeys_failed(notes: Path) -> list[str]:
    """The journeys that failed in the run whose cache folder this is, where they are few and nothing else failed."""
    kept = notes / "v" / "cache" / "lastfailed"
    failed = list(json.loads(kept.read_text())) if kept.exists() else []
    few = 0 < len(failed) <= _A_FEW and all(each.startswith(("tests/journeys/", "tests/cli/")) for each in failed)
    return failed if few else []


def _once_more(title: str, journeys: list[str], arguments: list[str], environment: dict[str, str]) -> int:
    """Two browsers and two servers on two cores can starve each other: what failed is run once more, alone, and said.

    A journey that fails alone too has failed. One that passes is named, so that somebody looks at it.
    """
    print(f"\n=== {title}: once more, alone: {', '.join(journeys)} ===", flush=True)
    marks = [each for pair in itertools.pairwise(arguments) if pair[0] == "-m" for each in pair]
    command = [sys.executable, "-m", "pytest", *marks, *journeys]
    code = subprocess.run(command, cwd=ROOT, env=environment, timeout=LONGEST_SECONDS, check=False).returncode
    if code == 0:
        print(f"=== {title}: PASSED ONLY ALONE, to be looked at: {', '.join(journeys)} ===", flush=True)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
