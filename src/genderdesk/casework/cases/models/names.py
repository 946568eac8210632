"""What finds a survivor by name without keeping it readable."""

from __future__ import annotations

from django.db import models

from genderdesk.casework.cases.models.case import Case


class NameToken(models.Model):
    """A keyed digest of one part of a survivor's name: as it is written, or as it sounds. A sealed case has none."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="name_tokens")
    digest = models.CharField(max_length=40)
    exact = models.BooleanField()

    class Meta:
        indexes = [models.Index("digest", "case", name="name_token_digest")]

    def __str__(self) -> str:
        return f"token of {self.case_id}"
