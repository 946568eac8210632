"""New keys for old: file keys are wrapped anew, in batches, and no sealed word is touched.

Each step is an act of its own; an interrupted rotation is repeated and goes on where it stopped.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from cryptography.hazmat.primitives.keywrap import aes_key_unwrap, aes_key_wrap
from django.db import models
from django.utils.translation import gettext as _

from genderdesk.groundwork.protection.access import SYSTEM, Actor, system_only
from genderdesk.groundwork.protection.acts import Invalid, act, unguarded
from genderdesk.groundwork.protection.models import DeskKey, FileKey
from genderdesk.groundwork.protection.vault import deskkeys, filekeys, keyring
from genderdesk.groundwork.protection.vault.fields import SealedTextField
from genderdesk.groundwork.protection.vault.sealed import DERIVED, Sealed
from genderdesk.groundwork.protection.vault.survey import sealed_fields

AT_ONCE = 1000


@act("keys.renew_desk", needs=system_only)
def renew_desk_keys(actor: Actor) -> int:
    """Make a new desk key for each scope; how many. From now on new files are wrapped by it."""
    newest = {key.scope: key.version for key in DeskKey.objects.order_by("version")}
    for scope, version in newest.items():
        deskkeys.make(scope, version + 1)
    return len(newest)


@act("keys.rewrap_files", needs=system_only, notes=("after",))
def rewrap_file_keys(actor: Actor, *, after: uuid.UUID | None = None) -> uuid.UUID | None:
    """Wrap the next thousand file keys by their scope's newest desk key; the last of them, None where none is left."""
    newest = {key.scope: key.pk for key in DeskKey.objects.order_by("version")}
    waiting = FileKey.objects.filter(state=FileKey.State.OPEN).exclude(desk_key__in=newest.values())
    if after is not None:
        waiting = waiting.filter(pk__gt=after)
    batch = list(waiting.select_for_update().order_by("pk")[:AT_ONCE])
    for each in batch:
        key = aes_key_unwrap(deskkeys.of(each.desk_key_id or 0).key, bytes(each.wrapped))
        desk = deskkeys.of(newest[each.scope])
        each.desk_key_id, each.wrapped = desk.id, aes_key_wrap(desk.key, key)
    FileKey.objects.bulk_update(batch, ["desk_key", "wrapped"], batch_size=200)
    return batch[-1].pk if batch else None


def rewrap_all() -> Iterator[int]:
    """Wrap every file key by the newest desk keys, a batch at a time; how many batches are done."""
    after, done = None, 0
    while (after := rewrap_file_keys(SYSTEM, after=after)) is not None:
        done += 1
        yield done


def rotate_root() -> None:
    """A new root key: the desk keys are wrapped by it, and the file takes the place of the old one.

    Both files lie there until the database has the new wraps, so that a machine that stops in between finds its key.
    """
    if keyring.token_root() is not None:
        raise Invalid(_("The settings name a token. A new root key in a file is made only without one."))
    keyring.prepare_renewal()
    _take_over()


def move_to_token() -> None:
    """Let the token's key be the root key: the desk keys are wrapped by it, and the file is kept beside for the safe.

    It can be repeated after a machine stopped in between: the file stays in use until the database has the new wraps.
    """
    token = keyring.token_root()
    if token is None:
        raise Invalid(_("No token is named. Set GENDERDESK_PKCS11_MODULE and what belongs to it first."))
    if keyring.root() is token:
        raise Invalid(_("The root key is in the token already."))
    keyring.prepare_move(token)
    _take_over()


def _take_over() -> None:
    """Wrap the desk keys by the root key that waits, then let it take its place."""
    renew_root_key(SYSTEM)
    waiting = keyring.waiting_root()
    assert waiting is not None
    keyring.finish_renewal(waiting.mark)
    deskkeys.forget()
    filekeys.forget()


@act("keys.renew_root", needs=system_only)
def renew_root_key(actor: Actor) -> int:
    """Wrap every desk key by the root key that waits, beside the one in use or in a token; how many."""
    fresh = keyring.waiting_root()
    assert fresh is not None
    old = DeskKey.objects.select_for_update().exclude(root=fresh.mark)
    done = 0
    for each in list(old):
        each.wrapped = fresh.wrap(deskkeys.unwrapped(each).key)
        each.root = fresh.mark
        each.save(update_fields=["wrapped", "root"])
        done += 1
    return done


@act("keys.rewrite_values", needs=system_only, notes=("table", "column"))
def rewrite_batch(actor: Actor, *, table: str, column: str, after: str = "") -> str:
    """Seal the next five hundred values of one column, of those from before there were file keys, by their files' keys;
    the last row looked at, empty where none is left."""
    model, field = next(
        (model, field) for model, field in sealed_fields() if (model._meta.db_table, field.column) == (table, column)
    )
    rows = model._base_manager.order_by("pk").filter(**({"pk__gt": after} if after else {}))
    batch = list(rows[:500])
    for record in batch:
        _rewrite(record, field)
    return str(batch[-1].pk) if batch else ""


def _rewrite(record: models.Model, field: SealedTextField) -> None:
    value: Sealed = getattr(record, field.attname)
    if value.stored[:1] == DERIVED:
        setattr(record, field.attname, value.open())
        record.save(update_fields=[field.attname])


def rewrite_all() -> Iterator[str]:
    """Rewrite what is left of the first form, a batch at a time; the columns."""
    for model, field in sealed_fields():
        after = ""
        while after := rewrite_batch(SYSTEM, table=model._meta.db_table, column=field.column, after=after):
            yield f"{model._meta.db_table}.{field.column}"


def left_of_first_form() -> int:
    """How many values still lie in the first form, under keys derived from the root."""
    found = 0
    with unguarded("counting old forms"):
        for model, field in sealed_fields():
            values = model._base_manager.values_list(field.attname, flat=True).iterator(chunk_size=500)
            found += sum(value.stored[:1] == DERIVED for value in values)
    return found
