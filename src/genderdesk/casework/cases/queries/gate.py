"""The one gate through which identity leaves a file: a live consent of this recipient, purpose and scope, an exception
of the law that two persons have put down, or nothing.

Every outlet (``protection.outlets``) that needs a consent is opened here and nowhere else, at the moment of sending and
again at every later look. docs/consent.md says how another room uses it.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.cases import readings, rules
from genderdesk.casework.cases.models import Case, Consent, LegalException
from genderdesk.groundwork.platform.refusals import Invalid
from genderdesk.groundwork.protection.outlets import Outlet, registry


@dataclass(frozen=True, slots=True)
class Permit:
    """Under what something may leave now: the row that allows it, until when, and the pieces that it lets out.

    ``ground_id`` is the id of the consent, or of the exception where ``by_law``; keep it with what was sent, and ask
    ``may_still_leave`` at each later look.
    """

    outlet: Outlet
    recipient_id: uuid.UUID
    scope: str
    pieces: frozenset[str]
    ground_id: uuid.UUID
    until: datetime
    by_law: bool = False

    @property
    def whole(self) -> bool:
        """Whether nothing of its extent is withheld."""
        return self.pieces == rules.allowed_pieces(self.scope)


def permit_for(case: Case, outlet: Outlet, recipient_id: uuid.UUID, *, scope: str = "") -> Permit | None:
    """What opens this outlet for this recipient now, or None where nothing does.

    The purpose is the outlet's; ``scope`` narrows what is asked for and never falls below the outlet's own.
    """
    return permits_for({case.pk: recipient_id}, outlet, scope=scope).get(case.pk)


def permits_for(
    recipients: Mapping[uuid.UUID, uuid.UUID], outlet: Outlet, *, scope: str = ""
) -> dict[uuid.UUID, Permit]:
    """The same for several cases, each with its recipient, in as many queries as for one; by the case's id."""
    if registry.get((outlet.kind, outlet.name)) is not outlet or not outlet.needs_consent:
        raise LookupError(f"{outlet.name} is no outlet that a consent opens.")
    asked = [each for each in (outlet.scope, scope) if each]
    decisions = readings.decisions_by_case(recipients)
    found = {
        case_id: permit
        for case_id, recipient_id in recipients.items()
        if (permit := _by_consent(decisions[case_id], outlet, recipient_id, asked)) is not None
    }
    rest = {case_id: each for case_id, each in recipients.items() if case_id not in found}
    return found | _by_law(rest, outlet, asked) if rest else found


def _by_consent(
    decisions: Collection[rules.Decision], outlet: Outlet, recipient_id: uuid.UUID, asked: Sequence[str]
) -> Permit | None:
    found = rules.live_consent(
        decisions, timezone.now(), recipient_id=recipient_id, purpose=outlet.purpose, scopes=asked
    )
    if found is None:
        return None
    return Permit(
        outlet=outlet,
        recipient_id=recipient_id,
        scope=found.scope,
        pieces=rules.allowed_pieces(found.scope, found.withheld, has_exclusions=found.has_exclusions),
        ground_id=found.id,
        until=found.valid_to,
    )


def _by_law(recipients: Mapping[uuid.UUID, uuid.UUID], outlet: Outlet, asked: Sequence[str]) -> dict[uuid.UUID, Permit]:
    """What an authorised exception opens. A no does not close it: that is what the law says it is for."""
    there = LegalException.objects.filter(
        case_id__in=recipients,
        purpose=outlet.purpose,
        authorised=True,
        ended_at__isnull=True,
        valid_to__gt=timezone.now(),
    )
    found: dict[uuid.UUID, Permit] = {}
    # The newest comes last and counts.
    for each in there.order_by("decided_at", "id"):
        fits = each.recipient_id == recipients[each.case_id]
        if fits and each.valid_to and all(rules.covers(each.scope, scope) for scope in asked):
            pieces = rules.allowed_pieces(each.scope)
            found[each.case_id] = Permit(
                outlet, each.recipient_id, each.scope, pieces, each.pk, each.valid_to, by_law=True
            )
    return found


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
    if ground_id is None:
        return False
    about = {"pk": ground_id, "case": case, "purpose": outlet.purpose}
    kept = Consent.objects.filter(**about).first() or LegalException.objects.filter(**about).first()
    return kept is not None and permit_for(case, outlet, kept.recipient_id, scope=kept.scope) is not None
