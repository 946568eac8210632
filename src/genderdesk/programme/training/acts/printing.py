"""Certificates as one file: asked for on a page, set aside from it, kept sealed for a day."""

from __future__ import annotations

import base64
import uuid

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform import outbox
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid, act
from genderdesk.programme.training.access import BY_THE_CLOCK, MAY_TRAIN
from genderdesk.programme.training.models import Certificate, Printing, Training
from genderdesk.programme.training.queries.printing import certificates_to_print
from genderdesk.programme.training.vocabulary import ASKED, FAILED, MAKING, MOST_PRINTED, PRINTING, READY

PRINT = "training.print"


@act("certificate.ask_for_print", needs=MAY_TRAIN, subject=Training)
def ask_for_print(actor: Actor, training: Training, *, again: bool, address: str) -> Printing:
    """Ask for the certificates that were not printed yet, or for all of them ``again``, as one file; where one is being
    made already, that one. Invalid where there is none to print."""
    running = Printing.objects.filter(training=training, state__in=(ASKED, MAKING)).defer("content").first()
    if running is not None:
        return running
    total = min(certificates_to_print(training, again=again).count(), MOST_PRINTED)
    if not total:
        raise Invalid(_("No certificate of this training waits to be printed."))
    language = get_language() or "en"
    given = {"again": again, "address": address, "language": language, "total": total}
    printing = Printing.objects.create(training=training, asked_by=actor.id, **given)
    outbox.put(PRINT, {"printing": str(printing.pk)}, key=f"{PRINT}:{printing.pk}")
    return printing


@act("certificate.set", needs=BY_THE_CLOCK, subject=Printing, states=PRINTING)
def set_certificates(actor: Actor, printing: Printing, *, done: int) -> Printing:
    """Keep how many of a file are set."""
    printing.state, printing.done = MAKING, min(done, printing.total)
    printing.save(update_fields=["state", "done"])
    outbox.tell("training", "certificate.set")
    return printing


@act("certificate.print", needs=BY_THE_CLOCK, subject=Printing, states=PRINTING)
def keep_print(actor: Actor, printing: Printing, *, pdf: bytes, certificates: list[uuid.UUID]) -> Printing:
    """Keep a file that is whole, and that its certificates were printed, so that the next one goes on after them."""
    own = Certificate.objects.filter(participation__training_id=printing.training_id)
    own.filter(pk__in=certificates).update(printed_at=timezone.now())
    printing.state, printing.done = READY, printing.total
    printing.content = base64.b64encode(pdf).decode()
    printing.save(update_fields=["state", "done", "content"])
    outbox.tell("training", "certificate.set")
    return printing


@act("certificate.leave_unprinted", needs=BY_THE_CLOCK, subject=Printing, states=PRINTING)
def leave_unprinted(actor: Actor, printing: Printing) -> Printing:
    """Keep that the press gave no file; whoever asked may ask again."""
    printing.state = FAILED
    printing.save(update_fields=["state"])
    outbox.tell("training", "certificate.set")
    return printing


@act("certificate.forget_prints", needs=BY_THE_CLOCK)
def forget_prints(actor: Actor, *, printings: list[uuid.UUID]) -> int:
    """Delete files of certificates whose day is over; how many. The certificates stay and can be printed again."""
    deleted, _each = Printing.objects.filter(pk__in=printings).delete()
    return deleted
