"""What is kept of responses: units, dispatch records, assignments, every event."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from genderdesk.casework.response.vocabulary import ALERTED, WAITING, Fuel, Status
from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.groundwork.protection.vault import SealedTextField


class ResponseUnit(models.Model):
    """A motorcycle, car or foot patrol that can be sent."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    call_sign = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=20)
    home = models.ForeignKey("institution.Unit", on_delete=models.PROTECT, related_name="+")
    capabilities = models.JSONField(default=list)
    crew = models.ForeignKey("institution.Officer", on_delete=models.PROTECT, null=True, related_name="+")
    female_crew = models.BooleanField(default=False)
    trained_crew = models.BooleanField(default=False)
    fuel = models.CharField(max_length=8, default=Fuel.ENOUGH.value)
    status = models.CharField(max_length=16, default=Status.AT_BASE.value)
    status_at = models.DateTimeField(default=timezone.now)
    # What somebody said of it who may not know of the response that it is away for; true once that is over.
    said_status = models.CharField(max_length=16, blank=True)
    # Why it is out of service, of that alone; and what somebody said of it in the same way.
    out_why = models.CharField(max_length=8, blank=True)
    said_why = models.CharField(max_length=8, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    position_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["call_sign"]

    def __str__(self) -> str:
        return self.call_sign


class VehicleCheck(models.Model):
    """Somebody looked at a vehicle on a day and read its kilometres; written once, the newest counts.

    ``next_check_on``, ``service_at_km`` and ``papers_until`` (insurance or inspection, whichever ends first) say what
    is due next. Nothing of a response leads here: who checks a vehicle reads what stands on its dial.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(ResponseUnit, on_delete=models.PROTECT, related_name="checks", db_index=False)
    checked_on = models.DateField()
    odometer_km = models.PositiveIntegerField()
    fitness = models.CharField(max_length=8)
    faults = models.JSONField(default=list)
    next_check_on = models.DateField()
    service_at_km = models.PositiveIntegerField(null=True)
    papers_until = models.DateField(null=True)
    kept_by = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint("unit", "checked_on", name="vehicle_checked_once_a_day"),
            models.CheckConstraint(
                condition=models.Q(next_check_on__gt=models.F("checked_on")), name="vehicle_next_check_after_this"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.checked_on}"


class Dispatch(models.Model):
    """One response to danger, apart from the case: place, danger flags, how to approach, times. Never a story.

    State and times follow from the units that were sent (``rules.progress``). ``excluded`` are keys of units, of their
    homes and of officers that must not be sent; ``told_late`` the clocks that the board was told of.
    """

    # A file of its own: the crew that is sent and the room that sends it read it, also where the report is sealed.
    vault_file = "id"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=20, unique=True)
    report_id = models.UUIDField(unique=True)
    institution = models.ForeignKey(
        "institution.Institution", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    district = models.ForeignKey("places.Division", on_delete=models.PROTECT, null=True, related_name="+")
    cell = models.ForeignKey("institution.Cell", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    state = models.CharField(max_length=14, default=WAITING)
    priority = models.CharField(max_length=2)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    place_precision = models.CharField(max_length=10, default="unknown")
    landmark = SealedTextField()
    flags = models.JSONField(default=dict)
    approach = models.CharField(max_length=14, default="do_not_call")
    code_word = SealedTextField()
    female_officer = models.CharField(max_length=8, default="unknown")
    excluded = models.JSONField(default=list)
    told_late = models.JSONField(default=list)
    nobody_free_at = models.DateTimeField(null=True)
    disposition = models.CharField(max_length=20, blank=True)

    received_at = models.DateTimeField()
    opened_at = models.DateTimeField(default=timezone.now)
    first_alert_at = models.DateTimeField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    en_route_at = models.DateTimeField(null=True)
    on_scene_at = models.DateTimeField(null=True)
    with_survivor_at = models.DateTimeField(null=True)
    cleared_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index("institution", "opened_at", "id", name="dispatch_institution"),
            # Whole and not partial: SQLite cannot use a partial index where the state comes as a parameter.
            models.Index("state", "opened_at", name="dispatch_state"),
        ]

    def __str__(self) -> str:
        return self.number


class Assignment(models.Model):
    """One unit sent to one dispatch, with its own state and times; a unit has one open assignment at most.

    ``contact_at`` is when the crew was last heard of; ``ranking`` is what was proposed when it was sent.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dispatch = models.ForeignKey(Dispatch, on_delete=models.PROTECT, related_name="assignments")
    unit = models.ForeignKey(ResponseUnit, on_delete=models.PROTECT, related_name="assignments")
    state = models.CharField(max_length=14, default=ALERTED)
    alerted_at = models.DateTimeField(default=timezone.now)
    alerted_again_at = models.DateTimeField(null=True)
    passed_on_at = models.DateTimeField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    en_route_at = models.DateTimeField(null=True)
    on_scene_at = models.DateTimeField(null=True)
    with_survivor_at = models.DateTimeField(null=True)
    transporting_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    disposition = models.CharField(max_length=20, blank=True)
    contact_at = models.DateTimeField(null=True)
    help_asked_at = models.DateTimeField(null=True)
    help_answered_at = models.DateTimeField(null=True)
    told_late = models.JSONField(default=list)
    assigned_by = models.UUIDField()
    instead_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    proposed_first = models.CharField(max_length=20, blank=True)
    override_reason = models.CharField(max_length=24, blank=True)
    ranking = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit"], condition=models.Q(ended_at__isnull=True), name="unit_one_open_assignment"
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit} to {self.dispatch}"


class DispatchEvent(models.Model):
    """One thing that happened to a dispatch; only ever added. ``at`` is when it happened, ``kept_at`` when we heard."""

    vault_file = "dispatch.id"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dispatch = models.ForeignKey(Dispatch, on_delete=models.PROTECT, related_name="events", db_index=False)
    name = models.CharField(max_length=30)
    at = models.DateTimeField()
    kept_at = models.DateTimeField(default=timezone.now)
    actor_id = models.UUIDField()
    actor_code = models.CharField(max_length=60)
    unit = models.ForeignKey(ResponseUnit, on_delete=models.PROTECT, null=True, related_name="+")
    detail = models.CharField(max_length=40, blank=True)
    note = SealedTextField()

    class Meta:
        indexes = [models.Index("dispatch", "at", name="dispatch_event")]

    def __str__(self) -> str:
        return f"{self.name} {self.at:%H:%M}"
