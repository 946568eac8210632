"""``python -m tests.protection.decide_at_once``: four processes decide the same request at the same moment.

Run on a copy of the demonstration; the last line says what each of them got.
"""

from __future__ import annotations

import importlib
import json
import multiprocessing
import os
import sys
from typing import Any

PROCESSES = 4


def _decide(approval_id: str, gate: Any, outcomes: Any) -> None:
    _set_up()
    from genderdesk.groundwork.protection import approvals
    from genderdesk.groundwork.protection.acts import Conflict
    from genderdesk.groundwork.protection.models import Approval

    asked, actor = Approval.objects.get(pk=approval_id), _actor("oversight")
    gate.wait()
    try:
        approvals.decide(actor, asked, yes=True)
        outcomes.put("decided")
    except Conflict:
        outcomes.put("told")


def _set_up() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "genderdesk.config.settings"
    import django

    django.setup()
    # A fresh process knows the kinds of requests whose rooms it has read.
    importlib.import_module("genderdesk.casework.intake.exporters")


def _actor(username: str) -> Any:
    from genderdesk.organisation.accounts.models import User
    from genderdesk.organisation.accounts.queries import actor_of

    return actor_of(User.objects.get(username=username))


def main() -> None:
    _set_up()
    from django.db import connection

    from genderdesk.casework.intake.exporters import REGISTER
    from genderdesk.groundwork.protection import approvals

    asked = approvals.ask(_actor("desk_head"), kind=REGISTER, scope="a month", reason="An invented audit.")
    connection.close()
    context = multiprocessing.get_context("spawn")
    gate, outcomes = context.Barrier(PROCESSES), context.Queue()
    processes = [context.Process(target=_decide, args=(str(asked.pk), gate, outcomes)) for _ in range(PROCESSES)]
    for process in processes:
        process.start()
    found = [outcomes.get(timeout=120) for _ in processes]
    for process in processes:
        process.join()
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main()
