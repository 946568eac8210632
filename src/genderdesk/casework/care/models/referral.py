"""A referral with its times, its lines between both sides, and its link."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone

from genderdesk.casework.care.models.provider import Provider
from genderdesk.casework.care.vocabulary import PROPOSED
from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.groundwork.protection.vault import SealedJSONField, SealedTextField


class Referral(models.Model):
    """One survivor sent to one provider for one service, under one consent. The summary is frozen when it is sent."""

    # A file of its own: its provider reads the frozen summary, also where the case is sealed.
    vault_file = "id"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=20, unique=True)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="referrals", db_index=False)
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="referrals", db_index=False)
    service = models.CharField(max_length=20)
    urgency = models.CharField(max_length=20)
    state = models.CharField(max_length=14, default=PROPOSED)
    consent_id = models.UUIDField(null=True)
    summary = SealedJSONField()
    transport_arranged = models.CharField(max_length=8, default="unknown")
    escort_arranged = models.CharField(max_length=8, default="unknown")
    sent_via = models.CharField(max_length=8, blank=True)

    proposed_at = models.DateTimeField(default=timezone.now)
    proposed_by = models.UUIDField()
    consented_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    answer_due_at = models.DateTimeField(null=True)
    attend_due_at = models.DateTimeField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.UUIDField(null=True)
    accepted_at = models.DateTimeField(null=True)
    appointment_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    decline_reason = models.CharField(max_length=20, blank=True)
    attended_at = models.DateTimeField(null=True)
    services_received = models.JSONField(default=list)
    shelter_nights = models.PositiveSmallIntegerField(null=True)
    missed_at = models.DateTimeField(null=True)
    outcome_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, blank=True)
    closed_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    # An answer that does not come: the sender was told, then the head of the desk.
    escalated_at = models.DateTimeField(null=True)
    head_told_at = models.DateTimeField(null=True)
    rating = models.PositiveSmallIntegerField(null=True)
    # What the survivor says of the service, for the desk alone.
    feedback = SealedTextField()

    class Meta:
        indexes = [
            models.Index("case", "proposed_at", name="referral_case"),
            models.Index("provider", "sent_at", "id", name="referral_provider"),
            # Not a partial one: SQLite cannot use it where the states come as parameters.
            models.Index("state", "answer_due_at", name="referral_state_due"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sent_at__isnull=True) | models.Q(consent_id__isnull=False),
                name="referral_sent_only_under_consent",
            )
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def institution_id(self) -> uuid.UUID:
        """The institution whose desk refers; its key wraps the referral's."""
        return self.case.institution_id


class ReferralNote(models.Model):
    """A line between desk and provider about one referral; sealed, never changed."""

    vault_file = "referral.id"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="notes")
    text = SealedTextField()
    written_at = models.DateTimeField(default=timezone.now)
    written_by = models.UUIDField()
    from_provider = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.referral} {self.written_at:%Y-%m-%d}"


class ProviderLink(models.Model):
    """The way to one referral for a provider without an account: an address and, by another channel, a code.

    Neither is kept: both come from the id under the desk's key (``rules.links``). ``opened`` counts right codes,
    ``wrong`` wrong ones.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="links")
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.UUIDField()
    ends_at = models.DateTimeField()
    opened = models.PositiveSmallIntegerField(default=0)
    opened_at = models.DateTimeField(null=True)
    wrong = models.PositiveSmallIntegerField(default=0)
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"link to {self.referral_id}"
