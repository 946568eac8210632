"""What is signed with partners, and what it obliges to."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.programme.partners.models.organisations import Partner
from genderdesk.programme.partners.vocabulary import DRAFT, ENDING_DAYS


class Agreement(models.Model):
    """An agreement of an institution with a partner. ``ends_on`` is the first day on which it no longer holds.

    ``notice_days`` is how long before its end it is on Today. ``amount`` in whole ``currency`` is what a grant gives.
    ``renews`` is the agreement that this one follows.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    institution = models.ForeignKey("institution.Institution", on_delete=models.PROTECT, related_name="+")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="agreements")
    kind = models.CharField(max_length=14)
    reference = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=160)
    state = models.CharField(max_length=12, default=DRAFT)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    notice_days = models.PositiveSmallIntegerField(default=ENDING_DAYS)
    signed_on = models.DateField(null=True)
    signed_for_us = models.CharField(max_length=120, blank=True)
    signed_for_them = models.CharField(max_length=120, blank=True)
    terminated_on = models.DateField(null=True)
    amount = models.PositiveBigIntegerField(null=True)
    currency = models.CharField(max_length=3, blank=True)
    renews = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="renewed_by")

    class Meta:
        indexes = [models.Index("institution", "ends_on", "id", name="agreement_end")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")), name="agreement_ends_later"
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | ~Q(currency=""), name="agreement_amount_has_currency"
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class AgreementPause(models.Model):
    """A suspension, from ``starts_on`` up to, and not including, ``ends_on``."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="pauses")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        ordering = ["starts_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement"], condition=Q(ends_on__isnull=True), name="agreement_pause_one_without_end"
            ),
            # Suspended and resumed on one day, it was suspended on none.
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="agreement_pause_ends_later"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} from {self.starts_on}"


class TollFree(models.Model):
    """What an operator's agreement says of a number that costs its callers nothing.

    ``channels`` and ``networks`` are words with a space between; ``lines`` how many calls at once. ``masked_on_bill``
    is yes, no or unknown: a number on the bill of a shared telephone tells an abuser of a call. ``scope`` is what the
    number is for, empty where nobody said.
    """

    agreement = models.OneToOneField(Agreement, on_delete=models.PROTECT, primary_key=True, related_name="toll_free")
    short_code = models.CharField(max_length=5)
    channels = models.CharField(max_length=40)
    networks = models.CharField(max_length=120)
    paid_by = models.CharField(max_length=12)
    lines = models.PositiveSmallIntegerField(null=True)
    masked_on_bill = models.CharField(max_length=8)
    scope = models.CharField(max_length=16, blank=True)

    def __str__(self) -> str:
        return self.short_code


class Obligation(models.Model):
    """One thing that an agreement obliges a side to, by a day; ``evidence`` says where it can be seen to be done."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="obligations")
    whose = models.CharField(max_length=6)
    what = models.CharField(max_length=300)
    due_on = models.DateField()
    met_on = models.DateField(null=True)
    evidence = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["due_on", "id"]
        indexes = [models.Index(fields=["due_on", "id"], condition=Q(met_on__isnull=True), name="obligation_open")]

    def __str__(self) -> str:
        return f"{self.agreement_id} by {self.due_on}"
