"""What a post's holder must be able to do, and which officer has shown it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.organisation.institution.labels import ROLE_LABELS
from genderdesk.organisation.institution.models.officers import Officer
from genderdesk.organisation.institution.models.periods import ends_after
from genderdesk.organisation.institution.models.units import Institution


class Competence(models.Model):
    """Something that an officer learns and shows, such as first response to a survivor. Without ``validity_months`` it
    never lapses."""

    id = models.UUIDField(primary_key=True, default=new_id)
    code = models.SlugField(max_length=30, unique=True)
    name = models.CharField(max_length=100)
    validity_months = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                name="competence_is_valid_some_time",
                condition=Q(validity_months__isnull=True) | Q(validity_months__gt=0),
            )
        ]

    def __str__(self) -> str:
        return self.name


class RoleRequirement(models.Model):
    """Whoever holds a post with the role at an institution must hold the competence, from ``starts_on`` up to, and not
    including, ``ends_on``. A post whose role requires nothing is not designated: its coverage is not counted."""

    id = models.UUIDField(primary_key=True, default=new_id)
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="requirements")
    role = models.CharField(max_length=20, choices=ROLE_LABELS)
    competence = models.ForeignKey(Competence, on_delete=models.PROTECT, related_name="requirements")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["role", "starts_on", "id"]
        constraints = [
            models.CheckConstraint(name="requirement_ends_after_start", condition=ends_after("starts_on", "ends_on")),
            models.UniqueConstraint(
                name="requirement_one_without_end",
                fields=["institution", "role", "competence"],
                condition=Q(ends_on__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} needs {self.competence_id} from {self.starts_on}"


class CompetenceHeld(models.Model):
    """An officer holds a competence from ``granted_on`` up to, and not including, ``expires_on`` or ``revoked_on``.

    ``source`` says by what: the number of a certificate.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="competences")
    competence = models.ForeignKey(Competence, on_delete=models.PROTECT, related_name="holders")
    granted_on = models.DateField()
    expires_on = models.DateField(null=True, blank=True)
    revoked_on = models.DateField(null=True, blank=True)
    revoked_reason = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=100)

    class Meta:
        ordering = ["-granted_on", "id"]
        constraints = [
            models.CheckConstraint(name="competence_expires_later", condition=ends_after("granted_on", "expires_on")),
            # Revoked on the day of the grant, it was held on no day.
            models.CheckConstraint(
                name="competence_revoked_with_reason",
                condition=Q(revoked_on__isnull=True, revoked_reason="")
                | Q(revoked_on__gte=F("granted_on")) & ~Q(revoked_reason=""),
            ),
            models.UniqueConstraint(
                name="competence_granted_once_a_day", fields=["officer", "competence", "granted_on"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer_id} holds {self.competence_id} from {self.granted_on}"
