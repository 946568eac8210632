"""Who is suspected: restricted, sealed under the key of the file that names her or him."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from genderdesk.casework.cases.models.case import Case
from genderdesk.casework.cases.models.survivor import answer_field
from genderdesk.casework.cases.vocabulary import SUSPECTED, Force, Occupation, PerpetratorAge, Relationship, Sex
from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.groundwork.protection.vault import SealedTextField


class Suspect(models.Model):
    """One person whom one file suspects, and what the two are to each other.

    ``code`` is the person's number in the register: rows of several files that share it are one person. The words stay
    with the file in which they were told, so a reader of one file learns nothing that was said in another.
    """

    vault_file = "case.report_id"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="suspects", db_index=False)
    code = models.CharField(max_length=20, db_index=True)
    state = models.CharField(max_length=12, default=SUSPECTED)

    names = SealedTextField()
    alias = SealedTextField()
    identifier = SealedTextField()
    identifier_index = models.CharField(max_length=64, blank=True, db_index=True)
    phone = SealedTextField()
    phone_index = models.CharField(max_length=64, blank=True, db_index=True)
    rank_unit = SealedTextField()
    whereabouts = SealedTextField()
    caution = SealedTextField()

    role = models.CharField(max_length=10)
    relationship = models.CharField(max_length=20, default=Relationship.UNKNOWN.value)
    lives_together = answer_field()
    dependence = answer_field()
    sex = models.CharField(max_length=8, default=Sex.UNKNOWN.value)
    age_group = models.CharField(max_length=8, default=PerpetratorAge.UNKNOWN.value)
    occupation = models.CharField(max_length=20, default=Occupation.UNKNOWN.value)
    force = models.CharField(max_length=8, default=Force.UNKNOWN.value)
    armed = answer_field()
    intoxicated = answer_field()

    arrested_at = models.DateTimeField(null=True)
    added_at = models.DateTimeField(default=timezone.now)
    added_by = models.UUIDField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index("state", "arrested_at", name="suspect_state_arrested")]
        constraints = [models.UniqueConstraint(fields=["case", "code"], name="suspect_once_in_a_case")]

    def __str__(self) -> str:
        return self.code


class SuspectToken(models.Model):
    """A keyed digest of one part of a suspect's name or alias, as written or as it sounds. Sealed cases have none."""

    suspect = models.ForeignKey(Suspect, on_delete=models.PROTECT, related_name="tokens")
    digest = models.CharField(max_length=40)
    exact = models.BooleanField()

    class Meta:
        indexes = [models.Index("digest", "suspect", name="suspect_token_digest")]

    def __str__(self) -> str:
        return f"token of {self.suspect_id}"
