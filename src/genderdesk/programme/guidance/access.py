"""Who may: everybody of an institution reads and proposes; headquarters write; who holds the authority decides."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from genderdesk.groundwork.protection.access import Actor, Rule, role, signed_in, system_only
from genderdesk.groundwork.protection.two_persons import is_same_person
from genderdesk.organisation.institution.queries import holds_authority
from genderdesk.organisation.institution.vocabulary import AuthoritySubject, Role
from genderdesk.programme.guidance.models import (
    ActionItem,
    Assessment,
    Deployment,
    Document,
    Plan,
    Proposal,
    Version,
    VersionFile,
)
from genderdesk.programme.guidance.vocabulary.documents import NOT_YET_SHOWN, WRITTEN_ON, Marking

_HEADS = (Role.DESK_HEAD, Role.ANALYST)
_SEE_ALL = (Role.DESK_HEAD, Role.ANALYST, Role.OVERSIGHT)


def _institution_of(subject: Any) -> Any:
    match subject:
        case Version():
            return subject.document.institution_id
        case VersionFile():
            return subject.version.document.institution_id
        case Proposal():
            return subject.addressed_id
        case Document() | ActionItem() | Plan() | Assessment() | Deployment():
            return subject.institution_id
    return None


def _own(actor: Actor, subject: Any) -> bool:
    return actor.institution_id is not None and (subject is None or _institution_of(subject) == actor.institution_id)


def _document(subject: Any) -> Document | None:
    if isinstance(subject, VersionFile):
        return subject.version.document
    return subject.document if isinstance(subject, Version) else subject


def _is_meant(actor: Actor, subject: Any) -> bool:
    document = _document(subject)
    if document is None or document.marking != Marking.RESTRICTED:
        return True
    return actor.has(*_SEE_ALL) or actor.has(*document.roles)


def may_hold_authority(actor: Actor) -> bool:
    """Whether authority was delegated to the actor's post, about whatever; asks nothing of the database."""
    return any(holds_authority(actor.post_id, each) for each in AuthoritySubject)


def _authorises(actor: Actor, _subject: Any) -> bool:
    return holds_authority(actor.post_id, AuthoritySubject.GUIDANCE)


def _decides(actor: Actor, proposal: Any) -> bool:
    if proposal is None:
        return actor.post_id is not None
    return proposal.to_post_id == actor.post_id and holds_authority(actor.post_id, proposal.subject, proposal.cost)


def _withdraws(actor: Actor, version: Any) -> bool:
    if version is None or version.state in WRITTEN_ON:
        return version is None or version.author_id == actor.id or actor.has(Role.DESK_HEAD)
    return holds_authority(actor.post_id, AuthoritySubject.GUIDANCE)


def _owns_action(actor: Actor, action: Any) -> bool:
    return action is None or action.owner_post_id == actor.post_id or actor.has(*_HEADS)


OWN = Rule.of(_("for the own institution"), _own)
IS_STAFF = signed_in & OWN
AUTHOR = Rule.of(_("for its author"), lambda actor, version: version is None or version.author_id == actor.id)
MEANT = Rule.of(_("of restricted documents those whom they are meant for"), _is_meant)
HOLDS_AUTHORITY = Rule.of(_("for the post that holds the authority"), _authorises)

MAY_READ = IS_STAFF & MEANT
MAY_WRITE = role(*_HEADS) & OWN
MAY_REVISE = MAY_WRITE & AUTHOR
MAY_COMMENT = MAY_READ
MAY_AUTHORISE = HOLDS_AUTHORITY & OWN
MAY_WITHDRAW = MAY_WRITE & Rule.of(
    _("drafts for their author and the head of the desk, others for the post that holds the authority"), _withdraws
)
MAY_ACKNOWLEDGE = MAY_READ & Rule.of(_("for officers"), lambda actor, _subject: actor.officer_id is not None)
MAY_KEEP = MAY_WRITE
MAY_SIGN_FOR = role(*_HEADS, Role.FOCAL_POINT) & OWN
BY_THE_CLOCK = system_only
MAY_LOAD_GUIDANCE = role(Role.ADMINISTRATOR) | system_only

MAY_PROPOSE = signed_in & Rule.of(
    _("for the staff of a desk"), lambda actor, _subject: actor.desk_id is not None and actor.institution_id is not None
)
MAY_SCREEN = role(*_HEADS) & OWN
MAY_TAKE_BACK = MAY_PROPOSE & Rule.of(
    _("for who made the proposal"),
    lambda actor, proposal: proposal is None or is_same_person(actor, proposal.made_by, proposal.made_officer),
)
MAY_DECIDE = signed_in & Rule.of(_("for the post that holds the authority and that it was submitted to"), _decides)
MAY_FOLLOW = role(*_HEADS) & OWN
MAY_IMPLEMENT = IS_STAFF & Rule.of(_("for the post that owns the action, and for heads"), _owns_action)
MAY_VERIFY = role(*_SEE_ALL) & OWN
MAY_SEE_AGEING = role(*_SEE_ALL) & OWN

MAY_PLAN = role(*_HEADS) & OWN
MAY_ASSESS = role(*_HEADS) & OWN
MAY_ANSWER = IS_STAFF & Rule.of(_("for officers"), lambda actor, _subject: actor.officer_id is not None)
MAY_COUNT = role(*_HEADS) & OWN
MAY_KEEP_INSTRUMENTS = role(*_HEADS)


def documents_for(actor: Actor) -> QuerySet[Document]:
    """The documents that an actor may read; one of which nothing was shown yet is there for who writes it."""
    found = Document.objects.filter(institution_id=actor.own_institution)
    if actor.has(*_SEE_ALL):
        return found
    shown = Version.objects.filter(document=OuterRef("pk")).exclude(state__in=NOT_YET_SHOWN)
    meant = ~Q(marking=Marking.RESTRICTED)
    for each in sorted(actor.roles):
        meant |= Q(audience__contains=f" {each} ")
    return found.filter(meant, Exists(shown))


def proposals_for(actor: Actor) -> QuerySet[Proposal]:
    """The proposals that an actor may see: all of the own institution's for heads and oversight, else one's own, those
    of the own desk, and those in which the own post has something to decide or to do."""
    own = Q(institution_id=actor.own_institution)
    here = own | Q(addressed_id=actor.own_institution)
    if actor.has(*_SEE_ALL):
        return Proposal.objects.filter(here)
    if actor.kind != "user" or actor.institution_id is None:
        return Proposal.objects.none()
    mine = Q(made_by=actor.id) | own & Q(desk_id=actor.desk_id)
    if actor.post_id is not None:
        mine |= Q(to_post_id=actor.post_id)
        mine |= Q(Exists(ActionItem.objects.filter(proposal=OuterRef("pk"), owner_post_id=actor.post_id)))
    return Proposal.objects.filter(mine)
