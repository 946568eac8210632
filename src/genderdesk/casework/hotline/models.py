"""What is kept of contacts. Numbers, texts, notes and what a network sent are sealed; a keyed digest finds a number."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from genderdesk.casework.hotline.vocabulary.contacts import QUEUED
from genderdesk.casework.hotline.vocabulary.events import Dialect, TextState
from genderdesk.casework.hotline.vocabulary.ussd_texts import Step
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.groundwork.protection.vault import SealedJSONField, SealedTextField


class Line(models.Model):
    """A short code of one institution, such as 3512. ``seats`` is how many operators can talk at the same time."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    short_code = models.CharField(max_length=5, unique=True)
    institution = models.ForeignKey("institution.Institution", on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=8, default="rw")
    seats = models.PositiveSmallIntegerField(default=6)
    opened_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["short_code"]

    def __str__(self) -> str:
        return self.short_code


class Gateway(models.Model):
    """A telephone network's way into a line. Its token stands in the address that the network calls; only the
    SHA-256 of it is kept."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="gateways")
    provider = models.CharField(max_length=20)
    token_hash = models.CharField(max_length=64, unique=True)
    ussd_dialect = models.CharField(max_length=8, default=Dialect.PATH.value)
    opened_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.provider} {self.line_id}"


class Contact(models.Model):
    """One call, one thread of texts, or one USSD session.

    ``reference`` is the network's number of the call; ``heard_at`` when the network last said anything of it.
    ``ended_at`` is the end of the talk, ``closed_at`` the end of the operator's work on it. Reports name their contact.
    """

    vault_file = "id"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="+")
    gateway = models.ForeignKey(Gateway, on_delete=models.PROTECT, null=True, related_name="+")
    institution = models.ForeignKey(
        "institution.Institution", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    # The report that was written during it, by its id, and the cell that alone knows of it.
    report_id = models.UUIDField(null=True)
    cell = models.ForeignKey("institution.Cell", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    kind = models.CharField(max_length=8)
    state = models.CharField(max_length=16, default=QUEUED)
    classification = models.CharField(max_length=16, blank=True)
    reference = models.CharField(max_length=120, blank=True)
    simulated = models.BooleanField(default=False)
    entered_after = models.BooleanField(default=False)

    caller = SealedTextField()
    has_number = models.BooleanField(default=False)
    # Empty while the contact is sealed; ``stopped`` then remembers that its number wrote STOP.
    phone_index = models.CharField(max_length=64, blank=True)
    stopped = models.BooleanField(default=False)
    language = models.CharField(max_length=8, blank=True)
    safe_to_contact = models.CharField(max_length=8, default=Answer.UNKNOWN.value)
    keys = models.JSONField(default=list)
    notes = SealedTextField()
    draft = SealedJSONField()

    offered_at = models.DateTimeField(default=timezone.now)
    heard_at = models.DateTimeField(default=timezone.now)
    ringing_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=10, blank=True)
    operator_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="contact_reference_once", fields=["gateway", "reference"], condition=~Q(reference="")
            ),
        ]
        indexes = [
            models.Index("institution", "offered_at", "id", name="contact_institution"),
            models.Index("institution", "phone_index", "offered_at", name="contact_phone"),
            # Whole and not partial: SQLite cannot use a partial index where the state comes as a parameter.
            models.Index("state", "kind", "offered_at", name="contact_state"),
            models.Index("operator_id", "offered_at", name="contact_operator"),
            # Whoever writes again is looked for among the sealed ones, which are few.
            models.Index(fields=["institution", "-offered_at"], condition=Q(cell__isnull=False), name="contact_sealed"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.offered_at:%Y-%m-%d %H:%M}"


class GatewayEvent(models.Model):
    """One event as a network sent it, kept once. A repeat is answered with ``answer``; ``known`` is False for a kind
    of event or status that the desk has no word for. ``raw`` is emptied after its short life."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    gateway = models.ForeignKey(Gateway, on_delete=models.PROTECT, related_name="+", db_index=False)
    provider_event_id = models.CharField(max_length=120)
    kind = models.CharField(max_length=60)
    reference = models.CharField(max_length=120, blank=True)
    received_at = models.DateTimeField(default=timezone.now)
    known = models.BooleanField(default=True)
    fault = models.CharField(max_length=300, blank=True)
    raw = SealedTextField()
    answer = SealedJSONField()
    forgotten_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="event_once", fields=["gateway", "provider_event_id"])]
        indexes = [
            models.Index("gateway", "reference", "kind", name="event_reference"),
            models.Index(fields=["received_at"], condition=Q(forgotten_at__isnull=True), name="event_remembered"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.provider_event_id}"


class TextMessage(models.Model):
    """One SMS in or out. ``provider_status`` is the network's last word about it, also one that we do not know."""

    vault_file = "contact_id"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="texts", db_index=False)
    outgoing = models.BooleanField()
    automatic = models.BooleanField(default=False)
    text = SealedTextField()
    state = models.CharField(max_length=10, default=TextState.WAITING.value)
    provider_id = models.CharField(max_length=120, blank=True, db_index=True)
    provider_status = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField(default=timezone.now)
    written_by = models.UUIDField(null=True)
    # Until when the gate of safe contact keeps it back, None where it may go at once.
    waits_until = models.DateTimeField(null=True)
    # Since when the gate holds what somebody wrote, until she or another has settled it.
    held_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index("contact", "at", name="text_contact"),
            # Holds only what waits to be settled.
            models.Index(fields=["held_at"], condition=Q(held_at__isnull=False), name="text_held"),
        ]

    def __str__(self) -> str:
        return f"{'out' if self.outgoing else 'in'} {self.state}"


class StoppedNumber(models.Model):
    """A number whose owner wrote STOP to a line: nothing is sent to it until it writes START."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="+")
    phone_index = models.CharField(max_length=64)
    stopped_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(name="stopped_once", fields=["line", "phone_index"])]

    def __str__(self) -> str:
        return f"stopped {self.stopped_at:%Y-%m-%d}"


class UssdSession(models.Model):
    """One USSD session. ``answers`` holds the inputs so far and where an earlier, broken session had come to.

    ``ended_at`` is the network's end of it; ``settled_at`` when it became a report, was carried on or came to nothing.
    """

    vault_file = "contact_id"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    gateway = models.ForeignKey(Gateway, on_delete=models.PROTECT, related_name="+", db_index=False)
    session_id = models.CharField(max_length=120)
    contact = models.OneToOneField(Contact, on_delete=models.PROTECT, related_name="ussd")
    phone_index = models.CharField(max_length=64, blank=True)
    step = models.CharField(max_length=10, default=Step.LANGUAGE.value)
    danger = models.BooleanField(default=False)
    answers = SealedJSONField()
    report_id = models.UUIDField(null=True)
    started_at = models.DateTimeField(default=timezone.now)
    last_seen = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="ussd_session_once", fields=["gateway", "session_id"])]
        indexes = [
            models.Index("gateway", "phone_index", "last_seen", name="ussd_phone"),
            models.Index(fields=["last_seen"], condition=Q(settled_at__isnull=True), name="ussd_open"),
        ]

    def __str__(self) -> str:
        return f"{self.session_id} {self.step}"
