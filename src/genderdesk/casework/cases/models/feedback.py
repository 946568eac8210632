"""What survivors say of the help, without anything that leads back to one of them."""

from __future__ import annotations

import uuid

from django.db import models

from genderdesk.groundwork.protection.vault import SealedTextField


class FeedbackCode(models.Model):
    """A code that was told to somebody, by its keyed digest. It leads to a desk, and to no case.

    The key is random and the end is that of a week, so that no time of the row is that of an entry beside a case. A
    code that was used is deleted: a mark on it would be written in one breath with the answers.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    institution = models.ForeignKey("institution.Institution", on_delete=models.PROTECT, related_name="+")
    desk = models.ForeignKey("institution.Desk", on_delete=models.PROTECT, related_name="+", db_index=False)
    digest = models.CharField(max_length=64, unique=True)
    ends_on = models.DateField()

    def __str__(self) -> str:
        return f"code of {self.desk_id}"


class Feedback(models.Model):
    """One person's answers: of which desk and quarter, and no closer.

    The key is random, and neither a time nor the code that was used is kept. ``answers`` are codes by item;
    ``suggestions`` is sealed under the institution's key, since it is nobody's file.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    institution = models.ForeignKey(
        "institution.Institution", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    desk = models.ForeignKey("institution.Desk", on_delete=models.PROTECT, related_name="+", db_index=False)
    quarter = models.DateField()
    answers = models.JSONField(default=dict)
    suggestions = SealedTextField()

    class Meta:
        indexes = [models.Index("institution", "quarter", "desk", name="feedback_quarter")]

    def __str__(self) -> str:
        return f"feedback {self.quarter:%Y-%m}"
