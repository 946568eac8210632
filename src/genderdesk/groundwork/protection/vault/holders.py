"""Sealed files: a key that the desk itself does not have, wrapped to each holder and to the oversight's recovery.

A sealed file's secret is 64 bytes: its AES-256 key, under which its words were encrypted when it was sealed, and the
private half of an X25519 pair. New words are encrypted to the public half, which needs no holder: words that arrive
from a survivor's telephone, a dispatcher's note. Around them goes a layer under the desk's key, so that nobody forges
words into a file who has the database alone. The secret is wrapped to holders' personal keys (HPKE, RFC 9180).
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import aes_key_wrap
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform import editions
from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.platform.refusals import Invalid, Refused
from genderdesk.groundwork.protection.vault import boxes, deskkeys, filekeys, unlocked

if TYPE_CHECKING:
    from genderdesk.groundwork.protection.vault.records import FileKey


# Models whose records begin a file that its holders alone may ever open: it is not wrapped to the recovery.
_theirs_alone: list[type[models.Model]] = []


def holders_alone(model: type[models.Model]) -> None:
    """Say that files which begin with a record of this model are never wrapped to the recovery; said in ``ready``."""
    _theirs_alone.append(model)


def is_holders_alone(file_id: uuid.UUID) -> bool:
    """Whether a file is its holders' alone."""
    return any(model._base_manager.filter(pk=file_id).exists() for model in _theirs_alone)


def files_of_holders_alone() -> Q:
    """The same as a condition on what is kept of keys."""
    found = Q(pk__in=[])
    for model in _theirs_alone:
        found |= Q(file_id__in=model._base_manager.values("pk"))
    return found


class NotHolder(Refused):
    """A sealed file was to be opened by somebody who does not hold its key."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a sealed file; ``waiting`` until another holder's look gives her or him the key."""

    user_id: uuid.UUID
    waiting: bool


def secret_of(file: bytes, version: int) -> bytes:
    """A sealed file's secret, opened with the key of the person in front of the desk; raises NotHolder."""
    person = unlocked.present()
    key = person.key() if person else None
    if person is None or key is None:
        raise NotHolder(
            _("This file is sealed, and your key is closed here. Open it under My account, by your password.")
        )
    if (known := person.secrets.get((file, version))) is not None:
        return known
    from genderdesk.groundwork.protection.vault.records import HolderKey

    holder_id, private = key
    file_id = uuid.UUID(bytes=file)
    rows = list(HolderKey.objects.filter(Q(holder_id=holder_id) | Q(wrapped=b""), file_id=file_id, version=version))
    own = next((each for each in rows if each.holder_id == holder_id), None)
    if own is None:
        raise NotHolder(_("This file is sealed, and its key is held by others. Ask a member of its cell."))
    if not own.wrapped:
        raise NotHolder(
            _("This file’s key is not with you yet. It comes when another member of its cell next opens the file.")
        )
    try:
        secret = boxes.take(bytes(own.wrapped), private, _bound(file, version, holder_id))
    except InvalidTag:
        raise NotHolder(_("This file’s key was given to an earlier key of yours. Ask another holder for it.")) from None
    person.secrets[file, version] = secret
    _give_to_waiting(file, version, secret, [each.holder_id for each in rows if not each.wrapped])
    return secret


def seal_file(file_id: uuid.UUID, holders: Iterable[uuid.UUID]) -> None:
    """Seal a file, inside an act: a new key, every sealed word under it, wraps for each holder and the recovery, and
    the desk's own wrap destroyed. A holder without a personal key waits for one. Raises Invalid where nobody could open
    the file.

    A file that is sealed already gets a new key and these holders alone; that needs a person who holds it.
    """
    from genderdesk.groundwork.protection.vault.contents import rewrite
    from genderdesk.groundwork.protection.vault.records import FileKey, HolderKey

    file = file_id.bytes
    kept = _locked(file_id)
    content, (private, public) = os.urandom(32), boxes.new_pair()
    version = kept.version + 1
    rewrite(file_id, AESGCM(content), kept.scope.encode(), version)
    FileKey.objects.filter(pk=file_id).update(
        state=FileKey.State.SEALED, version=version, desk_key=None, wrapped=b"", public=public
    )
    HolderKey.objects.filter(file_id=file_id).delete()
    if not _wrap_for(file, version, content + private, holders):
        raise Invalid(
            _("None of those who would hold this file has a key yet. One of them signs in first, or make the recovery.")
        )
    changed(file_id, "sealed")


