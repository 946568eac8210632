"""What is kept of keys. Every key but the root lies here wrapped by the one above it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.groundwork.protection import two_persons


class DeskKey(models.Model):
    """A key of one desk's scope (an institution, or ``desk`` where a record belongs to none), wrapped by the root key.

    It wraps the scope's file keys and seals what belongs to no file. ``root`` is the mark of its root key.
    """

    scope = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    root = models.CharField(max_length=16)
    wrapped = models.BinaryField()
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint("scope", "version", name="desk_key_once")]

    def __str__(self) -> str:
        return f"desk key {self.scope} {self.version}"


class FileKey(models.Model):
    """The key of one file: a report and everything that grows from it, or one contact of the hotline.

    ``wrapped`` is the key under its desk key (AES-KW, RFC 3394); empty where the file is sealed, when its holders have
    it, or erased, when nobody has. ``version`` counts keys that the file had. ``public`` is a sealed file's X25519 key:
    whoever writes into it needs no more.
    """

    class State(models.TextChoices):
        OPEN = "open"
        SEALED = "sealed"
        ERASED = "erased"

    file_id = models.UUIDField(primary_key=True)
    scope = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=6, choices=State.choices, default=State.OPEN)
    # Without an index of its own: a page more in each commit, for rotation alone, which reads them all anyway.
    desk_key = models.ForeignKey(DeskKey, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    wrapped = models.BinaryField(blank=True)
    public = models.BinaryField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="open", desk_key__isnull=False)
                | (~models.Q(state="open") & models.Q(desk_key__isnull=True, wrapped=b"")),
                name="file_key_wrapped_only_while_open",
            )
        ]

    def __str__(self) -> str:
        return f"file key {self.file_id} {self.version}"


class KeyChange(models.Model):
    """A file whose key was taken away from somebody: sealed, erased, a holder removed.

    Its edition's stamp makes every process forget the keys that it has in memory.
    """

    file_id = models.UUIDField()
    kind = models.CharField(max_length=12)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.kind} {self.file_id}"


class PersonalKey(models.Model):
    """A person's X25519 pair. The private half is wrapped by AES-256-GCM under Argon2id of her or his password, with
    the cost that stands beside it; nobody who does not know the password opens it, and no copy lies elsewhere."""

    user_id = models.UUIDField(primary_key=True)
    public = models.BinaryField()
    wrapped = models.BinaryField()
    salt = models.BinaryField()
    memory_kib = models.PositiveIntegerField()
    passes = models.PositiveSmallIntegerField()
    lanes = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"personal key of {self.user_id}"


class PasskeyWrap(models.Model):
    """A person's private key once more, wrapped by AES-256-GCM under HKDF of what one passkey gives (WebAuthn ``prf``).

    ``passkey`` is the digest of the passkey's id. The wrap goes with the passkey, and with the pair.
    """

    user_id = models.UUIDField()
    passkey = models.CharField(max_length=64)
    salt = models.BinaryField()
    wrapped = models.BinaryField()
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint("user_id", "passkey", name="passkey_wrap_once")]

    def __str__(self) -> str:
        return f"wrap of {self.user_id} by a passkey"


class RecoveryKey(models.Model):
    """The public half of the oversight's recovery pair; the private half exists only in three shares, any two of which
    restore it. Every sealed file's key is also wrapped to the one that is not retired."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    public = models.BinaryField()
    made_at = models.DateTimeField(default=timezone.now)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                models.Value(1), condition=models.Q(retired_at__isnull=True), name="recovery_key_one_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"recovery key {self.made_at:%Y-%m-%d}"


class HolderKey(models.Model):
    """A sealed file's key for one holder: a person, or the oversight's recovery key.

    ``wrapped`` is the file's secret by HPKE (RFC 9180) to the holder's public key; empty while the person has none yet
    or nobody who holds the file has looked at it since.
    """

    file_id = models.UUIDField()
    holder_id = models.UUIDField(db_index=True)
    version = models.PositiveSmallIntegerField()
    wrapped = models.BinaryField(blank=True)
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint("file_id", "holder_id", name="holder_once")]

    def __str__(self) -> str:
        return f"{self.holder_id} holds {self.file_id}"


