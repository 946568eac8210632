"""What intake tells the vault: which reports ended without a case, for the time that they are kept, and the index of
the reporter's number."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_lazy as _

from genderdesk.casework.intake.models import Report
from genderdesk.casework.intake.vocabulary import OPENED, RECEIVED, TRIAGED
from genderdesk.groundwork.protection.vault import reindex, retention


def _set_aside(before: date) -> Iterable[tuple[uuid.UUID, date]]:
    found = Report.objects.exclude(state__in=(RECEIVED, TRIAGED, OPENED)).filter(decided_at__date__lt=before)
    return [(pk, at.date()) for pk, at in found.values_list("pk", "decided_at").iterator() if at]


retention.kind("report", _("Reports that became no case"), _set_aside)
reindex.indexes_number(reindex.Number(Report, "phone_index", "phone", reindex.sealed_in("reporter_phone")))
