"""Instruments that bind the country or authorise a service: treaties, protocols, laws, policies, orders."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from genderdesk.groundwork.foundation.ids import new_id


class Instrument(models.Model):
    """An instrument by its title, one register for all institutions. It binds from ``binding_from`` up to, and not
    including, ``binding_to``; ``source`` says where it is published, and who wrote it down did not invent it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=12)
    title = models.CharField(max_length=200)
    source = models.CharField(max_length=200)
    adopted_on = models.DateField(null=True)
    binding_from = models.DateField(null=True)
    binding_to = models.DateField(null=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(binding_to__isnull=True) | Q(binding_to__gt=F("binding_from")),
                name="instrument_ends_later",
            )
        ]

    def __str__(self) -> str:
        return self.title
