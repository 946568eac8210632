"""The survivor and what happened, one each for a case, apart from one another."""

from __future__ import annotations

from django.db import models

from genderdesk.casework.cases.models.case import Case
from genderdesk.casework.cases.vocabulary import (
    Abduction,
    AgeBand,
    AgeBasis,
    ChildStatus,
    Disability,
    Displacement,
    DisplacementStage,
    GbvType,
    HarmfulPractice,
    InterviewPreference,
    Language,
    Marital,
    Occupation,
    PerpetratorAge,
    PerpetratorNumber,
    PerpetratorSex,
    PlaceType,
    Relationship,
    ReportedElsewhere,
    Sex,
)
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.groundwork.foundation.times import Precision
from genderdesk.groundwork.protection.vault import SealedTextField


def answer_field() -> models.CharField[str, str]:
    """A column for yes, no, unknown or declined."""
    return models.CharField(max_length=8, default=Answer.UNKNOWN.value)


class Survivor(models.Model):
    """The person whom the case serves. ``code`` is random and stands for her or him on every list and paper.

    The ages are whole years at the report and at the incident, computed when either date becomes known; the birth
    date itself is sealed. ``birth_year`` and ``stated_years`` are what the age rests on where no date is known.
    """

    vault_file = "case.report_id"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="survivor")
    code = models.CharField(max_length=20, unique=True)

    names = SealedTextField()
    phone = SealedTextField()
    phone_index = models.CharField(max_length=64, blank=True, db_index=True)
    address = SealedTextField()
    national_id = SealedTextField()
    national_id_index = models.CharField(max_length=64, blank=True, db_index=True)
    birth_date = SealedTextField()
    guardian = SealedTextField()

    sex = models.CharField(max_length=8, default=Sex.UNKNOWN.value)
    age_basis = models.CharField(max_length=10, default=AgeBasis.UNKNOWN.value)
    birth_year = models.PositiveSmallIntegerField(null=True)
    stated_years = models.PositiveSmallIntegerField(null=True)
    age_at_report = models.PositiveSmallIntegerField(null=True)
    age_at_incident = models.PositiveSmallIntegerField(null=True)
    age_band = models.CharField(max_length=8, default=AgeBand.UNKNOWN.value)
    child_at_incident = answer_field()
    disability = models.CharField(max_length=10, default=Disability.UNKNOWN.value)
    pregnant = answer_field()
    marital = models.CharField(max_length=12, default=Marital.UNKNOWN.value)
    displacement = models.CharField(max_length=16, default=Displacement.UNKNOWN.value)
    child_status = models.CharField(max_length=16, default=ChildStatus.UNKNOWN.value)
    guardian_suspected = answer_field()

    language = models.CharField(max_length=4, default=Language.KINYARWANDA.value)
    interpreter = answer_field()
    interview_preference = models.CharField(max_length=14, default=InterviewPreference.UNKNOWN.value)

    # Safe contact: may she or he be reached, how, when, and what may be left; who may answer and the code word are
    # sealed in the notes.
    safe_to_contact = answer_field()
    contact_way = models.CharField(max_length=16, blank=True)
    contact_hours = models.CharField(max_length=12, blank=True)
    leave_message = answer_field()
    contact_asked_at = models.DateTimeField(null=True)
    contact_notes = SealedTextField()

    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.code


class Incident(models.Model):
    """What happened to this one survivor. Several survivors of one event have an incident each (cases.md 3.1)."""

    vault_file = "case.report_id"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="incident")

    occurred_from = models.DateTimeField(null=True)
    occurred_precision = models.CharField(max_length=10, default=Precision.UNKNOWN.value)
    reported_at = models.DateTimeField()
    district = models.ForeignKey("places.Division", on_delete=models.PROTECT, null=True, related_name="+")
    sector = models.ForeignKey("places.Division", on_delete=models.PROTECT, null=True, related_name="+")
    place_type = models.CharField(max_length=20, default=PlaceType.UNKNOWN.value)
    place_text = SealedTextField()
    account = SealedTextField()

    # The seven questions in their fixed order.
    penetration = answer_field()
    sexual_contact = answer_field()
    physical_assault = answer_field()
    forced_marriage = answer_field()
    denial = answer_field()
    psychological = answer_field()
    gender_based = answer_field()
    gbv_type = models.CharField(max_length=20, default=GbvType.UNCLASSIFIED.value)
    attempted = answer_field()

    strangulation = answer_field()
    injuries = models.JSONField(default=list)
    # Codes of the national table (Offence): what it may be, which is for a court to say.
    offences = models.JSONField(default=list)
    # What the survivor has received since, each with its first time, and what she or he does not want.
    clinician_at = models.DateTimeField(null=True)
    pep_at = models.DateTimeField(null=True)
    contraception_at = models.DateTimeField(null=True)
    samples_at = models.DateTimeField(null=True)
    hepatitis_b_at = models.DateTimeField(null=True)
    sti_at = models.DateTimeField(null=True)
    tetanus_at = models.DateTimeField(null=True)
    care_declined = models.JSONField(default=list)
    statistics_consent = answer_field()

    # Circumstances that GBVIMS counts, and who did it: coded, of all of them together, without a name.
    goods_exchanged = answer_field()
    abduction = models.CharField(max_length=12, default=Abduction.UNKNOWN.value)
    harmful_practice = models.CharField(max_length=20, default=HarmfulPractice.UNKNOWN.value)
    displacement_stage = models.CharField(max_length=16, default=DisplacementStage.UNKNOWN.value)
    reported_elsewhere = models.CharField(max_length=8, default=ReportedElsewhere.UNKNOWN.value)
    previous_gbv = answer_field()
    wants_legal_action = answer_field()
    perpetrators = models.CharField(max_length=12, default=PerpetratorNumber.UNKNOWN.value)
    perpetrator_sex = models.CharField(max_length=8, default=PerpetratorSex.UNKNOWN.value)
    perpetrator_age = models.CharField(max_length=8, default=PerpetratorAge.UNKNOWN.value)
    perpetrator_relationship = models.CharField(max_length=20, default=Relationship.UNKNOWN.value)
    perpetrator_occupation = models.CharField(max_length=20, default=Occupation.UNKNOWN.value)
    perpetrator_former = answer_field()

    # Where it was brought in from another system: its id there, with the institution's code, and what was recorded
    # there of each service.
    recorder_id = models.CharField(max_length=120, blank=True)
    services_told = models.JSONField(default=dict)

    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index("occurred_from", "case", name="incident_occurred")]
        constraints = [
            models.UniqueConstraint(
                fields=["recorder_id"], condition=~models.Q(recorder_id=""), name="incident_brought_in_once"
            )
        ]

    def __str__(self) -> str:
        return f"incident of {self.case_id}"
