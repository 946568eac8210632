"""What is kept of keys. Every key but the root lies here wrapped by the one above it."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from genderdesk.groundwork.foundation.ids import new_id


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
