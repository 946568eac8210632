"""The room's work aside: certificates that are over, reminders once a day, and files of certificates page by page."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django.utils import timezone, translation

from genderdesk.groundwork.platform import outbox
from genderdesk.groundwork.platform.refusals import Invalid
from genderdesk.groundwork.platform.schedule import every
from genderdesk.groundwork.protection.access import SYSTEM
from genderdesk.programme.training.acts import (
    expire_certificate,
    forget_prints,
    keep_print,
    leave_unprinted,
    remind_of_ends,
    set_certificates,
)
from genderdesk.programme.training.acts.printing import PRINT
from genderdesk.programme.training.models import Printing
from genderdesk.programme.training.pictures import certificate_page, certificates_pdf
from genderdesk.programme.training.queries.events import to_expire, to_remind
from genderdesk.programme.training.queries.printing import over, people_to_print, to_make
from genderdesk.programme.training.vocabulary import PRINTED_STEP


@every(timedelta(days=1), "certificates.look")
def look_at_ends() -> None:
    """Keep which certificates are over; remind of those that end in 90, 60, 30 or 7 days."""
    today = timezone.localdate()
    for each in to_expire(today):
        expire_certificate(SYSTEM, each)
    due = list(to_remind(today).values_list("pk", flat=True))
    if due:
        remind_of_ends(SYSTEM, certificates=due, on=today)


@every(timedelta(hours=1), "certificates.forget_prints")
def forget_old_prints() -> None:
    """Delete files of certificates a day after they were asked for."""
    if found := over():
        forget_prints(SYSTEM, printings=found)


@outbox.handles(PRINT, slow=True)
def make_print(payload: dict[str, Any]) -> None:
    """Set a file of certificates; one that was begun and not ended is begun again."""
    printing = to_make(payload["printing"])
    if printing is not None:
        with translation.override(printing.language):
            _make(printing)


def _make(printing: Printing) -> None:
    pages: list[dict[str, str]] = []
    certificates: list[uuid.UUID] = []
    for each in people_to_print(SYSTEM, printing):
        if each.certificate is None:
            raise LookupError("Whoever is printed has a certificate.")
        if len(pages) % PRINTED_STEP == 0:
            set_certificates(SYSTEM, printing, done=len(pages))
        pages.append(certificate_page(each, each.certificate, printing.address))
        certificates.append(each.certificate.pk)
    try:
        pdf = certificates_pdf(printing.training, pages, printing.address)
    except Invalid:
        # The press has told the log why.
        leave_unprinted(SYSTEM, printing)
    else:
        keep_print(SYSTEM, printing, pdf=pdf, certificates=certificates)
