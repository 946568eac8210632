"""Projects: what partners and desks want to reach together, with which money and things."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.programme.partners.models.agreements import Agreement
from genderdesk.programme.partners.models.organisations import Partner
from genderdesk.programme.partners.vocabulary import ThingState


class Project(models.Model):
    """A project of an institution; ``goal`` is what all its objectives serve."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    institution = models.ForeignKey("institution.Institution", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=20, unique=True)
    title = models.CharField(max_length=160)
    goal = models.TextField(max_length=1000)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")), name="project_ends_later"
            )
        ]

    def __str__(self) -> str:
        return self.title


class ProjectPartner(models.Model):
    """What a partner is in a project; one partner can be several things."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="partners")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="projects")
    role = models.CharField(max_length=1)

    class Meta:
        constraints = [models.UniqueConstraint("project", "partner", "role", name="project_partner_once")]

    def __str__(self) -> str:
        return f"{self.partner_id} in {self.project_id}"


class ProjectInstrument(models.Model):
    """A commitment that a project's goal serves."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="instruments", db_index=False)
    instrument = models.ForeignKey("guidance.Instrument", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint("project", "instrument", name="project_instrument_once")]

    def __str__(self) -> str:
        return f"{self.project_id} serves {self.instrument_id}"


class Objective(models.Model):
    """One objective of a project, by its number from 1."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="objectives", db_index=False)
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)

    class Meta:
        ordering = ["project", "number"]
        constraints = [models.UniqueConstraint("project", "number", name="objective_once")]

    def __str__(self) -> str:
        return f"{self.number} {self.text}"


class BudgetLine(models.Model):
    """Money planned for a purpose, in whole units of a currency; ``desk`` where one desk has a line of its own."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="budget_lines")
    objective = models.ForeignKey(Objective, on_delete=models.PROTECT, null=True, related_name="+")
    donor = models.ForeignKey(Partner, on_delete=models.PROTECT, null=True, related_name="+")
    desk = models.ForeignKey("institution.Desk", on_delete=models.PROTECT, null=True, related_name="+")
    purpose = models.CharField(max_length=160)
    planned = models.PositiveBigIntegerField()
    currency = models.CharField(max_length=3)
    due_on = models.DateField()

    class Meta:
        ordering = ["due_on", "id"]

    def __str__(self) -> str:
        return self.purpose


class Receipt(models.Model):
    """Money or things that came, once for each note of delivery: the same note again is refused.

    ``amount`` in whole ``currency`` is the money; ``rate`` how many of the country's currency one unit was worth on
    that day, kept so that no later rate changes it. Things stand in rows of their own.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="receipts")
    donor = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="receipts")
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, null=True, related_name="receipts")
    line = models.ForeignKey(BudgetLine, on_delete=models.PROTECT, null=True, related_name="receipts")
    kind = models.CharField(max_length=8)
    note = models.CharField(max_length=40)
    received_on = models.DateField()
    amount = models.PositiveBigIntegerField(null=True)
    currency = models.CharField(max_length=3, blank=True)
    rate = models.FloatField(null=True)

    class Meta:
        ordering = ["-received_on", "id"]
        constraints = [
            models.UniqueConstraint("donor", "note", name="receipt_note_once"),
            models.CheckConstraint(
                condition=Q(kind="money", amount__isnull=False) | Q(kind="in_kind", amount__isnull=True),
                name="receipt_money_has_amount",
            ),
        ]

    def __str__(self) -> str:
        return self.note


class Thing(models.Model):
    """One thing that was received, by its plate or serial number, and where it is.

    ``state`` is how it was found on ``seen_on``; where it stood earlier, the ledger says.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    receipt = models.ForeignKey(Receipt, on_delete=models.PROTECT, related_name="things")
    kind = models.CharField(max_length=10)
    serial = models.CharField(max_length=40, unique=True)
    unit = models.ForeignKey("institution.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=8, default=ThingState.WORKING.value)
    seen_on = models.DateField()

    class Meta:
        ordering = ["kind", "serial"]

    def __str__(self) -> str:
        return self.serial
