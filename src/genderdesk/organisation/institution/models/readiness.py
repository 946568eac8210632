"""What a desk must have, what stands there, what was found when somebody looked, and what is done about it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.organisation.institution.models.desks import Desk, Post
from genderdesk.organisation.institution.models.officers import Officer
from genderdesk.organisation.institution.models.units import Institution, Unit
from genderdesk.organisation.institution.vocabulary.readiness import OPEN


class Equipment(models.Model):
    """A thing, or several alike, at a unit. ``serial`` is its serial or inventory number, where it has one."""

    id = models.UUIDField(primary_key=True, default=new_id)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="equipment")
    kind = models.CharField(max_length=10)
    name = models.CharField(max_length=80, blank=True)
    serial = models.CharField(max_length=40, blank=True)
    quantity = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["kind", "serial", "id"]
        constraints = [
            models.CheckConstraint(name="equipment_is_something", condition=Q(quantity__gte=1)),
            models.UniqueConstraint(name="equipment_serial_once", fields=["serial"], condition=~Q(serial="")),
        ]

    def __str__(self) -> str:
        return self.serial or self.kind


class EquipmentState(models.Model):
    """How a thing is from a day on, until the next state."""

    id = models.UUIDField(primary_key=True, default=new_id)
    equipment = models.ForeignKey(Equipment, on_delete=models.PROTECT, related_name="states")
    state = models.CharField(max_length=8)
    since = models.DateField()
    note = models.CharField(max_length=200, blank=True)
    seen_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-since", "-id"]

    def __str__(self) -> str:
        return f"{self.equipment_id} {self.state} since {self.since}"


class DeskStandard(models.Model):
    """A version of what an institution's desks must have, from ``starts_on`` until the next version begins. Its lines
    never change."""

    id = models.UUIDField(primary_key=True, default=new_id)
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="standards")
    version = models.PositiveSmallIntegerField()
    starts_on = models.DateField()

    class Meta:
        ordering = ["-starts_on"]
        constraints = [
            models.UniqueConstraint(name="standard_version_once", fields=["institution", "version"]),
            models.UniqueConstraint(name="standard_begins_once", fields=["institution", "starts_on"]),
        ]

    def __str__(self) -> str:
        return f"{self.institution_id} {self.version}"


class StandardLine(models.Model):
    """One thing that the standard asks. ``only`` is the kind of desk that it is asked of, all where empty; ``kind`` the
    room, equipment or supply that is counted. ``text`` says what a line of the institution's own asks."""

    id = models.UUIDField(primary_key=True, default=new_id)
    standard = models.ForeignKey(DeskStandard, on_delete=models.PROTECT, related_name="lines")
    code = models.SlugField(max_length=20)
    domain = models.CharField(max_length=14)
    demand = models.CharField(max_length=8)
    method = models.CharField(max_length=12)
    quantity = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(max_length=12, blank=True)
    only = models.CharField(max_length=12, blank=True)
    text = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["standard", "id"]
        constraints = [models.UniqueConstraint(name="standard_line_once", fields=["standard", "code"])]

    def __str__(self) -> str:
        return self.text or self.code


class UnitCost(models.Model):
    """What one piece of a line of the standard costs from a day on, in whole units of the national currency, and where
    that is known from. A row never changes: a new price is another row."""

    id = models.UUIDField(primary_key=True, default=new_id)
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+", db_index=False)
    code = models.SlugField(max_length=20)
    starts_on = models.DateField()
    amount = models.PositiveIntegerField()
    source = models.CharField(max_length=120)

    class Meta:
        ordering = ["code", "starts_on"]
        constraints = [
            models.UniqueConstraint(name="unit_cost_once_a_day", fields=["institution", "code", "starts_on"]),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.amount} from {self.starts_on}"


class Inspection(models.Model):
    """Somebody looked at a desk on a day."""

    id = models.UUIDField(primary_key=True, default=new_id)
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="inspections")
    standard = models.ForeignKey(DeskStandard, on_delete=models.PROTECT, related_name="+")
    inspected_on = models.DateField()
    inspector = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-inspected_on", "-id"]
        indexes = [models.Index("desk", "inspected_on", name="inspection_desk")]

    def __str__(self) -> str:
        return f"{self.desk_id} on {self.inspected_on}"


class InspectedLine(models.Model):
    """How one line of the standard was found. A line that was not looked at has no row. ``code`` is the line's, so that
    it counts under the next version of the standard too."""

    id = models.UUIDField(primary_key=True, default=new_id)
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="lines")
    code = models.SlugField(max_length=20)
    state = models.CharField(max_length=8)

    class Meta:
        constraints = [models.UniqueConstraint(name="inspected_line_once", fields=["inspection", "code"])]

    def __str__(self) -> str:
        return f"{self.code} {self.state}"


class Finding(models.Model):
    """Something that a desk lacks, who has to put it right by when, and that somebody else saw it done. ``code`` is the
    line of the standard that it fails, ``text`` says it where no built-in line does."""

    id = models.UUIDField(primary_key=True, default=new_id)
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="findings")
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, null=True, related_name="findings")
    code = models.SlugField(max_length=20, blank=True)
    text = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=13, default=OPEN)
    opened_on = models.DateField()
    owner_post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, related_name="+")
    action = models.CharField(max_length=300, blank=True)
    due_on = models.DateField(null=True)
    fixed_on = models.DateField(null=True)
    fixed_by = models.UUIDField(null=True)
    fixed_note = models.CharField(max_length=300, blank=True)
    closed_on = models.DateField(null=True)
    closed_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    closed_note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["opened_on", "id"]
        indexes = [
            models.Index("state", "due_on", "id", name="finding_due"),
            models.Index("opened_on", "id", name="finding_opened"),
        ]
        constraints = [
            models.CheckConstraint(name="finding_says_what", condition=~Q(code="") | ~Q(text="")),
            # What is assigned has somebody and a day.
            models.CheckConstraint(
                name="finding_assigned_whole",
                condition=~Q(state__in=["assigned", "fixed", "verified"])
                | Q(owner_post__isnull=False, due_on__isnull=False),
            ),
            models.UniqueConstraint(
                name="finding_of_line_once",
                fields=["desk", "code"],
                condition=~Q(code="") & Q(state__in=["open", "assigned", "fixed"]),
            ),
        ]

    def __str__(self) -> str:
        return self.text or self.code


class SupplyEntry(models.Model):
    """One line of a unit's ledger of fuel and credit, in whole litres or whole units of the national currency.

    Written once: what was wrong is taken back by an entry with the opposite amount that names it (``corrects``), and
    written anew. ``month`` is the first day of the month that it counts for.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="supplies")
    kind = models.CharField(max_length=6)
    move = models.CharField(max_length=9)
    month = models.DateField()
    amount = models.IntegerField()
    note = models.CharField(max_length=120, blank=True)
    corrects = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="corrected_by")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-month", "-id"]
        indexes = [models.Index("unit", "kind", "month", name="supply_unit_month")]
        constraints = [
            models.CheckConstraint(
                name="supply_amount_by_entry",
                condition=Q(corrects__isnull=True, amount__gt=0) | Q(corrects__isnull=False, amount__lt=0),
            ),
            models.CheckConstraint(name="supply_corrects_another", condition=~Q(corrects=F("id"))),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.kind} {self.move} {self.amount}"
