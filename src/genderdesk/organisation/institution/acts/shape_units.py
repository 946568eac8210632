"""Institutions and their units: where each stands, and under which other since when."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid, act
from genderdesk.organisation.institution.access import MAY_ESTABLISH, MAY_SHAPE
from genderdesk.organisation.institution.models import Institution, Unit, UnitParent
from genderdesk.organisation.institution.rules.periods import Period
from genderdesk.organisation.institution.rules.tree import circle
from genderdesk.organisation.institution.vocabulary import InstitutionKind, UnitKind
from genderdesk.organisation.places.models import Division


@act("institution.establish", needs=MAY_ESTABLISH, notes=("code", "kind"))
def establish_institution(actor: Actor, *, code: str, kind: str, name: str, short_code: str = "") -> Institution:
    """Enter a police service, a defence force or a ministry. Invalid where the code is taken or the kind unknown."""
    if kind not in set(InstitutionKind):
        raise Invalid(_("Choose police, defence force or ministry."), field="kind")
    if Institution.objects.filter(code=code).exists():
        raise Invalid(_("Another institution has this code."), field="code")
    return Institution.objects.create(code=code, kind=kind, name=name, short_code=short_code)


@act("unit.open", needs=MAY_SHAPE, subject=Institution, notes=("code", "kind"))
def open_unit(
    actor: Actor,
    institution: Institution,
    *,
    code: str,
    kind: str,
    name: str,
    place: Division,
    parent: Unit | None = None,
    since: date | None = None,
    latitude: float | None = None,
    longitude: float | None = None,
    position_note: str = "",
) -> Unit:
    """Enter a unit that answers for a place, under a parent since a day.

    Invalid where the code is taken, where a unit other than a headquarters has no parent, or where the parent belongs
    to another institution.
    """
    if Unit.objects.filter(code=code).exists():
        raise Invalid(_("Another unit has this code."), field="code")
    if parent is None and kind != UnitKind.HEADQUARTERS:
        raise Invalid(_("Only a headquarters stands without a unit above it. Choose the unit above."), field="parent")
    if (latitude is None) != (longitude is None):
        raise Invalid(_("A position needs latitude and longitude, or neither."), field="latitude")
    unit = Unit.objects.create(
        institution=institution,
        code=code,
        kind=kind,
        name=name,
        place=place,
        latitude=latitude,
        longitude=longitude,
        position_note=position_note,
    )
    if parent is not None:
        _stand_under(unit, parent, since)
    return unit


@act("unit.move", needs=MAY_SHAPE, subject=Unit)
def move_unit(actor: Actor, unit: Unit, *, parent: Unit, since: date) -> Unit:
    """Put a unit under another from a day on; where it stood until then stays known.

    Invalid where the day is not after the last move, or where the unit would stand below itself.
    """
    _stand_under(unit, parent, since)
    return unit


def _stand_under(unit: Unit, parent: Unit, since: date | None) -> None:
    if since is None:
        raise Invalid(_("Write the day since which the unit stands under its parent."), field="since")
    if parent.institution_id != unit.institution_id:
        raise Invalid(_("The unit above must belong to the same institution."), field="parent")
    # Locked, so that two moves at once cannot close a circle between them.
    rows = list(UnitParent.objects.select_for_update().filter(unit__institution_id=unit.institution_id))
    own = sorted((row for row in rows if row.unit_id == unit.pk), key=lambda row: row.valid_from)
    if own:
        last = own[-1]
        if last.valid_to is None and last.valid_from < since:
            last.valid_to = since
            last.save(update_fields=["valid_to"])
        if any(Period(row.valid_from, row.valid_to).overlaps(Period(since)) for row in own):
            raise Invalid(
                _("The unit was moved on %(day)s. A later move needs a later day.")
                % {"day": last.valid_from.isoformat()},
                field="since",
            )
    from_then = [
        (row.unit_id, row.parent_id)
        for row in rows
        if row.unit_id != unit.pk and (row.valid_to is None or row.valid_to > since)
    ]
    if parent.pk == unit.pk or circle([*from_then, (unit.pk, parent.pk)]) is not None:
        raise Invalid(_("The unit would stand below itself. Choose a unit that is not below it."), field="parent")
    UnitParent.objects.create(unit=unit, parent=parent, valid_from=since)
