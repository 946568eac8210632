"""Who took part: persons, their participations frozen as on the day, attendance, certificates."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.groundwork.protection.vault import SealedTextField
from genderdesk.programme.training.models.event import Training, TrainingSession
from genderdesk.programme.training.vocabulary import NOMINATED, UNDECIDED, VALID, Outcome, Sex


class Learner(models.Model):
    """A person who took part in something, once however often: a member of staff, or somebody without an account.

    Of the latter the names are sealed. They are found again by a digest of the whole name at one place, and a name that
    only sounds the same by a digest of its sounds. ``code`` is what lists show.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    institution = models.ForeignKey(
        "institution.Institution", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    code = models.CharField(max_length=20, unique=True)
    officer = models.OneToOneField("institution.Officer", on_delete=models.PROTECT, null=True, related_name="+")
    names = SealedTextField()
    name_index = models.CharField(max_length=64, blank=True)
    sound_index = models.CharField(max_length=64, blank=True)
    place = models.ForeignKey("places.Division", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    sex = models.CharField(max_length=7, default=Sex.UNKNOWN.value)

    class Meta:
        indexes = [
            models.Index("institution", "name_index", name="learner_name", condition=~Q(name_index="")),
            models.Index("institution", "sound_index", name="learner_sound", condition=~Q(sound_index="")),
        ]

    def __str__(self) -> str:
        return self.code


class Likeness(models.Model):
    """Two persons whose names sound the same and are written differently; a person decides whether they are one."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    learner = models.ForeignKey(Learner, on_delete=models.PROTECT, related_name="likenesses", db_index=False)
    earlier = models.ForeignKey(Learner, on_delete=models.PROTECT, related_name="+", db_index=False)
    state = models.CharField(max_length=10, default=UNDECIDED)
    found_at = models.DateTimeField(default=timezone.now)
    decided_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("learner", "earlier", name="likeness_once"),
            models.CheckConstraint(condition=~Q(learner=F("earlier")), name="likeness_of_two"),
        ]
        indexes = [models.Index("found_at", "id", name="likeness_open", condition=Q(state=UNDECIDED))]

    def __str__(self) -> str:
        return f"{self.learner_id} like {self.earlier_id}"


class Participation(models.Model):
    """Somebody in one training. Sex, rank, unit, post, place and region are frozen as on its first day.

    ``number`` is the code on the card by which somebody signs in. Scores and marks are in per cent. ``completed_on`` is
    the last session's day where the rule was met. ``double_of`` is the row that is meant where one person stood in the
    list twice; it then counts for nothing.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    training = models.ForeignKey(Training, on_delete=models.PROTECT, related_name="participations", db_index=False)
    learner = models.ForeignKey(Learner, on_delete=models.PROTECT, related_name="participations")
    number = models.CharField(max_length=20, unique=True)
    state = models.CharField(max_length=10, default=NOMINATED)
    entered_by = models.UUIDField()
    entered_at = models.DateTimeField(default=timezone.now)
    sex = models.CharField(max_length=7, default=Sex.UNKNOWN.value)
    rank = models.CharField(max_length=60, blank=True)
    unit = models.ForeignKey("institution.Unit", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    post = models.ForeignKey("institution.Post", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    role = models.CharField(max_length=20, blank=True)
    place = models.ForeignKey("places.Division", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    region = models.ForeignKey("places.Division", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    before = models.PositiveSmallIntegerField(null=True)
    after = models.PositiveSmallIntegerField(null=True)
    practical = models.PositiveSmallIntegerField(null=True)
    outcome = models.CharField(max_length=16, blank=True)
    completed_on = models.DateField(null=True)
    double_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="doubles")
    follow_up_on = models.DateField(null=True)
    followed_up_on = models.DateField(null=True)
    in_use = models.CharField(max_length=7, blank=True)
    hindrance = models.CharField(max_length=20, blank=True)

    class Meta:
        indexes = [
            models.Index("completed_on", "training", name="participation_completed"),
            models.Index(
                "follow_up_on",
                "training",
                name="participation_follow_up",
                condition=Q(follow_up_on__isnull=False, followed_up_on__isnull=True),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["training", "learner"], condition=Q(double_of__isnull=True), name="participation_once"
            ),
            models.CheckConstraint(
                condition=Q(completed_on__isnull=True) | Q(outcome=Outcome.COMPLETED.value),
                name="participation_completed_by_rule",
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__lte": 100}),
                    name=f"participation_{name}_in_per_cent",
                )
                for name in ("before", "after", "practical")
            ),
        ]

    def __str__(self) -> str:
        return self.number


class HeldCategory(models.Model):
    """As what somebody took part; one person may be several things at once."""

    id = models.BigAutoField(primary_key=True)
    participation = models.ForeignKey(
        Participation, on_delete=models.PROTECT, related_name="categories", db_index=False
    )
    category = models.CharField(max_length=20)

    class Meta:
        constraints = [models.UniqueConstraint("participation", "category", name="held_category_once")]

    def __str__(self) -> str:
        return self.category


class Attendance(models.Model):
    """Somebody at one session."""

    id = models.BigAutoField(primary_key=True)
    session = models.ForeignKey(TrainingSession, on_delete=models.PROTECT, related_name="attendances", db_index=False)
    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="attendances")
    presence = models.CharField(max_length=8)
    way = models.CharField(max_length=6)
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint("session", "participation", name="attendance_once")]

    def __str__(self) -> str:
        return f"{self.participation_id} {self.presence}"


class Certificate(models.Model):
    """A numbered paper that somebody completed a training, valid up to, and not including, ``expires_on``.

    ``reminded_days`` is the last reminder that was given, in days before the end. The competence that came with it
    names this number as its source.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    participation = models.ForeignKey(
        Participation, on_delete=models.PROTECT, related_name="certificates", db_index=False
    )
    number = models.CharField(max_length=20, unique=True)
    state = models.CharField(max_length=10, default=VALID)
    issued_on = models.DateField()
    issued_by = models.UUIDField()
    expires_on = models.DateField(null=True)
    reminded_days = models.PositiveSmallIntegerField(null=True)
    revoked_on = models.DateField(null=True)
    revoked_why = models.CharField(max_length=14, blank=True)
    printed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index("state", "expires_on", name="certificate_state_end")]
        constraints = [
            models.UniqueConstraint(
                fields=["participation"], condition=~Q(state="revoked"), name="certificate_one_that_holds"
            ),
            models.CheckConstraint(
                condition=Q(expires_on__isnull=True) | Q(expires_on__gt=F("issued_on")),
                name="certificate_ends_later",
            ),
        ]

    def __str__(self) -> str:
        return self.number
