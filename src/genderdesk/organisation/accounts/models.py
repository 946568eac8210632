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
    """A browser that somebody signed in from; revoked, it is signed out before its next request is answered."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="devices")
    session_key = models.CharField(max_length=40, unique=True)
    browser = models.CharField(max_length=80, blank=True)
    signed_in_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-signed_in_at"]

    def __str__(self) -> str:
        return self.browser
