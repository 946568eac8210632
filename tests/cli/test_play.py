"""`genderdesk play --json` for machines, where a step of the job fails."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.one_database]

# Imported by every Python that finds it first: as soon as the line's part of the play is loaded, its operator is away.
PLANTED = """
import importlib.abc, importlib.util, sys

class OperatorIsAway(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name != "genderdesk.demo.play.line":
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(name)
        load = spec.loader.exec_module

        def load_and_plant(module):
            load(module)
            from genderdesk.demo.person import Stuck

            def answer(operator):
                raise Stuck("The operator is away.")

            module.answer = answer

        spec.loader.exec_module = load_and_plant
        return spec

sys.meta_path.insert(0, OperatorIsAway())
"""


def test_a_failing_step_ends_the_play_with_what_was_done_and_why(typed, tmp_path):
    (tmp_path / "planted").mkdir()
    (tmp_path / "planted" / "sitecustomize.py").write_text(PLANTED)
    import genderdesk

    source = Path(genderdesk.__file__).parents[1]
    done = typed("play", "--json", database_url="", PYTHONPATH=f"{tmp_path / 'planted'}:{source}")
    assert done.returncode == 1, done.stderr
    result = json.loads(done.stdout)
    assert set(result) == {"ok", "steps", "case", "figures"}
    assert result["ok"] is False
    assert [(step["act"], step["ok"]) for step in result["steps"]] == [
        ("figures.show", True),
        ("call.offer", True),
        ("call.answer", False),
    ]
    assert all(set(step) == {"act", "actor", "ok", "ms"} for step in result["steps"])
    assert "call.answer by operator: The operator is away." in done.stderr


def test_a_play_that_could_not_begin_says_why(typed):
    done = typed("play", "--json", database_url="postgresql://desk@127.0.0.1:9/desk")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "the database does not answer" in done.stderr
