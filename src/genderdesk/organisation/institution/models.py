"""What is kept of institutions. Whatever changes over time has a first day and an end day.

An end day is the first day on which the thing is no longer in force, so that a successor may begin on that same day.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.groundwork.protection.vault import SealedTextField
from genderdesk.organisation.institution.labels import (
    DESK_KIND_LABELS,
    INSTITUTION_KIND_LABELS,
    ROLE_LABELS,
    SEX_LABELS,
    UNIT_KIND_LABELS,
)


def _ends_after(start: str, end: str) -> Q:
    return Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gt": F(start)})


class Institution(models.Model):
    """A police service, a defence force or a ministry. ``short_code`` is its toll-free line, such as 3512."""

    id = models.UUIDField(primary_key=True, default=new_id)
    code = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=10, choices=INSTITUTION_KIND_LABELS)
    name = models.CharField(max_length=100)
    short_code = models.CharField(max_length=5, blank=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """A part of an institution that stands somewhere. ``place`` is the division that it answers for.

    ``position_note`` says how far the position can be trusted ("invented", "surveyed 2026").
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="units")
    kind = models.CharField(max_length=12, choices=UNIT_KIND_LABELS)
    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=100)
    place = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    position_note = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["code"]
        indexes = [models.Index("institution", "place", name="unit_institution_place")]
        constraints = [
            models.CheckConstraint(
                name="unit_position_on_earth",
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False)
                & Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
            )
        ]

    def __str__(self) -> str:
        return self.name


class UnitParent(models.Model):
    """Under which unit a unit stands, from ``valid_from`` up to, and not including, ``valid_to``."""

    id = models.UUIDField(primary_key=True, default=new_id)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="parents")
    parent = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="children")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="unit_parent_ends_after_start", condition=_ends_after("valid_from", "valid_to")
            ),
            models.CheckConstraint(name="unit_parent_is_another", condition=~Q(unit=F("parent"))),
            models.UniqueConstraint(
                name="unit_parent_one_without_end", fields=["unit"], condition=Q(valid_to__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} under {self.parent_id} from {self.valid_from}"


class Desk(models.Model):
    """A gender desk, unit or focal point. ``head_rank`` and ``reports_to`` show how high it stands and who listens."""

    id = models.UUIDField(primary_key=True, default=new_id)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="desks")
    kind = models.CharField(max_length=12, choices=DESK_KIND_LABELS)
    name = models.CharField(max_length=100)
    mandate = models.TextField(blank=True, max_length=2000)
    head_rank = models.CharField(max_length=60, blank=True)
    reports_to = models.CharField(max_length=100, blank=True)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(name="desk_closes_after_opening", condition=_ends_after("opened_on", "closed_on")),
        ]

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """A place of work at a desk; ``role`` is what its holder does here. A desk has one post for its head."""

    id = models.UUIDField(primary_key=True, default=new_id)
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="posts")
    title = models.CharField(max_length=100)
    role = models.CharField(max_length=14, choices=ROLE_LABELS)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["title", "id"]
        constraints = [
            models.CheckConstraint(name="post_closes_after_opening", condition=_ends_after("opened_on", "closed_on")),
            models.UniqueConstraint(
                name="post_one_head_of_desk",
                fields=["desk"],
                condition=Q(role="desk_head", closed_on__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Officer(models.Model):
    """A member of an institution's staff, by the number in its staff list."""

    id = models.UUIDField(primary_key=True, default=new_id)
    staff_code = models.CharField(max_length=20, unique=True)
    given_name = models.CharField(max_length=60)
    family_name = models.CharField(max_length=60)
    sex = models.CharField(max_length=6, choices=SEX_LABELS)
    rank = models.CharField(max_length=60, blank=True)
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="officers")

    class Meta:
        ordering = ["family_name", "given_name", "staff_code"]

    def __str__(self) -> str:
        return f"{self.rank} {self.full_name}".strip()

    @property
    def full_name(self) -> str:
        return f"{self.given_name} {self.family_name}"


class Appointment(models.Model):
    """An officer holds a post, from ``starts_on`` up to, and not including, ``ends_on``.

    ``time_share`` is per cent of working time; a post's shares never add up to more than 100 on any day.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="appointments")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="appointments")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    time_share = models.PositiveSmallIntegerField(default=100)

    class Meta:
        ordering = ["-starts_on", "id"]
        indexes = [
            models.Index("post", "starts_on", name="appointment_post"),
            models.Index("officer", "starts_on", name="appointment_officer"),
        ]
        constraints = [
            models.CheckConstraint(name="appointment_ends_after_start", condition=_ends_after("starts_on", "ends_on")),
            models.CheckConstraint(name="appointment_share_in_per_cent", condition=Q(time_share__range=(1, 100))),
            models.UniqueConstraint(
                name="appointment_one_without_end", fields=["post", "officer"], condition=Q(ends_on__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer_id} in {self.post_id} from {self.starts_on}"


class DutyHours(models.Model):
    """When a desk's people, or the holders of one post, are on duty on a weekday (Monday is 0), in minutes of the day.

    An end that is not after the start lies on the next day. A post's own hours stand in place of the desk's. They hold
    from ``starts_on`` up to, and not including, ``ends_on``: a look is judged by the hours of its day.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="duty_hours")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, related_name="duty_hours")
    weekday = models.PositiveSmallIntegerField()
    starts = models.PositiveSmallIntegerField()
    ends = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index("desk", "starts_on", name="duty_hours_desk")]
        constraints = [
            models.CheckConstraint(name="duty_hours_end_later", condition=_ends_after("starts_on", "ends_on")),
            models.CheckConstraint(
                name="duty_hours_within_a_day",
                condition=Q(weekday__range=(0, 6), starts__range=(0, 1439), ends__range=(0, 1440)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.desk_id} {self.weekday} {self.starts}-{self.ends}"


class Shift(models.Model):
    """One officer's single shift beside the weekly hours: overtime, a replacement, on call."""

    id = models.UUIDField(primary_key=True, default=new_id)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="shifts")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    written_at = models.DateTimeField(default=timezone.now)
    written_by = models.UUIDField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="shift_ends_after_start", condition=Q(ends_at__gt=F("starts_at"))),
        ]
        indexes = [models.Index("officer", "starts_at", name="shift_officer")]

    def __str__(self) -> str:
        return f"{self.officer_id} {self.starts_at:%Y-%m-%d %H:%M}"


class Relative(models.Model):
    """Somebody close to an officer, declared by the officer, so that a look at her or him is seen by oversight.

    A declaration that was withdrawn stays. Digests find without opening: the number's, and that of the whole name.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="relatives")
    relation = models.CharField(max_length=8)
    names = SealedTextField()
    phone = SealedTextField()
    phone_index = models.CharField(max_length=64, blank=True)
    name_index = models.CharField(max_length=64, blank=True)
    declared_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.relation} of {self.officer_id}"


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
            models.CheckConstraint(name="cell_closes_after_opening", condition=_ends_after("opened_on", "closed_on")),
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
