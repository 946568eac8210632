"""What the machinery keeps: messages to send, when scheduled work last ran, the stamps of what is held in memory."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from genderdesk.groundwork.foundation.ids import new_stamp


class Message(models.Model):
    """One thing to do after commit: an event to deliver, a text to send, word to open browsers.

    ``topic`` is ``event:<name>``, ``live`` or a gateway's topic; ``payload`` holds ids and coded values, never names
    and never a narrative. ``key`` makes a message that must not be sent twice unique.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        SENT = "sent"
        FAILED = "failed"

    id = models.BigAutoField(primary_key=True)
    topic = models.CharField(max_length=60)
    payload = models.JSONField(default=dict)
    key = models.CharField(max_length=120, null=True)  # noqa: DJ001  # NULLs are not compared
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)
    created_at = models.DateTimeField(default=timezone.now)
    fault = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], condition=models.Q(state="waiting"), name="message_due"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["key"], condition=models.Q(key__isnull=False), name="message_one_per_key")
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.pk}"


class ScheduleRun(models.Model):
    """When a scheduled piece of work last ran: one row each, which is also the lock between two workers.

    ``fault`` names what its last run died of, and is empty where it went well.
    """

    name = models.CharField(max_length=80, primary_key=True)
    ran_at = models.DateTimeField()
    fault = models.CharField(max_length=120, blank=True)

    def __str__(self) -> str:
        return self.name


class Edition(models.Model):
    """The stamp of a group of tables (``platform.editions``): another one after every change of a row of theirs."""

    name = models.CharField(max_length=40, primary_key=True)
    stamp = models.CharField(max_length=40, default=new_stamp)

    def __str__(self) -> str:
        return self.name
