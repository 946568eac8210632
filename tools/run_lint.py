"""``make lint``: every check of the text itself, all of them even where the first fails."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
CODE = ("src", "tests", "tools", "benchmarks")

# The type checker takes longest, so it starts first beside the others.
CHECKS: dict[str, list[str | Path]] = {
    "types (mypy)": [BIN / "mypy", "src/genderdesk", "tools", "benchmarks"],
    "style (ruff check)": [BIN / "ruff", "check", *CODE],
    "layout (ruff format --check)": [BIN / "ruff", "format", "--check", "--quiet", *CODE],
    "import contracts (lint-imports)": [BIN / "lint-imports", "--no-cache", "--no-logo"],
    "catalogues (messages.py --check)": [sys.executable, "tools/messages.py", "--check"],
    "templates (djlint)": [BIN / "djlint", "src", "--lint", "--quiet"],
}


def run(command: list[str | Path], home: str) -> tuple[int, str, float]:
    """Exit status, output and seconds of one check."""
    started = time.monotonic()
    # The types of settings are read by loading them, which must not make a data folder here.
    environment = {**os.environ, "GENDERDESK_HOME": home, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
    environment.pop("DATABASE_URL", None)
    done = subprocess.run(
        command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    return done.returncode, (done.stdout + done.stderr).strip(), time.monotonic() - started


def main() -> int:
    failed = []
    with tempfile.TemporaryDirectory(prefix="genderdesk-lint-") as home, ThreadPoolExecutor(max_workers=2) as pool:
        running = {name: pool.submit(run, command, home) for name, command in CHECKS.items()}
        for name, each in running.items():
            code, words, seconds = each.result()
            print(f"{'ok    ' if code == 0 else 'FAILED'} {name} ({seconds:.1f} s)", flush=True)
            if code != 0:
                failed.append(name)
                print(words, flush=True)
    if failed:
        print(f"Lint: {len(failed)} of {len(CHECKS)} checks failed: {', '.join(failed)}.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
