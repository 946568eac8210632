"""Cases offered to another desk, those that it is offered, and what is left of those that went."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from genderdesk.casework.cases.access import MAY_SEE_TRANSFERS, MAY_TAKE_TRANSFER, transfers_of
from genderdesk.casework.cases.models import Case, Transfer
from genderdesk.casework.cases.queries.files import workers_at
from genderdesk.casework.cases.queries.gate import permits_for
from genderdesk.casework.cases.queries.outlets import TRANSFERRING
from genderdesk.casework.cases.vocabulary import ENDED, TRANSFER_OFFERED, TRANSFER_TAKEN
from genderdesk.casework.intake.queries import in_conflict_by_file
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection import walls
from genderdesk.groundwork.protection.access import Actor, permits, refused_outright
from genderdesk.organisation.institution.models import Desk, Institution, Officer
from genderdesk.organisation.institution.queries import (
    headquarters_desk,
    institutions_with_cells,
    open_desks_of,
)

# A desk has fewer open offers than this; a page shows no more.
_AT_ONCE = 200


def sister_institutions(institution_id: uuid.UUID | None) -> list[Institution]:
    """The security institutions besides the own one, to which a survivor may consent and a case may go."""
    return [each for each in institutions_with_cells() if each.pk != institution_id]


def desks_for(case: Case) -> list[Desk]:
    """Where a case can go: the other desks of its institution, and the headquarters desk of each sister institution."""
    own = [each for each in open_desks_of(case.institution_id) if each.pk != case.desk_id]
    sisters = []
    for each in sister_institutions(case.institution_id):
        try:
            sisters.append(headquarters_desk(each))
        except Missing:
            continue
    return [*sisters, *own]


def transfers_to(actor: Actor) -> list[Transfer]:
    """What the actor's desk is asked to take, the most urgent first; nothing of a file that a conflict bars, and
    nothing that fell meanwhile with its consent or its case."""
    found = _open(actor, "receiver", "to_desk")
    fallen = _fallen(found)
    return [each for each in found if each.pk not in fallen]


def transfers_by(actor: Actor) -> list[Transfer]:
    """What the actor's desk has offered and nobody has answered, the most urgent first."""
    return _open(actor, "institution", "desk")


def _open(actor: Actor, institution: str, desk: str) -> list[Transfer]:
    found = _named(Transfer.objects.filter(transfers_of(actor, institution, desk), state=TRANSFER_OFFERED))
    return list(found.order_by("answer_due_at", "id")[:_AT_ONCE])


def transfers_gone(actor: Actor) -> QuerySet[Transfer]:
    """What is left at the actor's desk of the cases that went to another one."""
    return _named(Transfer.objects.filter(transfers_of(actor, "institution", "desk"), state=TRANSFER_TAKEN))


def transfers_of_case(case: Case) -> list[Transfer]:
    """Every offer of one case, the newest first."""
    return list(_named(Transfer.objects.filter(case=case)).order_by("-offered_at", "-id"))


def _named(found: QuerySet[Transfer]) -> QuerySet[Transfer]:
    return found.select_related("institution", "desk", "receiver", "to_desk__unit__institution", "to_desk__unit__place")


def transfer_for(actor: Actor, transfer_id: uuid.UUID) -> Transfer:
    """A transfer that the actor's desk has offered or is offered; Missing otherwise, and for the desk that is
    offered it as soon as the offer fell."""
    found = _named(Transfer.objects.filter(pk=transfer_id)).first()
    if found is None or not permits(actor, MAY_SEE_TRANSFERS) or refused_outright(actor, found):
        raise Missing(_("There is no such transfer for your desk."))
    own, theirs = (transfers_of(actor, *each) for each in (("institution", "desk"), ("receiver", "to_desk")))
    if Transfer.objects.filter(own, pk=transfer_id).exists():
        return found
    if not Transfer.objects.filter(theirs, pk=transfer_id).exists() or _fallen([found]):
        raise Missing(_("There is no such transfer for your desk."))
    return found


def hands_for(actor: Actor, offers: Sequence[Transfer]) -> dict[uuid.UUID, list[Officer]]:
    """Into whose hands the actor can take each offered case, by the offer: who works on cases at the desk, the actor
    first; nobody whom a conflict bars. An offer that the actor cannot take has nobody."""
    hands: dict[uuid.UUID, list[Officer]] = {offer.pk: [] for offer in offers}
    mine = [each for each in offers if permits(actor, MAY_TAKE_TRANSFER, each)]
    found = {desk_id: workers_at(desk_id) for desk_id in {each.to_desk_id for each in mine}}
    # The register of a file that is not there for the actor yet: only who is left leaves.
    with walls.seen_by(walls.SYSTEM):
        everybody = [each.pk for officers in found.values() for each in officers]
        barred = in_conflict_by_file([each.file_id for each in mine], everybody)
    for offer in mine:
        free = [each for each in found[offer.to_desk_id] if each.pk not in barred.get(offer.file_id, ())]
        hands[offer.pk] = sorted(free, key=lambda each: each.pk != actor.officer_id)
    return hands


def fallen_offers(case_id: uuid.UUID | None = None) -> list[Transfer]:
    """Open offers, of one case or of all, that nothing allows any more."""
    found = _named(Transfer.objects.filter(state=TRANSFER_OFFERED)).select_related("case")
    offers = list(found.filter(case_id=case_id) if case_id else found)
    fallen = _fallen(offers)
    return [each for each in offers if each.pk in fallen]


def _fallen(offers: list[Transfer]) -> set[uuid.UUID]:
    """Which of these offers are open though their case is closed, or though no consent and no law lets the whole of it
    out to the other institution any more."""
    waiting = [each for each in offers if each.state == TRANSFER_OFFERED]
    if not waiting:
        return set()
    # Whoever is offered a file does not see it: only that the offer is gone leaves.
    with walls.seen_by(walls.SYSTEM):
        of_cases = Case.objects.filter(pk__in=[each.case_id for each in waiting], state__in=ENDED)
        closed = set(of_cases.values_list("pk", flat=True))
        outside = {each.case_id: each.receiver_id for each in waiting if each.ground_id is not None}
        granted = permits_for(outside, TRANSFERRING) if outside else {}
    live = {case_id for case_id, permit in granted.items() if permit.whole}
    return {
        each.pk
        for each in waiting
        if each.case_id in closed or (each.ground_id is not None and each.case_id not in live)
    }
