"""The one crew of the demonstration that signs in: free for whoever needs it next.

A test process has one served desk for all its journeys, and they come in any order (``--dist worksteal``). So whoever
sends M-01 does not trust that the one before brought it back.
"""

from __future__ import annotations

import subprocess
import sys

from tests.serving import Demonstration

# As a dispatcher does to whom the crew tells over the radio that it is done.
_FREE = """
import sys
import django; django.setup()
from genderdesk.casework.response.acts import call_off_unit, clear, set_unit_status
from genderdesk.casework.response.models import Assignment, ResponseUnit
from genderdesk.casework.response.vocabulary import ASSIGNMENT, Disposition, Fuel, Status
from genderdesk.organisation.accounts.models import User
from genderdesk.organisation.accounts.queries import actor_of

call_sign, login = sys.argv[1:]
dispatcher = actor_of(User.objects.get(username=login))
unit = ResponseUnit.objects.get(call_sign=call_sign)
for sent in Assignment.objects.filter(unit=unit, ended_at__isnull=True).select_related("dispatch"):
    if ASSIGNMENT.permits(sent.state, "dispatch.call_off"):
        call_off_unit(dispatcher, sent.dispatch, assignment=sent)
    else:
        clear(dispatcher, sent.dispatch, assignment=sent, disposition=Disposition.OTHER_UNIT_ATTENDED)
set_unit_status(dispatcher, unit, status=Status.AT_BASE, fuel=Fuel.ENOUGH)
"""


def run(served: Demonstration, program: str, *arguments: str) -> str:
    """What a program prints that works beside the served desk, on its data."""
    environment = {**served.environment, "DJANGO_SETTINGS_MODULE": "genderdesk.config.settings"}
    command = [sys.executable, "-c", program, *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def free(served: Demonstration, call_sign: str = "M-01") -> None:
    """End whatever the crew is still sent to, and have it at its base with fuel."""
    run(served, _FREE, call_sign, served.sign_ins["dispatcher"])
