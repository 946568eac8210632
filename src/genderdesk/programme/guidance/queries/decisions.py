"""Proposals and actions: lists, what waits for whom, and how long it has waited."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import Actor, permits
from genderdesk.organisation.institution.models import Institution, Post
from genderdesk.organisation.institution.queries import posts_with_authority
from genderdesk.organisation.institution.vocabulary import Role, UnitKind
from genderdesk.programme.guidance.access import MAY_IMPLEMENT, MAY_VERIFY, proposals_for
from genderdesk.programme.guidance.models import ActionItem, Proposal
from genderdesk.programme.guidance.rules.ageing import AgeRow, Waiting, age_days, ageing
from genderdesk.programme.guidance.vocabulary.decisions import IMPLEMENTED, OPEN, SUBMITTED, UNDECIDED


@dataclass(frozen=True, slots=True)
class ActionLine:
    """An action with what the reader can do with it."""

    action: ActionItem
    late: bool
    may_implement: bool
    may_verify: bool


def _open_posts(institution_id: uuid.UUID) -> QuerySet[Post]:
    day = timezone.localdate()
    found = Post.objects.filter(
        Q(closed_on__isnull=True) | Q(closed_on__gt=day), opened_on__lte=day, desk__unit__institution_id=institution_id
    )
    return found.select_related("desk__unit").order_by("desk__name", "title", "id")


def authorities_for(proposal: Proposal) -> list[Post]:
    """The posts that may decide a proposal, by its subject and cost."""
    return posts_with_authority(proposal.addressed_id, proposal.subject, proposal.cost)


def owner_posts(institution_id: uuid.UUID) -> list[Post]:
    """The posts of an institution that may own an action or a document: those that lead a desk, and headquarters'."""
    return list(_open_posts(institution_id).filter(Q(role=Role.DESK_HEAD) | Q(desk__unit__kind=UnitKind.HEADQUARTERS)))


def institutions_to_ask(actor: Actor) -> list[Institution]:
    """Whom a desk can ask: the own institution first, then those of the sister desks."""
    found = Institution.objects.filter(units__desks__isnull=False).distinct()
    return sorted(found, key=lambda each: (each.pk != actor.institution_id, each.name))


def proposal_for(actor: Actor, proposal_id: uuid.UUID) -> Proposal:
    """A proposal that the actor may see; Missing otherwise."""
    related = ("institution", "addressed", "desk", "to_post__desk")
    found = one_of(proposals_for(actor).select_related(*related).filter(pk=proposal_id))
    if found is None:
        raise Missing(_("There is no such proposal for you."))
    return found


def action_lines(actor: Actor, actions: QuerySet[ActionItem]) -> list[ActionLine]:
    """Actions with what the actor can do with each."""
    today = timezone.localdate()
    return [
        ActionLine(
            each,
            each.state == OPEN and each.due_on < today,
            each.state == OPEN and permits(actor, MAY_IMPLEMENT, each),
            each.state == IMPLEMENTED and permits(actor, MAY_VERIFY, each),
        )
        for each in actions.select_related("owner_post__desk")
    ]


def waiting_for_decision(actor: Actor) -> list[Proposal]:
    """Proposals that were submitted to the actor's post, the oldest first."""
    if actor.post_id is None:
        return []
    found = Proposal.objects.filter(to_post_id=actor.post_id, state=SUBMITTED, addressed_id=actor.own_institution)
    return list(found.select_related("institution", "desk").order_by("made_at", "id"))


def due_actions(actor: Actor, within_days: int = 14) -> list[ActionItem]:
    """Open actions of the actor's post that are overdue or fall due within so many days."""
    if actor.post_id is None:
        return []
    limit = timezone.localdate() + timedelta(days=within_days)
    found = ActionItem.objects.filter(owner_post_id=actor.post_id, state=OPEN, due_on__lte=limit)
    return list(found.order_by("due_on", "id"))


def undecided(actor: Actor, more_than_days: int, on: date) -> list[tuple[Proposal, int]]:
    """Proposals to the actor's institution without a decision for more than so many days, with their age in days."""
    found = _undecided(actor).filter(made_at__date__lt=on - timedelta(days=more_than_days))
    return [(each, age_days(timezone.localdate(each.made_at), on)) for each in found.order_by("made_at", "id")]


def ageing_rows(actor: Actor, on: date) -> list[AgeRow]:
    """Every proposal without a decision by age band and by the authority that has it; one query."""
    waiting = [
        Waiting(timezone.localdate(each.made_at), each.to_post.title if each.to_post is not None else "")
        for each in _undecided(actor)
    ]
    return ageing(waiting, on)


def _undecided(actor: Actor) -> QuerySet[Proposal]:
    found = Proposal.objects.filter(addressed_id=actor.own_institution, state__in=UNDECIDED)
    return found.select_related("to_post", "institution", "desk")
