"""What may be seen of trainings: their pages, who took part, and the counting rules behind every figure."""

from genderdesk.programme.training.queries.counting import (
    NAMED,
    Wanted,
    Warnings,
    attendances,
    by_category,
    by_place,
    by_region,
    by_sex,
    completions,
    in_more_than_one,
    overlap,
    persons,
    regions,
    session_attendances,
    tallied,
    warnings,
)

__all__ = [
    "NAMED",
    "Wanted",
    "Warnings",
    "attendances",
    "by_category",
    "by_place",
    "by_region",
    "by_sex",
    "completions",
    "in_more_than_one",
    "overlap",
    "persons",
    "regions",
    "session_attendances",
    "tallied",
    "warnings",
]
