"""Whether a post is covered on a day: by its holder, the share of time, and every competence that its role asks.

programme.md 3, "Coverage rule": covered by a current appointment with enough time whose officer holds each competence
required of the role, granted on or before the day, not yet expired and not revoked. Coverage is by post, not by people
trained: a transfer, leave, suspension or expiry changes it and nobody edits anything.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from genderdesk.groundwork.foundation.weeks import DAY_MINUTES, WEEK_MINUTES
from genderdesk.organisation.institution.rules.duty import Span
from genderdesk.organisation.institution.rules.periods import Period
from genderdesk.organisation.institution.vocabulary import COVERING, EXPIRING_DAYS, CoverageReason, CoverageStatus


@dataclass(frozen=True, slots=True)
class Serving:
    """An officer in the post for some days, with so many per cent of working time."""

    officer: uuid.UUID
    period: Period
    time_share: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A competence that an officer has shown, from a day up to, and not including, ``ends``."""

    competence: uuid.UUID
    starts: date
    ends: date | None = None
    revoked: bool = False

    def holds(self, day: date) -> bool:
        return self.starts <= day and (self.ends is None or day < self.ends)


@dataclass(frozen=True, slots=True)
class Asked:
    """A competence that the post's role asks for some days."""

    competence: uuid.UUID
    period: Period


