"""How desks belong to each other."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.organisation.institution.labels import TIE_LABELS
from genderdesk.organisation.institution.models.desks import Desk
from genderdesk.organisation.institution.models.periods import ends_after


class DeskTie(models.Model):
    """A desk complements or succeeds another one, from ``starts_on`` up to, and not including, ``ends_on``."""

    id = models.UUIDField(primary_key=True, default=new_id)
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="ties")
    relation = models.CharField(max_length=12, choices=TIE_LABELS)
    other = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="tied_from")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["starts_on", "id"]
        constraints = [
            models.CheckConstraint(name="desk_tie_ends_later", condition=ends_after("starts_on", "ends_on")),
            models.CheckConstraint(name="desk_tie_is_another", condition=~Q(desk=F("other"))),
            models.UniqueConstraint(name="desk_tie_once", fields=["desk", "relation", "other", "starts_on"]),
        ]

    def __str__(self) -> str:
        return f"{self.desk_id} {self.relation} {self.other_id}"
