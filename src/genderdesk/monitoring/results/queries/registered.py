"""Named queries about reports: of the system where there are some, else of the registers on paper. Never both at once.

A change is told between periods of equal length, of one source and one definition, whose returns are complete.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time, timedelta
from statistics import median

from django.db.models import Q, QuerySet
from django.utils import timezone

from genderdesk.groundwork.protection.access import SYSTEM as THE_SYSTEM
from genderdesk.monitoring.results.models import FrozenPage, MonthlyReturn, RegisterEntry, Source
from genderdesk.monitoring.results.queries.asking import answers, cautions
from genderdesk.monitoring.results.rules.comparing import Counted, Span, change_of, is_complete, why_unlike
from genderdesk.monitoring.results.rules.measured import NOTHING_KEPT, Asked, Measured
from genderdesk.monitoring.results.rules.page import Caution
from genderdesk.monitoring.results.vocabulary import RELEASED, Method, Unit, Warned
from genderdesk.monitoring.statistics.queries.barred import records_left_out
from genderdesk.monitoring.statistics.queries.series import closed_between, kept_since, reports_between, served_between
from genderdesk.organisation.institution.models import DutyHours, Post
from genderdesk.organisation.institution.queries import DutyBook
from genderdesk.organisation.institution.vocabulary import LOCAL_STATIONS, InstitutionKind

REGISTERS, SYSTEM = "registers", "system"
# Of the registers: which day says that a survivor was there. Of the system: the service of an attended referral.
SERVICES = {"health": "health_on", "psychosocial": "psychosocial_on", "legal": "legal_on"}
_DAY = timedelta(days=1)


def _entries(asked: Asked, span: Span) -> QuerySet[RegisterEntry]:
    return RegisterEntry.objects.filter(
        unit__institution=asked.institution_id, received_on__gte=span.first, received_on__lte=span.last
    )


def _counted(asked: Asked, span: Span, service: str = "", *, settled: bool = False) -> Counted:
    """Reports of a period, or how many of them a service saw, or were settled."""
    entries = _entries(asked, span)
    due, came = _returns_of(asked, span)
    if due or entries.exists():
        if service:
            entries = entries.filter(**{f"{SERVICES[service]}__isnull": False})
        if settled:
            entries = entries.filter(settled_on__isnull=False)
        return Counted(entries.count(), span, REGISTERS, f"{REGISTERS} 1", came, due)
    number = _in_system(asked.institution, span, service, settled)
    return Counted(number, span, SYSTEM, f"{SYSTEM} 1", kept_since=kept_since(asked.institution))


def _in_system(institution: str, span: Span, service: str, settled: bool) -> int:
    """What the system's own facts say. Nobody knows who will read a page: what a conflict hides from one reader is in
    no page."""
    without = records_left_out(THE_SYSTEM)
    if service:
        return served_between(institution, span.first, span.last, service, without)
    count = closed_between if settled else reports_between
    return count(institution, span.first, span.last, without)


def _returns(asked: Asked, span: Span) -> QuerySet[MonthlyReturn]:
    return MonthlyReturn.objects.filter(
        unit__institution=asked.institution_id, month__gte=span.first.replace(day=1), month__lte=span.last
    )


def _returns_of(asked: Asked, span: Span) -> tuple[int, int]:
    """Returns due by the day that the page is of, and how many of them had come."""
    due = _returns(asked, span).filter(due_on__lte=max(asked.as_of, span.last))
    return due.count(), due.filter(received_on__isnull=False).count()


def _compared(asked: Asked, service: str = "", *, settled: bool = False) -> Measured:
    later_span = _span(asked, "later")
    earlier_span = _span(asked, "earlier") if asked.word("earlier") else later_span.before()
    earlier = _counted(asked, earlier_span, service, settled=settled)
    later = _counted(asked, later_span, service, settled=settled)
    if earlier.value + later.value == 0:
        return NOTHING_KEPT
    reasons = why_unlike(earlier, later)
    if reasons:
        told = tuple(Caution(each.value, None, _about(each, earlier, later)) for each in reasons)
        return Measured(None, cautions=told, refused=reasons[0])
    change = change_of(earlier.value, later.value)
    told = () if change is not None else (Caution(Warned.NO_BASE.value),)
    shown = f"{earlier.value} → {later.value}" + ("" if change is None else f" ({change:+} %, {earlier.value} = 100 %)")
    return Measured(later.value, shown=shown, cautions=told, earlier=earlier.value)


def _span(asked: Asked, name: str) -> Span:
    """A period as it is written, "2009" or "2009-01-01/2009-06-30"; else what is asked, or the year up to the day."""
    text = asked.word(name)
    if not text:
        return Span(asked.since or date(asked.as_of.year, 1, 1), asked.as_of)
    if len(text) == 4:
        return Span(date(int(text), 1, 1), date(int(text), 12, 31))
    first, last = text.split("/")
    return Span(date.fromisoformat(first), date.fromisoformat(last))


def _about(reason: Warned, earlier: Counted, later: Counted) -> str:
    match reason:
        case Warned.UNLIKE_PERIODS:
            return " ≠ ".join(f"{each.span.first}/{each.span.last}" for each in (earlier, later))
        case Warned.MISSING_RETURNS:
            return "; ".join(
                f"{each.span.first}/{each.span.last}: {each.came} / {each.due}" for each in (earlier, later)
            )
        case Warned.BEGUN_LATER:
            since = earlier.kept_since or later.kept_since
            return since.isoformat() if since else ""
        case _:
            return " ≠ ".join(each.source for each in (earlier, later))


@answers("reports.change", Method.REGISTER, Unit.REPORTS, "earlier later")
def reports_change(asked: Asked) -> Measured:
    """Reports of the later period beside those of the earlier one."""
    return _compared(asked)


@answers("reports.settled_change", Method.REGISTER, Unit.REPORTS, "earlier later")
def settled_change(asked: Asked) -> Measured:
    """Reports of each period on which everything was done that the unit had to do, beside each other."""
    return _compared(asked, settled=True)


@answers("reports.services_change", Method.REGISTER, Unit.SERVICES, "earlier later", needs="service")
def services_change(asked: Asked) -> Measured:
    """To how many survivors of each period a service was given, beside each other."""
    return _compared(asked, asked.word("service"))


@answers("reports.number", Method.REGISTER, Unit.REPORTS, "later")
def reports(asked: Asked) -> Measured:
    """Reports of a period; of what is asked for, or of the year up to the day, where none is named."""
    counted = _counted(asked, _span(asked, "later"))
    missing = counted.due - counted.came
    told = cautions((Warned.MISSING_RETURNS, missing))
    return Measured(counted.value or None, cautions=told, counted=counted)


@answers("reports.time_to_scene", Method.TIME_TO_SCENE, Unit.REPORTS, "places")
def time_to_scene(asked: Asked) -> Measured:
    """The median minutes from a report to arrival before and after ``since``; only the registers' rows that say it."""
    if asked.since is None:
        return NOTHING_KEPT
    length = asked.as_of - asked.since
    spans = (Span(asked.since - _DAY - length, asked.since - _DAY), Span(asked.since, asked.as_of))
    before, after = (_minutes(asked, span) for span in spans)
    came = [_returns_of(asked, span) for span in spans]
    complete = all(is_complete(due, got) for due, got in came)
    if not before or not after or not complete:
        return Measured(None, cautions=(Caution(Warned.OUTPUT_ONLY.value),), refused=Warned.OUTPUT_ONLY)
    # Faster is fewer minutes, so that an improvement is a rise of what is saved.
    return Measured(-median(after), shown=f"{median(before):g} → {median(after):g} min", earlier=-median(before))


