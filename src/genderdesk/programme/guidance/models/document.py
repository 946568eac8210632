"""Documents, their numbered versions, what was said of them and who has read them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.groundwork.protection import two_persons
from genderdesk.groundwork.protection.vault import SealedJSONField, SealedTextField
from genderdesk.programme.guidance.vocabulary.documents import DRAFT


class Document(models.Model):
    """What an institution lays down, whatever its version. ``owner_post`` answers for it.

    ``audience`` holds the roles that must read it between spaces (`` rider operator ``); empty means everybody.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    institution = models.ForeignKey("institution.Institution", on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=10)
    marking = models.CharField(max_length=10)
    audience = models.CharField(max_length=200, blank=True)
    owner_post = models.ForeignKey("institution.Post", on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(default=timezone.now)
    begun_by = models.UUIDField()

    class Meta:
        indexes = [models.Index("institution", "begun_at", "id", name="document_institution")]
        constraints = [models.UniqueConstraint(fields=["institution", "reference"], name="document_one_of_a_reference")]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    @property
    def roles(self) -> list[str]:
        return self.audience.split()


class Version(models.Model):
    """A numbered text of a document. ``minor`` numbers above nought are edits that need no new acknowledgement.

    It is in force from ``in_force_from`` up to, and not including, ``in_force_to``. ``answer`` is why it was returned,
    rejected or withdrawn; ``linked`` the references of documents that it builds on.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="versions")
    major = models.PositiveSmallIntegerField()
    minor = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=12, default=DRAFT)
    text = models.TextField(blank=True)
    changes = models.CharField(max_length=500, blank=True)
    linked = models.JSONField(default=list)
    written_at = models.DateTimeField(default=timezone.now)
    author_id = models.UUIDField()
    author_officer = models.UUIDField(null=True)
    author_code = models.CharField(max_length=60)
    submitted_at = models.DateTimeField(null=True)
    authorised_at = models.DateTimeField(null=True)
    authorised_by = models.UUIDField(null=True)
    authorised_officer = models.UUIDField(null=True)
    authorised_code = models.CharField(max_length=60, blank=True)
    authorised_post = models.ForeignKey("institution.Post", on_delete=models.PROTECT, null=True, related_name="+")
    in_force_from = models.DateField(null=True)
    in_force_to = models.DateField(null=True)
    review_due = models.DateField(null=True)
    reminded_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index("state", "in_force_from", name="version_state"),
            models.Index("document", "in_force_from", name="version_in_force"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["document", "major", "minor"], name="version_number"),
            models.UniqueConstraint(
                fields=["document"], condition=Q(state__in=["in_force", "under_review"]), name="version_one_in_force"
            ),
            models.CheckConstraint(
                condition=Q(in_force_to__isnull=True) | Q(in_force_to__gte=F("in_force_from")),
                name="version_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(in_force_from__isnull=True) | Q(authorised_at__isnull=False),
                name="version_in_force_is_authorised",
            ),
            *two_persons.constraints(
                "version_authorised",
                asked="author_id",
                decided="authorised_by",
                asked_officer="author_officer",
                decided_officer="authorised_officer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.number}"

    @property
    def number(self) -> str:
        return f"{self.major}.{self.minor}"


class VersionFile(models.Model):
    """The signed original of a version as a sealed file, never altered; ``content_key`` alone opens its bytes."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="files")
    stored_as = models.CharField(max_length=32, unique=True)
    stored_size = models.BigIntegerField()
    added_at = models.DateTimeField(default=timezone.now)
    actor_code = models.CharField(max_length=60)
    details = SealedJSONField()
    content_key = SealedTextField()

    def __str__(self) -> str:
        return f"{self.version_id} {self.added_at:%Y-%m-%d}"


class Comment(models.Model):
    """What somebody said of a version while it was in consultation."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="comments")
    text = models.TextField()
    written_at = models.DateTimeField(default=timezone.now)
    written_by = models.UUIDField()
    actor_code = models.CharField(max_length=60)

    class Meta:
        ordering = ["written_at", "id"]

    def __str__(self) -> str:
        return f"{self.version_id} {self.written_at:%Y-%m-%d}"


class VersionQuestion(models.Model):
    """A question on a version, asked of who acknowledges it. ``answers`` are two to four texts in the order in which
    everybody sees them; ``right`` is the place of the one that is right, from 0."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="questions", db_index=False)
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    answers = models.JSONField()
    right = models.PositiveSmallIntegerField()
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint("version", "number", name="version_question_once")]

    def __str__(self) -> str:
        return f"{self.version_id} {self.number}"


class Acknowledgement(models.Model):
    """An officer has read and understood one version, by her own sign-in or by her name on a sheet.

    ``signed_on`` is the day on the sheet, or of the sign-in; ``kept_by`` who entered it; ``asked`` whether the
    version's questions were answered rightly, or the sheet says so.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="acknowledgements")
    officer = models.ForeignKey("institution.Officer", on_delete=models.PROTECT, related_name="+")
    signed_on = models.DateField()
    on_paper = models.BooleanField(default=False)
    asked = models.BooleanField(default=False)
    kept_at = models.DateTimeField(default=timezone.now)
    kept_by = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "officer"], name="acknowledged_once")]

    def __str__(self) -> str:
        return f"{self.officer_id} {self.version_id}"