def unseal_file(file_id: uuid.UUID) -> None:
    """Give a sealed file back to its desk's key, inside an act of a person who holds it."""
    from genderdesk.groundwork.protection.vault.contents import rewrite
    from genderdesk.groundwork.protection.vault.records import FileKey, HolderKey

    kept = _locked(file_id)
    if kept.state != FileKey.State.SEALED:
        return
    key, version = os.urandom(32), kept.version + 1
    desk = deskkeys.current(kept.scope)
    secret_of(file_id.bytes, kept.version)
    rewrite(file_id, AESGCM(key), kept.scope.encode(), version)
    FileKey.objects.filter(pk=file_id).update(
        state=FileKey.State.OPEN, version=version, desk_key=desk.id, wrapped=aes_key_wrap(desk.key, key), public=None
    )
    HolderKey.objects.filter(file_id=file_id).delete()
    changed(file_id, "unsealed")


def move_files(files: Iterable[uuid.UUID], scope: str) -> None:
    """Bring open files under another desk's key, inside an act: each gets a new key, every word is sealed anew for the
    new scope, and the old wrap is gone. Files without a key, sealed and erased ones stay as they are."""
    from genderdesk.groundwork.protection.vault.contents import rewrite
    from genderdesk.groundwork.protection.vault.records import FileKey

    desk = deskkeys.current(scope)
    wanted = FileKey.objects.select_for_update().filter(pk__in=list(files), state=FileKey.State.OPEN)
    for kept in list(wanted.exclude(scope=scope)):
        key, version = os.urandom(32), kept.version + 1
        rewrite(kept.file_id, AESGCM(key), scope.encode(), version)
        FileKey.objects.filter(pk=kept.file_id).update(
            scope=scope, version=version, desk_key=desk.id, wrapped=aes_key_wrap(desk.key, key)
        )
        changed(kept.file_id, "moved")


def add_holder(file_id: uuid.UUID, user_id: uuid.UUID) -> None:
    """Give a sealed file's key to one more person: at once where a holder does it and the person has a personal key,
    otherwise with a holder's next look."""
    from genderdesk.groundwork.protection.vault.records import FileKey, HolderKey

    kept = one_of(FileKey.objects.filter(pk=file_id, state=FileKey.State.SEALED))
    if kept is None:
        return
    HolderKey.objects.bulk_create(
        [HolderKey(file_id=file_id, holder_id=user_id, version=kept.version, wrapped=b"")], ignore_conflicts=True
    )
    try:
        secret = secret_of(file_id.bytes, kept.version)
    except NotHolder:
        return
    _give_to_waiting(file_id.bytes, kept.version, secret, [user_id])


def remove_holder(file_id: uuid.UUID, user_id: uuid.UUID) -> None:
    """Take a sealed file's key from a person. Raises Invalid where nobody would be left who can open it."""
    from genderdesk.groundwork.protection.vault.records import HolderKey

    rest = HolderKey.objects.filter(file_id=file_id).exclude(holder_id=user_id).exclude(wrapped=b"")
    if not rest.exists():
        raise Invalid(_("Nobody else could open this file any more. Give its key to another person first."))
    if HolderKey.objects.filter(file_id=file_id, holder_id=user_id).delete()[0]:
        changed(file_id, "removed")


def holders_of(file_id: uuid.UUID) -> list[Holder]:
    """The people who hold a sealed file, without the recovery."""
    from genderdesk.groundwork.protection.vault.records import HolderKey, RecoveryKey

    rows = HolderKey.objects.filter(file_id=file_id).exclude(holder_id__in=RecoveryKey.objects.values("pk"))
    return [Holder(each.holder_id, not each.wrapped) for each in rows.order_by("given_at", "pk")]


