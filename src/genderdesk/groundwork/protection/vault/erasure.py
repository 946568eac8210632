"""Erasure: the keys of a file are destroyed, by two persons, and with them everything that it said.

What stays is coded: that there was a file, its states and times, what figures count. Pages show that the words were
erased. A backup from before still holds the wraps until it is thrown away (docs/operations.md says when).
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.protection import walls
from genderdesk.groundwork.protection.access import Actor, Rule, demand, permits, refused_outright, role
from genderdesk.groundwork.protection.acts import Conflict, Invalid, Refused, act
from genderdesk.groundwork.protection.models import DueFile, Erasure, FileKey, HolderKey, LegalHold
from genderdesk.groundwork.protection.two_persons import demand_another, is_same_person
from genderdesk.groundwork.protection.vault import filekeys, holders
from genderdesk.groundwork.protection.vault.contents import scope_of_file

MAY_ASK = role("desk_head", "oversight")
MAY_DECIDE = role("oversight")
MAY_HOLD = role("desk_head", "oversight")
MAY_WITHDRAW = MAY_ASK & Rule.of(
    gettext_lazy("for the own request"),
    lambda actor, asked: asked is None or is_same_person(actor, asked.asked_by, asked.asked_officer),
)


class Authority(StrEnum):
    """On what an erasure rests. Which law that is belongs into the paper of the reference; verify with counsel."""

    SURVIVORS_WISH = "survivors_wish"
    TIME_OVER = "time_over"
    COURT_ORDER = "court_order"
    KEPT_BY_MISTAKE = "kept_by_mistake"


AUTHORITIES = {
    Authority.SURVIVORS_WISH: gettext_lazy("The survivor’s own wish"),
    Authority.TIME_OVER: gettext_lazy("The time for which it is kept is over"),
    Authority.COURT_ORDER: gettext_lazy("An order of a court or of the data protection authority"),
    Authority.KEPT_BY_MISTAKE: gettext_lazy("It was kept by mistake"),
}

Follower = Callable[[uuid.UUID], None]
Companions = Callable[[uuid.UUID], Iterable[uuid.UUID]]
_followers: list[Follower] = []
_companions: list[Companions] = []


def follows_erasure(function: Follower) -> Follower:
    """Register what a room destroys with a file (attachments, search tokens), in the same transaction."""
    _followers.append(function)
    return function


def goes_along(function: Companions) -> Companions:
    """Register how a room finds files that are erased with a file, such as the call by which it came."""
    _companions.append(function)
    return function


def beginning_of(file_id: uuid.UUID) -> models.Model | None:
    """The record that a file begins with: a report, or a contact of the hotline."""
    for model in apps.get_models():
        if getattr(model, "vault_file", None) == "id":
            record: models.Model | None = one_of(model._base_manager.filter(pk=file_id))
            if record is not None:
                return record
    return None


def _demand_within_reach(actor: Actor, file_id: uuid.UUID, rule: Any) -> None:
    """Hard refusals (conflict, another cell's sealed file) are asked about the record that the file begins with."""
    record = beginning_of(file_id)
    institution = getattr(record, "institution_id", None)
    if record is None or actor.institution_id not in (None, institution):
        raise Invalid(_("There is no such file for you. Check its number."), "file_id")
    demand(actor, rule, record)


@act("erasure.ask", needs=MAY_ASK, notes=("file_id", "authority"))
def ask_erasure(actor: Actor, *, file_id: uuid.UUID, authority: Authority, reference: str) -> Erasure:
    """Ask that everything a file says be erased for good; a second person decides."""
    _demand_within_reach(actor, file_id, MAY_ASK)
    if not reference.strip():
        raise Invalid(_("Write the number of the paper on which this rests."), "reference")
    _demand_no_hold(file_id)
    if Erasure.objects.filter(file_id=file_id, agreed__isnull=True).exists():
        raise Conflict(_("This was asked already and waits for the second person."))
    if Erasure.objects.filter(file_id=file_id, agreed=True).exists():
        raise Conflict(_("What this file said is erased already."))
    asked = Erasure(
        file_id=file_id,
        authority=authority,
        reference=reference.strip()[:80],
        asked_by=actor.id,
        asked_officer=actor.officer_id,
    )
    asked.save(force_insert=True)
    return asked


@act("erasure.carry_out", needs=MAY_DECIDE, subject=Erasure)
def carry_out_erasure(actor: Actor, asked: Erasure) -> Erasure:
    """Agree, as the second person, and erase: every key of the file is destroyed. Nothing brings its words back.

    Refused where something that would be erased with it does not exist for the actor: it is decided by who sees all.
    """
    asked = _waiting(actor, asked)
    demand_another(actor, asked.asked_by, asked.asked_officer)
    _demand_no_hold(asked.file_id)
    destroyed: list[bytes] = []
    for file_id in _with_companions(actor, asked.file_id):
        _demand_no_hold(file_id)
        destroyed += _destroy(file_id)
    _decide(actor, asked, agreed=True)
    asked.wraps = len(destroyed)
    asked.digest = hashlib.sha256(b"".join(sorted(destroyed))).hexdigest()
    asked.save()
    return asked


def _with_companions(actor: Actor, file_id: uuid.UUID) -> list[uuid.UUID]:
    """A file, what goes along with it, and what goes along with that. Refused where any of it is hidden from the
    actor, such as a joined file that is still sealed while the other one is open again."""
    found = [file_id]
    # Asked as the system: what the database's own wall hides goes along too.
    with walls.seen_by(walls.SYSTEM):
        for each in found:
            found += [other for find in _companions for other in find(each) if other not in found]
        begun = [beginning_of(each) for each in found]
    if any(refused_outright(actor, each) for each in begun):
        raise Refused(
            _(
                "Something that is erased with this file is not for you to decide. Let somebody decide who may see "
                "all of it."
            )
        )
    return list(dict.fromkeys(found))


@act("erasure.decline", needs=MAY_DECIDE, subject=Erasure)
def decline_erasure(actor: Actor, asked: Erasure) -> Erasure:
    """Leave the file as it is, as the second person."""
    asked = _waiting(actor, asked)
    demand_another(actor, asked.asked_by, asked.asked_officer)
    _decide(actor, asked, agreed=False)
    asked.save()
    return asked


@act("erasure.withdraw", needs=MAY_WITHDRAW, subject=Erasure)
def withdraw_erasure(actor: Actor, asked: Erasure) -> uuid.UUID:
    """Take the own request back before a second person decided it; the file stays. The ledger keeps that it was."""
    asked = _waiting(actor, asked, MAY_ASK)
    asked_id = asked.pk
    asked.delete()
    return asked_id


def _waiting(actor: Actor, asked: Erasure, rule: Rule = MAY_DECIDE) -> Erasure:
    _demand_within_reach(actor, asked.file_id, rule)
    kept = one_of(Erasure.objects.select_for_update().filter(pk=asked.pk))
    if kept is None:
        raise Conflict(_("Who asked for this has taken it back."))
    if kept.agreed is not None:
        raise Conflict(_("Somebody has decided this already."))
    return kept


def _decide(actor: Actor, asked: Erasure, *, agreed: bool) -> None:
    asked.agreed, asked.decided_at = agreed, timezone.now()
    asked.decided_by, asked.decided_officer = actor.id, actor.officer_id


def _destroy(file_id: uuid.UUID) -> list[bytes]:
    """Destroy every wrap of a file's key, and what else tells whom it concerned; the wraps that there were."""
    filekeys.for_writing(file_id.bytes, lambda: scope_of_file(file_id))
    kept = FileKey.objects.select_for_update().get(pk=file_id)
    wraps = [bytes(each) for each in HolderKey.objects.filter(file_id=file_id).values_list("wrapped", flat=True)]
    destroyed = [each for each in [bytes(kept.wrapped), *wraps] if each]
    HolderKey.objects.filter(file_id=file_id).delete()
    FileKey.objects.filter(pk=file_id).update(state=FileKey.State.ERASED, desk_key=None, wrapped=b"", public=None)
    DueFile.objects.filter(pk=file_id).delete()
    _clear_indexes(file_id)
    for follow in _followers:
        follow(file_id)
    holders.changed(file_id, "erased")
    return destroyed


def _clear_indexes(file_id: uuid.UUID) -> None:
    """Digests by which a number is found again."""
    for model in apps.get_models():
        path = getattr(model, "vault_file", None)
        names = [each.name for each in model._meta.concrete_fields if each.name.endswith("_index")]
        if path is not None and names:
            lookup = "pk" if path == "id" else path.replace(".", "__")
            model._base_manager.filter(**{lookup: file_id}).update(**dict.fromkeys(names, ""))


# Legal holds


@act("hold.set", needs=MAY_HOLD, notes=("file_id", "reference"))
def set_hold(actor: Actor, *, file_id: uuid.UUID, reference: str) -> LegalHold:
    """Keep a file from being erased, because a court or an inquiry needs it."""
    _demand_within_reach(actor, file_id, MAY_HOLD)
    if not reference.strip():
        raise Invalid(_("Write the number of the order."), "reference")
    if LegalHold.objects.filter(file_id=file_id, reference=reference.strip(), lifted_at__isnull=True).exists():
        raise Conflict(_("This hold stands already."))
    hold = LegalHold(file_id=file_id, reference=reference.strip()[:80], set_by=actor.id)
    hold.save(force_insert=True)
    return hold


@act("hold.lift", needs=MAY_DECIDE, subject=LegalHold)
def lift_hold(actor: Actor, hold: LegalHold) -> LegalHold:
    """Lift a hold whose order has ended."""
    _demand_within_reach(actor, hold.file_id, MAY_DECIDE)
    hold = LegalHold.objects.select_for_update().get(pk=hold.pk)
    if hold.lifted_at is not None:
        raise Conflict(_("This hold was lifted already."))
    hold.lifted_at, hold.lifted_by = timezone.now(), actor.id
    hold.save()
    return hold


def _demand_no_hold(file_id: uuid.UUID) -> None:
    if LegalHold.objects.filter(file_id=file_id, lifted_at__isnull=True).exists():
        raise Refused(_("A legal hold stands on this file: nothing of it may be erased."))


# What may be seen


def is_erased(file_id: uuid.UUID) -> bool:
    """Whether the words of a file are gone."""
    return FileKey.objects.filter(pk=file_id, state=FileKey.State.ERASED).exists()


def waiting_for(actor: Actor) -> list[Erasure]:
    """Requests that wait for this actor's decision: never the own, and only files that exist for her or him."""
    found = Erasure.objects.filter(agreed__isnull=True).order_by("asked_at")
    others = [each for each in found if not is_same_person(actor, each.asked_by, each.asked_officer)]
    return _within_reach(actor, others)


def reachable(actor: Actor, file_ids: Iterable[uuid.UUID], rule: Rule = MAY_ASK) -> dict[uuid.UUID, models.Model]:
    """Of these files the ones that exist for the actor (own institution, no conflict, no other cell's sealed file),
    each with the record that it begins with; a few queries for any number of files."""
    wanted = set(file_ids)
    found: dict[uuid.UUID, models.Model] = {}
    for model in apps.get_models() if wanted else ():
        if getattr(model, "vault_file", None) == "id":
            for record in model._base_manager.filter(pk__in=wanted):
                institution = getattr(record, "institution_id", None)
                if actor.institution_id in (None, institution) and permits(actor, rule, record):
                    found[record.pk] = record
    return found


def asked_by(actor: Actor) -> list[Erasure]:
    """The actor's own requests that wait for another person, under whichever account."""
    found = Erasure.objects.filter(agreed__isnull=True).order_by("asked_at")
    return [each for each in found if is_same_person(actor, each.asked_by, each.asked_officer)]


def proofs(actor: Actor) -> list[Erasure]:
    """What was erased, the latest first, for the same eyes."""
    return _within_reach(actor, list(Erasure.objects.filter(agreed=True).order_by("-decided_at")[:200]))


def standing_holds(file_id: uuid.UUID) -> QuerySet[LegalHold]:
    """The holds on a file."""
    return LegalHold.objects.filter(file_id=file_id, lifted_at__isnull=True).order_by("set_at")


def _within_reach(actor: Actor, found: list[Erasure]) -> list[Erasure]:
    there = reachable(actor, (each.file_id for each in found), MAY_DECIDE)
    return [each for each in found if each.file_id in there]
