"""What may be done with numbered sheets."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.foundation.ids import new_number
from genderdesk.groundwork.foundation.times import CLOCKS_DIFFER, Moment
from genderdesk.groundwork.platform.print.forms import Part, filled_in, paper_forms
from genderdesk.groundwork.protection.access import SYSTEM, Actor, permits
from genderdesk.groundwork.protection.acts import Invalid, act, keep
from genderdesk.organisation.paper.access import MAY_ENTER_PAPER, MAY_KEEP_PAPER, MAY_TAKE_IN
from genderdesk.organisation.paper.models import PaperPad, PaperSheet
from genderdesk.organisation.paper.queries import ToPaper, may_be_entered, paper_language, sheet_of_number
from genderdesk.organisation.paper.vocabulary import (
    ENTERED,
    MISSING,
    MOST_AT_ONCE,
    SERIAL,
    SHEET,
    SPOILED,
    PaperLanguage,
    SpoiledWhy,
)


@dataclass(frozen=True, slots=True)
class FromPaper:
    """That a record is entered from a sheet: its serial, and when somebody wrote on it, where that is known."""

    number: str
    written: Moment | None = None


@act("paper.issue", needs=MAY_KEEP_PAPER, notes=("form", "language", "size"))
def issue_paper(actor: Actor, *, form: str, language: PaperLanguage, size: int) -> PaperPad:
    """Number a pad of sheets for the own desk. Raises Invalid for a form that there is none of, or too many at once."""
    if form not in paper_forms():
        raise Invalid(_("Choose a form of this list."), "form")
    if not 1 <= size <= MOST_AT_ONCE:
        raise Invalid(_("Print 1 to %(most)d sheets at a time.") % {"most": MOST_AT_ONCE}, "size")
    pad = _pad(actor, form, language, size)
    for place in range(1, size + 1):
        keep(PaperSheet(pad=pad, place=place, number=new_number(*SERIAL)))
    return pad


@act("paper.fill", needs=MAY_KEEP_PAPER, notes=("form", "language"))
def fill_paper(actor: Actor, *, form: str, language: PaperLanguage, record_id: uuid.UUID) -> PaperSheet:
    """Number one sheet that is printed with what a record holds: it stands as entered from its first moment."""
    pad = _pad(actor, form, language, 1, filled=True)
    sheet = PaperSheet(pad=pad, place=1, number=new_number(*SERIAL))
    _entered(sheet, record_id, actor.id)
    keep(sheet)
    return sheet


def give_filled(
    actor: Actor,
    record_id: uuid.UUID,
    given: ToPaper,
    *,
    form: str,
    op_id: uuid.UUID | None,
    parts: Callable[[], list[Part]],
) -> HttpResponse:
    """One sheet with what a record holds, in the reader's language, as an answer to be saved.

    Its serial is that which the disclosure of a sealed record drew, of any other record the registered sheet's.
    """
    language = paper_language()
    number = given.number
    if not number:
        number = fill_paper.once(op_id)(actor, form=form, language=language, record_id=record_id).number
    return filled_in(form, number, language, parts)


def _pad(actor: Actor, form: str, language: PaperLanguage, size: int, *, filled: bool = False) -> PaperPad:
    pad = PaperPad(
        institution_id=actor.own_institution,
        desk_id=cast(uuid.UUID, actor.desk_id),
        form=form,
        language=language,
        size=size,
        filled=filled,
        issued_by=actor.id,
    )
    keep(pad)
    return pad


def _entered(sheet: PaperSheet, record_id: uuid.UUID, by: uuid.UUID) -> None:
    sheet.state, sheet.record_id = ENTERED, record_id
    sheet.entered_at, sheet.entered_by = timezone.now(), by


def _written(sheet: PaperSheet, written: Moment | None) -> None:
    if written is None:
        return
    if written.earliest > timezone.now() + CLOCKS_DIFFER:
        raise Invalid(_("Nothing was written in the future. Check the day and the hour."), "written_on")
    sheet.written_at, sheet.written_precision = written.at, written.precision


@act("paper.enter", needs=MAY_TAKE_IN, subject=PaperSheet, states=SHEET)
def enter_paper(
    actor: Actor, sheet: PaperSheet, *, record_id: uuid.UUID, by: uuid.UUID, written: Moment | None = None
) -> PaperSheet:
    """Keep that the act which makes this record takes it from this sheet; ``by`` is who enters it."""
    _written(sheet, written)
    _entered(sheet, record_id, by)
    sheet.save()
    return sheet


@act("paper.name", needs=MAY_ENTER_PAPER, subject=PaperSheet, states=SHEET)
def name_record(actor: Actor, sheet: PaperSheet, *, record: str, written: Moment | None = None) -> PaperSheet:
    """Say by its number which record a sheet was entered as, once. Invalid where there is none for the actor, or where
    the form has a screen of its own, on which the sheet is entered."""
    kind = paper_forms().get(sheet.pad.form)
    found = kind.find(actor, record) if kind is not None else None
    if found is None:
        raise Invalid(_("There is no such record for you. Write the number as the screen shows it."), "record")
    _written(sheet, written)
    _entered(sheet, found, actor.id)
    sheet.save()
    return sheet


def entered_from(actor: Actor, paper: FromPaper | None, form: str, record_id: uuid.UUID) -> None:
    """Inside another room's act: its new record comes from this sheet. Invalid where the sheet is none of this form, or
    was entered or given up already, so that what is on one sheet becomes one record."""
    if paper is None or not paper.number:
        return
    sheet = sheet_of_number(actor, paper.number)
    if sheet is None or sheet.pad.form != form or not permits(actor, MAY_ENTER_PAPER, sheet):
        raise Invalid(_("There is no such sheet of this form. Read the number at its top again."))
    if not may_be_entered(sheet):
        raise Invalid(_("This sheet was entered or given up already. Look it up under Numbered sheets."))
    enter_paper(SYSTEM, sheet, record_id=record_id, by=actor.id, written=paper.written)


@act("paper.spoil", needs=MAY_KEEP_PAPER, subject=PaperSheet, states=SHEET, notes=("why",))
def spoil_paper(actor: Actor, sheet: PaperSheet, *, why: SpoiledWhy) -> PaperSheet:
    """Give a sheet up that was not entered and will not be."""
    sheet.state, sheet.spoiled_why, sheet.closed_at = SPOILED, why, timezone.now()
    sheet.save()
    return sheet


@act("paper.miss", needs=MAY_KEEP_PAPER, subject=PaperSheet, states=SHEET)
def miss_paper(actor: Actor, sheet: PaperSheet) -> PaperSheet:
    """Say that nobody knows where a sheet is; it stays on Today until it is found or given up."""
    sheet.state = MISSING
    sheet.save()
    return sheet