def is_sealed(file_id: uuid.UUID) -> bool:
    """Whether only holders open a file."""
    from genderdesk.groundwork.protection.vault.records import FileKey

    return FileKey.objects.filter(pk=file_id, state=FileKey.State.SEALED).exists()


def holds_any(user_id: uuid.UUID) -> bool:
    """Whether somebody holds a sealed file."""
    from genderdesk.groundwork.protection.vault.records import HolderKey

    return HolderKey.objects.filter(holder_id=user_id).exists()


def somebody_could_open(holders: Iterable[uuid.UUID]) -> bool:
    """Whether a file that is sealed for these people could be opened: one of them has a key, or there is a recovery."""
    from genderdesk.groundwork.protection.vault.records import PersonalKey, RecoveryKey

    if RecoveryKey.objects.filter(retired_at__isnull=True).exists():
        return True
    return PersonalKey.objects.filter(pk__in=list(holders)).exists()


def _locked(file_id: uuid.UUID) -> FileKey:
    from genderdesk.groundwork.protection.vault.records import FileKey

    filekeys.for_writing(file_id.bytes, lambda: _scope_of_file(file_id))
    kept = FileKey.objects.select_for_update().get(pk=file_id)
    if kept.state == FileKey.State.ERASED:
        raise Refused(_("What this file said was erased. Nothing more can be done with it."))
    return kept


def _scope_of_file(file_id: uuid.UUID) -> str:
    from genderdesk.groundwork.protection.vault.contents import scope_of_file

    return scope_of_file(file_id)


def _wrap_for(file: bytes, version: int, secret: bytes, holders: Iterable[uuid.UUID]) -> int:
    """Make the wraps for people and the recovery; how many can open the file now."""
    from genderdesk.groundwork.protection.vault.records import HolderKey, PersonalKey, RecoveryKey

    people = list(dict.fromkeys(holders))
    publics: dict[uuid.UUID, bytes | None] = dict.fromkeys(people)
    publics |= {pk: bytes(key) for pk, key in PersonalKey.objects.filter(pk__in=people).values_list("pk", "public")}
    if not is_holders_alone(uuid.UUID(bytes=file)):
        recoveries = RecoveryKey.objects.filter(retired_at__isnull=True).values_list("pk", "public")
        publics |= {pk: bytes(key) for pk, key in recoveries}
    made = [
        HolderKey(
            file_id=uuid.UUID(bytes=file),
            holder_id=holder_id,
            version=version,
            wrapped=boxes.put(secret, public, _bound(file, version, holder_id)) if public else b"",
        )
        for holder_id, public in publics.items()
    ]
    HolderKey.objects.bulk_create(made)
    return sum(bool(each.wrapped) for each in made)


def _give_to_waiting(file: bytes, version: int, secret: bytes, waiting: list[uuid.UUID]) -> None:
    """A holder's look: the key goes to those who were named before they had a personal key."""
    if not waiting:
        return
    from genderdesk.groundwork.protection.vault.records import HolderKey, PersonalKey, RecoveryKey

    with transaction.atomic():
        people = PersonalKey.objects.filter(pk__in=waiting).values_list("pk", "public")
        recovery = RecoveryKey.objects.filter(pk__in=waiting).values_list("pk", "public")
        for holder_id, public in [*people, *recovery]:
            box = boxes.put(secret, bytes(public), _bound(file, version, holder_id))
            rows = HolderKey.objects.filter(file_id=uuid.UUID(bytes=file), holder_id=holder_id, version=version)
            rows.filter(wrapped=b"").update(wrapped=box)


def _bound(file: bytes, version: int, holder_id: uuid.UUID) -> bytes:
    return b"genderdesk file key|" + file + version.to_bytes(2) + holder_id.bytes


def changed(file_id: uuid.UUID, kind: str) -> None:
    """Tell every process to forget what it has in memory of this file."""
    from genderdesk.groundwork.protection.vault.records import KeyChange

    KeyChange.objects.create(file_id=file_id, kind=kind)
    filekeys.drop(file_id.bytes)
    if (person := unlocked.present()) is not None:
        for known in [each for each in person.secrets if each[0] == file_id.bytes]:
            del person.secrets[known]
    editions.written(["protection_keychange"])
