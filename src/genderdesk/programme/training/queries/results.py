"""The results page: one table of completions by category, sex and region, with what stands beside the numbers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count

from genderdesk.organisation.places.queries import names
from genderdesk.programme.training.labels import CATEGORIES
from genderdesk.programme.training.models import HeldCategory
from genderdesk.programme.training.queries import counting
from genderdesk.programme.training.queries.counting import Wanted, Warnings
from genderdesk.programme.training.vocabulary import Sex

SEXES = tuple(sex.value for sex in Sex)


@dataclass(frozen=True, slots=True)
class Line:
    """One category or region with its completions by sex."""

    key: str
    name: object
    by_sex: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.by_sex)


@dataclass(frozen=True, slots=True)
class Cell:
    """Completions of one category, sex and region, as a file has them."""

    category: str
    sex: str
    region: str
    number: int


@dataclass(frozen=True, slots=True)
class Results:
    """What the page shows. Categories overlap, so that their lines add up to more than all; regions add up to all."""

    completions: int
    persons: int
    tallied: dict[tuple[str, str, str], int]
    categories: list[Line]
    regions: list[Line]
    missing_regions: list[str]
    warnings: Warnings

    @property
    def heads(self) -> int:
        return sum(self.tallied.values())


def cells_of(wanted: Wanted) -> list[Cell]:
    """The finest numbers, by category, sex and region at the time."""
    rows = HeldCategory.objects.filter(participation__in=counting.completed(wanted))
    counted = rows.values_list("category", "participation__sex", "participation__region").annotate(number=Count("pk"))
    return [
        Cell(category, sex, region or "", number)
        for category, sex, region, number in sorted(counted.order_by(), key=lambda row: (row[0], row[1], row[2] or ""))
    ]


def results_of(wanted: Wanted) -> Results:
    """The whole page, in a fixed number of queries."""
    by_category: dict[str, list[int]] = defaultdict(lambda: [0] * len(SEXES))
    for cell in cells_of(wanted):
        by_category[cell.category][SEXES.index(cell.sex)] += cell.number
    by_region: dict[str, list[int]] = defaultdict(lambda: [0] * len(SEXES))
    rows = counting.completed(wanted).order_by().values_list("region", "sex").annotate(number=Count("pk"))
    for region, sex, number in rows:
        by_region[region or ""][SEXES.index(sex)] += number
    _there, missing = counting.regions(wanted)
    named = names()
    return Results(
        completions=sum(map(sum, by_region.values())),
        persons=counting.persons(wanted),
        tallied=counting.tallied(wanted),
        categories=[Line(key, CATEGORIES[key], tuple(by_category[key])) for key in CATEGORIES if key in by_category],
        regions=[Line(key, named.get(key, ""), tuple(by_region[key])) for key in sorted(by_region)],
        missing_regions=sorted(named.get(code, code) for code in missing),
        warnings=counting.warnings(wanted),
    )
