"""Who is suspected, sometimes in custody; which offences it may be; and what nobody must overlook."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from genderdesk.casework.cases.acts.indexes import suspect_tokens
from genderdesk.casework.cases.models import Flag, Incident, Suspect
from genderdesk.casework.cases.vocabulary import (
    ARRESTED,
    CUSTODY,
    FLAG_RAISED,
    FLAG_RESOLVED,
    HANDED_ON,
    RELEASED,
    AgeBand,
    EventKind,
    Force,
    GbvType,
    PerpetratorAge,
    RiskEvent,
    Sex,
    SuspectRole,
)
from genderdesk.demo.generator import chances
from genderdesk.demo.generator.people import Person, suspect_name
from genderdesk.demo.generator.setting import Hand, Setting
from genderdesk.demo.generator.story import Story
from genderdesk.groundwork.foundation.answers import Answer


def plan_suspect(story: Story, focal: Hand, known: datetime) -> Suspect | None:
    """A suspect of some cases; an arrest of some suspects, and its end within the days of custody."""
    draw, case = story.draw, story.case
    if not draw.happens(chances.SUSPECT_NAMED):
        return None
    at = known + draw.seconds(1200, 0.9)
    names = suspect_name(draw)
    suspect = Suspect(
        id=draw.id(at),
        case=case,
        code=draw.number("SP"),
        names=names,
        role=SuspectRole.PRIMARY,
        relationship=draw.of(chances.RELATIONSHIPS),
        lives_together=Answer.YES if draw.happens(0.5) else Answer.NO,
        sex=Sex.MALE if draw.happens(0.95) else Sex.FEMALE,
        age_group=draw.choice((PerpetratorAge.TO_25, PerpetratorAge.TO_40, PerpetratorAge.TO_60)),
        # Of an officer or a soldier the file would be sealed, which nothing invented is.
        force=Force.NONE,
        intoxicated=Answer.YES if draw.happens(0.3) else Answer.UNKNOWN,
        added_at=at,
        added_by=focal.id,
    )

    def add() -> None:
        story.records.add(suspect)
        story.records.tokens += suspect_tokens(suspect, names)

    story.plan(at, EventKind.SUSPECT_ADDED, focal, "", add)
    if draw.happens(chances.ARRESTED):
        _plan_custody(story, focal, suspect, at + draw.hours(20))
    return suspect


def _plan_custody(story: Story, focal: Hand, suspect: Suspect, at: datetime) -> None:
    draw = story.draw
    ends = at + timedelta(days=CUSTODY.days) * draw.uniform(0.3, 0.95)
    free = draw.happens(chances.RELEASED)

    def move(state: str, arrested_at: datetime | None = None) -> None:
        suspect.state, suspect.version = state, suspect.version + 1
        suspect.arrested_at = arrested_at or suspect.arrested_at

    def due() -> None:
        story.case.risk_due_at = ends

    story.plan(at, EventKind.SUSPECT_CHANGED, focal, "", lambda: move(ARRESTED, at))
    story.plan(ends, EventKind.SUSPECT_CHANGED, focal, "", lambda: move(RELEASED if free else HANDED_ON))
    if free:
        story.plan(ends, EventKind.RISK_EVENT, focal, RiskEvent.SUSPECT_RELEASED, due)


def plan_offences(
    story: Story, setting: Setting, focal: Hand, incident: Incident, person: Person, known: datetime
) -> None:
    """Which rows of the national table it may be, where the table has one that fits."""
    child = person.band in chances.CHILDREN and person.gbv_type is GbvType.RAPE
    found = setting.offences.get("child" if child else str(person.gbv_type), "")
    if not found or not story.draw.happens(chances.OFFENCE_NAMED):
        return

    def keep() -> None:
        incident.offences, incident.version = [found], incident.version + 1

    story.plan(known + story.draw.seconds(1500), EventKind.OFFENCES_KEPT, focal, "", keep)


def plan_flag(story: Story, focal: Hand, person: Person, known: datetime) -> None:
    """Something that nobody must overlook, until somebody has seen to it."""
    draw = story.draw
    if not draw.happens(chances.FLAGGED):
        return
    at = known + draw.hours(5)
    child = person.band in (AgeBand.TO_11, AgeBand.TO_17)
    flag = Flag(
        id=draw.id(at),
        case=story.case,
        state=FLAG_RAISED,
        reason=draw.of(chances.CHILDS_FLAGS if child else chances.FLAGS),
        words="Ask for it again before the week ends (invented).",
        due_on=timezone.localdate(at) + timedelta(days=draw.randint(2, 10)),
        raised_by=focal.id,
        raised_code=focal.code,
        raised_at=at,
    )
    seen_to = at + timedelta(days=draw.uniform(0.5, 9))

    def resolve() -> None:
        flag.state, flag.note, flag.resolved_at = FLAG_RESOLVED, "It was seen to (invented).", seen_to
        flag.resolved_by, flag.resolved_code = focal.id, focal.code

    story.plan(at, EventKind.FLAG_RAISED, focal, flag.reason, lambda: story.records.add(flag))
    story.plan(seen_to, EventKind.FLAG_RESOLVED, focal, flag.reason, resolve)
