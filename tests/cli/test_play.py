"""`genderdesk play --json` for machines, where a step of the job fails."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.one_database]

# Imported by every Python that finds it first: the operator of this play does not answer the call.
PLANTED = """
import genderdesk.demo.play as play

def _is_away(operator):
    raise play.Stuck("The operator is away.")

play._answer = _is_away
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
