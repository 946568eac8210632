"""What the hotline hears of cells, and what it tells the vault: calls that left no report, and the call that is erased
with its report."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from genderdesk.casework.hotline.acts import reopen_contact
from genderdesk.casework.hotline.acts.numbers import carry_stop, number_of
from genderdesk.casework.hotline.models import Contact, StoppedNumber, UssdSession
from genderdesk.casework.hotline.queries import threads_of_former_members
from genderdesk.casework.hotline.vocabulary.contacts import OPEN
from genderdesk.casework.intake.models import Report
from genderdesk.casework.intake.queries import runs_for_report
from genderdesk.groundwork.platform import events
from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.protection.access import SYSTEM
from genderdesk.groundwork.protection.vault import erasure, reindex, retention


def _without_report(before: date) -> Iterable[tuple[uuid.UUID, date]]:
    reported = Report.objects.filter(contact_id__isnull=False).values("contact_id")
    found = Contact.objects.filter(closed_at__date__lt=before).exclude(pk__in=reported)
    return [(pk, at.date()) for pk, at in found.values_list("pk", "closed_at").iterator() if at]


retention.kind("contact", _("Calls and messages that left no report"), _without_report)


@events.subscribe("cell.released")
def hand_threads_back(event_id: uuid.UUID, cell_id: str) -> None:
    """Whoever has left a cell holds none of its threads from that moment on: each waits for another member."""
    for contact in threads_of_former_members():
        reopen_contact(SYSTEM, contact)


@runs_for_report
def somebody_talks(report_id: uuid.UUID) -> str | None:
    """That the call or thread in which a report was told goes on."""
    came_by = Report.objects.filter(pk=report_id, contact_id__isnull=False).values("contact_id")
    runs = Contact.objects.filter(pk__in=came_by, state__in=OPEN).exists()
    return gettext("The call or message in which it was told is not over.") if runs else None


@erasure.goes_along
def call_of(file_id: uuid.UUID) -> list[uuid.UUID]:
    """The contact by which a report came, unless another report came by it too."""
    found = one_of(Report.objects.filter(pk=file_id, contact_id__isnull=False).values_list("contact_id", flat=True))
    if found is None or Report.objects.filter(contact_id=found).exclude(pk=file_id).exists():
        return []
    return [found] if Contact.objects.filter(pk=found).exists() else []


def _caller_of(contact: Contact) -> str:
    return number_of(contact.caller.open(if_erased=""))


reindex.indexes_number(reindex.Number(Contact, "phone_index", "phone", _caller_of, carry=carry_stop))
reindex.indexes_number(
    reindex.Number(UssdSession, "phone_index", "phone", lambda each: _caller_of(each.contact), ("contact",))
)
reindex.keeps_digest_alone(StoppedNumber, "phone_index")
