"""What some survivors say of the help when it ends; nothing of it leads back to a case."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.utils import timezone

from genderdesk.casework.cases.models import Feedback
from genderdesk.casework.cases.rules import quarter_of
from genderdesk.casework.cases.vocabulary import EventKind, Item, Overall, Said
from genderdesk.demo.generator import chances
from genderdesk.demo.generator.draw import Draw
from genderdesk.demo.generator.setting import Hand
from genderdesk.demo.generator.story import Story


def plan_feedback(story: Story, focal: Hand, at: datetime) -> None:
    """A code is told to some, and some of them answer; it is used up by that, so none is kept."""
    draw = story.draw
    if not draw.happens(chances.FEEDBACK_OFFERED):
        return
    story.plan(at, EventKind.FEEDBACK_OFFERED, focal)
    if draw.happens(chances.FEEDBACK_GIVEN):
        given = at + draw.hours(60)
        answers = _answers(draw)
        # A key and an order that say nothing of the case or of the time (``cases.models.feedback``).
        key = uuid.UUID(int=draw.getrandbits(128), version=4)
        words = "The room was quiet, thank you (invented)." if draw.happens(0.2) else ""

        def keep() -> None:
            case = story.case
            story.records.add(
                Feedback(
                    id=key,
                    institution_id=case.institution_id,
                    desk_id=case.desk_id,
                    quarter=quarter_of(timezone.localdate(given)),
                    answers=answers,
                    suggestions=words,
                )
            )

        story.plan(given, None, focal, "", keep)


def _answers(draw: Draw) -> dict[str, str]:
    answers = {item.value: draw.of(chances.SAID).value for item in Item}
    return answers | {item.value: (Said.YES if draw.happens(0.85) else Said.NO).value for item in Overall}
