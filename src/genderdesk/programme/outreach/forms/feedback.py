"""What a place says about the desk's work, and the answer to it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from genderdesk.groundwork.platform.forms import (
    ChoiceRadios,
    ChoiceSelect,
    DayField,
    DeskForm,
    FilterForm,
    RecordSelect,
    TextField,
)
from genderdesk.organisation.places.models import Division
from genderdesk.programme.outreach import labels
from genderdesk.programme.outreach.models import Activity
from genderdesk.programme.outreach.vocabulary import CameBy, FeedbackNature, FeedbackTopic


class KeepFeedback(DeskForm):
    """What was said, where and when; nobody who said it."""

    place = RecordSelect(label=_("District"))
    said_on = DayField(label=_("Day"), initial=timezone.localdate)
    came_by = ChoiceSelect(label=_("How did it come?"), choices=[("", "—"), *labels.CAME_BY.items()])
    topic = ChoiceSelect(label=_("What is it about?"), choices=[("", "—"), *labels.FEEDBACK_TOPICS.items()])
    nature = ChoiceRadios(label=_("What is it?"), choices=list(labels.FEEDBACK_NATURES.items()), inline=True)
    words = TextField(
        label=_("What was said"),
        rows=4,
        max_length=1000,
        help_text=_("No names, no telephone numbers, and nothing by which somebody could be found."),
    )
    answer_due_on = DayField(
        label=_("By when the place has its answer"), required=False, help_text=_("Only praise needs none.")
    )
    activity = RecordSelect(label=_("At the activity"), required=False)

    def __init__(
        self, *args: Any, districts: Iterable[Division] = (), held: Iterable[Activity] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer_records("place", districts, lambda each: each.name, empty=_("Choose"))
        self.offer_records("activity", held, lambda each: f"{each.held_on} {each.title}", empty=_("None"))

    def arguments(self) -> dict[str, Any]:
        given = self.cleaned
        return given | {
            "came_by": CameBy(given["came_by"]),
            "topic": FeedbackTopic(given["topic"]),
            "nature": FeedbackNature(given["nature"]),
        }


class AnswerFeedback(DeskForm):
    """What was answered to the place, and when."""

    answer = TextField(
        label=_("What was answered to the place"),
        rows=3,
        max_length=1000,
        help_text=_("No names, no telephone numbers."),
    )
    answered_on = DayField(label=_("Answered on"), initial=timezone.localdate)


class FilterFeedback(FilterForm):
    """Of which topic, nature, way and district, and how far the answer is."""

    topic = ChoiceSelect(
        label=_("About what"), required=False, choices=[("", _("All")), *labels.FEEDBACK_TOPICS.items()]
    )
    nature = ChoiceSelect(label=_("What"), required=False, choices=[("", _("All")), *labels.FEEDBACK_NATURES.items()])
    came_by = ChoiceSelect(label=_("How it came"), required=False, choices=[("", _("All")), *labels.CAME_BY.items()])
    district = ChoiceSelect(label=_("Where"), required=False)
    wait = ChoiceSelect(label=_("Answer"), required=False, choices=[("", _("All")), *labels.FEEDBACK_WAITS.items()])
