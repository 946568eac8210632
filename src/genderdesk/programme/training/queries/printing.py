"""Files of certificates: what is still to be printed, the newest file of a training, its bytes."""

from __future__ import annotations

import base64
import uuid
from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.disclosures import discloses
from genderdesk.programme.training.access import BY_THE_CLOCK, MAY_TRAIN
from genderdesk.programme.training.models import Certificate, Printing, Training
from genderdesk.programme.training.queries.events import Person, people_of
from genderdesk.programme.training.vocabulary import ASKED, MAKING, PRINTING_KEPT_HOURS, READY, REVOKED


def certificates_to_print(training: Training, *, again: bool) -> QuerySet[Certificate]:
    """The certificates of a training that were not printed yet, or ``again`` all of them."""
    own = Certificate.objects.filter(participation__training=training, participation__double_of__isnull=True)
    own = own.exclude(state=REVOKED)
    return own if again else own.filter(printed_at__isnull=True)


def printing_of(training: Training) -> Printing | None:
    """The newest file of a training, without its bytes; None where there was none within a day."""
    return Printing.objects.filter(training=training).defer("content").order_by("-asked_at", "-id").first()


def to_make(printing_id: str) -> Printing | None:
    """A file that was asked for and is not made yet."""
    related = ("training__version__course", "training__place", "training__institution")
    return one_of(Printing.objects.filter(pk=printing_id, state__in=(ASKED, MAKING)).select_related(*related))


@discloses("certificate.names", needs=BY_THE_CLOCK, subject=Printing)
def people_to_print(actor: Actor, printing: Printing) -> list[Person]:
    """Those whose certificates are one file, with their names, in the order of the list."""
    wanted = set(certificates_to_print(printing.training, again=printing.again).values_list("pk", flat=True))
    people = [each for each in people_of(printing.training) if each.certificate and each.certificate.pk in wanted]
    for each in people:
        learner = each.participation.learner
        if learner.officer is None:
            each.names = learner.names.open(if_erased="")
    return people[: printing.total]


def printing_for(training: Training, printing_id: uuid.UUID) -> Printing:
    """A file of a training that can be taken. Raises Missing."""
    found = one_of(Printing.objects.filter(training=training, pk=printing_id, state=READY))
    if found is None:
        raise Missing(_("This file is not there any more. Ask for the certificates again."))
    return found


@discloses("certificate.file", needs=MAY_TRAIN, subject=Printing)
def pdf_of_printing(actor: Actor, printing: Printing) -> bytes:
    """The file: the name of everybody who has a certificate in it."""
    return base64.b64decode(printing.content.open())


def over(hours: int = PRINTING_KEPT_HOURS) -> list[uuid.UUID]:
    """Files whose day is over."""
    before = timezone.now() - timedelta(hours=hours)
    return list(Printing.objects.filter(asked_at__lt=before).values_list("pk", flat=True))
