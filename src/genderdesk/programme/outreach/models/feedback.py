"""What people of a place say about the desk's work, without names, and what was answered to the place."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.programme.outreach.models.activities import Activity
from genderdesk.programme.outreach.vocabulary import FeedbackNature


class PlaceFeedback(models.Model):
    """What was said at a place on a day about the desk's work; nobody who said it is kept, and no report of violence.

    ``answer_due_on`` is the day by which the place was promised an answer; only praise may be without one.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    institution = models.ForeignKey("institution.Institution", on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    said_on = models.DateField()
    came_by = models.CharField(max_length=8)
    topic = models.CharField(max_length=10)
    nature = models.CharField(max_length=8)
    words = models.TextField(max_length=1000)
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, null=True, related_name="feedback")
    answer_due_on = models.DateField(null=True)
    answer = models.TextField(max_length=1000, blank=True)
    answered_on = models.DateField(null=True)
    written_by = models.UUIDField()

    class Meta:
        indexes = [
            models.Index("institution", "said_on", "id", name="place_feedback_day"),
            models.Index(
                "institution",
                "answer_due_on",
                "id",
                condition=Q(answered_on__isnull=True),
                name="place_feedback_due",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(nature=FeedbackNature.PRAISE.value) | Q(answer_due_on__isnull=False),
                name="place_feedback_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_on__isnull=True)
                | ~Q(answer="") & Q(answered_on__isnull=False, answered_on__gte=F("said_on")),
                name="place_feedback_answered_with_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.said_on}"
