"""A country's offences, as an officer names them."""

from __future__ import annotations

from django.db import models

from genderdesk.groundwork.foundation.ids import new_id


class Offence(models.Model):
    """One row of the national offence table, mapped to ICCS; ``iccs`` is empty where ICCS has no such act.

    ``verified_on`` is when counsel confirmed title and mapping; until then every page says to verify it with counsel.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=20, unique=True)
    title = models.CharField(max_length=120)
    title_fr = models.CharField(max_length=120, blank=True)
    iccs = models.CharField(max_length=8, blank=True)
    verified_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.title
