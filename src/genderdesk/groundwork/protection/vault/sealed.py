"""A sealed value: ``•••`` to everyone, plaintext only inside an act or a disclosure.

Stored forms, each with a nonce of 12 bytes and AES-256-GCM's ciphertext and tag behind it:

- 1: key version (2 bytes); under a key derived from the root: records before there were file keys, and what belongs to
  no record (sessions, second factors).
- 2: file (16), key version (2); under the key of a file.
- 3: desk key's number (4); under a desk key, for what belongs to no file.
- 4: file (16), key version (2), desk key's number (4); to a sealed file's public key (HPKE), that under a desk key.

Plaintext is padded to a multiple of 64 bytes, so that a length tells little.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.refusals import MOVED_ON, Conflict, Refused
from genderdesk.groundwork.protection import door
from genderdesk.groundwork.protection.vault import boxes, deskkeys, filekeys, holders, keyring, unlocked
from genderdesk.groundwork.protection.vault.places import Place, file_of, scope_of

if TYPE_CHECKING:
    from django.db import models

MASK = "•••"
DERIVED, OF_FILE, OF_DESK, TO_FILE = b"\x01", b"\x02", b"\x03", b"\x04"
_BLOCK = 64


class ClosedDoor(Exception):
    """Plaintext was asked for outside an act or a disclosure."""


class BrokenSeal(Exception):
    """A sealed value does not open: altered, moved to another row or column, or under a key that is not here."""


class Erased(Exception):
    """The key of the value's file was destroyed: what it said is gone."""


def associated_data(scope: bytes, place: Place, version: int) -> bytes:
    """What binds a ciphertext to its place (security.md 4.7)."""
    return b"%b|%b|%d" % (scope, "|".join(map(str, place)).encode(), version)


def seal(plain: str, scope: str, table: str, row: Any, column: str) -> bytes:
    """The stored form of a text of the machinery itself (a session, a second factor), under a derived key (form 1)."""
    version = keyring.CURRENT_VERSION
    nonce = os.urandom(12)
    bound = associated_data(scope.encode(), (table, row, column), version)
    return DERIVED + version.to_bytes(2) + nonce + keyring.cipher(scope, version).encrypt(nonce, padded(plain), bound)


def unseal(stored: bytes, scope: str, table: str, row: Any, column: str) -> str:
    """The text of such a stored form; raises BrokenSeal."""
    place = (table, row, column)
    try:
        return unpadded(_derived(stored, scope, place))
    except (InvalidTag, ValueError):
        raise _broken(place) from None


def _derived(stored: bytes, scope: str, place: Place) -> bytes:
    if stored[:1] != DERIVED:
        raise InvalidTag
    version = int.from_bytes(stored[1:3])
    bound = associated_data(scope.encode(), place, version)
    return keyring.cipher(scope, version).decrypt(stored[3:15], stored[15:], bound)


def seal_for(plain: str, record: models.Model, place: Place) -> bytes:
    """The stored form of a text for one place of a record that is about to be written."""
    nonce = os.urandom(12)
    data = padded(plain)
    file = file_of(record)
    if file is None:
        desk = deskkeys.current(scope_of(record))
        bound = associated_data(desk.scope.encode(), place, desk.version)
        return OF_DESK + desk.id.to_bytes(4) + nonce + desk.cipher.encrypt(nonce, data, bound)
    begins = record._state.adding and file == getattr(record.pk, "bytes", None)
    held = filekeys.for_writing(file, lambda: scope_of(record), new=begins)
    bound = associated_data(held.scope, place, held.version)
    if held.cipher is not None:
        return of_file(file, held.version) + nonce + held.cipher.encrypt(nonce, data, bound)
    if held.public is None:
        raise Refused(_("What this file said was erased. Nothing can be added to it any more."))
    desk = deskkeys.current(held.scope.decode())
    head = TO_FILE + file + held.version.to_bytes(2) + desk.id.to_bytes(4)
    return head + nonce + desk.cipher.encrypt(nonce, boxes.put(data, held.public, bound), bound)


def of_file(file: bytes, version: int) -> bytes:
    """The head of a value under a file's key."""
    return OF_FILE + file + version.to_bytes(2)


def padded(plain: str) -> bytes:
    data = plain.encode() + b"\x80"
    return data + bytes(-len(data) % _BLOCK)


