"""``python -m tests.protection.at_once``: four processes do the same operations at the same moment; says what they got.

Run on a copy of the demonstration, since the guarantee is about processes that share a database file or server.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import sys
import uuid
from typing import Any

from genderdesk.interfaces.cli.main import load_django

PROCESSES = 4
OPERATIONS = 12


def _client(way: str, op_ids: list[str], gate: Any, results: Any) -> None:
    from genderdesk.casework.intake.acts import receive_report
    from genderdesk.casework.intake.vocabulary import Channel, StatedKind
    from genderdesk.groundwork.foundation.answers import Answer
    from genderdesk.groundwork.protection.access import SYSTEM
    from genderdesk.groundwork.protection.acts import Conflict, grouped
    from genderdesk.organisation.institution.models import Institution

    arguments: dict[str, Any] = {
        "institution": Institution.objects.get(code="RNP"),
        "channel": Channel.SMS,
        "district": None,
        "stated_kind": StatedKind.PHYSICAL,
        "safe_to_contact": Answer.YES,
        "narrative": "the same words",
    }
    operations = [uuid.UUID(each) for each in op_ids]

    def each() -> list[str]:
        return [str(receive_report.once(op_id)(SYSTEM, **arguments).pk) for op_id in operations]

    def together() -> list[str]:
        for _again in range(20):
            try:
                with grouped(operations):
                    return each()
            except Conflict:
                continue
        raise RuntimeError("The batch never got through.")

    gate.wait()
    results.put(each() if way == "one by one" else together())


def main(way: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "genderdesk.config.settings"
    load_django()
    # Forked before anything was asked of the database, as the servers are.
    context = multiprocessing.get_context("fork")
    op_ids = [str(uuid.uuid4()) for _ in range(OPERATIONS)]
    gate, results = context.Barrier(PROCESSES), context.Queue()
    processes = [context.Process(target=_client, args=(way, op_ids, gate, results)) for _ in range(PROCESSES)]
    for process in processes:
        process.start()
    answers = [results.get(timeout=120) for _ in processes]
    for process in processes:
        process.join()
    sys.stdout.write(json.dumps({"op_ids": op_ids, "answers": answers, "kept": _kept(op_ids)}) + "\n")


def _kept(op_ids: list[str]) -> dict[str, int]:
    """Entries and reports of the operations, and how many counters a recount contradicts."""
    from genderdesk.casework.intake.models import Report
    from genderdesk.groundwork.protection.models import Entry
    from genderdesk.monitoring.statistics.queries.recount import recount_differs

    entries = Entry.objects.filter(op_id__in=op_ids)
    reports = Report.objects.filter(pk__in=list(entries.values_list("subject_id", flat=True)))
    return {
        "entries": entries.count(),
        "reports": reports.count(),
        "differences": len(recount_differs()),
    }


if __name__ == "__main__":
    main(sys.argv[1])
