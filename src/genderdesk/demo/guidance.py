"""Guidance, decisions, a plan, a self-assessment and counts of strength of the demonstration.

All of it is invented, and it says so. Everything is made by the acts, by the people who do it in a desk.
"""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any, cast

from django.utils import timezone

from genderdesk.groundwork.protection.access import Actor
from genderdesk.organisation.institution.models import Post
from genderdesk.organisation.institution.vocabulary import AuthoritySubject
from genderdesk.programme.guidance import acts
from genderdesk.programme.guidance.models import Document, Version
from genderdesk.programme.guidance.vocabulary.decisions import Outcome, Source
from genderdesk.programme.guidance.vocabulary.documents import DocumentKind, Marking
from genderdesk.programme.guidance.vocabulary.plans import Step

_TEXT = (
    "This procedure is invented for the demonstration and is no order of any police service.\n\n"
    "1. Whoever comes is heard in a room where nobody else listens, and is asked once.\n\n"
    "2. Medical care comes first; a form is never a condition for it.\n\n"
    "3. Whoever receives the report says who will know of it, and asks how the person may be reached safely."
)
_SCRIPT = (
    "This script is invented for the demonstration.\n\n"
    "Ask first whether nobody else listens. If somebody does, agree on a time; call no number that was not given."
)
_STRENGTH = (
    "rank_band,role_kind,women,men,unknown\n"
    "senior,command,{0},120,0\n"
    "junior,operational,{1},900,0\n"
    "other_ranks,operational,{2},6400,12\n"
    "other_ranks,administrative,{3},310,0\n"
    "other_ranks,desk,{4},40,0\n"
)
# Days before today, and the women in each line of that count.
_COUNTS = ((730, (9, 95, 1010, 190, 90)), (365, (13, 120, 1240, 205, 110)), (20, (17, 150, 1530, 215, 130)))


def make_guidance(writer: Actor, head: Actor, focal_point: Actor) -> None:
    """One of each kind of record, in the state that shows most: in force, in consultation, waiting, carried out."""
    post = Post.objects.get(pk=cast(uuid.UUID, head.post_id))
    _documents(writer, head, post)
    approved = _decisions(writer, head, focal_point, post)
    _plan(writer, approved, post)
    _assessment(writer)
    for days, women in _COUNTS:
        acts.count_strength(
            writer,
            counted_on=timezone.localdate() - timedelta(days=days),
            source="Invented staff list",
            lines=_STRENGTH.format(*women),
        )


def _documents(writer: Actor, head: Actor, post: Post) -> None:
    shared: dict[str, Any] = {"marking": Marking.INTERNAL, "owner_post": post}
    procedure = acts.begin_document(
        writer,
        reference="INVENTED-SOP-1",
        title="Receiving a report (invented)",
        kind=DocumentKind.PROCEDURE,
        wording=acts.Wording(_TEXT),
        **shared,
    )
    acts.ask_of_readers(
        writer,
        _version(procedure),
        text="What comes first?",
        right="Medical care",
        wrong="The form\nA second hearing",
    )
    version = _version(procedure)
    acts.submit_version(writer, version)
    today = timezone.localdate()
    acts.authorise_version(head, version, in_force_from=today, review_due=date(today.year + 2, today.month, 1))
    script = acts.begin_document(
        writer,
        reference="INVENTED-SCRIPT-1",
        title="First words on the line (invented)",
        kind=DocumentKind.SCRIPT,
        audience=["operator"],
        wording=acts.Wording(_SCRIPT, linked=["INVENTED-SOP-1"]),
        **shared,
    )
    acts.consult_on_version(writer, _version(script))
    acts.comment_on_version(head, _version(script), text="Invented comment: say first that the call is free.")


def _version(document: Document) -> Version:
    return Version.objects.select_related("document").get(document=document)


def _decisions(writer: Actor, head: Actor, focal_point: Actor, post: Post) -> Any:
    asked: Any = {"source": Source.DESK, "asked": "All of this is invented, the cost too."}
    waiting = acts.propose(
        focal_point, subject=AuthoritySubject.PREMISES, title="A room with a door", cost=1_500_000, **asked
    )
    approved = acts.propose(
        focal_point, subject=AuthoritySubject.EQUIPMENT, title="Two motorcycles", cost=1_800_000, **asked
    )
    for each in (waiting, approved):
        acts.screen_proposal(writer, each)
        each.refresh_from_db()
        acts.submit_proposal(writer, each, to_post=post)
        each.refresh_from_db()
    decision = acts.Decision(Outcome.WITH_CONDITIONS, conditions="Invented: one of them stays at the station.")
    acts.decide_proposal(head, approved, decision=decision)
    approved.refresh_from_db()
    due = timezone.localdate() + timedelta(days=60)
    acts.act_on_proposal(writer, approved, what="Order the motorcycles", owner_post=post, due_on=due)
    return approved


def _plan(writer: Actor, approved: Any, post: Post) -> None:
    today = timezone.localdate()
    plan = acts.begin_plan(writer, title="Action plan (invented)", starts_on=today, ends_on=today + timedelta(days=365))
    acts.keep_step(writer, plan, step=Step.SCAN, text="Invented: two stations hear reports in a corridor.", done=True)
    acts.keep_step(writer, plan, step=Step.PRIORITIES, text="Invented: rooms first, then vehicles.", done=True)
    acts.keep_step(
        writer, plan, step=Step.AUTHORISATION, text="Invented: approved with conditions.", done=True, proposal=approved
    )
    acts.act_on_plan(
        writer, plan, what="Find a room at each station", owner_post=post, due_on=today + timedelta(days=90)
    )


def _assessment(writer: Actor) -> None:
    assessment = acts.begin_assessment(writer, title="Self-assessment of this year (invented)")
    acts.score_assessment(
        writer,
        assessment,
        scores={"trained": 1, "private_room": 0, "guideline_in_force": 2, "counted": 2},
        evidence={"guideline_in_force": "Invented: INVENTED-SOP-1", "counted": "Invented: the month's figures"},
    )
