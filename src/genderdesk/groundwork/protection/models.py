"""The ledger's rows."""

from __future__ import annotations

from django.db import models


class Entry(models.Model):
    """One thing that was done, seen, refused or tried; written once, in the transaction of what it tells of.

    It carries ids and coded values only, never the plaintext of what was read. ``digest`` is SHA-256 over 0x00 and the
    canonical JSON of the other fields but ``id``: the leaf hash of RFC 9162, 2.1.1, which a Merkle log is built on.
    """

    class Kind(models.TextChoices):
        ACT = "act"
        DISCLOSURE = "disclosure"
        REFUSAL = "refusal"
        SEARCH = "search"
        EXPORT = "export"
        SIGN_IN = "sign_in"

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    kind = models.CharField(max_length=12, choices=Kind.choices)
    name = models.CharField(max_length=60)
    actor_id = models.UUIDField()
    actor_code = models.CharField(max_length=60)
    post_id = models.UUIDField(null=True)
    institution_id = models.UUIDField(null=True)
    desk_id = models.UUIDField(null=True)
    subject_type = models.CharField(max_length=60, blank=True)
    subject_id = models.CharField(max_length=40, blank=True)
    op_id = models.UUIDField(null=True, unique=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    answer = models.JSONField(null=True)
    notes = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)

    class Meta:
        indexes = [
            models.Index("subject_type", "subject_id", "id", name="entry_subject"),
            models.Index("actor_id", "id", name="entry_actor"),
            # Acts are nearly all entries; the others are what somebody looks for by kind.
            models.Index(fields=["kind", "id"], condition=~models.Q(kind="act"), name="entry_not_act"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.name} {self.pk}"


class Leaf(models.Model):
    """The place of an entry in the Merkle tree, from 0. One hand gives places out, after the commit: rows may commit
    in another order than their ids were given."""

    position = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="leaf")


class Checkpoint(models.Model):
    """A signed statement of what the log holds: how many entries, their root hash, when (C2SP tlog-checkpoint).

    ``edge`` keeps the roots of the full subtrees, as hex, so that the next entries are added without reading the
    earlier ones; ``note`` is the signed text that witnesses get.
    """

    size = models.BigIntegerField(primary_key=True)
    root = models.CharField(max_length=64)
    at = models.DateTimeField()
    edge = models.JSONField()
    note = models.TextField()


class Cosignature(models.Model):
    """A witness's line on a checkpoint: at this time she saw it, and it continued what she saw before."""

    checkpoint = models.ForeignKey(Checkpoint, on_delete=models.PROTECT, related_name="cosignatures")
    witness = models.CharField(max_length=100)
    line = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint("checkpoint", "witness", name="cosignature_once")]


class Witnessed(models.Model):
    """The newest checkpoint of another desk's log that this one has witnessed; the next must continue it."""

    origin = models.CharField(max_length=100, primary_key=True)
    size = models.BigIntegerField()
    root = models.CharField(max_length=64)
    note = models.TextField()
    at = models.DateTimeField()


class Exported(models.Model):
    """How far a separate system has the ledger: the next position to send, and when it may be tried again."""

    address = models.CharField(max_length=200, primary_key=True)
    sent = models.BigIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    free_at = models.DateTimeField()
    failures = models.PositiveIntegerField(default=0)
    fault = models.CharField(max_length=60, blank=True)


# What the vault keeps, and what needs a second person; Django finds it here.
from genderdesk.groundwork.protection.second_looks import Approval, Glass, GlassWord  # noqa: E402  # Entry stands first
from genderdesk.groundwork.protection.vault.records import (  # noqa: E402  # Entry stands first
    DeskKey,
    DueFile,
    Erasure,
    FileKey,
    HolderKey,
    KeyChange,
    LegalHold,
    PasskeyWrap,
    PersonalKey,
    RecoveryKey,
    RetentionChange,
    RetentionRule,
)

__all__ = [
    "Approval",
    "Checkpoint",
    "Cosignature",
    "DeskKey",
    "DueFile",
    "Entry",
    "Erasure",
    "Exported",
    "FileKey",
    "Glass",
    "GlassWord",
    "HolderKey",
    "KeyChange",
    "Leaf",
    "LegalHold",
    "PasskeyWrap",
    "PersonalKey",
    "RecoveryKey",
    "RetentionChange",
    "RetentionRule",
    "Witnessed",
]