def unpadded(data: bytes) -> str:
    return data[: data.rindex(b"\x80")].decode()


def unseal_at(stored: bytes, place: Place) -> str:
    """The text of a record's stored form; raises BrokenSeal, Erased, or NotHolder for a sealed file of others."""
    try:
        return unpadded(_decrypted(stored, place))
    except (InvalidTag, ValueError):
        raise _broken(place) from None


def _decrypted(stored: bytes, place: Place) -> bytes:
    kind = stored[:1]
    if kind in (OF_FILE, TO_FILE):
        return _decrypted_of_file(stored, place)
    if kind == OF_DESK:
        desk = deskkeys.of(int.from_bytes(stored[1:5]))
        bound = associated_data(desk.scope.encode(), place, desk.version)
        return desk.cipher.decrypt(stored[5:17], stored[17:], bound)
    return _derived(stored, "desk", place)


def _decrypted_of_file(stored: bytes, place: Place) -> bytes:
    file, version = stored[1:17], int.from_bytes(stored[17:19])
    held = filekeys.for_reading(file)
    if held is None:
        raise InvalidTag
    if held.state == "erased":
        raise Erased
    if held.version != version:
        raise InvalidTag
    bound = associated_data(held.scope, place, version)
    cipher, private = held.cipher, b""
    if held.public is not None:
        secret = holders.secret_of(file, version)
        cipher, private = AESGCM(secret[:32]), secret[32:]
    if cipher is None:
        raise InvalidTag
    if stored[:1] == OF_FILE:
        return cipher.decrypt(stored[19:31], stored[31:], bound)
    desk = deskkeys.of(int.from_bytes(stored[19:23]))
    return boxes.take(desk.cipher.decrypt(stored[23:35], stored[35:], bound), private, bound)


def _broken(place: Place) -> BrokenSeal:
    return BrokenSeal(f"{place[0]}.{place[2]} of {place[1]} does not open under the keys of this installation.")


def bring_keys(records: Iterable[models.Model]) -> None:
    """Have the keys for many records in memory by one statement, before their values are opened one by one."""
    values = (value for record in records for value in vars(record).values() if isinstance(value, Sealed))
    filekeys.bring(value.file for value in values if value.file)


class Opener:
    """Opens the columns of one table quickly, for an export inside a disclosure; one door check for the whole run.

    ``bring`` takes the stored values of some thousand rows and has their files' keys read together; ``column`` gives
    a quick ``(row id, stored) -> text``. ``row`` is quicker still for rows that come with their keys
    (``filekeys.beside``): ``(row id, key, stored values) -> texts``.
    """

    def __init__(self, table: str) -> None:
        if door.current() is None:
            raise ClosedDoor("An export opens sealed values only inside a disclosure.")
        self._table = table
        # The lines are read when the page has been left, and with it whoever stood there.
        self._person = unlocked.present()
        self._keys: dict[bytes, tuple[Callable[[bytes, bytes, bytes], bytes], bytes, int]] = {}

    def bring(self, values: Iterable[bytes]) -> None:
        """Read the keys of these values' files; those of the values before are forgotten."""
        files = list({bytes(value[1:17]) for value in values if value and value[:1] == OF_FILE})
        self._keys = {
            file: (held.cipher.decrypt, b"%b|%b|" % (held.scope, self._table.encode()), held.version)
            for file, held in filekeys.read(files).items()
            if held.cipher is not None
        }

    def column(self, column: str) -> Callable[[Any, bytes], str]:
        ends = {version: f"|{column}|{version}".encode() for version in range(1, 10)}

        def open_one(row: Any, stored: bytes) -> str:
            if not stored:
                return ""
            known = self._keys.get(stored[1:17])
            if known is None or stored[:1] != OF_FILE or stored[17:19] != known[2].to_bytes(2):
                return self._opened(bytes(stored), (self._table, row, column))
            decrypt, before, version = known
            end = ends.get(version) or f"|{column}|{version}".encode()
            try:
                data = decrypt(stored[19:31], stored[31:], b"%b%b%b" % (before, str(row).encode(), end))
            except InvalidTag:
                raise _broken((self._table, row, column)) from None
            return data[: data.rindex(b"\x80")].decode()

        return open_one

    def row(self, *columns: str) -> Callable[[Any, filekeys.Beside, Iterable[bytes]], list[str]]:
        desks: dict[int, bytes] = {}

        def open_row(row: Any, key: filekeys.Beside, values: Iterable[bytes]) -> list[str]:
            scope, version, desk, wrapped = key
            decrypt, texts = None, []
            for column, stored in zip(columns, values, strict=True):
                if not stored:
                    texts.append("")
                    continue
                # What is not under the open key of the row's file takes the long way, and its refusals.
                if wrapped is None or stored[:1] != OF_FILE or int.from_bytes(stored[17:19]) != version:
                    texts.append(self._opened(bytes(stored), (self._table, row, column)))
                    continue
                try:
                    if decrypt is None:
                        if desk not in desks:
                            desks[desk] = deskkeys.of(desk).key
                        decrypt = AESGCM(aes_key_unwrap(desks[desk], wrapped)).decrypt
                    bound = f"{scope}|{self._table}|{row}|{column}|{version}".encode()
                    data = decrypt(stored[19:31], stored[31:], bound)
                except (InvalidTag, InvalidUnwrap):
                    raise _broken((self._table, row, column)) from None
                texts.append(data[: data.rindex(b"\x80")].decode())
            return texts

        return open_row

    def _opened(self, stored: bytes, place: Place) -> str:
        try:
            with unlocked.standing_here(self._person):
                return unseal_at(stored, place)
        except holders.NotHolder:
            return MASK
        except Erased:
            return erased_words()


