"""As what somebody takes part: what records say of staff on the day, and what a sheet may add."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from genderdesk.programme.training.vocabulary import BY_RECORD, Category, Sex

# What an institution's officers are by their service; its civilians are said by the sheet.
_OF_SERVICE = {"police": Category.POLICE_OFFICER, "defence": Category.MILITARY_OFFICER}


@dataclass(frozen=True, slots=True)
class Standing:
    """Somebody as on one day; frozen on the participation, so that no transfer changes it later."""

    sex: str = Sex.UNKNOWN
    rank: str = ""
    unit_id: uuid.UUID | None = None
    post_id: uuid.UUID | None = None
    role: str = ""
    place: str = ""
    region: str = ""
    categories: tuple[str, ...] = ()


def categories_of_staff(service: str, *, holds_post: bool, said: Iterable[str]) -> tuple[str, ...]:
    """Categories of a member of staff: by record where records know better than a sheet, else as said."""
    by_record = {_OF_SERVICE[service]} if service in _OF_SERVICE else set()
    if holds_post:
        by_record.add(Category.DESK_OFFICER)
    return tuple(sorted({*by_record, *(each for each in said if each not in BY_RECORD)}))


def refused_by_record(service: str, *, holds_post: bool, said: Iterable[str]) -> tuple[str, ...]:
    """What a sheet says that the records of the day do not bear out, such as a desk officer who was transferred."""
    held = set(categories_of_staff(service, holds_post=holds_post, said=()))
    return tuple(sorted(each for each in said if each in BY_RECORD and each not in held))
