"""Results of feedback by desk and ended quarter, from five answers up, never to somebody of the desk itself."""

from __future__ import annotations

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.cases.access import MAY_READ_FEEDBACK
from genderdesk.casework.cases.models import Feedback, FeedbackCode
from genderdesk.casework.cases.rules import ItemCount, counted, may_be_shown, quarter_of
from genderdesk.casework.cases.vocabulary import Item, Overall
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.disclosures import discloses
from genderdesk.groundwork.protection.vault import blind_index
from genderdesk.organisation.institution.models import Desk
from genderdesk.organisation.institution.queries import served_in_command
from genderdesk.organisation.institution.vocabulary import Reach

_MOST_QUARTERS = 8
ITEMS: tuple[str, ...] = (*Item, *Overall)


@dataclass(frozen=True, slots=True)
class QuarterResult:
    """How a desk's people answered in one quarter; of all desks together where ``desk`` is None."""

    quarter: date
    desk: Desk | None
    answers: int
    items: dict[str, ItemCount]


def digest_of(code: str) -> str:
    """What is kept of a feedback code."""
    return blind_index("feedback_code", code)


def code_opens(code: str) -> bool:
    """Whether a code can still be used."""
    return FeedbackCode.objects.filter(digest=digest_of(code), ends_on__gte=timezone.localdate()).exists()


def _since(today: date) -> date:
    this = quarter_of(today)
    return this.replace(year=this.year - _MOST_QUARTERS // 4)


def _readable(actor: Actor, desks: dict[uuid.UUID, Desk], quarter: date) -> set[uuid.UUID]:
    """Desks whose results of a quarter the actor may read: those of the own area in whose unit she or he has not served
    since it began, since the answers name whoever did; oversight reads all of its institution."""
    if actor.has("oversight"):
        return set(desks)
    return {
        key
        for key, desk in desks.items()
        if (actor.national or desk.unit_id in actor.unit_ids)
        and key != actor.desk_id
        and not (actor.officer_id and served_in_command(actor.officer_id, desk.unit_id, Reach.UNIT, quarter))
    }


def feedback_results(actor: Actor) -> list[QuarterResult]:
    """Ended quarters of the last two years, the newest first: all desks together, then each that may be shown."""
    today = timezone.localdate()
    rows = Feedback.objects.filter(quarter__gte=_since(today), quarter__lt=quarter_of(today))
    if actor.institution_id is not None:
        rows = rows.filter(institution_id=actor.institution_id)
    elif not actor.has("oversight"):
        return []
    by_quarter: dict[date, dict[uuid.UUID, list[dict[str, str]]]] = defaultdict(lambda: defaultdict(list))
    for quarter, desk_id, answers in rows.values_list("quarter", "desk_id", "answers"):
        by_quarter[quarter][desk_id].append(answers)
    desks = {each.pk: each for each in Desk.objects.filter(pk__in={key for row in by_quarter.values() for key in row})}
    found: list[QuarterResult] = []
    for quarter in sorted(by_quarter, reverse=True):
        given = by_quarter[quarter]
        readable = _readable(actor, desks, quarter)
        shown = may_be_shown({key: len(rows) for key, rows in given.items()}, readable, kept_from={*desks} - readable)
        if shown.whole:
            found.append(_result(quarter, None, [each for rows in given.values() for each in rows]))
        named = sorted((desks[key] for key in shown.desks), key=lambda each: each.name)
        found += [_result(quarter, desk, given[desk.pk]) for desk in named]
    return found


def _result(quarter: date, desk: Desk | None, given: list[dict[str, str]]) -> QuarterResult:
    return QuarterResult(quarter, desk, len(given), {str(item): counted(given, item) for item in ITEMS})


@discloses("feedback.suggestions", needs=MAY_READ_FEEDBACK, notes=("quarter", "desk_id"))
def feedback_suggestions(actor: Actor, *, quarter: date, desk_id: uuid.UUID) -> list[str]:
    """What people wrote of one desk in one quarter, in no order; only where its results may be shown to the actor."""
    if not any(each.desk and each.desk.pk == desk_id and each.quarter == quarter for each in feedback_results(actor)):
        raise Missing(_("There is nothing of this quarter for you."))
    rows = Feedback.objects.filter(quarter=quarter, desk_id=desk_id).order_by("id").select_related("institution")
    return [text for each in rows if (text := each.suggestions.open())]
