"""How long files are kept: a table that the oversight fills in, and a daily list of what is due. It never erases.

No number of years stands in the code: which law or archive rule holds is for counsel, and the table says where each
number comes from. A kind without years is never due.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.protection.access import SYSTEM, Actor, role, system_only
from genderdesk.groundwork.protection.acts import Invalid, act
from genderdesk.groundwork.protection.models import DueFile, FileKey, LegalHold, RetentionRule

MAY_SET = role("oversight")

# Ended before a day: (file, the day on which it ended).
Ended = Callable[[date], Iterable[tuple[uuid.UUID, date]]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: its name, what people call it, and how its room finds those that ended before a day."""

    name: str
    label: object
    ended: Ended


kinds: dict[str, Kind] = {}


def kind(name: str, label: object, ended: Ended) -> None:
    """Declare a kind of file; a room does so when it gets ready."""
    kinds[name] = Kind(name, label, ended)


def schedule_of_retention() -> list[tuple[Kind, RetentionRule | None]]:
    """Each kind with its rule; None where nobody has set one: verify with counsel."""
    rules = {each.kind: each for each in RetentionRule.objects.all()}
    return [(each, rules.get(name)) for name, each in kinds.items()]


@act("retention.set", needs=MAY_SET, notes=("kind", "years", "source"))
def set_retention(actor: Actor, *, kind: str, years: int | None, source: str) -> str:
    """Say how many years files of a kind are kept, and which rule says so; no years: never due."""
    if kind not in kinds:
        raise Invalid(_("There is no such kind of file."), "kind")
    if years is not None and not 1 <= years <= 100:
        raise Invalid(_("Write a number of years from 1 to 100."), "years")
    if years is not None and not source.strip():
        raise Invalid(_("Write which law or rule says so, as counsel has confirmed it."), "source")
    RetentionRule.objects.update_or_create(
        kind=kind,
        defaults={"years": years, "source": source.strip()[:200], "changed_at": timezone.now(), "changed_by": actor.id},
    )
    return kind


@act("retention.list", needs=system_only)
def list_due(actor: Actor) -> int:
    """Make the list of files whose time is over, without those on hold or erased; how many."""
    today = timezone.localdate()
    found: dict[uuid.UUID, DueFile] = {}
    for rule in RetentionRule.objects.filter(years__isnull=False, kind__in=kinds):
        for file_id, ended in kinds[rule.kind].ended(_years_before(today, rule.years or 0)):
            found[file_id] = DueFile(file_id=file_id, kind=rule.kind, due_on=_years_after(ended, rule.years or 0))
    held = set(LegalHold.objects.filter(lifted_at__isnull=True).values_list("file_id", flat=True))
    erased = set(FileKey.objects.filter(state=FileKey.State.ERASED).values_list("file_id", flat=True))
    DueFile.objects.all().delete()
    listed = [each for file_id, each in found.items() if file_id not in held | erased]
    DueFile.objects.bulk_create(listed, batch_size=500)
    return len(listed)


def due_files() -> QuerySet[DueFile]:
    """What is due, the longest first."""
    return DueFile.objects.order_by("due_on", "file_id")


def daily() -> int:
    """The scheduled look."""
    return list_due(SYSTEM)


def _years_before(day: date, years: int) -> date:
    return _years_after(day, -years)


def _years_after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        # The 29th of February.
        return (day - timedelta(days=1)).replace(year=day.year + years)
