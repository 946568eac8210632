"""``genderdesk load``: a second country, by its own files, on a machine of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.serving import begin_home, environment_for

LAKELAND = Path(__file__).parents[1] / "institution" / "lakeland"

pytestmark = [pytest.mark.slow, pytest.mark.one_database]


@pytest.fixture
def genderdesk(tmp_path):
    """Runs a verb in a data folder of its own."""

    def run(*words):
        environment = {**environment_for(tmp_path / "home", ""), "PYTHONPATH": os.pathsep.join(sys.path)}
        return subprocess.run(
            [sys.executable, "-m", "genderdesk", *map(str, words)],
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return run


def test_a_second_country_is_checked_then_loaded_with_its_lines(genderdesk, tmp_path):
    begin_home(tmp_path / "home")
    checked = genderdesk("load", LAKELAND, "--dry-run")
    assert checked.returncode == 0, checked.stderr
    assert "Nothing was kept" in checked.stdout
    loaded = genderdesk("load", LAKELAND)
    assert loaded.returncode == 0, loaded.stderr
    assert "8 divisions" in loaded.stdout
    again = genderdesk("load", LAKELAND)
    assert again.returncode == 0, again.stderr
    assert genderdesk("verify").returncode == 0


def test_every_fault_is_named_and_nothing_is_kept(genderdesk, tmp_path):
    begin_home(tmp_path / "home")
    folder = Path(shutil.copytree(LAKELAND, tmp_path / "spoilt"))
    units = folder / "units.csv"
    units.write_text(units.read_text().replace("station", "castle", 1))
    for words in (["--dry-run"], []):
        done = genderdesk("load", folder, *words)
        assert done.returncode == 1
        assert "units.csv, line" in done.stderr
        assert "Traceback" not in done.stderr
    listed = genderdesk("user", "list")
    assert listed.stdout == ""


def test_a_lost_key_is_not_silently_replaced(genderdesk, tmp_path):
    """A second key beside records of the first would hide that they can no longer be read."""
    begin_home(tmp_path / "home")
    assert genderdesk("load", LAKELAND).returncode == 0
    key = tmp_path / "home" / "keys" / "root.key"
    assert key.stat().st_mode & 0o777 == 0o600
    kept = key.rename(tmp_path / "safe.key")
    for verb in (["migrate"], ["load", LAKELAND]):
        done = genderdesk(*verb)
        assert done.returncode == 1
        assert "Put back the copy from your safe." in done.stderr
        assert not key.exists()
    kept.rename(key)
    assert genderdesk("verify").returncode == 0


def test_a_folder_that_is_not_there_gets_a_sentence(genderdesk):
    done = genderdesk("load", "nowhere")
    assert done.returncode == 1
    assert done.stderr == "genderdesk load: nowhere is not a folder. Name the folder that holds divisions.csv.\n"
