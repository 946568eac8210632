"""Counting rules: attendances, persons, categories, regions. Each is a query with a name, and never another one's sum.

A *completion* is one person who met the rule of one training; a person with two of them is two completions and one
person. People who were counted by head are *tallied*: they have no name, so that no number of persons holds them. What
counts is what was so on the day, up to and with the day ``as_of``.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from genderdesk.organisation.places.queries import districts_within, levels, provinces
from genderdesk.organisation.places.vocabulary import Level
from genderdesk.programme.training.models import (
    Attendance,
    HeldCategory,
    ImportedSheet,
    Likeness,
    Participation,
    Tally,
    Training,
    TrainingSession,
)
from genderdesk.programme.training.vocabulary import CANCELLED, TOOK_PLACE, UNDECIDED, Outcome, Sex


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is counted: every condition must hold, an empty one asks for nothing.

    ``categories`` are held at once (a police officer who is a member of a committee). ``places`` are division codes of
    where people come from, ``held_in`` of where the training was. ``topics`` are words that a version's topics hold,
    ``guidelines`` references of documents that it teaches.
    """

    institutions: tuple[uuid.UUID, ...] = ()
    courses: tuple[str, ...] = ()
    kind: str = ""
    topics: tuple[str, ...] = ()
    guidelines: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    sex: str = ""
    places: tuple[str, ...] = ()
    held_in: tuple[str, ...] = ()
    since: date | None = None
    as_of: date | None = None


def _lies_in(codes: Iterable[str], path: str) -> Q:
    """The place at ``path`` is one of these divisions or lies in one."""
    known = levels()
    wide = [code for code in codes if known.get(code) != Level.SECTOR]
    found = {*codes, *(each for code in wide for each in districts_within(code))}
    return Q(**{f"{path}__in": found}) | Q(**{f"{path}__parent__in": found})


def _of_training(wanted: Wanted, path: str) -> Q:
    """Conditions on the training, whose fields lie at ``path``."""
    found = Q()
    if wanted.institutions:
        found &= Q(**{f"{path}institution__in": wanted.institutions})
    if wanted.courses:
        found &= Q(**{f"{path}version__course__code__in": wanted.courses})
    if wanted.kind:
        found &= Q(**{f"{path}version__course__kind": wanted.kind})
    if wanted.guidelines:
        found &= Q(**{f"{path}version__guideline__document__reference__in": wanted.guidelines})
    for topic in wanted.topics:
        found &= Q(**{f"{path}version__topics__icontains": topic})
    if wanted.held_in:
        found &= _lies_in(wanted.held_in, f"{path}place")
    return found


def _of_person(wanted: Wanted) -> Q:
    found = Q(double_of__isnull=True)
    for category in wanted.categories:
        found &= Q(Exists(HeldCategory.objects.filter(participation=OuterRef("pk"), category=category)))
    if wanted.any_of:
        found &= Q(Exists(HeldCategory.objects.filter(participation=OuterRef("pk"), category__in=wanted.any_of)))
    if wanted.sex:
        found &= Q(sex=wanted.sex)
    if wanted.places:
        found &= _lies_in(wanted.places, "place") | Q(region__in=wanted.places)
    return found


def completed(wanted: Wanted) -> QuerySet[Participation]:
    """The participations that count as completed."""
    days = Q(completed_on__isnull=False)
    if wanted.since:
        days &= Q(completed_on__gte=wanted.since)
    if wanted.as_of:
        days &= Q(completed_on__lte=wanted.as_of)
    took_place = Q(training__state__in=TOOK_PLACE)
    return Participation.objects.filter(days, took_place, _of_training(wanted, "training__"), _of_person(wanted))


def completions(wanted: Wanted) -> int:
    """How often somebody completed a training; a person with two is counted twice."""
    return completed(wanted).count()


def persons(wanted: Wanted) -> int:
    """How many different persons completed at least one. Nobody who was only counted by head is among them."""
    return completed(wanted).aggregate(number=Count("learner", distinct=True))["number"] or 0


def in_more_than_one(wanted: Wanted) -> int:
    """How many persons completed more than one of these trainings: what completions count and persons do not."""
    several = completed(wanted).values("learner").annotate(number=Count("pk")).filter(number__gt=1)
    return several.count()


def overlap(one: Wanted, other: Wanted) -> int:
    """How many persons completed both."""
    also = completed(other).values("learner")
    return completed(one).filter(learner__in=also).aggregate(number=Count("learner", distinct=True))["number"] or 0


def by_category(wanted: Wanted) -> dict[str, int]:
    """Completions by category at the time. One person may be in several, so that these add up to more than all."""
    rows = HeldCategory.objects.filter(participation__in=completed(wanted)).values_list("category")
    return dict(rows.annotate(number=Count("pk")).order_by("category"))


def by_sex(wanted: Wanted) -> dict[str, int]:
    """Completions by sex, not recorded among them, so that these add up to all."""
    found = dict(completed(wanted).order_by().values_list("sex").annotate(number=Count("pk")))
    return {sex.value: found.get(sex.value, 0) for sex in Sex}


def by_region(wanted: Wanted) -> dict[str, int]:
    """Completions by the region that people came from on the day; an empty code where it is not known."""
    rows = completed(wanted).order_by().values_list("region").annotate(number=Count("pk"))
    return {region or "": number for region, number in rows}


