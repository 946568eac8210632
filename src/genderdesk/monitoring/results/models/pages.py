"""Pages of results as they were on a day."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.groundwork.protection import two_persons
from genderdesk.monitoring.results.vocabulary import FROZEN


class FrozenPage(models.Model):
    """A page of results that never changes: ``content`` in its canonical form and the SHA-256 of that.

    What is found to be wrong later is another one of the same day with the next ``revision`` and ``why``.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    project = models.ForeignKey("partners.Project", on_delete=models.PROTECT, related_name="+", db_index=False)
    as_of = models.DateField()
    revision = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, default=FROZEN)
    content = models.TextField()
    digest = models.CharField(max_length=64)
    why = models.CharField(max_length=300, blank=True)
    frozen_at = models.DateTimeField(default=timezone.now)
    frozen_by = models.UUIDField()
    frozen_officer = models.UUIDField(null=True)
    released_at = models.DateTimeField(null=True)
    released_by = models.UUIDField(null=True)
    released_officer = models.UUIDField(null=True)

    class Meta:
        ordering = ["-as_of", "-revision"]
        constraints = [
            models.UniqueConstraint("project", "as_of", "revision", name="frozen_page_once"),
            *two_persons.constraints(
                "frozen_page_released",
                asked="frozen_by",
                decided="released_by",
                asked_officer="frozen_officer",
                decided_officer="released_officer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.as_of} {self.revision}"
