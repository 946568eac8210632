"""The national offence table, and which of its rows an incident is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.cases.access import MAY_KEEP_OFFENCES, MAY_LOAD_OFFENCES, MAY_WORK_ON
from genderdesk.casework.cases.acts.timeline import tell
from genderdesk.casework.cases.models import Case, Offence
from genderdesk.casework.cases.queries.offences import table_change
from genderdesk.casework.cases.rules.offence_file import check_offences
from genderdesk.casework.cases.vocabulary import CASE, ICCS, EventKind
from genderdesk.casework.cases.vocabulary.offences import ADDED, CHANGED
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform.refusals import next_version
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid, act


@dataclass(frozen=True, slots=True)
class OffenceEntry:
    """What a row of the table says."""

    title: str
    title_fr: str = ""
    iccs: str = ""
    verified_on: date | None = None


@act("offences.load", needs=MAY_LOAD_OFFENCES)
def load_offences(actor: Actor, *, rows: list[tuple[int, dict[str, str]]]) -> int:
    """Load the table from the rows of ``offences.csv`` (docs/country-files.md); how many.

    What the desk has closed stays closed, and a row that counsel has confirmed stays as it was confirmed. All or
    nothing: Invalid names each fault by line and column.
    """
    lines, faults = check_offences(rows)
    if faults:
        raise Invalid("\n".join(str(fault) for fault in faults))
    kept = {each.code: each for each in Offence.objects.select_for_update().order_by("pk")}
    # Who has a row open that is written over here must not save over it.
    records = [
        Offence(version=kept[row["code"]].version + 1 if row["code"] in kept else 1, **row)
        for _line, row in lines
        if table_change(row, kept.get(row["code"])) in (ADDED, CHANGED)
    ]
    Offence.objects.bulk_create(
        records, update_conflicts=True, unique_fields=["code"], update_fields=["title", "title_fr", "iccs", "version"]
    )
    return len(lines)


@act("offence.add", needs=MAY_KEEP_OFFENCES)
def add_offence(actor: Actor, *, code: str, entry: OffenceEntry) -> Offence:
    """Add a row to the table. Its code names it in every file and never changes."""
    written = code.strip().upper()
    if not written or not all(sign.isalnum() or sign in "-._" for sign in written):
        raise Invalid(_("A code has letters, digits, dots and dashes. Write another one."), "code")
    if Offence.objects.filter(code=written).exists():
        raise Invalid(_("This code is taken. Write another one."), "code")
    offence = Offence(code=written)
    _write(offence, entry)
    offence.save(force_insert=True)
    return offence


@act("offence.correct", needs=MAY_KEEP_OFFENCES, subject=Offence)
def correct_offence(actor: Actor, offence: Offence, *, version: int, entry: OffenceEntry) -> Offence:
    """Write a row as it is now."""
    found = _current(offence, version)
    _write(found, entry)
    found.save()
    return found


@act("offence.close", needs=MAY_KEEP_OFFENCES, subject=Offence)
def close_offence(actor: Actor, offence: Offence, *, version: int) -> Offence:
    """Nobody chooses the row any more; incidents that have it keep it."""
    found = _current(offence, version)
    found.closed_on = timezone.localdate()
    found.save()
    return found


@act("offence.reopen", needs=MAY_KEEP_OFFENCES, subject=Offence)
def reopen_offence(actor: Actor, offence: Offence, *, version: int) -> Offence:
    """The row can be chosen again."""
    found = _current(offence, version)
    found.closed_on = None
    found.save()
    return found


def _current(offence: Offence, version: int) -> Offence:
    found = Offence.objects.select_for_update().get(pk=offence.pk)
    next_version(found, version)
    return found


def _write(offence: Offence, entry: OffenceEntry) -> None:
    if not entry.title.strip():
        raise Invalid(_("Write the title of the offence."), "title")
    if entry.iccs and entry.iccs not in ICCS:
        raise Invalid(_("Choose an ICCS code of the list."), "iccs")
    if entry.verified_on is not None and entry.verified_on > timezone.localdate():
        raise Invalid(_("This day is still to come. Write the day on which counsel confirmed it."), "verified_on")
    offence.title, offence.title_fr = entry.title.strip(), entry.title_fr.strip()
    offence.iccs, offence.verified_on = entry.iccs, entry.verified_on


@act("incident.offences", needs=MAY_WORK_ON, subject=Case, states=CASE, notes=("offences", "attempted"))
def keep_offences(actor: Actor, case: Case, *, version: int, offences: list[str], attempted: Answer) -> Case:
    """Keep which offences the incident may be, by the codes of the national table, and whether it was an attempt.

    It decides nothing about the help, and charges nobody: that is the prosecution's.
    """
    incident = case.incident
    next_version(incident, version)
    known = set(Offence.objects.filter(code__in=offences, closed_on__isnull=True).values_list("code", flat=True))
    if unknown := set(offences) - known - set(incident.offences):
        raise Invalid(_("%(code)s is not in the table any more. Choose again.") % {"code": min(unknown)}, "offences")
    if incident.penetration == Answer.YES and attempted is Answer.YES:
        raise Invalid(
            _("An attempt that was not completed is sexual assault: answer no to question 1 and yes to question 2."),
            "attempted",
        )
    incident.offences = sorted(set(offences))
    incident.attempted = attempted
    incident.save()
    tell(case, actor, EventKind.OFFENCES_KEPT)
    return case
