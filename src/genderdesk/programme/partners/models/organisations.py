"""Organisations that the desks work with, and their names over time."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from genderdesk.groundwork.foundation.ids import new_id


class Partner(models.Model):
    """An organisation, one register for all institutions. ``iati_id`` is its IATI organisation identifier.

    ``contact`` is the organisation's own telephone or address, never a person's.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=20)
    iati_id = models.CharField(max_length=60, blank=True)
    contact = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class PartnerName(models.Model):
    """What a partner is called, from ``starts_on`` up to, and not including, ``ends_on``."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="names")
    name = models.CharField(max_length=120)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        ordering = ["starts_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")), name="partner_name_ends_later"
            ),
            models.UniqueConstraint(
                fields=["partner"], condition=Q(ends_on__isnull=True), name="partner_name_one_without_end"
            ),
        ]

    def __str__(self) -> str:
        return self.name
