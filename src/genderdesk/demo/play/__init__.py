"""The main job, played through HTTP by invented people: from the first call to the figures.

Each step is one thing that one person does in a browser without scripts. A step that fails ends the play, and its
sentence says where the person got stuck.
"""

from __future__ import annotations

from typing import Any

from genderdesk.demo.person import Stuck
from genderdesk.demo.play.counselling import counselling
from genderdesk.demo.play.feedback import feedback
from genderdesk.demo.play.file import case, consent, end, rated, referral
from genderdesk.demo.play.first_help import call, response
from genderdesk.demo.play.month import before, figures
from genderdesk.demo.play.other_ways import other_ways
from genderdesk.demo.play.safety import safety
from genderdesk.demo.play.stage import Line, Play
from genderdesk.demo.play.suspect import suspect

__all__ = ["play_main_job"]


_PARTS = (
    before,
    call,
    response,
    case,
    suspect,
    safety,
    consent,
    referral,
    counselling,
    rated,
    feedback,
    end,
    other_ways,
    figures,
)


def play_main_job(base_url: str, password: str, sign_ins: dict[str, str], line: Line) -> dict[str, Any]:
    """Play the job on a served demonstration; ``line`` hears each step as it is done.

    Returns ``{"ok", "steps": [{"act", "actor", "ok", "ms", "sentence", "fault"}…], "case", "figures"}``: the case's
    number, and the totals that the figures page shows at the end.
    """
    play = Play(base_url, password, sign_ins, line)
    try:
        for part in _PARTS:
            part(play)
    except Stuck:
        pass
    ok = bool(play.steps) and all(step["ok"] for step in play.steps)
    return {"ok": ok, "steps": play.steps, "case": play.known.get("case"), "figures": play.figures}
