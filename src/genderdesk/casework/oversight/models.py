"""Alerts, and the entries of the ledger that each rests on."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from genderdesk.casework.oversight.vocabulary import OPEN
from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.groundwork.protection.vault import SealedTextField


class Alert(models.Model):
    """One rule broken by one person on one day. ``looker_*`` say who looked, ``decided_*`` who answered.

    Further entries of the day are added as long as nobody has answered.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    rule = models.CharField(max_length=14)
    state = models.CharField(max_length=10, default=OPEN)
    looker_id = models.UUIDField()
    looker_officer = models.UUIDField(null=True)
    looker_code = models.CharField(max_length=60)
    post_id = models.UUIDField(null=True)
    institution_id = models.UUIDField(null=True)
    day = models.DateField()
    made_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    decided_officer = models.UUIDField(null=True)
    referred_to = models.CharField(max_length=20, blank=True)
    answer = SealedTextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("looker_id")),
                name="alert_decided_by_another_account",
            ),
            models.CheckConstraint(
                condition=Q(decided_officer__isnull=True)
                | Q(looker_officer__isnull=True)
                | ~Q(decided_officer=F("looker_officer")),
                name="alert_decided_by_another_person",
            ),
            models.UniqueConstraint(
                fields=["rule", "looker_id", "day"], condition=Q(state=OPEN), name="alert_one_open_a_day"
            ),
        ]
        indexes = [
            models.Index("institution_id", "state", "made_at", "id", name="alert_waiting"),
            models.Index("looker_id", "rule", "day", name="alert_looker"),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.looker_code} {self.day}"


class AlertEntry(models.Model):
    """An entry of the ledger that an alert rests on; each counts once for each rule."""

    alert = models.ForeignKey(Alert, on_delete=models.PROTECT, related_name="entries")
    rule = models.CharField(max_length=14)
    entry_id = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry_id", "rule"], name="alert_entry_once")]

    def __str__(self) -> str:
        return f"{self.rule} {self.entry_id}"


class Mark(models.Model):
    """Up to which entry of the ledger everything was looked at; the one row of this table."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    entry_id = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.entry_id)
