"""What the hotline tells the vault: calls that left no report, and the call that is erased with its report."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_lazy as _

from genderdesk.casework.hotline.models import Contact
from genderdesk.casework.intake.models import Report
from genderdesk.groundwork.protection.vault import erasure, retention


def _without_report(before: date) -> Iterable[tuple[uuid.UUID, date]]:
    reported = Report.objects.filter(contact_id__isnull=False).values("contact_id")
    found = Contact.objects.filter(closed_at__date__lt=before).exclude(pk__in=reported)
    return [(pk, at.date()) for pk, at in found.values_list("pk", "closed_at").iterator() if at]


retention.kind("contact", _("Calls and messages that left no report"), _without_report)


@erasure.goes_along
def call_of(file_id: uuid.UUID) -> list[uuid.UUID]:
    """The contact by which a report came, unless another report came by it too."""
    found = Report.objects.filter(pk=file_id, contact_id__isnull=False).values_list("contact_id", flat=True).first()
    if found is None or Report.objects.filter(contact_id=found).exclude(pk=file_id).exists():
        return []
    return [found] if Contact.objects.filter(pk=found).exists() else []
