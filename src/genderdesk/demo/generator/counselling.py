"""Counselling by the institution's own counsellors: appointments, sessions, groups by count, and their supervision.

There are no notes: a counsellor's own lie under her or his personal key, which nobody else has.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from genderdesk.casework.care.models import Counselling, CounsellingSession, GroupSession, Supervision
from genderdesk.casework.care.vocabulary import HELD, MISSED, PLANNED, Place, SessionKind, Theme
from genderdesk.casework.cases.vocabulary import EventKind
from genderdesk.demo.generator import chances
from genderdesk.demo.generator.draw import Draw
from genderdesk.demo.generator.records import Records
from genderdesk.demo.generator.setting import Counsellor, Hand, Side
from genderdesk.demo.generator.story import Story

_WEEK = timedelta(days=7)


def plan_counselling(story: Story, side: Side, focal: Hand, known: datetime) -> None:
    """A counsellor accompanies some survivors for some weeks, one session after the other."""
    draw = story.draw
    if not side.counsellors or not draw.happens(chances.COUNSELLED):
        return
    counsellor = draw.choice(side.counsellors)
    hand, began = counsellor.hand, known + draw.hours(12)
    counselling = Counselling(
        id=draw.id(began),
        case=story.case,
        counsellor=counsellor.officer,
        account_id=hand.id,
        began_at=began,
    )

    def begin() -> None:
        story.case.counsellor = counsellor.officer
        story.records.add(counselling)

    story.plan(began, EventKind.HANDED_OVER, focal, counsellor.officer.staff_code, begin)
    at, wellbeing = began, draw.randint(1, 4)
    for _number in range(draw.of(chances.SESSIONS)):
        at, wellbeing = _plan_session(story, hand, counselling, at, wellbeing)

    ended = at + draw.hours(2)

    def end() -> None:
        counselling.ended_at, counselling.plan_reviewed_on = ended, timezone.localdate(ended)

    story.plan(ended, None, hand, "", end)


def _plan_session(
    story: Story, hand: Hand, counselling: Counselling, planned_at: datetime, wellbeing: int
) -> tuple[datetime, int]:
    """One appointment and what became of it; when that was, and how she or he was afterwards."""
    draw = story.draw
    due = timezone.localtime(planned_at + _WEEK).replace(hour=draw.randint(9, 15), minute=0, second=0, microsecond=0)
    kind = draw.of(chances.SESSION_KINDS)
    session = CounsellingSession(
        id=draw.id(planned_at),
        counselling=counselling,
        account_id=hand.id,
        kind=kind,
        place=Place.TELEPHONE if kind is SessionKind.PHONE else Place.DESK,
        state=PLANNED,
        due_at=due,
        planned_at=planned_at,
    )
    story.plan(planned_at, None, hand, "", lambda: story.records.add(session))
    if draw.happens(chances.SESSION_MISSED):
        story.plan(due + timedelta(hours=1), None, hand, "", lambda: setattr(session, "state", MISSED))
        return due + timedelta(hours=1), wellbeing
    minutes = draw.choice((40, 45, 50, 60))
    after = min(10, wellbeing + draw.randint(0, 2))
    told = draw.happens(0.9)
    supervised = draw.happens(chances.SESSION_SUPERVISED)

    def hold() -> None:
        session.state, session.held_at, session.minutes = HELD, due, minutes
        if told:
            session.wellbeing_before, session.wellbeing_after = wellbeing, after
        if supervised:
            session.supervised_on = timezone.localdate(due)

    return story.plan(due + timedelta(minutes=minutes), None, hand, "", hold), after


def meet_in_groups(draw: Draw, records: Records, side: Side, at: datetime) -> None:
    """A group that met the day before, told by count; and, less often, supervision for who led it."""
    if not side.counsellors:
        return
    counsellor, before = draw.choice(side.counsellors), at - timedelta(days=1)
    if draw.happens(chances.GROUP_MET):
        records.add(_group(draw, side, counsellor, before))
    if draw.happens(chances.SUPERVISED):
        asked = before - timedelta(days=3)
        records.add(
            Supervision(
                id=draw.id(asked),
                institution=side.institution,
                desk_id=counsellor.desk_id,
                account_id=counsellor.hand.id,
                asked_at=asked,
                held_on=timezone.localdate(before),
                minutes=60,
            )
        )


def _group(draw: Draw, side: Side, counsellor: Counsellor, at: datetime) -> GroupSession:
    theme = draw.choice(tuple(Theme))
    parents = theme is Theme.PARENTING
    return GroupSession(
        id=draw.id(at),
        institution=side.institution,
        desk_id=counsellor.desk_id,
        account_id=counsellor.hand.id,
        held_on=timezone.localdate(at),
        minutes=draw.choice((60, 75, 90)),
        place=Place.ONE_STOP_CENTRE,
        theme=theme,
        women=draw.randint(4, 14),
        men=draw.randint(0, 4) if parents else 0,
        girls=draw.randint(0, 5),
    )
