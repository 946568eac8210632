"""The few who know of sealed files."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.organisation.institution.models.officers import Officer
from genderdesk.organisation.institution.models.periods import ends_after
from genderdesk.organisation.institution.models.units import Institution


class Cell(models.Model):
    """A few people of an institution who alone may know of its sealed files: heads of the headquarters' desk, and
    oversight."""

    id = models.UUIDField(primary_key=True, default=new_id)
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="cells")
    name = models.CharField(max_length=100)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["opened_on", "id"]
        constraints = [
            models.CheckConstraint(name="cell_closes_after_opening", condition=ends_after("opened_on", "closed_on")),
        ]

    def __str__(self) -> str:
        return self.name


class CellMember(models.Model):
    """Somebody belongs to a cell, from ``starts_on`` up to, and not including, ``ends_on``: an officer, or an account
    without a post (``account_id``), such as oversight from outside."""

    id = models.UUIDField(primary_key=True, default=new_id)
    cell = models.ForeignKey(Cell, on_delete=models.PROTECT, related_name="members")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    account_id = models.UUIDField(null=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["starts_on", "id"]
        constraints = [
            models.CheckConstraint(
                name="cell_member_ends_later",
                # Taken out on the first day, somebody was a member on no day.
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="cell_member_is_one_person",
                condition=Q(officer__isnull=True, account_id__isnull=False)
                | Q(officer__isnull=False, account_id__isnull=True),
            ),
            models.UniqueConstraint(
                name="cell_officer_one_without_end", fields=["cell", "officer"], condition=Q(ends_on__isnull=True)
            ),
            models.UniqueConstraint(
                name="cell_account_one_without_end", fields=["cell", "account_id"], condition=Q(ends_on__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer_id or self.account_id} in {self.cell_id} from {self.starts_on}"
