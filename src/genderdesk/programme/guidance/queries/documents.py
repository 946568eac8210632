"""Documents, their versions, and which of them was in force when."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import Actor, permits
from genderdesk.groundwork.protection.disclosures import discloses
from genderdesk.groundwork.protection.vault.files import reading
from genderdesk.programme.guidance.access import MAY_AUTHORISE, MAY_KEEP, MAY_READ, MAY_WRITE, documents_for
from genderdesk.programme.guidance.models import Document, Version, VersionFile
from genderdesk.programme.guidance.queries.readers import acknowledged_by
from genderdesk.programme.guidance.rules.force import Force, in_force_on
from genderdesk.programme.guidance.vocabulary.documents import (
    AUTHORISED,
    BINDING,
    IN_FORCE,
    NOT_YET_SHOWN,
    REVIEW_NOTICE_DAYS,
    SUBMITTED,
    UNDER_WAY,
)


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document as the list shows it: its version in force, the one that is under way, whether one has read it."""

    document: Document
    binding: Version | None
    under_way: Version | None
    read: bool


def lines_of(actor: Actor, documents: Iterable[Document]) -> list[DocumentLine]:
    """Lines for a page of documents, in two queries."""
    shown = list(documents)
    states = (*BINDING, *UNDER_WAY)
    found = Version.objects.filter(document__in=shown, state__in=states).defer("text").order_by("major", "minor")
    versions: dict[uuid.UUID, list[Version]] = defaultdict(list)
    for each in found:
        if permits(actor, MAY_WRITE) or each.state not in NOT_YET_SHOWN:
            versions[each.document_id].append(each)
    read = acknowledged_by(actor, [each.pk for each in shown])
    lines = []
    for document in shown:
        binding = next((each for each in versions[document.pk] if each.state in BINDING), None)
        under_way = next((each for each in versions[document.pk] if each.state in UNDER_WAY), None)
        has_read = binding is not None and (document.pk, binding.major) in read
        lines.append(DocumentLine(document, binding, under_way, has_read))
    return lines


def document_for(actor: Actor, document_id: uuid.UUID) -> Document:
    """A document that the actor may read; Missing otherwise."""
    found = one_of(documents_for(actor).select_related("owner_post__desk__unit").filter(pk=document_id))
    if found is None:
        raise Missing(_("There is no such document for you."))
    return found


def shown_versions(actor: Actor, document: Document) -> list[Version]:
    """The versions of a document that the actor may read, the newest first."""
    found = Version.objects.filter(document=document).select_related("authorised_post").order_by("-major", "-minor")
    writes = permits(actor, MAY_WRITE, document)
    versions = [each for each in found if writes or each.state not in NOT_YET_SHOWN]
    for each in versions:
        each.document = document
    return versions


def version_for(actor: Actor, version_id: uuid.UUID) -> Version:
    """A version that the actor may read; Missing otherwise."""
    found = Version.objects.select_related("document__owner_post__desk__unit")
    version = one_of(found.filter(pk=version_id, document__in=documents_for(actor)))
    if version is None or (version.state in NOT_YET_SHOWN and not permits(actor, MAY_WRITE, version)):
        raise Missing(_("There is no such version for you."))
    return version


def _held_on(on: date) -> Q:
    return Q(in_force_from__lte=on) & (Q(in_force_to__isnull=True) | Q(in_force_to__gt=on))


def versions_in_force(institution_id: uuid.UUID, on: date) -> list[Version]:
    """The version of each document of an institution that was in force on a day, without its text; one query."""
    found = Version.objects.filter(_held_on(on), document__institution_id=institution_id)
    by_document: dict[uuid.UUID, list[Version]] = defaultdict(list)
    for each in found.select_related("document").defer("text").order_by("document__reference", "in_force_from"):
        by_document[each.document_id].append(each)
    chosen = [in_force_on([_force(each) for each in versions], on) for versions in by_document.values()]
    return [each for each in chosen if each is not None]


