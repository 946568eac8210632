"""Counts of an institution's strength by sex."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid, act, keep
from genderdesk.programme.guidance.access import MAY_COUNT
from genderdesk.programme.guidance.models import StrengthRow
from genderdesk.programme.guidance.rules.strength import read_strength


@act("strength.count", needs=MAY_COUNT, notes=("counted_on",))
def count_strength(actor: Actor, *, counted_on: date, source: str, lines: str) -> int:
    """Keep a day's count from the lines of its table, in place of an earlier one of the same day; how many lines.

    All or nothing: Invalid names the first fault by line and column.
    """
    if counted_on > timezone.localdate():
        raise Invalid(_("This day is still to come."), "counted_on")
    found, faults = read_strength(lines)
    if faults:
        raise Invalid(str(faults[0]), "lines")
    if not found:
        raise Invalid(_("There is no line below the names of the columns."), "lines")
    StrengthRow.objects.filter(institution_id=actor.own_institution, counted_on=counted_on).delete()
    for each in found:
        keep(
            StrengthRow(
                institution_id=actor.own_institution,
                counted_on=counted_on,
                rank_band=each.rank_band,
                role_kind=each.role_kind,
                women=each.women,
                men=each.men,
                unknown=each.unknown,
                source=source.strip(),
                kept_by=actor.id,
            )
        )
    return len(found)
