"""Files as they arrive: each piece is looked at, counted, digested and sealed before the next one is read.

Django would put a larger upload into a temporary file as it came. Here only a page that expects a file takes one, by
``receiving``; everywhere else ``NoFiles`` lets it fall unread.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import shutil
import uuid
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.groundwork.platform.refusals import Invalid
from genderdesk.groundwork.protection.vault.files import store, stream
from genderdesk.groundwork.protection.vault.files.copies import small_photo
from genderdesk.groundwork.protection.vault.files.kinds import HEAD_BYTES, JPEG, Group, Kind, kind_of
from genderdesk.groundwork.protection.vault.sealed import associated_data

MB = 1024 * 1024
_FULL = (errno.ENOSPC, errno.EDQUOT)


def place_of(table: str, row: Any) -> bytes:
    """What binds a sealed file to its record (security.md 4.7)."""
    return associated_data(b"file", (table, row, "content"), 1)


def limit_of(group: Group) -> int:
    """The largest file of a group, in bytes."""
    environment = settings.ENVIRONMENT
    largest = {
        Group.PHOTO: environment.photo_mb,
        Group.DOCUMENT: environment.document_mb,
        Group.RECORDING: environment.recording_mb,
    }
    return largest[group] * MB


def why_no_room(size: int = 0) -> str:
    """A sentence where the disk has no room for a file of this size; empty where it has. Texts need next to nothing."""
    free = shutil.disk_usage(settings.MEDIA_ROOT).free
    if free - size >= settings.ENVIRONMENT.disk_floor_mb * MB:
        return ""
    return _no_room()


def _no_room() -> str:
    return _(
        "The desk’s disk is nearly full, so no file can be taken now. Keep the file where it is and tell your "
        "administrator. Everything that you write here is kept as always."
    )


def _sealed(content: bytes, place: bytes) -> tuple[str, Path, bytes]:
    """Seal what is made here: its name, where it lies until it is adopted, and its key. Invalid on a full disk."""
    name, part, descriptor = store.begin()
    key = stream.new_key()
    try:
        with os.fdopen(descriptor, "wb") as file:
            sealing = stream.Sealing(file, key, place)
            sealing.add(content)
            sealing.end()
            file.flush()
            os.fsync(file.fileno())
    except OSError as fault:
        part.unlink(missing_ok=True)
        if fault.errno not in _FULL:
            raise
        raise Invalid(_no_room()) from None
    return name, part, key


class NoFiles(FileUploadHandler):
    """The handler of every page that expects no file."""

    def new_file(self, *_args: Any, **_kwargs: Any) -> None:
        raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        raise SkipFile

    def file_complete(self, file_size: int) -> UploadedFile | None:
        return None


class Arrived(UploadedFile):
    """A file that arrived whole and lies sealed on the disk, until ``adopt`` gives it to a record or it is dropped.

    ``row`` is the id that its record must have; ``key`` is kept sealed in that record and nowhere else.
    """

    def __init__(self, handler: Sealer, kind: Kind, size: int) -> None:
        super().__init__(file=None, name=handler.file_name, content_type=kind.media_type, size=size)
        self.row, self.key, self.stored_as, self.kind = handler.row, handler.key, handler.stored_as, kind
        self.sha256 = handler.digest.hexdigest()
        self._given = f"{self.sha256} {size}"
        self._table = handler.table
        self._part = handler.part
        self._kept = False

    @property
    def stored_size(self) -> int:
        """Bytes on the disk."""
        return stream.sealed_size(self.size or 0)

    def draw_small(self) -> None:
        """Keep of a photograph only what it shows, drawn anew and small; what came is gone from the disk then.

        Invalid where it is no photograph that can be drawn. It is called before the act: drawing takes its time.
        """
        with self._part.open("rb") as sealed:
            content = b"".join(stream.opened(sealed, self.key, place_of(self._table, self.row)))
        drawn = small_photo(self.kind, content)
        name, part, key = _sealed(drawn, place_of(self._table, self.row))
        self._part.unlink()
        self.key, self.stored_as, self._part = key, name, part
        self.kind, self.size, self.sha256 = JPEG, len(drawn), hashlib.sha256(drawn).hexdigest()

    def adopt(self) -> None:
        """Inside the act that keeps the record: the file gets its name, and stays if the act is committed."""
        store.settle(self.stored_as, self._part)
        transaction.on_commit(self._stay)

    def _stay(self) -> None:
        self._kept = True

    def drop(self) -> None:
        """Take away what no record was committed for."""
        if not self._kept:
            self._part.unlink(missing_ok=True)
            store.path_of(self.stored_as).unlink(missing_ok=True)

    def close(self) -> None:
        """Nothing of it is open."""

    def __str__(self) -> str:
        """The same for the same file sent twice: an act's fingerprint is made of it."""
        return self._given


