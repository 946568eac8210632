"""How many women and men an institution has, on days on which it was counted."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from genderdesk.groundwork.foundation.ids import new_id


class StrengthRow(models.Model):
    """Women, men and people of unrecorded sex in one rank band and kind of role on a day.

    ``source`` says where the numbers come from; a day's rows are written together and replaced together.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    institution = models.ForeignKey("institution.Institution", on_delete=models.PROTECT, related_name="+")
    counted_on = models.DateField()
    rank_band = models.CharField(max_length=12)
    role_kind = models.CharField(max_length=16)
    women = models.PositiveIntegerField()
    men = models.PositiveIntegerField()
    unknown = models.PositiveIntegerField(default=0)
    source = models.CharField(max_length=200)
    kept_at = models.DateTimeField(default=timezone.now)
    kept_by = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "counted_on", "rank_band", "role_kind"], name="strength_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.counted_on} {self.rank_band} {self.role_kind}"
