"""Clubs by counts alone, and networks of organisations and of officers."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.programme.outreach.models.activities import Activity


class Club(models.Model):
    """A club; its members are counted, never named, since many are minors. ``patron`` is an office, no person."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    institution = models.ForeignKey("institution.Institution", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12)
    place = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    patron = models.CharField(max_length=80, blank=True)
    founded_on = models.DateField()
    founded_at = models.ForeignKey(Activity, on_delete=models.PROTECT, null=True, related_name="founded")
    closed_on = models.DateField(null=True)

    class Meta:
        ordering = ["name", "id"]
        indexes = [models.Index("institution", "founded_on", "id", name="club_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gt=F("founded_on")), name="club_closes_later"
            )
        ]

    def __str__(self) -> str:
        return self.name


class ClubReturn(models.Model):
    """What a club tells of one quarter: members by sex and age, and how many activities it held."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    club = models.ForeignKey(Club, on_delete=models.PROTECT, related_name="returns", db_index=False)
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField()
    women = models.PositiveIntegerField(default=0)
    men = models.PositiveIntegerField(default=0)
    girls = models.PositiveIntegerField(default=0)
    boys = models.PositiveIntegerField(default=0)
    unknown = models.PositiveIntegerField(default=0)
    activities = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["-year", "-quarter"]
        constraints = [
            models.UniqueConstraint("club", "year", "quarter", name="club_return_once"),
            models.CheckConstraint(condition=Q(quarter__range=(1, 4)), name="club_return_of_a_quarter"),
        ]

    def __str__(self) -> str:
        return f"{self.club_id} {self.year}-Q{self.quarter}"

    @property
    def members(self) -> int:
        return self.women + self.men + self.girls + self.boys + self.unknown


class Network(models.Model):
    """Organisations, or officers, who work together."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    institution = models.ForeignKey("institution.Institution", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=16)
    scope = models.CharField(max_length=10)
    formed_on = models.DateField()
    closed_on = models.DateField(null=True)

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name


class NetworkMember(models.Model):
    """A partner of the register, another organisation by its name, or an officer, in a network from ``joined_on`` up to
    ``left_on``."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="members")
    organisation = models.CharField(max_length=120, blank=True)
    partner = models.ForeignKey("partners.Partner", on_delete=models.PROTECT, null=True, related_name="+")
    officer = models.ForeignKey("institution.Officer", on_delete=models.PROTECT, null=True, related_name="+")
    joined_on = models.DateField()
    left_on = models.DateField(null=True)

    class Meta:
        ordering = ["joined_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(officer__isnull=True, partner__isnull=True) & ~Q(organisation="")
                | Q(officer__isnull=False, partner__isnull=True, organisation="")
                | Q(officer__isnull=True, partner__isnull=False, organisation=""),
                name="network_member_is_one",
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(left_on__gt=F("joined_on")), name="network_member_leaves_later"
            ),
            models.UniqueConstraint(
                fields=["network", "officer"],
                condition=Q(left_on__isnull=True, officer__isnull=False),
                name="network_officer_one_without_end",
            ),
            models.UniqueConstraint(
                fields=["network", "partner"],
                condition=Q(left_on__isnull=True, partner__isnull=False),
                name="network_partner_one_without_end",
            ),
        ]

    def __str__(self) -> str:
        return self.organisation or str(self.partner_id or self.officer_id)
