"""The decisions register: a proposal is made, screened, submitted to who holds the authority, and decided."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from typing import cast

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.foundation.ids import new_number
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid, act, keep
from genderdesk.groundwork.protection.two_persons import demand_another
from genderdesk.organisation.institution.models import Institution, Post
from genderdesk.organisation.institution.vocabulary import AuthoritySubject
from genderdesk.programme.guidance.access import (
    MAY_DECIDE,
    MAY_PROPOSE,
    MAY_SCREEN,
    MAY_TAKE_BACK,
    proposals_for,
)
from genderdesk.programme.guidance.models import Proposal
from genderdesk.programme.guidance.queries.decisions import authorities_for
from genderdesk.programme.guidance.vocabulary.decisions import (
    PROPOSAL,
    SCREENED,
    STATE_AFTER,
    SUBMITTED,
    TAKEN_BACK,
    Outcome,
    Source,
)

_NUMBER = ("DR", 2)


@act("proposal.make", needs=MAY_PROPOSE, notes=("source", "subject"))
def propose(
    actor: Actor,
    *,
    source: Source,
    subject: AuthoritySubject,
    title: str,
    asked: str,
    cost: int | None = None,
    addressed: Institution | None = None,
) -> Proposal:
    """Ask for something that the own desk cannot decide, of the own institution or of the sister desk's."""
    if not title.strip() or not asked.strip():
        raise Invalid(_("Write what is asked for."), "asked")
    proposal = Proposal(
        number=new_number(*_NUMBER),
        institution_id=actor.own_institution,
        addressed_id=addressed.pk if addressed is not None else actor.own_institution,
        desk_id=cast(uuid.UUID, actor.desk_id),
        source=source,
        subject=subject,
        title=title.strip(),
        asked=asked.strip(),
        cost=cost,
        made_by=actor.id,
        made_officer=actor.officer_id,
        made_code=actor.code,
    )
    keep(proposal)
    return proposal


@act("proposal.screen", needs=MAY_SCREEN, subject=Proposal, states=PROPOSAL)
def screen_proposal(actor: Actor, proposal: Proposal) -> Proposal:
    """It is complete and can go to who decides."""
    proposal.state = SCREENED
    proposal.save()
    return proposal


@act("proposal.submit", needs=MAY_SCREEN, subject=Proposal, states=PROPOSAL)
def submit_proposal(actor: Actor, proposal: Proposal, *, to_post: Post) -> Proposal:
    """Submit it to a post that holds the authority for its subject and cost. Invalid for any other post."""
    if to_post.pk not in {each.pk for each in authorities_for(proposal)}:
        raise Invalid(_("This post may not decide it. Choose one of the list."), "to_post")
    proposal.state, proposal.to_post, proposal.submitted_at = SUBMITTED, to_post, timezone.now()
    proposal.save()
    return proposal


@act("proposal.take_back", needs=MAY_TAKE_BACK, subject=Proposal, states=PROPOSAL)
def take_back_proposal(actor: Actor, proposal: Proposal) -> Proposal:
    """Take one's own proposal back before it was submitted."""
    proposal.state = TAKEN_BACK
    proposal.save()
    return proposal


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided, with the words and the day that the outcome needs."""

    outcome: Outcome
    conditions: str = ""
    reason: str = ""
    deferred_to: date | None = None


@act("proposal.decide", needs=MAY_DECIDE, subject=Proposal, states=PROPOSAL)
def decide_proposal(actor: Actor, proposal: Proposal, *, decision: Decision) -> Proposal:
    """Decide a proposal: approve it, with conditions or without, defer it to a day, or refuse it with the reason.

    Never by who made it.
    """
    demand_another(actor, proposal.made_by, proposal.made_officer)
    _complete(decision)
    proposal.state, proposal.outcome = STATE_AFTER[decision.outcome], decision.outcome
    proposal.conditions, proposal.reason = decision.conditions.strip(), decision.reason.strip()
    proposal.deferred_to = decision.deferred_to if decision.outcome is Outcome.DEFERRED else None
    proposal.decided_at, proposal.decided_by = timezone.now(), actor.id
    proposal.decided_officer, proposal.decided_code = actor.officer_id, actor.code
    proposal.save()
    return proposal


def _complete(decision: Decision) -> None:
    if decision.outcome is Outcome.REFUSED and not decision.reason.strip():
        raise Invalid(_("Write why it is refused."), "reason")
    if decision.outcome is Outcome.WITH_CONDITIONS and not decision.conditions.strip():
        raise Invalid(_("Write the conditions."), "conditions")
    if decision.outcome is Outcome.DEFERRED and (
        decision.deferred_to is None or decision.deferred_to <= timezone.localdate()
    ):
        raise Invalid(_("Choose the day to which it is deferred; it lies ahead."), "deferred_to")


@act("proposals.approve", needs=MAY_DECIDE)
def approve_proposals(actor: Actor, *, proposals: list[uuid.UUID]) -> int:
    """Approve several proposals that wait for the own decision, all of them or none; how many."""
    found = list(proposals_for(actor).filter(pk__in=proposals).order_by("made_at", "id"))
    if len(found) != len(set(proposals)) or not found:
        raise Invalid(_("One of them is not there for you any more. Load the page and choose again."))
    for each in found:
        decide_proposal(actor, each, decision=Decision(Outcome.APPROVED))
    return len(found)
