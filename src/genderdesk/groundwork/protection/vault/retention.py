"""How long files are kept: a table that two persons change, one of them of oversight, and a daily list of what is due.
It never erases.

No number of years stands in the code: which law or archive rule holds is for counsel, and the table says where each
number comes from. A kind without years is never due.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.protection.access import SYSTEM, Actor, Rule, role, system_only
from genderdesk.groundwork.protection.acts import Conflict, Invalid, Missing, act
from genderdesk.groundwork.protection.models import DueFile, FileKey, LegalHold, RetentionChange, RetentionRule
from genderdesk.groundwork.protection.two_persons import demand_another, is_same_person


def _by_another(actor: Actor, change: Any) -> bool:
    return change is None or (
        not is_same_person(actor, change.asked_by, change.asked_officer)
        and (actor.has("oversight") or bool(change.by_oversight))
    )


MAY_SET = role("oversight", "administrator")
MAY_DECIDE = MAY_SET & Rule.of(
    gettext_lazy("for what another person asked, one of the two being of oversight"), _by_another
)
MAY_WITHDRAW = MAY_SET & Rule.of(
    gettext_lazy("for what she or he asked"),
    lambda actor, change: change is None or is_same_person(actor, change.asked_by, change.asked_officer),
)

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


@act("retention.ask", needs=MAY_SET, notes=("kind", "years", "source"))
def ask_retention(actor: Actor, *, kind: str, years: int | None, source: str) -> RetentionChange:
    """Ask that files of a kind be kept for so many years, and say which rule says so; no years: never due. A second
    person decides. Conflict where the same is in force, or where another change of the kind waits."""
    if kind not in kinds:
        raise Invalid(_("There is no such kind of file."), "kind")
    if years is not None and not 1 <= years <= 100:
        raise Invalid(_("Write a number of years from 1 to 100."), "years")
    if not source.strip():
        raise Invalid(_("Write which law or rule says so, as counsel has confirmed it."), "source")
    now = RetentionRule.objects.filter(kind=kind).first()
    if now is not None and (now.years, now.source) == (years, source.strip()[:200]):
        raise Conflict(_("This is what holds already."))
    if RetentionChange.objects.filter(kind=kind, agreed__isnull=True).exists():
        raise Conflict(_("Another change of this kind waits for a second person. Decide on that first."))
    asked = RetentionChange(
        kind=kind,
        years=years,
        was_years=now.years if now is not None else None,
        source=source.strip()[:200],
        asked_by=actor.id,
        asked_officer=actor.officer_id,
        asked_code=actor.code,
        by_oversight=actor.has("oversight"),
    )
    asked.save(force_insert=True)
    return asked


@act("retention.decide", needs=MAY_DECIDE, subject=RetentionChange, notes=("yes",))
def decide_retention(actor: Actor, change: RetentionChange, *, yes: bool) -> RetentionChange:
    """Agree to other years, as the second person, or leave them as they are. Nothing is erased by it: the list of what
    is due is made anew in the night, and files on hold are never on it."""
    change = _waiting(change)
    demand_another(actor, change.asked_by, change.asked_officer)
    change.agreed, change.decided_at = yes, timezone.now()
    change.decided_by, change.decided_officer, change.decided_code = actor.id, actor.officer_id, actor.code
    change.save()
    if yes:
        kept = {"years": change.years, "source": change.source, "changed_at": change.decided_at}
        RetentionRule.objects.update_or_create(kind=change.kind, defaults={**kept, "changed_by": change.asked_by})
    return change


@act("retention.withdraw", needs=MAY_WITHDRAW, subject=RetentionChange)
def withdraw_retention(actor: Actor, change: RetentionChange) -> str:
    """Take the own request back."""
    change = _waiting(change)
    kind = change.kind
    change.delete()
    return kind


def _waiting(change: RetentionChange) -> RetentionChange:
    # Locked, so that of two who decide at once the second one learns of the first.
    found = one_of(RetentionChange.objects.select_for_update().filter(pk=change.pk))
    if found is None or found.agreed is not None:
        raise Conflict(_("Somebody has decided this already."))
    return found


def waiting_changes() -> QuerySet[RetentionChange]:
    """What waits for a second person, the longest first; at most one for each kind."""
    return RetentionChange.objects.filter(agreed__isnull=True).order_by("asked_at")


def waiting_change(actor: Actor, change_id: uuid.UUID) -> RetentionChange:
    """One that waits; Missing otherwise."""
    found = one_of(waiting_changes().filter(pk=change_id))
    if found is None:
        raise Missing(_("There is no such request for you."))
    return found


def past_changes() -> QuerySet[RetentionChange]:
    """What was decided, the latest first."""
    return RetentionChange.objects.filter(agreed__isnull=False).order_by("-asked_at")


def ending(kind: str, years: int, until: date) -> list[tuple[uuid.UUID, date]]:
    """Files of a kind and the day each is due, as far as that lies before a day, if they were kept so many years;
    those that are erased are left out, those on hold are not."""
    before = _years_before(until, years)
    found = [(file_id, _years_after(ended, years)) for file_id, ended in kinds[kind].ended(before)]
    erased = set(FileKey.objects.filter(state=FileKey.State.ERASED).values_list("file_id", flat=True))
    return sorted((each for each in found if each[0] not in erased), key=lambda each: (each[1], each[0]))


def on_hold() -> set[uuid.UUID]:
    """The files that a legal hold keeps."""
    return set(LegalHold.objects.filter(lifted_at__isnull=True).values_list("file_id", flat=True))


@act("retention.list", needs=system_only)
def list_due(actor: Actor) -> int:
    """Make the list of files whose time is over, without those on hold or erased; how many."""
    today = timezone.localdate()
    found: dict[uuid.UUID, DueFile] = {}
    for rule in RetentionRule.objects.filter(years__isnull=False, kind__in=kinds):
        for file_id, ended in kinds[rule.kind].ended(_years_before(today, rule.years or 0)):
            found[file_id] = DueFile(file_id=file_id, kind=rule.kind, due_on=_years_after(ended, rule.years or 0))
    held = on_hold()
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