class Erasure(models.Model):
    """A file's words destroyed with its keys: who asked, on what authority, who agreed, and the proof that stays.

    ``digest`` is SHA-256 over the wraps that were destroyed, ``wraps`` how many they were. ``reference`` is the number
    of a paper (an order, a letter), never a name.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    file_id = models.UUIDField(db_index=True)
    authority = models.CharField(max_length=20)
    reference = models.CharField(max_length=80)
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.UUIDField()
    asked_officer = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    decided_officer = models.UUIDField(null=True)
    agreed = models.BooleanField(null=True)
    wraps = models.PositiveSmallIntegerField(null=True)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            *two_persons.constraints(
                "erasure_decided",
                asked="asked_by",
                decided="decided_by",
                asked_officer="asked_officer",
                decided_officer="decided_officer",
            ),
            two_persons.decided_by_somebody("erasure_decided"),
            models.CheckConstraint(
                condition=Q(digest="", wraps__isnull=True) | Q(agreed=True, wraps__isnull=False),
                name="erasure_proof_after_a_yes",
            ),
            models.UniqueConstraint(fields=["file_id"], condition=Q(agreed__isnull=True), name="erasure_asked_once"),
        ]

    def __str__(self) -> str:
        return f"erasure of {self.file_id}"


class LegalHold(models.Model):
    """A file that must stay: nothing of it is erased while one hold stands. ``reference`` is the order's number."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    file_id = models.UUIDField()
    reference = models.CharField(max_length=80)
    set_at = models.DateTimeField(default=timezone.now)
    set_by = models.UUIDField()
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["file_id", "reference"], condition=Q(lifted_at__isnull=True), name="hold_once"
            )
        ]
        indexes = [models.Index(fields=["file_id"], condition=Q(lifted_at__isnull=True), name="hold_standing")]

    def __str__(self) -> str:
        return f"hold on {self.file_id}"


class RetentionRule(models.Model):
    """How many years the files of a kind are kept, and which rule says so. Without years nothing is ever due."""

    kind = models.CharField(max_length=30, primary_key=True)
    years = models.PositiveSmallIntegerField(null=True)
    source = models.CharField(max_length=200)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(years__isnull=True) | ~Q(source=""), name="retention_has_a_source")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.years}"


class RetentionChange(models.Model):
    """Other years asked for a kind of file: by whom, on which rule, who agreed. All of them are the table's history.

    ``was_years`` are those in force when it was asked; ``by_oversight`` that who asked is of oversight.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=30)
    years = models.PositiveSmallIntegerField(null=True)
    was_years = models.PositiveSmallIntegerField(null=True)
    source = models.CharField(max_length=200)
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.UUIDField()
    asked_officer = models.UUIDField(null=True)
    asked_code = models.CharField(max_length=60)
    by_oversight = models.BooleanField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    decided_officer = models.UUIDField(null=True)
    decided_code = models.CharField(max_length=60, blank=True)
    agreed = models.BooleanField(null=True)

    class Meta:
        constraints = [
            *two_persons.constraints(
                "retention_decided",
                asked="asked_by",
                decided="decided_by",
                asked_officer="asked_officer",
                decided_officer="decided_officer",
            ),
            two_persons.decided_by_somebody("retention_decided"),
            models.CheckConstraint(condition=~Q(source=""), name="retention_change_has_a_source"),
            models.UniqueConstraint(fields=["kind"], condition=Q(agreed__isnull=True), name="retention_asked_once"),
        ]
        indexes = [models.Index("asked_at", name="retention_asked")]

    def __str__(self) -> str:
        return f"{self.kind} {self.was_years} to {self.years}"


class DueFile(models.Model):
    """A file whose time is over, as the daily look found it. Nothing is erased by that: people decide."""

    file_id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=30)
    due_on = models.DateField()
    listed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index("due_on", "file_id", name="due_file")]

    def __str__(self) -> str:
        return f"{self.kind} {self.file_id} due {self.due_on}"
