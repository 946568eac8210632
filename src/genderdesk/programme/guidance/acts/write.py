"""Writing a document: the first version and later ones, consultation, and handing it to who may authorise it."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid, act, keep
from genderdesk.groundwork.protection.vault.files import Arrived
from genderdesk.organisation.institution.models import Post
from genderdesk.organisation.institution.vocabulary import Role
from genderdesk.programme.guidance.access import MAY_COMMENT, MAY_KEEP, MAY_REVISE, MAY_WRITE
from genderdesk.programme.guidance.acts.ask import carry_over
from genderdesk.programme.guidance.models import Comment, Document, Version, VersionFile
from genderdesk.programme.guidance.rules.force import next_number
from genderdesk.programme.guidance.vocabulary.documents import (
    CONSULTATION,
    DRAFT,
    LONGEST_TEXT,
    SUBMITTED,
    UNDER_WAY,
    VERSION,
    WRITTEN_ON,
    DocumentKind,
    Marking,
)


@dataclass(frozen=True, slots=True)
class Wording:
    """What a version says: its text, what is new in it, and the references of documents that it builds on."""

    text: str = ""
    changes: str = ""
    linked: list[str] = field(default_factory=list)


@act("document.begin", needs=MAY_WRITE, notes=("kind", "marking"))
def begin_document(
    actor: Actor,
    *,
    reference: str,
    title: str,
    kind: DocumentKind,
    marking: Marking,
    owner_post: Post,
    wording: Wording,
    audience: list[str] | None = None,
) -> Document:
    """Begin a document with the draft of its first version. Invalid where the reference is taken."""
    written = " ".join(reference.split()).upper()
    if Document.objects.filter(institution_id=actor.own_institution, reference=written).exists():
        raise Invalid(_("This reference is taken. Write another one."), "reference")
    document = Document(
        institution_id=actor.own_institution,
        reference=written,
        kind=kind,
        begun_by=actor.id,
    )
    _describe(document, title, marking, owner_post, audience or [])
    keep(document)
    _draft(actor, document, 1, 0, wording)
    return document


@act("document.describe", needs=MAY_KEEP, subject=Document, notes=("marking",))
def describe_document(
    actor: Actor, document: Document, *, title: str, marking: Marking, owner_post: Post, audience: list[str]
) -> Document:
    """Write anew what a document is called, who may read it, who must, and which post answers for it."""
    _describe(document, title, marking, owner_post, audience)
    document.save()
    return document


def _describe(document: Document, title: str, marking: Marking, owner_post: Post, audience: list[str]) -> None:
    if owner_post.desk.unit.institution_id != document.institution_id:
        raise Invalid(_("Choose a post of your institution."), "owner_post")
    if set(audience) - set(Role):
        raise Invalid(_("Choose roles of this list."), "audience")
    document.title, document.marking, document.owner_post = title.strip(), marking, owner_post
    document.audience = f" {' '.join(sorted(set(audience)))} " if audience else ""


@act("document.renew", needs=MAY_WRITE, subject=Document, notes=("minor",))
def begin_version(actor: Actor, document: Document, *, minor: bool) -> Version:
    """Begin the next version, with the words of the last one. A minor edit needs no new acknowledgement.

    Invalid while another version is being written.
    """
    Document.objects.select_for_update().get(pk=document.pk)
    before = list(Version.objects.filter(document=document).order_by("major", "minor"))
    if any(each.state in UNDER_WAY for each in before):
        raise Invalid(_("Another version is under way. Finish or withdraw it first."))
    major, number = next_number([(each.major, each.minor) for each in before], minor=minor)
    last = max(before, key=lambda each: each.in_force_from or each.written_at.date())
    made = _draft(actor, document, major, number, Wording(last.text, "", list(last.linked)))
    carry_over(last, made)
    return made


def _draft(actor: Actor, document: Document, major: int, minor: int, wording: Wording) -> Version:
    version = Version(
        document=document,
        major=major,
        minor=minor,
        author_id=actor.id,
        author_officer=actor.officer_id,
        author_code=actor.code,
    )
    _word(version, wording)
    keep(version)
    return version


def _word(version: Version, wording: Wording) -> None:
    if len(wording.text) > LONGEST_TEXT:
        raise Invalid(_("The text is too long. Add the document as a PDF, and write a summary here."), "text")
    known = set(
        Document.objects.filter(
            institution_id=version.document.institution_id, reference__in=wording.linked
        ).values_list("reference", flat=True)
    )
    if missing := set(wording.linked) - known:
        raise Invalid(
            _("There is no document with the reference %(reference)s. Read it again in the list.")
            % {"reference": min(missing)},
            "linked",
        )
    version.text, version.changes = wording.text.strip(), wording.changes.strip()
    version.linked = list(dict.fromkeys(wording.linked))


@act("version.revise", needs=MAY_REVISE, subject=Version, states=VERSION)
def revise_version(actor: Actor, version: Version, *, wording: Wording) -> Version:
    """Write a draft anew; one in consultation or returned becomes a draft again."""
    _word(version, wording)
    version.state, version.written_at = DRAFT, timezone.now()
    version.save()
    return version


@act("version.consult", needs=MAY_REVISE, subject=Version, states=VERSION)
def consult_on_version(actor: Actor, version: Version) -> Version:
    """Let everybody who may read the document say what they think of the draft."""
    version.state = CONSULTATION
    version.save()
    return version


@act("version.comment", needs=MAY_COMMENT, subject=Version, states=VERSION)
def comment_on_version(actor: Actor, version: Version, *, text: str) -> Comment:
    """Say what one thinks of a draft in consultation."""
    comment = Comment(version=version, text=text.strip(), written_by=actor.id, actor_code=actor.code)
    keep(comment)
    return comment


@act("version.attach", needs=MAY_REVISE, subject=Version)
def attach_original(actor: Actor, version: Version, *, content: Arrived) -> VersionFile:
    """Keep the document itself as a file beside its text; it arrived sealed and is never altered."""
    if version.state not in WRITTEN_ON:
        raise Invalid(_("A file is added to a draft. Begin a new version to change this one."), "content")
    kept = VersionFile(
        pk=content.row,
        version=version,
        stored_as=content.stored_as,
        stored_size=content.stored_size,
        actor_code=actor.code,
        details={
            "name": content.name,
            "media_type": content.kind.media_type,
            "size": content.size,
            "sha256": content.sha256,
        },
        content_key=base64.b64encode(content.key).decode(),
    )
    kept.save(force_insert=True)
    content.adopt()
    return kept


@act("version.submit", needs=MAY_REVISE, subject=Version, states=VERSION)
def submit_version(actor: Actor, version: Version) -> Version:
    """Hand a draft to the post that may authorise it. Invalid where nothing is written in it."""
    if not version.text and not version.files.exists():
        raise Invalid(_("There is no text and no file yet. Write the text first."))
    version.state, version.submitted_at = SUBMITTED, timezone.now()
    version.save()
    return version
