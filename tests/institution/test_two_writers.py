"""Two people who want one room at one time: one gets it, whoever writes, on either database."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from genderdesk.groundwork.protection.tree.log import make_signing_key
from genderdesk.groundwork.protection.vault.keyring import make_root_key
from tests.serving import begin_home, drop_database, environment_for

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent.parent
ROUNDS = 8
_KEYS = "import django; django.setup(); from {0} import {1}; {1}()"
_RACE = "import django; django.setup(); from tests.institution.two_writers import run; run({})"


@pytest.fixture(scope="module")
def raced(tmp_path_factory):
    """What became of the rounds, on the database of this run."""
    home = tmp_path_factory.mktemp("raced") / "home"
    database_url = begin_home(home)
    environment = environment_for(home, database_url)
    environment |= {
        "DJANGO_SETTINGS_MODULE": "genderdesk.config.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
    }
    for make in (make_root_key, make_signing_key):
        code = _KEYS.format(make.__module__, make.__name__)
        subprocess.run([sys.executable, "-c", code], env=environment, check=True)
    command = [sys.executable, "-c", _RACE.format(ROUNDS)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if database_url:
        drop_database(database_url)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


def test_the_page_gives_the_room_to_one_and_tells_the_other_what_is_free(raced):
    found = raced["by_act"]
    assert found == {
        "rounds": ROUNDS,
        "single": ROUNDS,
        "told": {"booked": ROUNDS, "told that it is taken": ROUNDS},
        "overlapping": 0,
    }


def test_the_database_itself_refuses_the_second(raced):
    found = raced["by_the_table"]
    assert found == {
        "rounds": ROUNDS,
        "single": ROUNDS,
        "told": {"booked": ROUNDS, "stopped": ROUNDS},
        "overlapping": 0,
    }
