"""Which posts are covered, on any day and over any period: a constant number of queries, however many posts."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format

from genderdesk.groundwork.platform import editions
from genderdesk.organisation.institution.labels import ABSENT_WITHOUT_END, COVERAGE_REASONS
from genderdesk.organisation.institution.models import (
    Absence,
    Appointment,
    CompetenceHeld,
    Institution,
    Post,
    RoleRequirement,
    Unit,
)
from genderdesk.organisation.institution.queries.days import today
from genderdesk.organisation.institution.queries.duty import DutyBook
from genderdesk.organisation.institution.rules.coverage import (
    Asked,
    CoveredDays,
    Gap,
    Officers,
    PostFacts,
    Reason,
    Serving,
    Shown,
    Standing,
    covered_within,
    gaps_of_week,
    standing_on,
)
from genderdesk.organisation.institution.rules.duty import Span
from genderdesk.organisation.institution.rules.periods import Period
from genderdesk.organisation.institution.vocabulary import (
    LEAST_SHARE,
    LOCAL_STATIONS,
    CoverageReason,
    CoverageStatus,
    DeskKind,
    Role,
)
from genderdesk.organisation.places.queries import districts_within

# Share of coverage over a period is of the year that ends on the day, unless another first day is asked for.
YEAR = timedelta(days=365)
_WEEK = timedelta(days=7)


class CoverageBook:
    """Posts of some institutions or of one desk with all that decides whether they are covered on a day or in a
    period."""

    def __init__(self, institutions: Iterable[Institution | uuid.UUID], desk_id: uuid.UUID | None = None) -> None:
        own = Q(desk__unit__institution__in=list(institutions)) & (Q(desk_id=desk_id) if desk_id else Q())
        posts = Post.objects.filter(own).select_related("desk__unit__institution", "desk__unit__place")
        self.posts = {post.pk: post for post in posts.order_by("desk__name", "title", "id")}
        self._names: dict[uuid.UUID, str] = {}
        self._serving: dict[uuid.UUID, list[Serving]] = defaultdict(list)
        self._appointed(desk_id, own)
        self._asked: dict[tuple[uuid.UUID, str], list[Asked]] = defaultdict(list)
        for row in RoleRequirement.objects.select_related("competence"):
            self._asked[row.institution_id, row.role].append(
                Asked(row.competence_id, Period(row.starts_on, row.ends_on))
            )
            self._names[row.competence_id] = row.competence.name
        self.officers = self._known(own)

    def _appointed(self, desk_id: uuid.UUID | None, own: Q) -> None:
        of_posts = Q(post__in=self.posts) if desk_id else Q(post__in=Post.objects.filter(own))
        for row in Appointment.objects.filter(of_posts).select_related("officer").order_by("starts_on", "id"):
            self._serving[row.post_id].append(
                Serving(row.officer_id, Period(row.starts_on, row.ends_on), row.time_share)
            )
            self._names[row.officer_id] = str(row.officer)

    def _known(self, own: Q) -> Officers:
        served = Appointment.objects.filter(post__in=Post.objects.filter(own)).values("officer_id")
        shown: dict[uuid.UUID, list[Shown]] = defaultdict(list)
        held = CompetenceHeld.objects.filter(officer_id__in=served).order_by("granted_on", "id")
        # Plain rows: of five hundred posts over twenty years there are thousands.
        columns = ("officer_id", "competence_id", "granted_on", "expires_on", "revoked_on")
        for officer, competence, granted_on, expires_on, revoked_on in held.values_list(*columns):
            shown[officer].append(_shown(competence, granted_on, expires_on, revoked_on))
        absent: dict[uuid.UUID, list[Period]] = defaultdict(list)
        away = Absence.objects.filter(officer_id__in=served)
        for officer, starts_on, ends_on in away.values_list("officer_id", "starts_on", "ends_on"):
            absent[officer].append(Period(starts_on, ends_on))
        return Officers(shown, absent)

    def facts(self, post: Post) -> PostFacts:
        asked = self._asked.get((post.desk.unit.institution_id, post.role), ())
        least = LEAST_SHARE[DeskKind(post.desk.kind)]
        return PostFacts(Period(post.opened_on, post.closed_on), self._serving.get(post.pk, ()), asked, least)

    def standing(self, post: Post, day: date) -> Standing:
        """How a post stands on a day."""
        return standing_on(day, self.facts(post), self.officers)

    def within(self, post: Post, period: Period) -> CoveredDays:
        """On how many days of a period a post was designated and covered."""
        return covered_within(period, self.facts(post), self.officers)

    def held(self, post: Post, day: date) -> bool:
        """Whether somebody is appointed to a post on a day, also where the post asks nothing of its holder."""
        return any(each.period.holds(day) for each in self.facts(post).serving)

    def open_on(self, day: date) -> list[Post]:
        """The posts that are open on a day, by desk and title."""
        return [post for post in self.posts.values() if Period(post.opened_on, post.closed_on).holds(day)]

    def words(self, reason: Reason) -> str:
        """A reason as people read it."""
        given = {
            "officer": self._names.get(reason.officer, "") if reason.officer else "",
            "competence": self._names.get(reason.competence, "") if reason.competence else "",
            "day": date_format(reason.day, "DATE_FORMAT") if reason.day else "",
            "share": reason.share,
        }
        without_end = reason.what == CoverageReason.ABSENT and reason.day is None
        return str(ABSENT_WITHOUT_END if without_end else COVERAGE_REASONS[reason.what]) % given

    def why(self, standing: Standing) -> str:
        """All reasons of a standing."""
        return "; ".join(self.words(each) for each in standing.reasons)


def _shown(competence: uuid.UUID, granted_on: date, expires_on: date | None, revoked_on: date | None) -> Shown:
    end = min((each for each in (expires_on, revoked_on) if each is not None), default=None)
    return Shown(competence, granted_on, end, revoked_on is not None and revoked_on == end)


@dataclass(frozen=True, slots=True)
class PostLine:
    """A post on a day, and how it stands."""

    post: Post
    standing: Standing

    @property
    def status(self) -> CoverageStatus:
        return self.standing.status


def coverage_lines(book: CoverageBook, day: date) -> list[PostLine]:
    """Every post open on a day as it stands then."""
    return [PostLine(post, book.standing(post, day)) for post in book.open_on(day)]


@dataclass(frozen=True, slots=True)
class CoverageCount:
    """Designated posts on a day, how many of them are covered, and how many stand in each status."""

    by_status: Counter[CoverageStatus]

    @property
    def designated(self) -> int:
        return self.by_status.total() - self.by_status[CoverageStatus.NOT_DESIGNATED]

    @property
    def covered(self) -> int:
        return self.by_status[CoverageStatus.COVERED] + self.by_status[CoverageStatus.EXPIRING]


def counted(lines: Iterable[PostLine]) -> CoverageCount:
    return CoverageCount(Counter(line.status for line in lines))


@dataclass(frozen=True, slots=True)
class StationCount:
    """Province and district stations: how many there are, have a focal point in post, and have one that is covered."""

    stations: int
    held: int
    covered: int


def focal_points_at_stations(
    lines: Iterable[PostLine], book: CoverageBook, institutions: Iterable[Institution | uuid.UUID], day: date
) -> StationCount:
    """What "focal points at all province and district stations" is on the day of the lines, as numbers."""
    stations = Unit.objects.filter(institution__in=list(institutions), kind__in=LOCAL_STATIONS)
    held, covered = set(), set()
    for line in lines:
        unit = line.post.desk.unit
        if line.post.role == Role.FOCAL_POINT and unit.kind in LOCAL_STATIONS:
            held |= {unit.pk} if book.held(line.post, day) else set()
            covered |= {unit.pk} if line.standing.covered else set()
    return StationCount(stations.count(), len(held), len(covered))


@dataclass(slots=True)
class DistrictPosts:
    """Posts of a district's stations: open, held by somebody with time for them, designated, covered."""

    open: int = 0
    held: int = 0
    designated: int = 0
    covered: int = 0


