"""Putting a version in force and out of it again: never by its author alone."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.protection.access import SYSTEM, Actor
from genderdesk.groundwork.protection.acts import Invalid, act
from genderdesk.groundwork.protection.two_persons import demand_another
from genderdesk.programme.guidance.access import BY_THE_CLOCK, MAY_AUTHORISE, MAY_KEEP, MAY_WITHDRAW
from genderdesk.programme.guidance.models import Version
from genderdesk.programme.guidance.vocabulary.documents import (
    AUTHORISED,
    BINDING,
    IN_FORCE,
    REJECTED,
    RETURNED,
    SUPERSEDED,
    UNDER_REVIEW,
    VERSION,
    WITHDRAWN,
)


@act("version.return", needs=MAY_AUTHORISE, subject=Version, states=VERSION)
def return_version(actor: Actor, version: Version, *, answer: str) -> Version:
    """Give a submitted version back to its author, with what is to be changed."""
    return _answered(actor, version, RETURNED, answer)


@act("version.reject", needs=MAY_AUTHORISE, subject=Version, states=VERSION)
def reject_version(actor: Actor, version: Version, *, answer: str) -> Version:
    """Decide that a submitted version will not come into force, with the reason."""
    return _answered(actor, version, REJECTED, answer)


def _answered(actor: Actor, version: Version, state: str, answer: str) -> Version:
    demand_another(actor, version.author_id, version.author_officer)
    if not answer.strip():
        raise Invalid(_("Write why, so that the author can act on it."), "answer")
    version.state, version.answer = state, answer.strip()
    version.save()
    return version


@act("version.authorise", needs=MAY_AUTHORISE, subject=Version, states=VERSION, notes=("in_force_from", "review_due"))
def authorise_version(actor: Actor, version: Version, *, in_force_from: date, review_due: date) -> Version:
    """Authorise a version from a day on, at once where that is today; the version before it ends on that day.

    Its author never does. Invalid for a day that has passed, and a review that is not after it.
    """
    demand_another(actor, version.author_id, version.author_officer)
    if in_force_from < timezone.localdate():
        raise Invalid(_("Nobody could follow it before today. Choose today or a later day."), "in_force_from")
    if review_due <= in_force_from:
        raise Invalid(_("The review must come after the first day in force."), "review_due")
    version.state, version.authorised_at = AUTHORISED, timezone.now()
    version.authorised_by, version.authorised_officer = actor.id, actor.officer_id
    version.authorised_code, version.authorised_post_id = actor.code, actor.post_id
    version.in_force_from, version.review_due = in_force_from, review_due
    version.save()
    if in_force_from <= timezone.localdate():
        enter_force(SYSTEM, version)
    return version


@act("version.enter_force", needs=BY_THE_CLOCK, subject=Version, states=VERSION)
def enter_force(actor: Actor, version: Version) -> Version:
    """Its day has come: the version is in force, and the one before it has ended."""
    before = Version.objects.filter(document_id=version.document_id, state__in=BINDING)
    for each in before:
        supersede_version(SYSTEM, each, end=version.in_force_from)
    version.state = IN_FORCE
    version.save()
    return version


@act("version.supersede", needs=BY_THE_CLOCK, subject=Version, states=VERSION)
def supersede_version(actor: Actor, version: Version, *, end: date | None) -> Version:
    """A later version has taken its place from this day on."""
    version.state, version.in_force_to = SUPERSEDED, end
    version.save()
    return version


@act("version.review", needs=MAY_KEEP, subject=Version, states=VERSION)
def review_version(actor: Actor, version: Version) -> Version:
    """Begin to look whether a version still holds; it stays in force meanwhile."""
    version.state = UNDER_REVIEW
    version.save()
    return version


@act("version.confirm", needs=MAY_KEEP, subject=Version, states=VERSION, notes=("review_due",))
def confirm_version(actor: Actor, version: Version, *, review_due: date) -> Version:
    """The review found that the version still holds, until the next review."""
    if review_due <= timezone.localdate():
        raise Invalid(_("The next review must lie ahead."), "review_due")
    version.state, version.review_due = IN_FORCE, review_due
    version.save()
    return version


@act("version.withdraw", needs=MAY_WITHDRAW, subject=Version, states=VERSION)
def withdraw_version(actor: Actor, version: Version, *, answer: str) -> Version:
    """Give a draft up, or take a version out of force from today on; nothing comes in its place by itself."""
    if not answer.strip():
        raise Invalid(_("Write why it is withdrawn."), "answer")
    if version.in_force_from is not None:
        version.in_force_to = max(timezone.localdate(), version.in_force_from)
    version.state, version.answer = WITHDRAWN, answer.strip()
    version.save()
    return version
