"""How many women and men an institution has on days on which it was counted, who came and went, who was sent."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
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


class StrengthFlow(models.Model):
    """Who was recruited, promoted or left in a rank band, from ``starts_on`` up to, and not including, ``ends_on``."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    institution = models.ForeignKey("institution.Institution", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)
    starts_on = models.DateField()
    ends_on = models.DateField()
    rank_band = models.CharField(max_length=12)
    women = models.PositiveIntegerField()
    men = models.PositiveIntegerField()
    unknown = models.PositiveIntegerField(default=0)
    source = models.CharField(max_length=200)
    kept_by = models.UUIDField()

    class Meta:
        ordering = ["-starts_on", "kind", "rank_band"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="flow_ends_later"),
            models.UniqueConstraint(
                fields=["institution", "kind", "starts_on", "ends_on", "rank_band"], name="flow_once_a_period"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.starts_on} {self.rank_band}"


class Deployment(models.Model):
    """Women and men who were sent to a mission, from ``starts_on`` up to, and not including, ``ends_on``.

    With an ``officer`` it is that one person, and the counts say her or his sex; lists show counts alone.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    institution = models.ForeignKey("institution.Institution", on_delete=models.PROTECT, related_name="+")
    mission = models.CharField(max_length=120)
    task = models.CharField(max_length=120, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    officer = models.ForeignKey("institution.Officer", on_delete=models.PROTECT, null=True, related_name="+")
    women = models.PositiveIntegerField(default=0)
    men = models.PositiveIntegerField(default=0)
    unknown = models.PositiveIntegerField(default=0)
    source = models.CharField(max_length=200)
    kept_by = models.UUIDField()

    class Meta:
        ordering = ["-starts_on", "id"]
        indexes = [models.Index("institution", "starts_on", "id", name="deployment_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")), name="deployment_ends_later"
            ),
            models.CheckConstraint(
                condition=Q(women__gt=0) | Q(men__gt=0) | Q(unknown__gt=0), name="deployment_of_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mission} from {self.starts_on}"

    @property
    def total(self) -> int:
        return self.women + self.men + self.unknown
