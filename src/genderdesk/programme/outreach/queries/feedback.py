"""What places said: the list, its numbers by topic, what waits for an answer, and the lines of its file."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.foundation.csvs import csv_lines
from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import Actor
from genderdesk.programme.outreach.access import feedback_of
from genderdesk.programme.outreach.models import PlaceFeedback
from genderdesk.programme.outreach.vocabulary import FeedbackNature, FeedbackTopic, FeedbackWait

# The numbers above the list are of this many days: what was long ago says nothing of the work now.
COUNTED_DAYS = 365


def _waits(wait: str) -> Q:
    today = timezone.localdate()
    return {
        FeedbackWait.OPEN: Q(answered_on__isnull=True, answer_due_on__isnull=False),
        FeedbackWait.OVERDUE: Q(answered_on__isnull=True, answer_due_on__lt=today),
        FeedbackWait.ANSWERED: Q(answered_on__isnull=False),
    }[FeedbackWait(wait)]


def feedback(
    actor: Actor, *, topic: str = "", nature: str = "", came_by: str = "", district: str = "", wait: str = ""
) -> QuerySet[PlaceFeedback]:
    """What places said, with the place and the activity, of what is chosen."""
    found = feedback_of(actor).select_related("place__parent", "activity")
    given = {"topic": topic, "nature": nature, "came_by": came_by, "place_id": district}
    found = found.filter(**{name: value for name, value in given.items() if value})
    return found.filter(_waits(wait)) if wait else found


def feedback_for(actor: Actor, feedback_id: uuid.UUID) -> PlaceFeedback:
    """One of them, of the actor's institution; Missing otherwise."""
    found = one_of(feedback_of(actor).select_related("place", "activity").filter(pk=feedback_id))
    if found is None:
        raise Missing(_("There is no such feedback of your institution."))
    return found


def feedback_overdue(actor: Actor, most: int = 10) -> list[PlaceFeedback]:
    """What should have been answered before today, the longest overdue first."""
    found = feedback_of(actor).filter(_waits(FeedbackWait.OVERDUE)).select_related("place")
    return list(found.order_by("answer_due_on", "id")[:most])


@dataclass(frozen=True, slots=True)
class TopicCount:
    """How often places spoke of one topic, by what they said of it, and how much of that waits for an answer."""

    topic: str
    praise: int
    wish: int
    worry: int
    fault: int
    waiting: int

    @property
    def total(self) -> int:
        return self.praise + self.wish + self.worry + self.fault


def feedback_by_topic(found: QuerySet[PlaceFeedback]) -> list[TopicCount]:
    """Numbers by topic of the last 365 days, the topics in the list's order; without those of which nobody spoke."""
    since = timezone.localdate() - timedelta(days=COUNTED_DAYS)
    counts = {each.value: Count("pk", filter=Q(nature=each)) for each in FeedbackNature}
    counts["waiting"] = Count("pk", filter=_waits(FeedbackWait.OPEN))
    rows = found.filter(said_on__gt=since).order_by().values("topic").annotate(**counts)
    by_topic = {row["topic"]: TopicCount(**row) for row in rows}
    return [by_topic[each.value] for each in FeedbackTopic if each in by_topic]


HEADER = (
    "said_on", "province", "district", "came_by", "topic", "nature", "words", "activity", "answer_due_on",
    "answered_on", "answer",
)  # fmt: skip


def feedback_lines(found: QuerySet[PlaceFeedback]) -> Iterator[str]:
    """The lines of a CSV file, with codes for what is coded."""
    return csv_lines(HEADER, map(_row, found.order_by("said_on", "id").iterator()), at_once=100)


def _row(each: PlaceFeedback) -> list[object]:
    above = each.place.parent
    return [
        each.said_on.isoformat(),
        above.name if above else "",
        each.place.name,
        each.came_by,
        each.topic,
        each.nature,
        each.words,
        each.activity.title if each.activity else "",
        each.answer_due_on.isoformat() if each.answer_due_on else "",
        each.answered_on.isoformat() if each.answered_on else "",
        each.answer,
    ]