def by_place(wanted: Wanted) -> dict[str, int]:
    """Completions by where the training was held."""
    return dict(completed(wanted).order_by().values_list("training__place").annotate(number=Count("pk")))


def regions(wanted: Wanted) -> tuple[frozenset[str], frozenset[str]]:
    """The regions that people came from, and those of the country that nobody came from."""
    there = frozenset(by_region(wanted)) - {""}
    every = frozenset(provinces().values_list("code", flat=True))
    return there & every, every - there


def tallies(wanted: Wanted) -> QuerySet[Tally]:
    """The counts by head of trainings that took place. Where people come from a count does not say."""
    rows = Tally.objects.filter(_of_training(wanted, "training__"), training__state__in=TOOK_PLACE)
    if wanted.since:
        rows = rows.filter(training__ends_on__gte=wanted.since)
    if wanted.as_of:
        rows = rows.filter(training__ends_on__lte=wanted.as_of)
    if wanted.sex:
        rows = rows.filter(sex=wanted.sex)
    if either := (*wanted.categories, *wanted.any_of):
        rows = rows.filter(category__in=either)
    return rows


def tallied(wanted: Wanted) -> dict[tuple[str, str, str], int]:
    """People counted by head, by category, sex and age group. They are never added to persons."""
    rows = tallies(wanted)
    found = rows.values_list("category", "sex", "age_group").annotate(number=Sum("people")).order_by("category", "sex")
    return {(category, sex, age): number for category, sex, age, number in found}


def attendances(wanted: Wanted) -> int:
    """Completions with those counted by head: how many places were taken, not how many persons came."""
    return completions(wanted) + sum(tallied(wanted).values())


@dataclass(frozen=True, slots=True)
class Warnings:
    """What stands beside a number and is not in it; each a number of people, or of records that a person should see."""

    did_not_come: int
    too_few_sessions: int
    failed_or_untested: int
    sex_not_recorded: int
    in_more_than_one: int
    after_as_of: int
    cancelled: int
    sessions_called_off: int
    sheets_twice: int
    spellings_open: int
    not_closed: int


def warnings(wanted: Wanted) -> Warnings:
    """What a reader of the numbers must know (programme.md 7.3)."""
    of_training = _of_training(wanted, "training__")
    closed = Participation.objects.filter(of_training, _of_person(wanted), training__state__in=TOOK_PLACE)
    if wanted.since:
        closed = closed.filter(training__ends_on__gte=wanted.since)
    held = closed.filter(training__ends_on__lte=wanted.as_of) if wanted.as_of else closed
    outcomes = dict(held.order_by().values_list("outcome").annotate(number=Count("pk")))
    later = replace(wanted, since=wanted.as_of, as_of=None)
    trainings = Training.objects.filter(_of_training(wanted, ""))
    until = Q(starts_on__lte=wanted.as_of) if wanted.as_of else Q()
    return Warnings(
        did_not_come=outcomes.get(Outcome.DID_NOT_COME, 0),
        too_few_sessions=outcomes.get(Outcome.TOO_FEW_SESSIONS, 0),
        failed_or_untested=outcomes.get(Outcome.NOT_TESTED, 0) + outcomes.get(Outcome.BELOW_MARK, 0),
        sex_not_recorded=by_sex(wanted)[Sex.UNKNOWN],
        in_more_than_one=in_more_than_one(wanted),
        after_as_of=completed(later).filter(completed_on__gt=wanted.as_of).count() if wanted.as_of else 0,
        cancelled=trainings.filter(until, state=CANCELLED).count(),
        sessions_called_off=TrainingSession.objects.filter(
            of_training, training__state__in=TOOK_PLACE, called_off_at__isnull=False
        ).count(),
        sheets_twice=ImportedSheet.objects.filter(of_training, repeats__gt=0).count(),
        spellings_open=_open_spellings(wanted),
        not_closed=trainings.filter(until, ends_on__lte=wanted.as_of or date.max)
        .exclude(state__in=[*TOOK_PLACE, CANCELLED])
        .count(),
    )


def _open_spellings(wanted: Wanted) -> int:
    there = completed(wanted).values("learner")
    return Likeness.objects.filter(Q(learner__in=there) | Q(earlier__in=there), state=UNDECIDED).count()


def session_attendances(wanted: Wanted) -> int:
    """How often somebody was at a session, for all of it or for part: another count than completions."""
    rows = Attendance.objects.filter(
        _of_training(wanted, "participation__training__"), participation__double_of__isnull=True
    )
    if wanted.as_of:
        rows = rows.filter(session__day__lte=wanted.as_of)
    if wanted.since:
        rows = rows.filter(session__day__gte=wanted.since)
    return rows.filter(presence__in=("present", "part")).count()


# Every counting rule by its name, for whoever keeps indicators.
NAMED: dict[str, Callable[[Wanted], Any]] = {
    "training.completions": completions,
    "training.persons": persons,
    "training.attendances": attendances,
    "training.tallied": tallied,
    "training.by_category": by_category,
    "training.by_sex": by_sex,
    "training.by_region": by_region,
    "training.by_place": by_place,
    "training.regions": regions,
    "training.session_attendances": session_attendances,
}
