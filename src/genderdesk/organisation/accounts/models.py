"""Users and the browsers they sign in from."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone

from genderdesk.groundwork.foundation.ids import new_id


class UserManager(BaseUserManager["User"]):
    """Finds users by sign-in name whatever its case."""

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(username=(username or "").lower())


class User(AbstractBaseUser):
    """Somebody who signs in. Roles come from the officer's posts of the day, or from a standing role without a post."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    username = models.CharField(max_length=60, unique=True)
    officer = models.OneToOneField("institution.Officer", on_delete=models.PROTECT, null=True, related_name="user")
    standing_role = models.CharField(max_length=14, blank=True)
    organisation_id = models.UUIDField(null=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now)
    # Set by somebody else: to be changed before any work, and good for a few days only.
    password_is_temporary = models.BooleanField(default=False)
    password_set_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        ordering = ["username"]

    def __str__(self) -> str:
        return self.username

    @property
    def display_name(self) -> str:
        """The officer's name, or the sign-in name."""
        return self.officer.full_name if self.officer else self.username

    def get_full_name(self) -> str:
        return self.display_name

    def has_module_perms(self, _label: str) -> bool:
        return False

    def has_perm(self, _name: str, _subject: Any = None) -> bool:
        return False


class Device(models.Model):
    """A browser that somebody signed in from; revoked, it is signed out before its next request is answered.

    ``session_key`` is what the session's row has: a digest of the key that only the browser holds.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="devices")
    session_key = models.CharField(max_length=40, unique=True)
    browser = models.CharField(max_length=80, blank=True)
    signed_in_at = models.DateTimeField(default=timezone.now)
    last_seen_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-signed_in_at"]

    def __str__(self) -> str:
        return self.browser


class Tries(models.Model):
    """Wrong tries at one door: an account from one source, a source, a known browser (vocabulary.BUDGETS).

    ``key`` is a keyed digest, so that the table names no address. It is a row because counts outlive a restart.
    """

    key = models.CharField(max_length=64, primary_key=True)
    budget = models.CharField(max_length=20)
    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="wrong_tries")
    wrong = models.PositiveIntegerField(default=0)
    free_at = models.DateTimeField()
    last_at = models.DateTimeField()

    objects: ClassVar[models.Manager[Tries]] = models.Manager()

    class Meta:
        indexes = [models.Index("last_at", name="tries_last")]


class FactorReset(models.Model):
    """Somebody's second factor is to be taken away: one person asks with a reason, another one does it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="factor_resets")
    reason = models.CharField(max_length=12)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    is_done = models.BooleanField(default=False)

    objects: ClassVar[models.Manager[FactorReset]] = models.Manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(decided_by__isnull=True) | ~models.Q(decided_by=models.F("asked_by")),
                name="reset_by_two",
            ),
            models.CheckConstraint(
                condition=models.Q(decided_by__isnull=True) | ~models.Q(decided_by=models.F("user")),
                name="reset_not_by_owner",
            ),
            models.UniqueConstraint("user", condition=models.Q(decided_at__isnull=True), name="reset_once"),
        ]
