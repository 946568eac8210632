"""What the room tells others: which complaints ended, for the time that they are kept, and what looks are called."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_lazy as _

from genderdesk.casework.complaints.models import Complaint
from genderdesk.casework.complaints.vocabulary import CLOSED
from genderdesk.groundwork.protection.vault import retention


def _closed(before: date) -> Iterable[tuple[uuid.UUID, date]]:
    found = Complaint.objects.filter(state=CLOSED, closed_at__date__lt=before)
    return [(pk, at.date()) for pk, at in found.values_list("pk", "closed_at").iterator() if at]


retention.kind("complaint", _("Complaints that are closed"), _closed)
