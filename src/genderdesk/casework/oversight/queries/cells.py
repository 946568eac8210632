"""Who belongs to the cells that keep sealed files, what waits for a second person, and where the keys are.

How many sealed files there are, and who holds their keys, is for the members alone: to an administrator and to
oversight outside the cell no sealed file exists, so neither may its number.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.intake.models import Report
from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection import approvals
from genderdesk.groundwork.protection.access import Actor, permits
from genderdesk.groundwork.protection.circle import circle_of, open_to
from genderdesk.groundwork.protection.models import Approval, FileKey, HolderKey, PersonalKey
from genderdesk.groundwork.protection.two_persons import is_same_person
from genderdesk.organisation.accounts.models import User
from genderdesk.organisation.institution.access import ADMIT
from genderdesk.organisation.institution.models import Cell, CellMember, Officer
from genderdesk.organisation.institution.queries import Admission, all_members_of, cells_to_see


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A member in words: whether an own key was made by a sign-in with the password, and, for the eyes of members,
    how many of the cell's files this person's key opens, and how many wait to be given to it."""

    member: CellMember
    who: str
    has_key: bool
    opens: int | None
    waits: int | None


@dataclass(frozen=True, slots=True)
class RequestLine:
    """An admission that was asked for: whom it is about, and what the reader can do about it."""

    asked: Approval
    wanted: Admission
    who: str
    may_decide: bool
    may_carry_out: bool


@dataclass(frozen=True, slots=True)
class CellPage:
    """A cell: its members of today, those to come and those who left; ``files`` are its locked files, None for whoever
    is no member."""

    cell: Cell
    today: list[MemberLine]
    coming: list[MemberLine]
    former: list[MemberLine]
    requests: list[RequestLine]
    files: int | None


def cell_for(actor: Actor, cell_id: uuid.UUID) -> Cell:
    """A cell whose members the actor may see; Missing otherwise."""
    found = one_of(cells_to_see(actor).filter(pk=cell_id))
    if found is None:
        raise Missing(_("There is no such cell for you."))
    return found


def member_for(actor: Actor, member_id: uuid.UUID) -> CellMember:
    """A member of such a cell; Missing otherwise."""
    found = CellMember.objects.filter(pk=member_id, cell__in=cells_to_see(actor))
    member = found.select_related("officer", "cell__institution").first()
    if member is None:
        raise Missing(_("There is no such member for you."))
    return member


def cell_page(actor: Actor, cell: Cell) -> CellPage:
    """A cell with its people, as far as the actor may know."""
    members = all_members_of(cell)
    accounts = _accounts(members)
    keys = _keys_in(actor, cell) if cell.pk in circle_of(actor).cells else None
    known = set(PersonalKey.objects.filter(pk__in=[each.pk for each in accounts.values()]).values_list("pk", flat=True))
    lines = [_line(each, accounts.get(_person(each)), known, keys) for each in members]
    day = timezone.localdate()
    return CellPage(
        cell,
        [each for each in lines if each.member.starts_on <= day and not _left(each.member, day)],
        [each for each in lines if each.member.starts_on > day and not _left(each.member, each.member.starts_on)],
        [each for each in lines if _left(each.member, max(day, each.member.starts_on))],
        _requests(actor, cell),
        keys.files if keys else None,
    )


def _left(member: CellMember, day: date) -> bool:
    return member.ends_on is not None and member.ends_on <= day


def _person(member: CellMember) -> uuid.UUID | None:
    return member.officer_id or member.account_id


def _accounts(members: Iterable[CellMember]) -> dict[uuid.UUID | None, User]:
    """The account of each member, by officer or by its own id."""
    people = [_person(each) for each in members]
    found = User.objects.filter(Q(officer_id__in=people) | Q(pk__in=people))
    return {each.officer_id if each.officer_id in people else each.pk: each for each in found}


@dataclass(frozen=True, slots=True)
class _Keys:
    files: int
    held: dict[uuid.UUID, tuple[int, int]]


def _keys_in(actor: Actor, cell: Cell) -> _Keys:
    """Over the locked files of a cell that exist for the actor: how many there are, and per account how many keys are
    held and how many wait."""
    inside = Report.objects.filter(open_to(actor, file="id"), cell=cell).values("pk")
    locked = FileKey.objects.filter(pk__in=inside, state=FileKey.State.SEALED)
    rows = HolderKey.objects.filter(file_id__in=locked.values("pk")).values_list("holder_id")
    counted = rows.annotate(held=Count("pk", filter=~Q(wrapped=b"")), waits=Count("pk", filter=Q(wrapped=b"")))
    return _Keys(locked.count(), {holder: (held, waits) for holder, held, waits in counted})


def member_name(member: CellMember) -> str:
    """A member by name and staff code, or by sign-in name."""
    return name_of(Admission(member.officer_id is not None, _person(member) or member.pk, member.starts_on))


def _line(member: CellMember, account: User | None, known: set[uuid.UUID], keys: _Keys | None) -> MemberLine:
    who = f"{member.officer} ({member.officer.staff_code})" if member.officer else account.username if account else "—"
    opens, waits = keys.held.get(account.pk, (0, 0)) if keys and account else (None, None)
    return MemberLine(member, who, account is not None and account.pk in known, opens, waits)


def _requests(actor: Actor, cell: Cell) -> list[RequestLine]:
    """What was asked about a cell and is open, or approved and not used."""
    found = [each for each in approvals.standing_about([cell]) if each.kind == ADMIT]
    return [line for each in found if (line := _request(actor, each)) is not None]


def _request(actor: Actor, asked: Approval) -> RequestLine | None:
    wanted = admission_of(asked)
    if wanted is None:
        return None
    own = is_same_person(actor, asked.asked_by, asked.asked_officer)
    may_decide = not own and not asked.decision and permits(actor, approvals.MAY_DECIDE, asked)
    approved = asked.decision == Approval.Decision.YES and asked.asked_by == actor.id
    return RequestLine(asked, wanted, name_of(wanted), may_decide, approved)


def admission_of(asked: Approval) -> Admission | None:
    """What a request asks for; None where it asks for something else, or in words that nobody can read."""
    try:
        return Admission.read(asked.scope) if asked.kind == ADMIT else None
    except ValueError:
        return None


def name_of(wanted: Admission) -> str:
    """The person to be admitted, by name and staff code or by sign-in name."""
    if wanted.is_officer:
        officer = one_of(Officer.objects.filter(pk=wanted.person))
        return f"{officer} ({officer.staff_code})" if officer else "—"
    account = one_of(User.objects.filter(pk=wanted.person))
    return account.username if account else "—"


def person_to_admit(cell: Cell, typed: str) -> tuple[bool, uuid.UUID]:
    """Whom a staff code or a sign-in name means: (whether it is an officer, the id). An officer serves the cell's
    institution; an account without a post is one of oversight. Missing otherwise."""
    name = typed.strip()
    officer = Officer.objects.filter(
        Q(staff_code__iexact=name) | Q(user__username=name.lower()), institution_id=cell.institution_id
    ).first()
    if officer is not None:
        return True, officer.pk
    account = User.objects.filter(
        username=name.lower(), officer__isnull=True, standing_role="oversight", is_active=True
    ).first()
    if account is None:
        raise Missing(_("There is no such officer of this institution, and no account of oversight without a post."))
    return False, account.pk