def _force(version: Version) -> Force[Version]:
    assert version.in_force_from is not None, "only what has a first day is asked for"
    return Force(version, version.in_force_from, version.in_force_to)


def in_force_at(document: Document, on: date) -> Version | None:
    """The version of a document that was in force on a day; None where none was."""
    return in_force_on([_force(each) for each in Version.objects.filter(_held_on(on), document=document)], on)


def versions_during(actor: Actor, first: date, last: date) -> list[Version]:
    """Versions of documents that the actor may read that were in force on any day from the first to the last."""
    held = Q(in_force_from__lte=last) & (Q(in_force_to__isnull=True) | Q(in_force_to__gt=first))
    found = Version.objects.filter(held, document__in=documents_for(actor))
    never = Q(in_force_to__isnull=False, in_force_to=F("in_force_from"))
    ordered = found.exclude(never).select_related("document").defer("text")
    return list(ordered.order_by("document__reference", "in_force_from"))


def begun(on: date) -> QuerySet[Version]:
    """Versions whose first day has come and that the clock has not yet put in force."""
    return Version.objects.filter(state=AUTHORISED, in_force_from__lte=on).order_by("in_force_from", "id")


def waiting_to_be_authorised(actor: Actor) -> list[Version]:
    """Submitted versions that the actor may authorise."""
    if not permits(actor, MAY_AUTHORISE):
        return []
    found = Version.objects.filter(state=SUBMITTED, document__institution_id=actor.own_institution)
    others = found.exclude(author_id=actor.id).exclude(author_officer__isnull=False, author_officer=actor.officer_id)
    return list(others.select_related("document").defer("text").order_by("submitted_at"))


def review_due(actor: Actor) -> list[Version]:
    """Versions in force whose review falls due within the notice, of documents that the actor's post answers for."""
    if not permits(actor, MAY_KEEP):
        return []
    limit = timezone.localdate() + timedelta(days=REVIEW_NOTICE_DAYS)
    found = Version.objects.filter(state=IN_FORCE, review_due__lte=limit, document__owner_post_id=actor.post_id)
    return list(found.select_related("document").defer("text").order_by(F("review_due")))


# The signed original


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file opened for one reader: its pieces, which are read while they are sent."""

    name: str
    media_type: str
    size: int
    pieces: Iterator[bytes]


def files_of(version: Version) -> list[VersionFile]:
    """The files of a version, the newest first."""
    return list(VersionFile.objects.filter(version=version).order_by("-added_at", "-id"))


def version_file_for(actor: Actor, file_id: uuid.UUID) -> VersionFile:
    """A file of a version that the actor may read; Missing otherwise."""
    query = VersionFile.objects.select_related("version__document").filter(version__document__in=documents_for(actor))
    found = one_of(query.filter(pk=file_id))
    if found is None or (found.version.state in NOT_YET_SHOWN and not permits(actor, MAY_WRITE, found.version)):
        raise Missing(_("There is no such file."))
    return found


def stored_files() -> Iterator[tuple[uuid.UUID, str, int]]:
    """Id, name on the disk and size on the disk of every original, for verify and the sweep."""
    yield from VersionFile.objects.values_list("id", "stored_as", "stored_size").iterator()


def digest_differs(file_id: uuid.UUID) -> str:
    """Read an original to its end and compare it with what arrived; a sentence where it is another."""
    file = VersionFile.objects.get(pk=file_id)
    return reading.why_not_whole(reading.sealed_file(file), str(file.details.open()["sha256"]))


@discloses("guidance.file", needs=MAY_READ, subject=VersionFile)
def open_version_file(actor: Actor, file: VersionFile) -> OpenedFile:
    """The original of a version, to its last byte as it was given."""
    details: dict[str, Any] = file.details.open()
    return OpenedFile(
        details["name"], details["media_type"], details["size"], reading.pieces_of(reading.sealed_file(file))
    )
