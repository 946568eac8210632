"""The same seed and the same end give the same records in two databases that were made apart."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.serving import begin_demonstration, drop_database, environment_for

# What is drawn is drawn in Python; test_generator writes it on both databases.
pytestmark = [pytest.mark.slow, pytest.mark.one_database]

ROOT = Path(__file__).resolve().parents[2]
# Any moment that has passed; the two get the same one.
UNTIL = f"{datetime.now(UTC) - timedelta(days=3):%Y-%m-%dT09:00}"


def made(home: Path) -> dict[str, list]:
    """Fingerprints of a country loaded and generated in a data folder, and a database, of its own."""
    address = begin_demonstration(home)
    environment = environment_for(home, address) | {"DJANGO_SETTINGS_MODULE": "genderdesk.config.settings"}

    def run(*command: str) -> str:
        done = subprocess.run(
            [sys.executable, *command],
            env=environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
        )
        assert done.returncode == 0, done.stdout[-500:] + done.stderr[-2000:]
        return done.stdout

    try:
        run("-m", "genderdesk", "demo", "--no-serve", "--no-play")
        run("-m", "genderdesk", "generate", "--cases", "150", "--seed", "11", "--until", UNTIL)
        return json.loads(run("-m", "tests.demo.digest").splitlines()[-1])
    finally:
        if address:
            drop_database(address)


def test_two_databases_hold_the_same_records(tmp_path):
    one, two = made(tmp_path / "one"), made(tmp_path / "two")
    assert one["Case"][0] == 150
    assert [name for name in one if not one[name][0]] == []
    assert {name for name in one if one[name] != two[name]} == set()
