"""The main job, played by ``genderdesk play`` on a scratch database, from the first call to the figures."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.serving import environment_for

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> dict:
    """What ``genderdesk play --json`` prints."""
    import os

    home: Path = tmp_path_factory.mktemp("play") / "home"
    done = subprocess.run(
        [sys.executable, "-m", "genderdesk", "play", "--json"],
        env=environment_for(home, os.environ.get("DATABASE_URL", "")),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.stdout, done.stderr[-2000:]
    result = json.loads(done.stdout)
    assert done.returncode == 0, [step for step in result["steps"] if not step["ok"]] or result
    return result


def test_every_step_is_done(played):
    assert played["ok"] is True
    assert [step for step in played["steps"] if not step["ok"]] == []
    assert set(played) == {"ok", "steps", "case", "figures"}
    assert all(set(step) == {"act", "actor", "ok", "ms"} for step in played["steps"])


def test_it_walks_from_the_call_to_the_figures(played):
    acts = [step["act"] for step in played["steps"]]
    order = ["call.offer", "dispatch.assign", "report.decide", "suspect.add", "consent.record", "referral.attend"]
    order += ["session.hold", "referral.tell_of_counselling", "feedback.give", "closure.approve"]
    assert [acts.index(act) for act in order] == sorted(acts.index(act) for act in order)
    assert acts[-1] == "figures.show"
    assert played["case"].startswith("GD-")


def test_the_figures_are_the_count_by_hand(played):
    """Five reports to the police: call, text, USSD, web, counter. The defence force's counts apart; the one case is too
    few to be shown."""
    assert played["figures"] == {"Reports": 5}
