"""Reports to CSV: the register that a head of desk takes, names and numbers opened, beside a bare cursor."""

from __future__ import annotations

import csv
import multiprocessing
import resource
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

_SINCE, _UNTIL = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)


class Discarded:
    """A file that keeps nothing, so that the writers alone are measured."""

    def write(self, text: str) -> int:
        return len(text)


def bare_cursor() -> Callable[[], object]:
    """The same rows in the same order, in plain text, by the driver's cursor and ``csv.writer``."""
    from django.db import connection

    from genderdesk.organisation.institution.models import Institution

    field = Institution._meta.pk
    police = field.get_db_prep_value(Institution.objects.get(code="RNP").pk, connection)

    def work() -> None:
        writer = csv.writer(Discarded())
        with connection.chunked_cursor() as cursor:
            cursor.execute(
                # In place of the two sealed columns plain text of their length, as a desk without a vault would have.
                "SELECT number, received_at, channel, district_id, stated_kind, state, number, "
                "substr(phone_index, 1, 13) "
                "FROM intake_report WHERE institution_id = %s ORDER BY received_at, id",
                [police],
            )
            while rows := cursor.fetchmany(5000):
                writer.writerows(rows)

    return work


def our_export() -> Callable[[], object]:
    """The export as the page gives it: access asked, entry in the ledger, every name and number opened."""
    from genderdesk.casework.intake.exporters import REGISTER, register, scope_of
    from genderdesk.groundwork.protection import approvals
    from genderdesk.organisation.accounts.models import User
    from genderdesk.organisation.accounts.queries import actor_of

    actor, second = (actor_of(User.objects.get(username=name)) for name in ("desk_head", "oversight"))
    scope = scope_of(_SINCE, _UNTIL)
    asked = approvals.ask(actor, kind=REGISTER, scope=scope, reason="Measuring the export of invented reports.")
    approvals.decide(second, asked, yes=True)

    def work() -> None:
        file = Discarded()
        for piece in register(actor, since=_SINCE, until=_UNTIL):
            file.write(piece)

    return work


def _peak(results: Any) -> None:
    import django

    django.setup()
    work = our_export()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    work()
    results.put((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)


def memory_mb() -> float:
    """By how many megabytes an export of everything raises the peak memory of a fresh process."""
    context = multiprocessing.get_context("spawn")
    results = context.Queue()
    process = context.Process(target=_peak, args=(results,))
    process.start()
    grown = float(results.get(timeout=900))
    process.join()
    return grown
