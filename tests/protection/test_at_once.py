"""The same operations from several processes at the same moment make each record once, and all get the same answer."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.protection.at_once import OPERATIONS
from tests.serving import Demonstration, copy_of

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
@pytest.mark.parametrize("way", ["one by one", "in a batch"])
def test_a_device_that_sends_twice_at_once_makes_each_record_once(
    demonstration: Demonstration, tmp_path: Path, way: str
) -> None:
    with copy_of(demonstration, tmp_path / "home") as mine:
        done = subprocess.run(
            [sys.executable, "-m", "tests.protection.at_once", way],
            cwd=ROOT,
            env=mine.environment,
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout.splitlines()[-1])
    first, *others = said["answers"]
    assert all(answers == first for answers in others)
    assert len(set(first)) == OPERATIONS
    assert said["kept"]["entries"] == said["kept"]["reports"] == OPERATIONS
    assert said["kept"]["differences"] == 0
