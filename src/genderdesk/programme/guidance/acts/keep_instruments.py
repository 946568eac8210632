"""The register of instruments that bind or authorise."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid, act
from genderdesk.programme.guidance.access import MAY_KEEP_INSTRUMENTS
from genderdesk.programme.guidance.models import Instrument
from genderdesk.programme.guidance.vocabulary.instruments import InstrumentKind


@act("instrument.keep", needs=MAY_KEEP_INSTRUMENTS, notes=("code", "kind"))
def keep_instrument(
    actor: Actor,
    *,
    code: str,
    kind: InstrumentKind,
    title: str,
    source: str,
    adopted_on: date | None = None,
    binding_from: date | None = None,
    binding_to: date | None = None,
) -> Instrument:
    """Write an instrument into the register; kept again under its code, it is corrected."""
    if binding_to is not None and (binding_from is None or binding_to <= binding_from):
        raise Invalid(_("The end lies after the first day. Check both days."), "binding_to")
    written = {"kind": kind, "title": title, "source": source}
    days = {"adopted_on": adopted_on, "binding_from": binding_from, "binding_to": binding_to}
    made, _new = Instrument.objects.update_or_create(code=code, defaults=written | days)
    return made
