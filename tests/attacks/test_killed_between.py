"""A process that is killed between an act and its entry leaves both or neither, wherever it is killed."""

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

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
REPEATS = 4
_KEYS = "import django; django.setup(); from {0} import {1}; {1}()"


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What the dying children left, on the database of this run."""
    home = tmp_path_factory.mktemp("killed") / "home"
    database_url = begin_home(home)
    environment = environment_for(home, database_url)
    environment |= {
        "DJANGO_SETTINGS_MODULE": "genderdesk.config.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
    }
    for make in (make_root_key, make_signing_key):
        code = _KEYS.format(make.__module__, make.__name__)
        subprocess.run([sys.executable, "-c", code], env=environment, check=True)
    command = [sys.executable, str(HERE / "killed_between.py"), str(REPEATS)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if database_url:
        drop_database(database_url)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


def test_never_one_without_the_other(told):
    wrong = [each for each in told["trials"] if any(each["found"].values())]
    assert not wrong, wrong


def test_they_were_killed_where_the_test_says(told):
    """Every child that had an appointed end met it; without that the first test would prove nothing."""
    for each in told["trials"]:
        if each["point"] != "anywhere":
            assert each["killed"] == each["of"] == REPEATS, each
    assert sum(each["killed"] for each in told["trials"]) > 100


def test_some_were_through_with_it_before(told):
    """What was committed stays, whoever dies then: each of these was killed right behind its commit."""
    assert told["kept"]["notes"] >= 2 * REPEATS
    assert told["kept"]["files"] >= REPEATS
