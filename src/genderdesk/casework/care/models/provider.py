"""The directory: places that give services."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from genderdesk.groundwork.foundation.ids import new_id


class Provider(models.Model):
    """A place that gives services: an entry of the directory, confirmed every 180 days.

    It is an HSDS organisation's services at one location; an organisation with two places has two entries.
    ``asked_on`` is when the desk was last told that nobody has confirmed it for so long.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=20)
    district = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    phone = models.CharField(max_length=20, blank=True)
    hours = models.CharField(max_length=160, blank=True)
    services = models.JSONField(default=list)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    invented = models.BooleanField(default=False)
    confirmed_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    # Open Referral HSDS 3: the organisation that the place belongs to (empty: its own), its location, more phones,
    # languages and accessibility as codes, the schedule in the lines of ``rules.read_schedule``, and the terms of each
    # service by its code (``rules.Terms``).
    organisation = models.CharField(max_length=160, blank=True)
    description = models.CharField(max_length=400, blank=True)
    address = models.CharField(max_length=200, blank=True)
    email = models.EmailField(max_length=120, blank=True)
    website = models.URLField(max_length=200, blank=True)
    phones = models.JSONField(default=list)
    languages = models.JSONField(default=list)
    accessibility = models.JSONField(default=list)
    schedule = models.CharField(max_length=400, blank=True)
    terms = models.JSONField(default=dict)
    confirmed_by = models.UUIDField(null=True)
    asked_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index("district", "kind", name="provider_district")]

    def __str__(self) -> str:
        return self.name


class ProviderKey(models.Model):
    """What a hospital's own system signs in with, in its provider's name. The key itself is not kept: it comes from the
    id under the desk's key, as a link's address does."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="keys")
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.UUIDField()
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"key of {self.provider_id}"
