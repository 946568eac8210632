"""An instrument of another holder, filled from the force's own file."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from genderdesk.casework.cases.access import MAY_FILL_INSTRUMENT
from genderdesk.casework.cases.models import InstrumentPack
from genderdesk.casework.cases.queries.instruments import read_pack
from genderdesk.casework.cases.rules import IncompleteInstrument
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid, act


@act("instrument.fill", needs=MAY_FILL_INSTRUMENT)
def fill_instrument(actor: Actor, *, document: dict[str, Any]) -> InstrumentPack:
    """Keep a filled pack; refused where anything of it is missing, or where that version is here already.

    Assessments name the version they were made by, so a version that is in use is never replaced.
    """
    try:
        found = read_pack(document)
    except IncompleteInstrument as fault:
        raise Invalid(str(fault)) from None
    if InstrumentPack.objects.filter(code=found.code, version=found.version).exists():
        raise Invalid(_("This version is here already. Give a changed file another version."))
    pack = InstrumentPack(code=found.code, version=found.version, document=document, filled_by=actor.id)
    pack.save(force_insert=True)
    return pack
