"""When officers do not work: leave, sickness, a mission, suspension. Meanwhile they cover no post."""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Conflict, Invalid, act
from genderdesk.organisation.institution.access import MAY_APPOINT
from genderdesk.organisation.institution.models import Absence, Officer
from genderdesk.organisation.institution.vocabulary import AbsenceKind


@act("absence.write", needs=MAY_APPOINT, subject=Officer, notes=("starts_on",))
def write_absence(
    actor: Actor, officer: Officer, *, kind: AbsenceKind, starts_on: date, ends_on: date | None = None
) -> Absence:
    """Keep that an officer does not work from a day on, up to and not including ``ends_on``; None until further notice.

    Invalid where the days are reversed, or where some of them are an absence already.
    """
    if ends_on is not None and ends_on <= starts_on:
        raise Invalid(_("The end must come after the start."), "ends_on")
    # Locked, so that two who write at once do not keep the same days twice.
    officer = Officer.objects.select_for_update().get(pk=officer.pk)
    still = Q(ends_on__isnull=True) | Q(ends_on__gt=starts_on)
    before_end = Q(starts_on__lt=ends_on) if ends_on else Q()
    if Absence.objects.filter(still & before_end, officer=officer).exists():
        raise Invalid(_("Some of these days are an absence of this officer already."), "starts_on")
    made = Absence(officer=officer, kind=kind, starts_on=starts_on, ends_on=ends_on)
    made.save(force_insert=True)
    return made


@act("absence.end", needs=MAY_APPOINT, subject=Absence)
def end_absence(actor: Actor, absence: Absence, *, ends_on: date) -> Absence:
    """The officer works again from a day on. Conflict where the absence ended before; Invalid up to its start."""
    absence = Absence.objects.select_for_update().get(pk=absence.pk)
    if absence.ends_on is not None and absence.ends_on <= ends_on:
        raise Conflict(_("This absence has ended already."))
    if ends_on <= absence.starts_on:
        raise Invalid(_("The end must come after the start."), "ends_on")
    absence.ends_on = ends_on
    absence.save(update_fields=["ends_on"])
    return absence
