"""What became of cases after their risk was assessed: for judging the instruments, never a person. Codes alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from genderdesk.casework.cases.models import CaseEvent, Death, RiskAssessment
from genderdesk.casework.cases.rules import FOLLOWED_DAYS
from genderdesk.casework.cases.vocabulary import EventKind, RiskEvent
from genderdesk.groundwork.foundation.answers import Answer

_NEW_VIOLENCE = Q(kind=EventKind.NEW_VIOLENCE) | Q(kind=EventKind.RISK_EVENT, ref=RiskEvent.NEW_VIOLENCE)


@dataclass(frozen=True, slots=True)
class Followed:
    """A case after its first assessment of a year with one version of an instrument: the level that the answers gave,
    whether new violence was recorded within the time, whether a death was confirmed; ``early`` where that time was not
    over when the running month began."""

    instrument: str
    version: str
    level: str
    violence: bool
    died: bool
    early: bool


def followed_assessments(institution: str, year: int, without: frozenset[str] = frozenset()) -> list[Followed]:
    """One line for each case of an institution, by its code, and version of an instrument it was asked with in a year,
    as things stood when the running month began: from one day to the next nothing changes that tells of one case.

    In none are sealed cases, those whose survivor did not agree to be counted, what was joined to another file, and
    those of ``without``, by id.
    """
    first, last = (datetime(each, 1, 1, tzinfo=timezone.get_current_timezone()) for each in (year, year + 1))
    violence = CaseEvent.objects.filter(_NEW_VIOLENCE, case=OuterRef("case"), at__gt=OuterRef("at")).order_by("at")
    month = timezone.localtime().replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    found = RiskAssessment.objects.filter(_counted(institution), at__gte=first, at__lt=min(last, month))
    rows = (
        found.annotate(violence_at=Subquery(violence.values("at")[:1]))
        .order_by("case_id", "at", "id")
        .values_list("case_id", "instrument", "version", "computed", "at", "violence_at")
    )
    deaths, seen = _deaths(institution, month), set()
    lines = []
    for case, instrument, version, level, at, violence_at in rows.iterator(chunk_size=2000):
        if str(case) in without or (case, instrument, version) in seen:
            continue
        seen.add((case, instrument, version))
        until = at + timedelta(days=FOLLOWED_DAYS)
        died = case in deaths and timezone.localdate(at) <= deaths[case]
        lines.append(
            Followed(instrument, version, level, violence_at is not None and violence_at <= until, died, until >= month)
        )
    return lines


def _counted(institution: str) -> Q:
    """What belongs to a case that is in a figure of cases."""
    return Q(
        case__institution__code=institution,
        case__cell__isnull=True,
        case__joined_to__isnull=True,
        case__incident__statistics_consent=Answer.YES,
    )


def _deaths(institution: str, before: datetime) -> dict[object, date]:
    """By case, the day of a death confirmed before a time that somebody meant, or of which that is not known."""
    rows: Iterator[tuple[object, date | None, datetime]] = (
        Death.objects.filter(_counted(institution), confirmed_at__lt=before)
        .exclude(intentional=Answer.NO)
        .values_list("case_id", "died_on", "kept_at")
        .iterator()
    )
    return {case: died_on or timezone.localdate(kept_at) for case, died_on, kept_at in rows}