def _minutes(asked: Asked, span: Span) -> list[int]:
    rows = _entries(asked, span).filter(minutes_to_scene__isnull=False)
    return [each for each in rows.values_list("minutes_to_scene", flat=True) if each is not None]


@answers("reports.without_police", Method.WITHOUT_POLICE, Unit.REPORTS)
def without_police(asked: Asked) -> Measured:
    """How many reports the institution's units answered in an hour in which nobody of the police was on duty in the
    place's district by the hours that are written."""
    entries = RegisterEntry.objects.filter(
        unit__institution=asked.institution_id, received_on__lte=asked.as_of, hour__isnull=False
    )
    entries = entries.filter(received_on__gte=asked.since) if asked.since else entries
    listed = list(entries.filter(minutes_to_scene__isnull=False))
    posts = _police_posts({each.place_id for each in listed}, asked.as_of)
    if not listed or not posts:
        return NOTHING_KEPT
    start = timezone.make_aware(datetime.combine(min(each.received_on for each in listed), time.min))
    book = DutyBook([post.pk for of_place in posts.values() for post in of_place], [], start)
    alone = [
        each
        for each in listed
        if each.place_id in posts
        and not any(book.on_duty(post.pk, None, _moment(each)) for post in posts[each.place_id])
    ]
    return Measured(len(alone) or None, len(listed))


def _moment(entry: RegisterEntry) -> datetime:
    return timezone.make_aware(datetime.combine(entry.received_on, time(entry.hour or 0)))


def _police_posts(districts: set[str], day: date) -> dict[str, list[Post]]:
    written = DutyHours.objects.filter(starts_on__lte=day).values("desk")
    found = Post.objects.filter(
        desk__in=written,
        desk__unit__institution__kind=InstitutionKind.POLICE,
        desk__unit__kind__in=LOCAL_STATIONS,
        desk__unit__place__in=districts,
    ).select_related("desk__unit")
    posts: dict[str, list[Post]] = {}
    for post in found:
        posts.setdefault(post.desk.unit.place_id, []).append(post)
    return posts


@answers("reports.returns", Method.RETURNS, Unit.RETURNS)
def returns(asked: Asked) -> Measured:
    """How many of the monthly returns due by the day have come; a month without reports is a return too."""
    due = MonthlyReturn.objects.filter(unit__institution=asked.institution_id, due_on__lte=asked.as_of)
    due = due.filter(month__gte=asked.since) if asked.since else due
    came = due.filter(received_on__lte=asked.as_of)
    late = sum(each.received_on > each.due_on for each in came if each.received_on)
    units = Counter(
        due.filter(Q(received_on__isnull=True) | Q(received_on__gt=asked.as_of)).values_list("unit__code", flat=True)
    )
    told = cautions((Warned.MISSING_RETURNS, units.total(), "; ".join(sorted(units))), (Warned.LATE_RETURNS, late))
    return Measured(came.count(), due.count(), cautions=told) if due.exists() else NOTHING_KEPT


@answers("results.sources", Method.SOURCES, Unit.RECORDS, needs="project")
def sources(asked: Asked) -> Measured:
    """Whether a source is named for the project's claims, and whether it was imported."""
    found = list(Source.objects.filter(project__code=asked.word("project")))
    told = cautions((Warned.IMPORTED, sum(each.imported for each in found)))
    shown = "; ".join(f"{each.publisher}, {each.title}, {each.year}" for each in found)
    return Measured(len(found) or None, shown=shown, cautions=told)


@answers("results.published", Method.SOURCES, Unit.RECORDS, needs="project")
def published(asked: Asked) -> Measured:
    """How many pages of results of the project were released by the day."""
    found = FrozenPage.objects.filter(project__code=asked.word("project"), state=RELEASED)
    return Measured(found.filter(as_of__lte=asked.as_of).count() or None)
