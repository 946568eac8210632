"""The oversight's recovery: a pair whose private half exists only in three shares, any two of which restore it.

Every sealed file's key is also wrapped to it. Two holders of shares, together and by the command line, can give a lost
file's key to a named person; that is one act, and stands in the ledger.
"""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.foundation import shares
from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.protection.access import Actor, system_only
from genderdesk.groundwork.protection.acts import Invalid, act
from genderdesk.groundwork.protection.models import FileKey, HolderKey, PersonalKey, RecoveryKey
from genderdesk.groundwork.protection.vault import boxes, holders, unlocked

NEEDED, MADE = 2, 3


@dataclass(frozen=True, slots=True)
class Share:
    """One share: of which recovery key, its number, its bytes."""

    key_id: uuid.UUID
    number: int
    content: bytes

    def text(self, made_at: datetime) -> str:
        """What goes on paper or a stick."""
        return (
            f"Gender Desk: share {self.number} of {MADE} of the oversight's recovery key of {made_at:%Y-%m-%d}.\n"
            f"Any {NEEDED} of the {MADE} shares restore the key, which opens sealed files; one alone tells nothing.\n"
            "Each share belongs to another person, in another safe, and never on the machine of the desk.\n\n"
            f"key: {self.key_id}\nnumber: {self.number}\nshare: {self.content.hex()}\ncheck: {self._check()}\n"
        )

    @classmethod
    def read(cls, text: str) -> Share:
        """A share from its text; Invalid where a sign is wrong or a line is missing."""
        lines = dict(line.split(": ", 1) for line in text.splitlines() if ": " in line)
        try:
            share = cls(uuid.UUID(lines["key"]), int(lines["number"]), bytes.fromhex(lines["share"]))
        except (KeyError, ValueError):
            raise Invalid(
                _("This is no share of a recovery key: its lines key, number and share are needed.")
            ) from None
        if lines.get("check") != share._check():
            raise Invalid(_("A sign of this share is wrong. Compare it with the paper."))
        return share

    def _check(self) -> str:
        return hashlib.sha256(self.key_id.bytes + bytes([self.number]) + self.content).hexdigest()[:8]


def current() -> RecoveryKey | None:
    """The recovery key that is in use; None where none was made yet."""
    return RecoveryKey.objects.filter(retired_at__isnull=True).first()


@act("recovery.make_key", needs=system_only)
def make_recovery(actor: Actor, *, key_id: uuid.UUID, public: str) -> uuid.UUID:
    """Keep the public half of a new recovery pair; files that are sealed already get its wrap with a holder's look."""
    RecoveryKey.objects.filter(retired_at__isnull=True).update(retired_at=timezone.now())
    RecoveryKey(id=key_id, public=bytes.fromhex(public)).save(force_insert=True)
    kept = FileKey.objects.filter(state=FileKey.State.SEALED).exclude(holders.files_of_holders_alone())
    sealed = kept.values_list("file_id", "version")
    HolderKey.objects.bulk_create(
        HolderKey(file_id=file_id, holder_id=key_id, version=version, wrapped=b"") for file_id, version in sealed
    )
    return key_id


def new_shares() -> list[Share]:
    """Make the pair, keep its public half, and give the three shares of the private one, which is forgotten."""
    from genderdesk.groundwork.protection.access import SYSTEM

    private, public = boxes.new_pair()
    key_id = new_id()
    parts = shares.split(private, needed=NEEDED, made=MADE)
    make_recovery(SYSTEM, key_id=key_id, public=public.hex())
    return [Share(key_id, number, content) for number, content in parts.items()]


def restored(one: Share, two: Share) -> unlocked.Person:
    """The recovery key as somebody who can open sealed files; Invalid where the shares do not belong together."""
    key = one_of(RecoveryKey.objects.filter(pk=one.key_id))
    if key is None or one.key_id != two.key_id or one.number == two.number:
        raise Invalid(_("Two different shares of one recovery key of this installation are needed."))
    private = shares.join({one.number: one.content, two.number: two.content})
    if boxes.public_of(private) != bytes(key.public):
        raise Invalid(_("These shares do not restore the recovery key. Compare both with their papers."))
    return unlocked.person_with(key.pk, private)


@act("recovery.give_file", needs=system_only, notes=("file_id", "to", "shares"))
def recover_file(actor: Actor, *, file_id: uuid.UUID, to: uuid.UUID, shares: str) -> uuid.UUID:
    """Give a sealed file's key to a named person, by the recovery key that stands restored in front of the desk.

    ``shares`` names which two were used. Raises NotHolder where this recovery key has no wrap of the file.
    """
    kept = one_of(FileKey.objects.filter(pk=file_id, state=FileKey.State.SEALED))
    if kept is None:
        raise Invalid(_("There is no sealed file of this number."))
    if not PersonalKey.objects.filter(pk=to).exists():
        raise Invalid(_("This person has no key yet. Let her or him sign in with the password first."))
    holders.secret_of(file_id.bytes, kept.version)
    holders.add_holder(file_id, to)
    return file_id