def erased_words() -> str:
    """What stands in the place of words that were erased."""
    return _("(erased)")


class Sealed:
    """A sealed field's value. It has a truth value (is anything there?) and a mask; only ``open`` gives content."""

    __slots__ = ("_place", "_plain", "_stored", "is_json")

    def __init__(self, stored: bytes = b"", plain: str | None = None, *, is_json: bool = False) -> None:
        self._stored = stored
        self._plain = plain
        self._place: Place | None = None
        self.is_json = is_json

    def bind(self, place: Place) -> Sealed:
        """Tell the value where it lives: (table, row, column)."""
        self._place = place
        return self

    @property
    def file(self) -> bytes | None:
        """The file whose key this value is sealed with, as it says itself."""
        return self._stored[1:17] if self._stored[:1] in (OF_FILE, TO_FILE) else None

    @property
    def stored(self) -> bytes:
        """What lies in the database."""
        return self._stored

    def open(self, *, if_erased: str | None = None) -> Any:
        """The content, or words that say that it was erased (``if_erased`` in their place; JSON: nothing).

        Raises ClosedDoor outside an act or a disclosure, BrokenSeal where it was tampered with, NotHolder for a sealed
        file whose key others hold.
        """
        if door.current() is None:
            raise ClosedDoor("A sealed value opens only inside an act or a disclosure.")
        try:
            text = self._text()
        except Erased:
            return {} if self.is_json else erased_words() if if_erased is None else if_erased
        if self.is_json:
            return json.loads(text) if text else {}
        return text

    def _text(self) -> str:
        if self._plain is None:
            if not self._stored:
                return ""
            if self._place is None:
                raise BrokenSeal("This sealed value is not bound to a row.")
            self._plain = unseal_at(self._stored, self._place)
        return self._plain

    def stored_form(self, record: models.Model, place: Place) -> bytes:
        """What to write for this place: sealed now where it is new, unchanged where it was read from there.

        Raises Conflict where the file got another key since it was read: the old words would not open any more.
        """
        if self._stored and self._place == place:
            if self.file and not record._state.adding and self._is_outdated(self.file):
                raise Conflict(MOVED_ON)
            return self._stored
        if self._plain is None and not self._stored:
            return b""
        text = self._text()
        self._stored = seal_for(text, record, place) if text else b""
        self._place = place
        return self._stored

    def _is_outdated(self, file: bytes) -> bool:
        held = filekeys.of_now(file)
        return held is not None and held.version != int.from_bytes(self._stored[17:19])

    def __bool__(self) -> bool:
        return bool(self._stored) or bool(self._plain)

    def __str__(self) -> str:
        return MASK if self else ""

    __repr__ = __str__

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)

    def __reduce__(self) -> Any:
        raise TypeError("A sealed value is not pickled.")
