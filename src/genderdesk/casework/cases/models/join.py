"""Two files of one person, the one joined to the other."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from genderdesk.casework.cases.models.case import Case
from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.groundwork.protection import two_persons
from genderdesk.groundwork.protection.vault import SealedTextField

WAITS = Q(agreed_at__isnull=True, sent_back_at__isnull=True)
STANDS = Q(agreed_at__isnull=False, parted_at__isnull=True)


class CaseJoin(models.Model):
    """A request to join the file ``case`` to the file ``into``, the second person's answer, and the way back.

    Nothing moves between the two: each keeps its rows under its own key. ``state_before`` is where the case goes back
    to when they are parted. A parting is asked for and decided by two people too; one that is not agreed to is
    emptied here and stands in the timeline. ``waiting_since`` is when either began to wait for the second person.
    """

    vault_file = "case.report_id"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="joins", db_index=False)
    into = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="joins_here", db_index=False)
    reason = models.CharField(max_length=12)
    why = SealedTextField()
    state_before = models.CharField(max_length=20, blank=True)
    waiting_since = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.UUIDField()
    asked_officer = models.UUIDField(null=True)
    agreed_at = models.DateTimeField(null=True)
    agreed_by = models.UUIDField(null=True)
    agreed_officer = models.UUIDField(null=True)
    sent_back_at = models.DateTimeField(null=True)
    sent_back_by = models.UUIDField(null=True)
    sent_back_why = SealedTextField()
    parting_asked_at = models.DateTimeField(null=True)
    parting_asked_by = models.UUIDField(null=True)
    parting_asked_officer = models.UUIDField(null=True)
    parting_why = SealedTextField()
    parted_at = models.DateTimeField(null=True)
    parted_by = models.UUIDField(null=True)
    parted_officer = models.UUIDField(null=True)

    class Meta:
        indexes = [
            models.Index("case", "asked_at", name="join_case"),
            models.Index("into", "asked_at", name="join_into"),
            models.Index(fields=["waiting_since"], condition=Q(waiting_since__isnull=False), name="join_waiting"),
        ]
        constraints = [
            *two_persons.constraints(
                "join_agreed",
                asked="asked_by",
                decided="agreed_by",
                asked_officer="asked_officer",
                decided_officer="agreed_officer",
            ),
            *two_persons.constraints(
                "join_parted",
                asked="parting_asked_by",
                decided="parted_by",
                asked_officer="parting_asked_officer",
                decided_officer="parted_officer",
            ),
            models.UniqueConstraint(fields=["case"], condition=WAITS, name="join_one_open_request"),
            models.UniqueConstraint(fields=["case"], condition=STANDS, name="join_one_that_stands"),
            models.CheckConstraint(condition=~Q(case=F("into")), name="join_of_two_files"),
            models.CheckConstraint(
                condition=Q(parted_at__isnull=True) | Q(agreed_at__isnull=False, parting_asked_at__isnull=False),
                name="join_parted_when_asked",
            ),
        ]

    def __str__(self) -> str:
        return f"join of {self.case_id}"

    @property
    def waits(self) -> bool:
        """Whether a second person is still to agree to it."""
        return self.agreed_at is None and self.sent_back_at is None

    @property
    def parting_waits(self) -> bool:
        """Whether a second person is still to agree to the parting."""
        return self.parting_asked_at is not None and self.parted_at is None