class Sealer(FileUploadHandler):
    """Seals the first file of a request; ``fault`` says in a sentence why one was not taken."""

    def __init__(self, table: str, takes: Collection[Group] = tuple(Group)) -> None:
        super().__init__()
        self._takes = takes
        self.row: uuid.UUID = new_id()
        self.key = stream.new_key()
        self.digest = hashlib.sha256()
        self.fault = ""
        self.arrived: Arrived | None = None
        self.stored_as = ""
        self.part = Path()
        self.table = table
        self._head = b""
        self._size = 0
        self._kind: Kind | None = None
        self._file: BinaryIO | None = None
        self._sealing: stream.Sealing | None = None

    def tell(self, form: forms.Form) -> None:
        """Say in the form why the file was not taken, in place of what Django says of one that is not there."""
        if self.fault:
            form.is_valid()
            form.errors.pop("content", None)
            form.add_error("content", self.fault)

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        if self.stored_as or self.fault:
            self._refuse(_("Send one file at a time."))
        if sentence := why_no_room():
            self._refuse(sentence)
        self.stored_as, self.part, descriptor = store.begin()
        self._file = os.fdopen(descriptor, "wb")
        self._sealing = stream.Sealing(self._file, self.key, place_of(self.table, self.row))

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        if self._kind is None:
            self._head += raw_data
            if len(self._head) < HEAD_BYTES:
                return None
            raw_data, self._head = self._head, b""
            self._know(raw_data)
        self._take(raw_data)
        return None

    def _know(self, head: bytes) -> None:
        self._kind = kind_of(head)
        if self._kind is None:
            self._refuse(
                _(
                    "This is no photograph, PDF or recording that the desk can keep. Save it as JPEG, PDF, MP3 or MP4 "
                    "and send it again."
                )
            )
        elif self._kind.group not in self._takes:
            self._refuse(_("This is no photograph. Choose a photograph, saved as JPEG or PNG."))

    def _take(self, data: bytes) -> None:
        assert self._kind is not None, "it is known by its head"
        assert self._sealing is not None, "a file begins with new_file"
        self._size += len(data)
        if self._size > (most := limit_of(self._kind.group)):
            self._refuse(
                _("This file is larger than %(most)s MB. Send a smaller or shorter one.") % {"most": most // MB}
            )
        self.digest.update(data)
        try:
            self._sealing.add(data)
        except OSError as fault:
            self._no_room_after_all(fault)

    def file_complete(self, file_size: int) -> UploadedFile | None:
        if self._sealing is None or self._file is None:
            return None
        try:
            if self._kind is None:
                rest, self._head = self._head, b""
                if not rest:
                    self._refuse(_("This file is empty. Choose another one."))
                self._know(rest)
                self._take(rest)
            self._sealing.end()
            self._file.flush()
            os.fsync(self._file.fileno())
        except SkipFile:
            return None
        except OSError as fault:
            with contextlib.suppress(SkipFile):
                self._no_room_after_all(fault)
            return None
        self._file.close()
        assert self._kind is not None, "it was known above"
        self.arrived = Arrived(self, self._kind, self._size)
        return self.arrived

    def _no_room_after_all(self, fault: OSError) -> None:
        if fault.errno not in _FULL:
            raise fault
        self._refuse(_no_room())

    def _refuse(self, sentence: str) -> None:
        self.fault = self.fault or sentence
        self.clear()
        raise SkipFile

    def clear(self) -> None:
        """Leave nothing behind but what was adopted."""
        if self._file is not None:
            # What could not be written to a full disk cannot be written now either; the file goes all the same.
            with contextlib.suppress(OSError):
                self._file.close()
        if self.arrived is not None:
            self.arrived.drop()
        elif self.stored_as:
            self.part.unlink(missing_ok=True)


@contextlib.contextmanager
def receiving(request: HttpRequest, table: str, takes: Collection[Group] = tuple(Group)) -> Iterator[Sealer]:
    """Let this request bring one file for a record of ``table``; what no act kept is gone at the end.

    It stands before anything that reads the form, the proof against forgery included.
    """
    sealer = Sealer(table, takes)
    request.upload_handlers = [sealer]
    try:
        yield sealer
    finally:
        sealer.clear()
