"""The ledger's entries read by the rules: which looks stand out, and on which entries that rests.

A batch costs the same few queries however many entries it has, and two more for each person in it.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from genderdesk.casework.cases.models import Case, Survivor
from genderdesk.casework.intake.models import Report
from genderdesk.casework.intake.queries import SEARCH
from genderdesk.casework.intake.vocabulary import LookedFor
from genderdesk.casework.oversight import rules
from genderdesk.casework.oversight.models import Alert, AlertEntry
from genderdesk.casework.oversight.rules import Look
from genderdesk.casework.oversight.vocabulary import (
    AGAIN_WITHIN_DAYS,
    IDLE_HOURS,
    LOOKS,
    NOT_OF_PEOPLE,
    USUAL_DAYS,
    AlertRule,
)
from genderdesk.casework.response.models import Dispatch
from genderdesk.groundwork.protection.access import NOBODY, PUBLIC, SYSTEM
from genderdesk.groundwork.protection.models import Entry
from genderdesk.organisation.accounts.models import User
from genderdesk.organisation.institution.queries import DutyBook, coverage_of, declared_numbers
from genderdesk.organisation.institution.vocabulary import Role

_AT_ONCE = 20_000
_NO_PERSON = (SYSTEM.id, PUBLIC.id, NOBODY.id)
# Those whose area is a place; an operator's and a dispatcher's is the whole institution, a crew goes where it is sent.
_AREA_ROLES = (Role.FOCAL_POINT, Role.INVESTIGATOR, Role.COUNSELLOR, Role.DESK_HEAD)
# More looks of one person than this are not read again to count an hour or a day.
_COUNTED = 500


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule broken by one person on one day, with entries that no alert has yet."""

    rule: AlertRule
    looker: uuid.UUID
    day: date
    entries: tuple[int, ...]
    code: str
    officer: uuid.UUID | None
    post: uuid.UUID | None
    institution: uuid.UUID | None


@dataclass(frozen=True, slots=True)
class _Subject:
    """What is known of the record that was looked at, in codes."""

    district: str | None = None
    desk: uuid.UUID | None = None
    officer: uuid.UUID | None = None
    phone_index: str = ""


def findings_after(entry_id: int) -> tuple[list[Finding], list[tuple[int, datetime]]]:
    """What stands out in the entries after this one, and all of these entries with their times, in order."""
    entries = list(Entry.objects.filter(id__gt=entry_id).order_by("id")[:_AT_ONCE])
    looks = [each for each in entries if is_look(each)]
    found = _find(looks) if looks else []
    return _not_known(found), [(each.pk, each.at) for each in entries]


def is_look(entry: Entry) -> bool:
    """Whether a member of staff looked at a person."""
    return entry.kind in LOOKS and entry.actor_id not in _NO_PERSON and not entry.name.startswith(NOT_OF_PEOPLE)


def _find(entries: Sequence[Entry]) -> list[Finding]:
    officers = dict(User.objects.filter(pk__in={each.actor_id for each in entries}).values_list("pk", "officer_id"))
    known = [each for each in officers.values() if each is not None]
    book = DutyBook({each.post_id for each in entries if each.post_id}, known, min(each.at for each in entries))
    subjects, close = _subjects(entries), declared_numbers(known)
    by_person: dict[uuid.UUID, list[tuple[Entry, Look]]] = defaultdict(list)
    for entry in entries:
        officer = officers.get(entry.actor_id)
        subject = subjects.get((entry.subject_type, entry.subject_id), _Subject())
        close_here = entry.notes.get("close", "")
        if officer is not None and subject.phone_index:
            close_here = close_here or close.get((officer, subject.phone_index), "")
        look = Look(
            entry.pk,
            timezone.localtime(entry.at),
            on_duty=book.on_duty(entry.post_id, officer, entry.at),
            in_area=_in_area(entry, subject, officer, book),
            close=close_here,
        )
        by_person[entry.actor_id].append((entry, look))
    return [
        finding for person, looks in by_person.items() for finding in _of_person(person, officers.get(person), looks)
    ]


def _of_person(person: uuid.UUID, officer: uuid.UUID | None, looks: list[tuple[Entry, Look]]) -> Iterable[Finding]:
    gathered: dict[tuple[AlertRule, date], set[int]] = defaultdict(set)
    last = {look.at.date(): entry for entry, look in looks}
    for _entry, look in looks:
        for rule in rules.of_look(look):
            gathered[rule, look.at.date()].add(look.entry)
    for day in sorted({look.at.date() for _entry, look in looks}):
        of_day = [look for _entry, look in looks if look.at.date() == day]
        around, usual = _around(person, of_day)
        for look in of_day:
            for rule, window in rules.many_up_to(look, around, usual):
                gathered[rule, day].update(window)
    off = sorted(day for rule, day in gathered if rule is AlertRule.OFF_SHIFT)
    if off:
        earlier = _days_off_duty(person, off[0])
        for day in off:
            if rules.again([*earlier, *off], day):
                gathered[AlertRule.AGAIN, day] |= gathered[AlertRule.OFF_SHIFT, day]
    if any(entry.name == SEARCH and entry.notes.get("reason") == LookedFor.BEFORE_REPORT for entry, _look in looks):
        day = looks[-1][1].at.date()
        gathered[AlertRule.NO_REPORT, day] |= _searches_without_report(person, looks[-1][0])
    for (rule, day), entries in gathered.items():
        if not entries:
            continue
        entry = last[day]
        yield Finding(
            rule,
            person,
            day,
            tuple(sorted(entries)),
            entry.actor_code,
            officer,
            entry.post_id,
            entry.institution_id,
        )


