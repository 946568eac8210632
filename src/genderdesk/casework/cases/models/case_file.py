"""Photographs, documents and recordings of a case."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from genderdesk.casework.cases.models.case import Case
from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.groundwork.protection.vault import SealedJSONField, SealedTextField


class CaseFile(models.Model):
    """One file as it was given, never altered; its bytes lie sealed in the media folder under ``stored_as``.

    ``details`` holds what the original was: name, media type, size in bytes, SHA-256 (security.md 3.2, DigitalObject).
    ``content_key`` alone opens the bytes; it is sealed under the file's key like every other word, and erased with it.
    ``stored_size`` is what lies on the disk, which whoever sees the disk knows anyway.
    """

    vault_file = "case.report_id"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="files")
    group = models.CharField(max_length=10)
    stored_as = models.CharField(max_length=32, unique=True)
    stored_size = models.BigIntegerField()
    added_at = models.DateTimeField(default=timezone.now)
    added_by = models.UUIDField()
    actor_code = models.CharField(max_length=60)
    details = SealedJSONField()
    content_key = SealedTextField()
    about = SealedTextField()

    class Meta:
        indexes = [models.Index("case", "added_at", "id", name="case_file_case")]

    def __str__(self) -> str:
        return f"{self.group} {self.added_at:%Y-%m-%d}"
