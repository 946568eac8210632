"""Materials in one language and version each, and where their copies went."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.programme.outreach.models.activities import Activity
from genderdesk.programme.outreach.vocabulary import DRAFT


class Material(models.Model):
    """One version of a material in one language, with the numbers that it carries.

    ``short_codes`` are toll-free numbers with a space between. ``code`` names the material over its languages and
    versions. ``stock`` is how many copies lie in store: it is the sum of the moves, kept so that none goes below zero.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    institution = models.ForeignKey("institution.Institution", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=20)
    version = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=2)
    kind = models.CharField(max_length=10)
    headline = models.CharField(max_length=80)
    body = models.TextField(max_length=600)
    short_codes = models.CharField(max_length=40, blank=True)
    ussd = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=8, default=DRAFT)
    written_by = models.UUIDField()
    cleared_by = models.UUIDField(null=True)
    cleared_on = models.DateField(null=True)
    recalled_on = models.DateField(null=True)
    recalled_why = models.CharField(max_length=200, blank=True)
    stock = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["code", "-version", "language"]
        constraints = [
            models.UniqueConstraint("institution", "code", "version", "language", name="material_version_once"),
            models.CheckConstraint(
                condition=Q(cleared_by__isnull=True) | ~Q(cleared_by=models.F("written_by")),
                name="material_cleared_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.version} {self.language}"


class MaterialGuideline(models.Model):
    """A version of a document that a material tells of: where that no longer holds, the material misleads."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    material = models.ForeignKey(Material, on_delete=models.PROTECT, related_name="guidelines", db_index=False)
    version = models.ForeignKey("guidance.Version", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint("material", "version", name="material_guideline_once")]

    def __str__(self) -> str:
        return f"{self.material_id} tells of {self.version_id}"


class StockMove(models.Model):
    """Copies printed, handed out, spoiled or come back on a day. ``place`` is where they went or came from; ``unit`` or
    ``partner`` who has them there."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    material = models.ForeignKey(Material, on_delete=models.PROTECT, related_name="moves", db_index=False)
    kind = models.CharField(max_length=10)
    copies = models.PositiveIntegerField()
    moved_on = models.DateField()
    place = models.ForeignKey("places.Division", on_delete=models.PROTECT, null=True, related_name="+")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, null=True, related_name="moves")
    unit = models.ForeignKey("institution.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    partner = models.ForeignKey("partners.Partner", on_delete=models.PROTECT, null=True, related_name="+")
    note = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes = [models.Index("material", "moved_on", "id", name="stock_move_day")]
        constraints = [models.CheckConstraint(condition=Q(copies__gt=0), name="stock_move_of_copies")]

    def __str__(self) -> str:
        return f"{self.copies} {self.kind}"
