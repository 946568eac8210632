"""Sealed files whose words have yet to follow them into their cell."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from genderdesk.casework.cases.models import Case
from genderdesk.casework.intake.models import Report
from genderdesk.casework.intake.queries import decided_in_cells, key_moves
from genderdesk.casework.intake.vocabulary import OPENED

# Until then the system reads the words: it calls help where there is danger and opens the case.
MINUTES_FOR_THE_SYSTEM = 10


def files_to_lock() -> list[Report]:
    """Decided reports in a cell, long enough ago and with their case opened, whose key is not where it belongs.

    A few statements for each sealed file, in the worker; there are few of them.
    """
    decided = list(decided_in_cells(timezone.now() - timedelta(minutes=MINUTES_FOR_THE_SYSTEM)))
    opened = set(Case.objects.filter(report__in=decided).values_list("report_id", flat=True))
    return [each for each in decided if (each.state != OPENED or each.pk in opened) and key_moves(each)]
