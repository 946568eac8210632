"""Guidance to lay hands on: a document in any state, a proposal that was submitted."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.organisation.institution.models import Authority, Post
from genderdesk.organisation.institution.vocabulary import AuthoritySubject
from genderdesk.programme.guidance import acts
from genderdesk.programme.guidance.models import ActionItem, Document, Proposal, Version
from genderdesk.programme.guidance.vocabulary.decisions import Outcome, Source
from genderdesk.programme.guidance.vocabulary.documents import DocumentKind, Marking
from tests.world import LONG_AGO


class Guidance:
    """The room's records, made by its acts. The analyst writes, the head of headquarters' desk decides."""

    def __init__(self, world: Any) -> None:
        self.world = world
        self.post = Post.objects.get(pk=world.desk_head.post_id)
        for head in (world.desk_head, world.defence_desk_head):
            self.delegate(head)

    def delegate(self, head: Actor, ceiling: int | None = 1_000_000) -> None:
        """Give a post the authority about everything, up to a ceiling."""
        with unguarded("test"):
            for about in AuthoritySubject:
                Authority.objects.create(
                    post_id=head.post_id, subject=about, level="institution", ceiling=ceiling,
                    instrument="Invented order", starts_on=LONG_AGO,
                )  # fmt: skip

    def document(self, reference: str = "GBV-SOP-1", **changes: Any) -> Document:
        given = {
            "title": "Invented procedure",
            "kind": DocumentKind.PROCEDURE,
            "marking": Marking.INTERNAL,
            "owner_post": self.post,
            "wording": acts.Wording("Invented words."),
        }
        return acts.begin_document(self.world.analyst, reference=reference, **(given | changes))

    def version(self, document: Document) -> Version:
        return Version.objects.select_related("document").filter(document=document).latest("written_at")

    def fresh(self, record: Any) -> Any:
        return type(record).objects.get(pk=record.pk)

    def authorise(self, version: Version, first: date | None = None) -> Version:
        acts.submit_version(self.world.analyst, version)
        first = first or timezone.localdate()
        review = first + timedelta(days=700)
        acts.authorise_version(self.world.desk_head, version, in_force_from=first, review_due=review)
        return self.fresh(version)

    def in_force(self, reference: str = "GBV-SOP-1", since: date | None = None, **changes: Any) -> Version:
        version = self.authorise(self.version(self.document(reference, **changes)))
        return self.backdate(version, since) if since else version

    def backdate(self, version: Version, since: date) -> Version:
        with unguarded("test"):
            Version.objects.filter(pk=version.pk).update(in_force_from=since)
        return self.fresh(version)

    def proposal(self, **changes: Any) -> Proposal:
        given: dict[str, Any] = {
            "source": Source.DESK,
            "subject": AuthoritySubject.PREMISES,
            "title": "A room with a door",
            "asked": "Invented: reports are heard in a corridor.",
            "cost": 500_000,
        }
        return acts.propose(self.world.focal_point, **(given | changes))

    def submitted(self, **changes: Any) -> Proposal:
        proposal = self.proposal(**changes)
        acts.screen_proposal(self.world.analyst, proposal)
        acts.submit_proposal(self.world.analyst, proposal, to_post=self.post)
        return self.fresh(proposal)

    def approved(self) -> Proposal:
        proposal = self.submitted()
        acts.decide_proposal(self.world.desk_head, proposal, decision=acts.Decision(Outcome.APPROVED))
        return self.fresh(proposal)

    def action(self, proposal: Proposal) -> ActionItem:
        due = timezone.localdate() + timedelta(days=9)
        return acts.act_on_proposal(self.world.analyst, proposal, what="Do it", owner_post=self.post, due_on=due)


@pytest.fixture
def guidance(world: Any) -> Guidance:
    return Guidance(world)
