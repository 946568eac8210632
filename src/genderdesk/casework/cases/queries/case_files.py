"""The files of a case: a list without names, and the looks that open one."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from genderdesk.casework.cases.access import MAY_SEE_CASES
from genderdesk.casework.cases.models import Case, CaseFile
from genderdesk.casework.cases.vocabulary import LookReason
from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection import outlets
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.disclosures import discloses
from genderdesk.groundwork.protection.vault import NotHolder
from genderdesk.groundwork.protection.vault.files import Group, Kind, copies, kinds, reading


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file as a list shows it: what it is, when it was added and by whom."""

    id: uuid.UUID
    group: Group
    at: datetime
    who: str


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file opened for one reader: its pieces, which are read while they are sent."""

    name: str
    media_type: str
    size: int
    pieces: Iterator[bytes]


def files_of(case: Case) -> list[FileLine]:
    """The files of a case, newest first."""
    found = CaseFile.objects.filter(case=case).order_by("-added_at", "-id")
    rows = found.values_list("id", "group", "added_at", "actor_code")
    return [FileLine(key, Group(group), at, who) for key, group, at, who in rows]


def file_for(case: Case, file_id: uuid.UUID) -> CaseFile:
    """One file of this case; Missing otherwise."""
    found = one_of(CaseFile.objects.select_related("case__institution").filter(case=case, pk=file_id))
    if found is None:
        raise Missing(_("There is no such file in this case."))
    return found


def stored_files() -> Iterator[tuple[uuid.UUID, str, int]]:
    """Id, name on the disk and size on the disk of every file of every case, for verify and the sweep."""
    yield from CaseFile.objects.values_list("id", "stored_as", "stored_size").iterator()


def digest_differs(file_id: uuid.UUID) -> str:
    """Read a file to its end and compare it with what arrived; a sentence where it is another. Shows nothing of it.

    One that was erased, or whose key is held by others, is passed over.
    """
    file = CaseFile.objects.select_related("case").get(pk=file_id)
    try:
        details = file.details.open()
        return reading.why_not_whole(reading.sealed_file(file), str(details["sha256"])) if details else ""
    except NotHolder:
        return ""


@discloses("file.open", needs=MAY_SEE_CASES, subject=CaseFile, notes=("reason",))
def open_file(actor: Actor, file: CaseFile, *, reason: LookReason) -> OpenedFile:
    """The original, to its last byte as it was given."""
    details = _details(file)
    pieces = reading.pieces_of(reading.sealed_file(file))
    return OpenedFile(details["name"], details["media_type"], details["size"], pieces)


outlets.on_ground(
    "file.copy",
    outlets.Kind.EXPORT,
    "for somebody who works on the case, with her reason kept; sending it on is another outlet",
    identity=True,
)


@discloses("file.copy", needs=MAY_SEE_CASES, subject=CaseFile, kind="export", notes=("reason",))
def copy_file(actor: Actor, file: CaseFile, *, reason: LookReason) -> OpenedFile:
    """A copy to hand over: the same picture or pages without place, time, device and author, under no name."""
    kind = _kind_of(_details(file)["media_type"])
    content = copies.copy_of(kind, b"".join(reading.pieces_of(reading.sealed_file(file))))
    return OpenedFile(f"copy.{kind.ending}", kind.media_type, len(content), iter([content]))


def _details(file: CaseFile) -> dict[str, Any]:
    details: dict[str, Any] = file.details.open()
    if not details:
        raise Missing(_("This file was erased."))
    return details


def _kind_of(media_type: str) -> Kind:
    return next(kind for kind in kinds.KINDS if kind.media_type == media_type)
