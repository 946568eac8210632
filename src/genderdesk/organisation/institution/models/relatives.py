"""Whom officers declare as close to them."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.groundwork.protection.vault import SealedTextField
from genderdesk.organisation.institution.models.officers import Officer


class Relative(models.Model):
    """Somebody close to an officer, declared by the officer, so that a look at her or him is seen by oversight.

    A declaration that was withdrawn stays. Digests find without opening: the number's, and that of the whole name.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="relatives")
    relation = models.CharField(max_length=8)
    names = SealedTextField()
    phone = SealedTextField()
    phone_index = models.CharField(max_length=64, blank=True)
    name_index = models.CharField(max_length=64, blank=True)
    declared_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.relation} of {self.officer_id}"