def posts_by_district(lines: Iterable[PostLine], book: CoverageBook, day: date) -> dict[str, DistrictPosts]:
    """The posts of each district's stations on the day of the lines."""
    found: dict[str, DistrictPosts] = defaultdict(DistrictPosts)
    for line in lines:
        for district in _district_of(line.post.desk.unit):
            posts = found[district]
            posts.open += 1
            posts.held += book.held(line.post, day)
            posts.designated += line.status != CoverageStatus.NOT_DESIGNATED
            posts.covered += line.standing.covered
    return found


def _district_of(unit: Unit) -> Iterable[str]:
    """The district whose station a unit is; none for a province, a battalion or headquarters."""
    districts = districts_within(unit.place_id)
    return districts if unit.kind in LOCAL_STATIONS and len(districts) == 1 else ()


def spans_covered(book: CoverageBook, posts: Iterable[Post], day: date) -> dict[uuid.UUID, list[tuple[date, Span]]]:
    """By post, the duty hours of the seven days from a day on, on the days on which the post is covered."""
    listed = list(posts)
    since = timezone.make_aware(datetime.combine(day, datetime.min.time()))
    duty = DutyBook([post.pk for post in listed], [], since)
    found: dict[uuid.UUID, list[tuple[date, Span]]] = {}
    for post in listed:
        days = [day + timedelta(days=each) for each in range(_WEEK.days)]
        covered = [each for each in days if book.standing(post, each).covered]
        found[post.pk] = [(each, span) for each in covered for span in duty.spans_on(post, each)]
    return found


def gaps_of_desk(desk_id: uuid.UUID, institution_id: uuid.UUID, on: date | None = None) -> list[Gap] | None:
    """The hours of the seven days from a day on in which nobody who covers a post of the desk is on duty; None where
    the desk has no designated post on the day."""
    day = today(on)
    book = CoverageBook([institution_id], desk_id)
    lines = [line for line in coverage_lines(book, day) if line.status != CoverageStatus.NOT_DESIGNATED]
    if not lines:
        return None
    spans = spans_covered(book, [line.post for line in lines], day)
    return gaps_of_week([each for of_post in spans.values() for each in of_post])


@dataclass(frozen=True, slots=True)
class WaitingPost:
    """A designated post that is uncovered today, or that will be within 90 days."""

    post: Post
    covered: bool
    why: str


_AT_REST = (CoverageStatus.COVERED, CoverageStatus.NOT_DESIGNATED)


@editions.kept_while("organisation")
def _waiting(institution_id: uuid.UUID, day: date) -> tuple[CoverageBook, tuple[PostLine, ...]]:
    book = CoverageBook([institution_id])
    lines = [line for line in coverage_lines(book, day) if line.status not in _AT_REST]
    return book, tuple(sorted(lines, key=lambda line: line.standing.covered))


def posts_waiting(institution_id: uuid.UUID, on: date | None = None) -> list[WaitingPost]:
    """An institution's designated posts that are uncovered on the day, then those that will be within 90 days."""
    book, lines = _waiting(institution_id, today(on))
    return [WaitingPost(line.post, line.standing.covered, book.why(line.standing)) for line in lines]
