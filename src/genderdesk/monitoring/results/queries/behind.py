"""The records behind a number, by trainings and activities; a list of people there is none."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Sum

from genderdesk.monitoring.results.models import Claim, IndicatorVersion
from genderdesk.monitoring.results.queries.page import Book
from genderdesk.monitoring.results.queries.reached import held_activities
from genderdesk.monitoring.results.queries.trained import wanted_of
from genderdesk.monitoring.results.rules.measured import Asked
from genderdesk.programme.training.models import Tally
from genderdesk.programme.training.queries import counting

MOST = 100
# The queries about trainings in whose number people are who were counted by head.
_WITH_HEADS = frozenset({"training.attendances", "training.categories", "training.provinces"})


@dataclass(frozen=True, slots=True)
class Behind:
    """One record: its code or title, its day, how many it adds, and the page that it has in its own room."""

    title: str
    day: date
    number: int | None
    page: str
    key: uuid.UUID


def behind(version: IndicatorVersion, claim: Claim, as_of: date) -> list[Behind]:
    """The records behind a claim's number, the newest first, a hundred at most; nothing where a count has none."""
    found = _KINDS.get(version.query.partition(".")[0])
    if found is None:
        return []
    book = Book(claim.indicator.institution.code, as_of)
    return found(book.asked(version.arguments, claim.since), version.query)


def _trainings(asked: Asked, query: str) -> list[Behind]:
    wanted = wanted_of(asked)
    keys = ("training__pk", "training__code", "training__version__course__name", "training__ends_on")
    counted = {
        tuple(row[:4]): row[4] for row in counting.completed(wanted).order_by().values_list(*keys).annotate(Count("pk"))
    }
    heads = counting.tallies(wanted).order_by() if query in _WITH_HEADS else Tally.objects.none()
    for row in heads.values_list(*keys).annotate(Sum("people")):
        counted[tuple(row[:4])] = counted.get(tuple(row[:4]), 0) + row[4]
    listed = sorted(counted.items(), key=lambda each: (each[0][3], each[0][1]), reverse=True)
    return [
        Behind(f"{code} {course}", day, number, "training:training", key)
        for (key, code, course, day), number in listed[:MOST]
    ]


def _activities(asked: Asked, _query: str) -> list[Behind]:
    return [
        Behind(each.title, each.held_on, None, "outreach:activity", each.pk)
        for each in held_activities(asked).order_by("-held_on", "id")[:MOST]
    ]


_KINDS: dict[str, Callable[[Asked, str], list[Behind]]] = {"training": _trainings, "outreach": _activities}