def _around(person: uuid.UUID, of_day: list[Look]) -> tuple[list[Look], float]:
    """The person's looks up to the last of a day, the latest of them, and how many are usual on a day."""
    day, last = of_day[-1].at.date(), of_day[-1].entry
    rows = (
        Entry.objects.filter(
            actor_id=person, id__lte=last, kind__in=LOOKS, at__gte=of_day[0].at - timedelta(USUAL_DAYS)
        )
        .order_by("-id")
        .values_list("id", "at", "name")
    )
    seen = [(pk, timezone.localtime(at)) for pk, at, name in rows if not name.startswith(NOT_OF_PEOPLE)]
    usual = rules.usual_a_day((at.date() for _pk, at in seen), day)
    return [Look(pk, at) for pk, at in seen[:_COUNTED]], usual


def _searches_without_report(person: uuid.UUID, last: Entry) -> set[int]:
    """The person's searches by number before reports within a day, where far fewer reports followed; else none."""
    since = last.at - timedelta(hours=IDLE_HOURS)
    own = Entry.objects.filter(actor_id=person, id__lte=last.pk, at__gte=since)
    rows = own.filter(kind="search", name=SEARCH).values_list("id", "notes")
    typed = {pk for pk, notes in rows if (notes.get("by"), notes.get("reason")) == ("phone", LookedFor.BEFORE_REPORT)}
    written = own.filter(kind="act", name__in=("report.receive", "report.add")).count()
    return typed if rules.idle(typed, written) else set()


def _days_off_duty(person: uuid.UUID, day: date) -> list[date]:
    since = day - timedelta(days=AGAIN_WITHIN_DAYS)
    return list(
        Alert.objects.filter(looker_id=person, rule=AlertRule.OFF_SHIFT, day__gte=since).values_list("day", flat=True)
    )


def _in_area(entry: Entry, subject: _Subject, officer: uuid.UUID | None, book: DutyBook) -> bool:
    post = book.posts.get(entry.post_id) if entry.post_id else None
    if post is None or subject.district is None or post.role not in _AREA_ROLES:
        return True
    if subject.desk == post.desk_id or (officer is not None and subject.officer == officer):
        return True
    reach = coverage_of(post.desk.unit, timezone.localdate(entry.at))
    return reach.national or subject.district in reach.districts


def _subjects(entries: Sequence[Entry]) -> dict[tuple[str, str], _Subject]:
    ids: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        ids[entry.subject_type].add(entry.subject_id)
    found: dict[tuple[str, str], _Subject] = {}

    def add(model: Any, *columns: str) -> None:
        label = model._meta.label_lower
        if ids[label]:
            for pk, *values in model.objects.filter(pk__in=ids[label]).values_list("pk", *columns):
                found[label, str(pk)] = _Subject(*values)

    add(Report, "district_id", "desk_id")
    add(Case, "district_id", "desk_id", "assigned_to_id")
    add(Dispatch, "district_id")
    for model, column, path in ((Report, "phone_index", "pk"), (Survivor, "phone_index", "case_id")):
        label = "intake.report" if model is Report else "cases.case"
        rows = (
            model._default_manager.filter(**{f"{path}__in": ids[label]}).values_list(path, column) if ids[label] else ()
        )
        for pk, index in rows:
            old = found[label, str(pk)]
            found[label, str(pk)] = _Subject(old.district, old.desk, old.officer, index)
    return found


def _not_known(found: Iterable[Finding]) -> list[Finding]:
    """The findings without entries that an alert of the same rule has already."""
    found = list(found)
    wanted = {entry for finding in found for entry in finding.entries}
    if not wanted:
        return []
    first, last = min(wanted), max(wanted)
    known = set(AlertEntry.objects.filter(entry_id__range=(first, last)).values_list("rule", "entry_id"))
    fresh = []
    for each in found:
        entries = tuple(entry for entry in each.entries if (each.rule, entry) not in known)
        if entries:
            fresh.append(
                Finding(each.rule, each.looker, each.day, entries, each.code, each.officer, each.post, each.institution)
            )
    return fresh