@dataclass(frozen=True, slots=True)
class Officers:
    """What is known of officers: what they have shown, and when they are absent."""

    shown: Mapping[uuid.UUID, Sequence[Shown]] = field(default_factory=dict)
    absent: Mapping[uuid.UUID, Sequence[Period]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PostFacts:
    """A post: when it is open, who serves in it, what its role asks, the least share of time that covers it."""

    open: Period
    serving: Sequence[Serving]
    asked: Sequence[Asked]
    least_share: int


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a post stands as it does: what, of whom, which competence, and the day on which it came or will come."""

    what: CoverageReason
    officer: uuid.UUID | None = None
    competence: uuid.UUID | None = None
    day: date | None = None
    share: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """How a post stands on a day, why, and who covers it."""

    status: CoverageStatus
    reasons: tuple[Reason, ...] = ()
    by: tuple[uuid.UUID, ...] = ()

    @property
    def covered(self) -> bool:
        return self.status in COVERING


def standing_on(day: date, post: PostFacts, officers: Officers) -> Standing:
    """How a post stands on a day. One that is not open then, or whose role asks nothing, is not designated."""
    asked = [each.competence for each in post.asked if each.period.holds(day)]
    if not asked or not post.open.holds(day):
        return Standing(CoverageStatus.NOT_DESIGNATED, (Reason(CoverageReason.NOTHING_ASKED),))
    there, missing = _there(day, post, officers)
    if not there:
        return Standing(CoverageStatus.VACANT, tuple(missing) or (Reason(CoverageReason.NOBODY),))
    faults = {each.officer: _faults(day, each.officer, asked, officers) for each in there}
    able = [each for each in there if not faults[each.officer]]
    if able:
        return _covered(day, able, asked, officers)
    # Whoever lacks least says what has to be done.
    nearest = min(faults.values(), key=lambda found: (_never(found), len(found)))
    status = CoverageStatus.UNTRAINED if _never(nearest) else CoverageStatus.LAPSED
    return Standing(status, (*nearest, *missing))


def _there(day: date, post: PostFacts, officers: Officers) -> tuple[list[Serving], list[Reason]]:
    """Who is in the post with enough time and present; and why each of the others is not."""
    there, missing = [], []
    for each in post.serving:
        if not each.period.holds(day):
            continue
        away = next((period for period in officers.absent.get(each.officer, ()) if period.holds(day)), None)
        if away is not None:
            missing.append(Reason(CoverageReason.ABSENT, each.officer, day=away.end))
        elif each.time_share < post.least_share:
            missing.append(Reason(CoverageReason.TOO_LITTLE_TIME, each.officer, share=each.time_share))
        else:
            there.append(each)
    return there, missing


def _faults(day: date, officer: uuid.UUID, asked: Iterable[uuid.UUID], officers: Officers) -> list[Reason]:
    """What an officer lacks on a day, with the day on which it lapsed or was revoked."""
    found = []
    for competence in asked:
        shown = [each for each in officers.shown.get(officer, ()) if each.competence == competence]
        if any(each.holds(day) for each in shown):
            continue
        ended = [each for each in shown if each.starts <= day and each.ends is not None]
        last = max(ended, key=lambda each: each.ends or each.starts, default=None)
        what = CoverageReason.NEVER_SHOWN if last is None else CoverageReason.LAPSED
        what = CoverageReason.REVOKED if last is not None and last.revoked else what
        found.append(Reason(what, officer, competence, last.ends if last else None))
    return found


def _never(found: Iterable[Reason]) -> bool:
    return any(each.what == CoverageReason.NEVER_SHOWN for each in found)


def _covered(day: date, able: Sequence[Serving], asked: Sequence[uuid.UUID], officers: Officers) -> Standing:
    """Covered; expiring where the last of those who cover it stops within EXPIRING_DAYS."""
    by = tuple(each.officer for each in able)
    ends = [_end_of(day, each, asked, officers) for each in able]
    known = [each for each in ends if each is not None and each.day is not None]
    if len(known) < len(ends):
        return Standing(CoverageStatus.COVERED, (), by)
    last = max(known, key=lambda each: each.day or day)
    soon = last.day is not None and last.day <= day + timedelta(days=EXPIRING_DAYS)
    return Standing(CoverageStatus.EXPIRING if soon else CoverageStatus.COVERED, (last,) if soon else (), by)


def _end_of(day: date, each: Serving, asked: Iterable[uuid.UUID], officers: Officers) -> Reason | None:
    """What first ends an officer's covering of the post, and when; None where nothing is known to."""
    found = [] if each.period.end is None else [Reason(CoverageReason.LEAVES, each.officer, day=each.period.end)]
    for competence in asked:
        end = _valid_until(day, [one for one in officers.shown.get(each.officer, ()) if one.competence == competence])
        if end is not None:
            found.append(Reason(CoverageReason.EXPIRES, each.officer, competence, end))
    return min(found, key=lambda one: one.day or day, default=None)


def _valid_until(day: date, shown: Iterable[Shown]) -> date | None:
    """The first day without the competence, where grants follow on each other; None where it never lapses."""
    reached = day
    for each in sorted(shown, key=lambda one: one.starts):
        if each.starts > reached:
            break
        if each.ends is None:
            return None
        reached = max(reached, each.ends)
    return reached


@dataclass(frozen=True, slots=True)
class CoveredDays:
    """Days of a period on which a post was designated, and on how many of them it was covered."""

    covered: int
    days: int

    @property
    def share(self) -> float | None:
        """Covered days by days, 0 to 1; None where the post was designated on no day."""
        return self.covered / self.days if self.days else None


def covered_within(period: Period, post: PostFacts, officers: Officers) -> CoveredDays:
    """Covered days of a period that has an end. Between two days on which something changes, nothing does."""
    if period.end is None:
        raise ValueError("Days are counted in a period that has an end.")
    turns = sorted({period.start, *(each for each in _turns(post, officers) if period.start < each < period.end)})
    covered = days = 0
    for start, end in zip(turns, [*turns[1:], period.end], strict=True):
        standing = standing_on(start, post, officers)
        length = (end - start).days
        days += 0 if standing.status == CoverageStatus.NOT_DESIGNATED else length
        covered += length if standing.covered else 0
    return CoveredDays(covered, days)


def _turns(post: PostFacts, officers: Officers) -> Iterator[date]:
    """Every day on which a post's standing can change."""
    periods = [post.open, *(each.period for each in post.asked), *(each.period for each in post.serving)]
    for who in {each.officer for each in post.serving}:
        periods.extend(officers.absent.get(who, ()))
        for shown in officers.shown.get(who, ()):
            yield shown.starts
            if shown.ends is not None:
                yield shown.ends
    for period in periods:
        yield period.start
        if period.end is not None:
            yield period.end


@dataclass(frozen=True, slots=True)
class Gap:
    """Minutes of a week (from Monday 00:00), up to and not including ``ends``, in which nobody covers a desk."""

    starts: int
    ends: int


def gaps_of_week(spans: Collection[tuple[date, Span]]) -> list[Gap]:
    """The hours of a week in which none of the spans, each on its day, is in force. An end that is not after the start
    lies on the next day; from Sunday it reaches into Monday."""
    busy = []
    for day, span in spans:
        starts = day.weekday() * DAY_MINUTES + span.starts
        ends = starts + ((span.ends - span.starts) % DAY_MINUTES or DAY_MINUTES)
        busy.append((starts, min(ends, WEEK_MINUTES)))
        if ends > WEEK_MINUTES:
            busy.append((0, ends - WEEK_MINUTES))
    gaps, reached = [], 0
    for starts, ends in sorted(busy):
        if starts > reached:
            gaps.append(Gap(reached, starts))
        reached = max(reached, ends)
    return [*gaps, Gap(reached, WEEK_MINUTES)] if reached < WEEK_MINUTES else gaps


def by_day(gap: Gap) -> Iterator[Gap]:
    """The gap cut at midnight."""
    starts = gap.starts
    while starts < gap.ends:
        ends = min(gap.ends, (starts // DAY_MINUTES + 1) * DAY_MINUTES)
        yield Gap(starts, ends)
        starts = ends


def hours_of(gaps: Iterable[Gap]) -> float:
    """Hours of the week in which somebody covers the desk: 168 less the gaps."""
    return (WEEK_MINUTES - sum(each.ends - each.starts for each in gaps)) / 60
