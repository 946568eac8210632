"""Which words of a file appear on the pages that somebody may open, worked out by opening them.

Each sealed text of each record of a file is given a word of its own, and every address of the file is opened by every
role, also with the reasons that a recorded look asks for. ``fields.csv`` is the table as a person read it; a whole new
one: ``GENDERDESK_MATRIX=write pytest tests/attacks/test_fields.py -k the_table_says``.
"""

from __future__ import annotations

import csv
import itertools
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.db import connection, models

from genderdesk.casework.care.models import Referral, ReferralNote
from genderdesk.casework.cases.models import Case, CaseEvent, Consent
from genderdesk.casework.cases.vocabulary import EventKind
from genderdesk.casework.hotline.models import Contact, TextMessage
from genderdesk.casework.intake.models import Addition, Report
from genderdesk.casework.response.models import Dispatch, DispatchEvent
from genderdesk.groundwork.foundation.phones import show_phone
from genderdesk.groundwork.protection import written_once
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.groundwork.protection.circle import kept_models
from genderdesk.groundwork.protection.vault.fields import SealedJSONField, SealedTextField
from tests.attacks.situations import SITUATIONS, Records

TABLE = Path(__file__).with_name("fields.csv")
HEAD = ["field", *SITUATIONS]
# What a page shows only after it is told why: the address, and what is sent to it.
ASKED_FOR = (
    ("staff/reports/<uuid:report_id>/telling/", {}),
    ("staff/cases/<uuid:case_id>/", {"reason": "interview"}),
    ("staff/cases/<uuid:case_id>/person/", {"reason": "interview"}),
    ("staff/cases/<uuid:case_id>/risk/", {"reason": "interview"}),
    ("staff/cases/<uuid:case_id>/plans/", {"reason": "interview"}),
    ("staff/cases/<uuid:case_id>/plans/", {"reason": "interview", "code_word": "1"}),
    ("staff/cases/<uuid:case_id>/flags/", {"reason": "interview"}),
    ("staff/cases/<uuid:case_id>/suspects/", {"reason": "interview"}),
    ("staff/cases/<uuid:case_id>/death/", {"reason": "interview"}),
    ("staff/line/contacts/<uuid:contact_id>/number/", {"reason": "line_broke"}),
    ("staff/line/contacts/<uuid:contact_id>/history/", {"reason": "danger"}),
    ("staff/line/messages/<uuid:contact_id>/texts/", {}),
)
# Pages of one's own, which show what one was sent to.
OWN_PAGES = ("staff/ride/",)
# Never shown by design: a key, and what is kept for machines.
OF_NO_PAGE = {"CaseFile.content_key"}
_numbers = itertools.count(788_100_001)


def fill(records: Records) -> dict[str, tuple[str, ...]]:
    """Give every sealed text of a file a word of its own: field → the forms in which a page may show it."""
    _add_what_is_missing(records)
    words: dict[str, tuple[str, ...]] = {}
    with unguarded("test"):
        for model in kept_models():
            sealed = [each for each in model._meta.concrete_fields if isinstance(each, SealedTextField)]
            sealed = [each for each in sealed if not isinstance(each, SealedJSONField)]
            for record in _records_of(model, records) if sealed else ():
                for field in sealed:
                    name = _name(model, field.name, record)
                    if name in OF_NO_PAGE:
                        continue
                    stored, words[name] = _word(name, field.name)
                    setattr(record, field.name, stored)
                _keep(record)
    return words


def _keep(record: models.Model) -> None:
    """What was decided is never changed; here its words are: the row goes, and comes back with its new words.

    To drop the triggers instead would change the schema, which SQLite then reads anew after each request that is
    rolled back: half of the test's time.
    """
    if record._meta.db_table not in written_once.tables:
        record.save()
        return
    type(record)._base_manager.filter(pk=record.pk)._raw_delete(connection.alias)
    record.save(force_insert=True)


def _name(model: type[models.Model], field: str, record: Any) -> str:
    """A field's name; the notes of a case are told apart by their kind."""
    return f"{model.__name__}.{field}" + (f" ({record.kind})" if isinstance(record, CaseEvent) else "")


def _word(name: str, field: str) -> tuple[str, tuple[str, ...]]:
    """What is stored, and the forms in which it would be shown."""
    if field in ("phone", "reporter_phone", "caller"):
        number = f"+250{next(_numbers)}"
        return number, (number.removeprefix("+250"), show_phone(number).removeprefix("+250 "))
    if field == "birth_date":
        return "1991-02-03", ("1991-02-03", "3 February 1991", "03/02/1991", "3 Feb. 1991")
    word = f"kf{name.replace('.', '').replace(' ', '').replace('(', '').replace(')', '')}fk"
    return word, (word,)


def _add_what_is_missing(records: Records) -> None:
    """One more of what a file may have: an addition, a text, a note of each kind, for the crew and for the provider, a
    consent that was withdrawn."""
    report, case, dispatch, contact = (records[each] for each in (Report, Case, Dispatch, Contact))
    by = {"actor_id": report.pk, "actor_code": "x"}
    with unguarded("test"):
        Addition.objects.create(report=report, text="x", channel="web", added_by=report.pk)
        TextMessage.objects.create(contact=contact, outgoing=False, text="x", state="received")
        for kind in (EventKind.NOTE, EventKind.COUNSELLING):
            CaseEvent.objects.filter(case=case, kind=kind).delete()
            CaseEvent.objects.create(case=case, kind=kind, note="x", **by)
        ReferralNote.objects.create(referral=records[Referral], text="x", written_by=report.pk, from_provider=False)
        _withdraw(Consent.objects.filter(case=case).latest("recorded_at"))
        DispatchEvent.objects.create(dispatch=dispatch, name="dispatch.note", at=report.received_at, note="x", **by)
        Contact.objects.filter(pk=contact.pk).update(has_number=True)


def _withdraw(like: Consent) -> None:
    """A consent to somebody else, withdrawn for a reason."""
    kept = ("case", "purpose", "scope", "yes", "given_by", "mode", "wording_version", "language", "taken_by")
    Consent.objects.create(
        **{name: getattr(like, name) for name in kept},
        recipient_id=like.taken_by,
        recipient_name="Invented",
        recorded_at=like.recorded_at + timedelta(seconds=1),
        valid_from=like.valid_from,
        valid_to=like.valid_to,
        revoked_at=like.recorded_at,
        revoked_by=like.taken_by,
        revoked_why="x",
    )


def _records_of(model: type[models.Model], records: Records) -> Any:
    """The records of a model that belong to the file, by the record that they hang on."""
    for root in (Report, Case, Dispatch, Contact, *records):
        if model is root:
            return [model._base_manager.get(pk=records[root].pk)]
    names = {field.related_model: field.name for field in model._meta.concrete_fields if field.is_relation}
    for root in (Case, Report, Dispatch, Contact, *records):
        if root in names:
            found = model._base_manager.filter(**{names[root]: records[root].pk}).order_by("pk")
            return [each for each in found if not isinstance(each, CaseEvent) or each.kind in _NOTES]
    return []


_NOTES = (EventKind.NOTE, EventKind.COUNSELLING)


def kept() -> dict[str, list[str]]:
    """The table as it was read by a person."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {line[0]: line[1:] for line in list(csv.reader(file))[1:]}


def write(lines: dict[str, list[str]]) -> None:
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([HEAD, *([name, *cells] for name, cells in lines.items())])
