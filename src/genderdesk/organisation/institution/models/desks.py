"""Desks and the posts at them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.organisation.institution.labels import DESK_KIND_LABELS, ROLE_LABELS
from genderdesk.organisation.institution.models.periods import ends_after
from genderdesk.organisation.institution.models.units import Unit


class Desk(models.Model):
    """A gender desk, unit or focal point. ``head_rank`` and ``reports_to`` show how high it stands and who listens."""

    id = models.UUIDField(primary_key=True, default=new_id)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="desks")
    kind = models.CharField(max_length=12, choices=DESK_KIND_LABELS)
    name = models.CharField(max_length=100)
    mandate = models.TextField(blank=True, max_length=2000)
    head_rank = models.CharField(max_length=60, blank=True)
    reports_to = models.CharField(max_length=100, blank=True)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(name="desk_closes_after_opening", condition=ends_after("opened_on", "closed_on")),
        ]

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """A place of work at a desk; ``role`` is what its holder does here. A desk has one post for its head."""

    id = models.UUIDField(primary_key=True, default=new_id)
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="posts")
    title = models.CharField(max_length=100)
    role = models.CharField(max_length=20, choices=ROLE_LABELS)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["title", "id"]
        constraints = [
            models.CheckConstraint(name="post_closes_after_opening", condition=ends_after("opened_on", "closed_on")),
            models.UniqueConstraint(
                name="post_one_head_of_desk",
                fields=["desk"],
                condition=Q(role="desk_head", closed_on__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.title
