"""What goes where its case goes, and is counted where it is counted: a room above says what it has of that."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator

from django.db import models

from genderdesk.casework.cases.models import Case, Death

Companions = Callable[[uuid.UUID], Iterable[uuid.UUID]]
Counted = Callable[[Case], Iterable[models.Model]]

_registered: list[Companions] = []
_counted: list[Counted] = []


def goes_with_case(function: Companions) -> Companions:
    """Register how a room finds its files that belong to a case, by the id of the case's file."""
    _registered.append(function)
    return function


def companions_of(file_id: uuid.UUID) -> list[uuid.UUID]:
    """Every such file of a case."""
    return [each for function in _registered for each in function(file_id)]


def counted_with_case(function: Counted) -> Counted:
    """Register how a room finds its records of a case that figures count for the case's institution, and for none while
    it is sealed. They hold this very case, as it is to be counted."""
    _counted.append(function)
    return function


def counted_records_of(case: Case) -> Iterator[models.Model]:
    """Every such record of a case."""
    for function in _counted:
        yield from function(case)


@counted_with_case
def _risk_and_death(case: Case) -> Iterator[models.Model]:
    yield from case.risk_assessments.all()
    yield from case.risk_changes.all()
    for death in Death.objects.filter(case=case):
        death.case = case
        yield death
