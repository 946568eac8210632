"""Decisions: by the post that holds the authority, never by who asked, and followed until somebody else verified."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from genderdesk.groundwork.foundation.states import ImpossibleMove
from genderdesk.groundwork.platform.refusals import Invalid, Missing, Refused
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.organisation.institution.models import Authority, Post
from genderdesk.programme.guidance import acts, exporters, queries
from genderdesk.programme.guidance.models import Proposal
from genderdesk.programme.guidance.vocabulary.decisions import (
    APPROVED,
    CLOSED,
    DEFERRED,
    IMPLEMENTED,
    REFUSED,
    SUBMITTED,
    VERIFIED,
    Outcome,
)

pytestmark = pytest.mark.django_db


def decide(world, proposal, outcome, **words):
    return acts.decide_proposal(world.desk_head, proposal, decision=acts.Decision(outcome, **words))


def soon(days: int = 30):
    return timezone.localdate() + timedelta(days=days)


def add(guidance, proposal, what="Hang the door"):
    post = Post.objects.get(pk=guidance.world.focal_point.post_id)
    return acts.act_on_proposal(
        guidance.world.desk_head, proposal, what=what, owner_post=post, due_on=soon(), budget=500_000
    )


def test_a_proposal_is_followed_from_the_question_to_the_verified_answer(world, guidance):
    proposal = guidance.submitted()
    decide(world, proposal, Outcome.WITH_CONDITIONS, conditions="Before the rains")
    one, other = add(guidance, guidance.fresh(proposal)), add(guidance, guidance.fresh(proposal), "Paint it")
    acts.implement_action(world.focal_point, one, note="It hangs")
    assert guidance.fresh(proposal).state == APPROVED
    acts.implement_action(world.focal_point, other, note="White")
    assert guidance.fresh(proposal).state == IMPLEMENTED
    acts.send_back_action(world.desk_head, guidance.fresh(other), note="One side only")
    assert guidance.fresh(proposal).state == APPROVED
    acts.implement_action(world.focal_point, guidance.fresh(other), note="Both sides")
    acts.verify_action(world.desk_head, guidance.fresh(one))
    assert guidance.fresh(proposal).state == IMPLEMENTED
    acts.verify_action(world.analyst, guidance.fresh(other))
    assert guidance.fresh(proposal).state == VERIFIED
    acts.close_proposal(world.analyst, guidance.fresh(proposal))
    assert guidance.fresh(proposal).state == CLOSED


def test_who_did_it_does_not_verify_it(world, guidance):
    proposal = guidance.submitted()
    decide(world, proposal, Outcome.APPROVED)
    action = add(guidance, guidance.fresh(proposal))
    acts.implement_action(world.desk_head, action, note="Done")
    with pytest.raises(Refused, match="Another person"):
        acts.verify_action(world.desk_head, guidance.fresh(action))


def test_who_asked_does_not_decide(world, guidance):
    proposal = acts.propose(
        world.desk_head, source="desk", subject="budget", title="A line of our own", asked="Invented."
    )
    acts.screen_proposal(world.analyst, proposal)
    acts.submit_proposal(world.analyst, proposal, to_post=guidance.post)
    with pytest.raises(Refused, match="Another person"):
        decide(world, guidance.fresh(proposal), Outcome.APPROVED)


def test_only_the_post_that_it_was_submitted_to_decides(world, guidance):
    proposal = guidance.proposal()
    acts.screen_proposal(world.analyst, proposal)
    with pytest.raises(Invalid, match="may not decide"):
        acts.submit_proposal(world.analyst, proposal, to_post=Post.objects.get(pk=world.focal_point.post_id))
    proposal = guidance.submitted()
    for who in (world.analyst, world.focal_point, world.oversight, world.defence_desk_head):
        with pytest.raises(Refused):
            acts.decide_proposal(who, proposal, decision=acts.Decision(Outcome.APPROVED))


def test_authority_ends_at_its_ceiling_and_on_its_last_day(world, guidance):
    dear = guidance.proposal(cost=1_000_001)
    acts.screen_proposal(world.analyst, dear)
    assert queries.authorities_for(dear) == []
    with pytest.raises(Invalid, match="may not decide"):
        acts.submit_proposal(world.analyst, dear, to_post=guidance.post)
    proposal = guidance.submitted(cost=1_000_000)
    with unguarded("test"):
        for each in Authority.objects.filter(post=guidance.post):
            each.ends_on = timezone.localdate()
            each.save()
    with pytest.raises(Refused):
        decide(world, proposal, Outcome.APPROVED)


@pytest.mark.parametrize("outcome", [Outcome.REFUSED, Outcome.WITH_CONDITIONS, Outcome.DEFERRED])
def test_a_decision_says_what_it_must(world, guidance, outcome):
    proposal = guidance.submitted()
    with pytest.raises(Invalid):
        decide(world, proposal, outcome)
    assert guidance.fresh(proposal).state == SUBMITTED


def test_a_refusal_ends_it_and_a_deferral_brings_it_back(world, guidance):
    refused = guidance.submitted()
    decide(world, refused, Outcome.REFUSED, reason="No money this year")
    assert guidance.fresh(refused).state == REFUSED
    later = guidance.submitted()
    decide(world, later, Outcome.DEFERRED, deferred_to=soon())
    assert guidance.fresh(later).state == DEFERRED
    acts.submit_proposal(world.analyst, guidance.fresh(later), to_post=guidance.post)
    assert guidance.fresh(later).state == SUBMITTED
    with pytest.raises(ImpossibleMove):
        acts.take_back_proposal(world.focal_point, guidance.fresh(later))


def test_several_are_approved_at_once_all_of_them_or_none(world, guidance):
    one, other = guidance.submitted(), guidance.submitted()
    foreign = guidance.proposal()
    with pytest.raises(Refused):
        acts.approve_proposals(world.desk_head, proposals=[one.pk, foreign.pk])
    assert guidance.fresh(one).state == SUBMITTED
    assert queries.waiting_for_decision(world.desk_head) == [one, other]
    assert acts.approve_proposals(world.desk_head, proposals=[one.pk, other.pk]) == 2
    assert queries.waiting_for_decision(world.desk_head) == []


def test_the_sister_desk_is_asked_and_answers(world, guidance):
    asked = guidance.proposal(addressed=world.defence)
    with pytest.raises(Refused):
        acts.screen_proposal(world.analyst, asked)
    head = world.defence_desk_head
    acts.screen_proposal(head, queries.proposal_for(head, asked.pk))
    acts.submit_proposal(head, guidance.fresh(asked), to_post=Post.objects.get(pk=head.post_id))
    acts.decide_proposal(head, guidance.fresh(asked), decision=acts.Decision(Outcome.APPROVED))
    assert queries.proposal_for(world.focal_point, asked.pk).state == APPROVED


def test_a_proposal_is_seen_by_its_desk_and_by_who_answers_for_it(world, guidance):
    proposal = guidance.submitted()
    for who in (world.focal_point, world.investigator, world.desk_head, world.oversight):
        assert queries.proposal_for(who, proposal.pk) == proposal
    for who in (world.other_focal_point, world.defence_desk_head, world.operator):
        with pytest.raises(Missing):
            queries.proposal_for(who, proposal.pk)


def test_how_long_proposals_wait_is_counted_and_taken_as_a_file(world, guidance):
    old, new = guidance.submitted(title="=Old"), guidance.proposal()
    with unguarded("test"):
        Proposal.objects.filter(pk=old.pk).update(made_at=timezone.now() - timedelta(days=120))
    today = timezone.localdate()
    rows = queries.ageing_rows(world.desk_head, today)
    assert [(row.counts, row.longest_days) for row in rows] == [((0, 0, 1, 0), 120), ((1, 0, 0, 0), 0)]
    late = queries.undecided(world.desk_head, 90, today)
    assert late == [(old, 120)]
    assert queries.undecided(world.desk_head, 120, today) == []
    assert new.pk
    text = "".join(exporters.ageing_csv(late))
    assert "'=Old" in text
    assert ",120," in text


def test_what_is_due_is_the_owning_posts(world, guidance):
    proposal = guidance.submitted()
    decide(world, proposal, Outcome.APPROVED)
    action = add(guidance, guidance.fresh(proposal))
    assert queries.due_actions(world.focal_point) == []
    assert queries.due_actions(world.focal_point, within_days=31) == [action]
    with pytest.raises(Refused):
        acts.implement_action(world.investigator, action, note="Not mine")
    acts.drop_action(world.desk_head, action, note="The house was sold")
    assert guidance.fresh(proposal).state == APPROVED
