"""What is kept of keys. Every key but the root lies here wrapped by the one above it."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


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
    it, or erased, when nobody has. ``version`` counts keys that the file had.
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
