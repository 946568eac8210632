"""What may be seen of numbered sheets."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Exists, Model, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from genderdesk.groundwork.foundation.ids import new_number, read_number
from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection import circle
from genderdesk.groundwork.protection.access import Actor, permits
from genderdesk.organisation.paper.access import MAY_ENTER_PAPER, MAY_KEEP_PAPER, within_reach
from genderdesk.organisation.paper.models import PaperPad, PaperSheet
from genderdesk.organisation.paper.vocabulary import (
    ENTERED,
    ISSUED,
    MISSING,
    SERIAL,
    SHEET,
    SKIPPED_AFTER_HOURS,
    PaperLanguage,
)


def pads(actor: Actor) -> QuerySet[PaperPad]:
    """The empty pads of an actor's desk with how many sheets are in each state, as ``in_STATE``."""
    counted = {f"in_{state}": Count("sheets", filter=Q(sheets__state=state)) for state in SHEET.states}
    return PaperPad.objects.filter(within_reach(actor), filled=False).select_related("desk").annotate(**counted)


def pad_for(actor: Actor, pad_id: uuid.UUID) -> PaperPad:
    """A pad whose register the actor keeps; Missing otherwise."""
    found = one_of(PaperPad.objects.select_related("desk").filter(pk=pad_id))
    if found is None or not permits(actor, MAY_KEEP_PAPER, found):
        raise Missing(_("There is no such pad of your desk."))
    return found


def sheets_of(pad: PaperPad) -> QuerySet[PaperSheet]:
    """The sheets of a pad from its top."""
    return PaperSheet.objects.filter(pad=pad).order_by("place")


def sheet_for(actor: Actor, sheet_id: uuid.UUID) -> PaperSheet:
    """A sheet that the actor may enter; Missing otherwise."""
    found = one_of(PaperSheet.objects.select_related("pad__desk").filter(pk=sheet_id))
    if found is None or not permits(actor, MAY_ENTER_PAPER, found):
        raise Missing(_("There is no such sheet of your institution."))
    return found


def sheet_of_number(actor: Actor, typed: str) -> PaperSheet | None:
    """The sheet with this serial as somebody types it, of any desk of the actor's institution; None where none is."""
    number = read_number(typed, SERIAL[0])
    if number is None:
        return None
    found = PaperSheet.objects.select_related("pad__desk")
    return found.filter(number=number, pad__institution_id=actor.own_institution).first()


def may_be_entered(sheet: PaperSheet) -> bool:
    """Whether nobody has entered this sheet or given it up."""
    return SHEET.permits(sheet.state, "paper.enter")


def paper_language() -> PaperLanguage:
    """The language in which something is printed for this reader: hers where its sentences are complete."""
    spoken = get_language() or ""
    return PaperLanguage(spoken) if spoken in set(PaperLanguage) else PaperLanguage.ENGLISH


@dataclass(frozen=True, slots=True)
class ToPaper:
    """What a form is filled in with. ``number`` is the sheet's serial where the record is sealed, empty otherwise."""

    begun: dict[str, Any]
    number: str = ""


def to_paper(record: Model, begun: dict[str, Any]) -> ToPaper:
    """Within a disclosure, which notes the number (``serial_noted``): what is printed of a sealed record stands in no
    register, which others of the desk read, but in the ledger's line of the print alone."""
    return ToPaper(begun, new_number(*SERIAL) if circle.is_sealed(record) else "")


def serial_noted(given: ToPaper) -> dict[str, Any]:
    """What of a print stands in the ledger; a record that is not sealed has its sheet in the register."""
    return {"number": given.number} if given.number else {}


def sheet_of_record(record_id: uuid.UUID) -> PaperSheet | None:
    """The sheet from which a record was entered, or that was first printed with it."""
    return PaperSheet.objects.select_related("pad").filter(record_id=record_id).order_by("entered_at").first()


def unaccounted(actor: Actor) -> QuerySet[PaperSheet]:
    """Sheets of the actor's desk that are missing, or were skipped: a later one of the pad was entered a day ago."""
    limit = timezone.now() - timedelta(hours=SKIPPED_AFTER_HOURS)
    later = PaperSheet.objects.filter(
        pad=OuterRef("pad"), state=ENTERED, place__gt=OuterRef("place"), entered_at__lt=limit
    )
    waits = Q(state=MISSING) | Q(state=ISSUED) & Exists(later)
    found = PaperSheet.objects.filter(waits, within_reach(actor, "pad__"), state__in=(ISSUED, MISSING))
    return found.select_related("pad").order_by("pad__issued_at", "pad_id", "place")
