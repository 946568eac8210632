"""What followed the assessments of risk of a year, for one institution, by instrument and level."""

from __future__ import annotations

from dataclasses import dataclass

from genderdesk.casework.cases.queries import followed_assessments
from genderdesk.monitoring.statistics.rules.accuracy import Accuracy, Tally, accuracy_of


@dataclass(frozen=True, slots=True)
class AccuracyYear:
    """A year of one institution, by its code: one part for each version of an instrument that was used."""

    institution: str
    year: int
    parts: tuple[Accuracy, ...]


def accuracy_year(institution: str, year: int, without: frozenset[str] = frozenset()) -> AccuracyYear:
    """A year as it may be shown; ``without`` is what its reader's figures leave out."""
    tallies: dict[tuple[str, str], Tally] = {}
    for each in followed_assessments(institution, year, without):
        tally = tallies.setdefault((each.instrument, each.version), Tally())
        tally.add(each.level, violence=each.violence, died=each.died, early=each.early)
    parts = tuple(accuracy_of(*key, tally) for key, tally in sorted(tallies.items()))
    return AccuracyYear(institution, year, parts)
