"""The one gate through which identity leaves a file: a live consent of this recipient, purpose and scope, or nothing.

Every outlet (``protection.outlets``) that needs a consent is opened here and nowhere else, at the moment of sending and
again at every later look. docs/consent.md says how another room uses it.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.cases import readings, rules
from genderdesk.casework.cases.models import Case, Consent
from genderdesk.groundwork.platform.refusals import Invalid
from genderdesk.groundwork.protection.outlets import Outlet, registry


@dataclass(frozen=True, slots=True)
class Permit:
    """Under what something may leave now: the row that allows it, until when, and the pieces that it lets out.

    ``ground_id`` is the id of the consent; keep it with what was sent, and ask ``may_still_leave`` at each later look.
    """

    outlet: Outlet
    recipient_id: uuid.UUID
    scope: str
    pieces: frozenset[str]
    ground_id: uuid.UUID
    until: datetime


def permit_for(case: Case, outlet: Outlet, recipient_id: uuid.UUID, *, scope: str = "") -> Permit | None:
    """What opens this outlet for this recipient now, or None where nothing does.

    The purpose is the outlet's; ``scope`` narrows what is asked for and never falls below the outlet's own.
    """
    if registry.get((outlet.kind, outlet.name)) is not outlet or not outlet.needs_consent:
        raise LookupError(f"{outlet.name} is no outlet that a consent opens.")
    asked = [each for each in (outlet.scope, scope) if each]
    found = rules.live_consent(
        readings.decisions_of(case), timezone.now(), recipient_id=recipient_id, purpose=outlet.purpose, scopes=asked
    )
    if found is None:
        return None
    return Permit(
        outlet=outlet,
        recipient_id=recipient_id,
        scope=found.scope,
        pieces=rules.allowed_pieces(found.scope, found.withheld),
        ground_id=found.id,
        until=found.valid_to,
    )


def demand_permit(case: Case, outlet: Outlet, recipient_id: uuid.UUID, *, scope: str = "", field: str = "") -> Permit:
    """The same; Invalid with a sentence where nothing opens the outlet. ``field`` names the input at fault."""
    found = permit_for(case, outlet, recipient_id, scope=scope)
    if found is None:
        raise Invalid(
            _("There is no live consent for this recipient, purpose and extent. Record her or his decision first."),
            field,
        )
    return found


def may_still_leave(case: Case, outlet: Outlet, ground_id: uuid.UUID | None) -> bool:
    """Whether what was sent under a consent may still be seen through this outlet: it lives, or a newer one lets out
    as much to the same recipient."""
    kept = Consent.objects.filter(pk=ground_id, case=case, purpose=outlet.purpose).first() if ground_id else None
    return kept is not None and permit_for(case, outlet, kept.recipient_id, scope=kept.scope) is not None
