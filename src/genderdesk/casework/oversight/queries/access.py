"""Who opened a case and why; what an officer opened. Codes and reasons, never a name of a survivor."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.cases.models import Case
from genderdesk.casework.intake.models import Report
from genderdesk.casework.intake.vocabulary import REPORT_NUMBER, SEALED_NUMBER
from genderdesk.casework.oversight.access import MAY_OVERSEE, MAY_OVERSEE_FILE
from genderdesk.casework.oversight.vocabulary import LOOKS
from genderdesk.casework.response.models import Dispatch
from genderdesk.groundwork.foundation.ids import read_number
from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import Actor, permits
from genderdesk.groundwork.protection.circle import hidden_among, kept_models, open_to
from genderdesk.groundwork.protection.disclosures import discloses
from genderdesk.groundwork.protection.models import Entry
from genderdesk.organisation.accounts.models import User
from genderdesk.organisation.institution.models import Post

_LAST = 10
_NUMBERED: tuple[Any, ...] = (Case, Report, Dispatch)
# Of cases, of reports and responses, of whatever is sealed.
_SPACES = ("GD", REPORT_NUMBER[0], SEALED_NUMBER[0])


@dataclass(frozen=True, slots=True)
class Line:
    """One entry in words that can be coded: who, in which post, what, on which record, and why."""

    entry: Entry
    post: str
    number: str
    reason: str


@dataclass(frozen=True, slots=True)
class CaseAccess:
    """A case, and the entries about it, its report and its response."""

    case: Case
    entries: QuerySet[Entry]


@dataclass(frozen=True, slots=True)
class OfficerAccess:
    """An account, and the entries that it left."""

    account: User
    entries: QuerySet[Entry]


def case_by_number(actor: Actor, typed: str) -> Case:
    """A case of the own institution by its number or that of its report or response, sealed or not; Missing otherwise,
    in the same words and by the same statement, also for one that is not there for the actor."""
    numbers = [read for space in _SPACES if (read := read_number(typed, space))]
    reports = Report.objects.filter(number__in=numbers).values("pk")
    responses = Dispatch.objects.filter(number__in=numbers).values("report_id")
    named = Q(number__in=numbers) | Q(report_id__in=reports) | Q(report_id__in=responses)
    return _seen(actor, Case.objects.filter(named))


def case_by_id(actor: Actor, case_id: uuid.UUID) -> Case:
    """The same by id."""
    return _seen(actor, Case.objects.filter(pk=case_id))


def _seen(actor: Actor, cases: QuerySet[Case]) -> Case:
    found = cases.filter(open_to(actor)).select_related("institution", "cell").first()
    if found is None or not permits(actor, MAY_OVERSEE_FILE, found):
        raise Missing(_("There is no such case for you."))
    return found


@discloses("oversight.case", needs=MAY_OVERSEE_FILE, subject=Case)
def access_to_case(actor: Actor, case: Case) -> CaseAccess:
    """Everything that was done with and seen of a case, its report and its response."""
    return CaseAccess(case, Entry.objects.filter(_about(case)))


def last_looks_at(actor: Actor, case: Case) -> list[Line]:
    """The last ten looks at a case for who works on it, newest first. Those of oversight stay out, so that nobody is
    warned of an inquiry."""
    found = Entry.objects.filter(_about(case), kind__in=LOOKS).exclude(name__startswith="oversight.")
    return lines_of(actor, found.order_by("-id")[:_LAST])


def _about(case: Case) -> Q:
    """Entries about a case, its report and its response."""
    about = Q(subject_type="cases.case", subject_id=str(case.pk))
    about |= Q(subject_type="intake.report", subject_id=str(case.report_id))
    for pk in Dispatch.objects.filter(report_id=case.report_id).values_list("pk", flat=True):
        about |= Q(subject_type="response.dispatch", subject_id=str(pk))
    return about


def officer_account(actor: Actor, typed: str) -> User:
    """An account by sign-in name or staff code, of the own institution or of nobody's; Missing otherwise."""
    named = Q(username=typed.strip().lower()) | Q(officer__staff_code__iexact=typed.strip())
    found = User.objects.select_related("officer").filter(named).first()
    if found is None or not _of_institution(actor, found):
        raise Missing(_("There is no such officer for you."))
    return found


def account_by_id(actor: Actor, user_id: uuid.UUID) -> User:
    """The same by id."""
    found = one_of(User.objects.select_related("officer").filter(pk=user_id))
    if found is None or not _of_institution(actor, found):
        raise Missing(_("There is no such officer for you."))
    return found


def _of_institution(actor: Actor, account: User) -> bool:
    there = account.officer.institution_id if account.officer else None
    return actor.institution_id is None or there in (None, actor.institution_id)


@discloses("oversight.officer", needs=MAY_OVERSEE, subject=User)
def access_of_officer(actor: Actor, account: User, *, day: date | None = None, looks: bool = True) -> OfficerAccess:
    """What an account opened, or all that it did; of one day of the desk's clock where one is named."""
    if not _of_institution(actor, account):
        raise Missing(_("There is no such officer for you."))
    found = Entry.objects.filter(actor_id=account.pk)
    if looks:
        found = found.filter(kind__in=LOOKS)
    if day is not None:
        start = timezone.make_aware(datetime.combine(day, time()))
        found = found.filter(at__gte=start, at__lt=start + timedelta(days=1))
    return OfficerAccess(account, found)


def lines_of(actor: Actor, entries: Iterable[Entry]) -> list[Line]:
    """Entries with post and number; those about a sealed case of another cell are left out."""
    entries = list(entries)
    posts = dict(
        Post.objects.filter(pk__in={each.post_id for each in entries if each.post_id}).values_list("pk", "title")
    )
    ids: dict[str, set[str]] = defaultdict(set)
    for each in entries:
        ids[each.subject_type].add(each.subject_id)
    numbers = {
        (model._meta.label_lower, str(pk)): number
        for model in _NUMBERED
        if ids[model._meta.label_lower]
        for pk, number in model.objects.filter(pk__in=ids[model._meta.label_lower]).values_list("pk", "number")
    }
    hidden = _hidden(actor, ids)
    return [
        Line(
            each,
            posts.get(each.post_id, "") if each.post_id else "",
            numbers.get((each.subject_type, each.subject_id), ""),
            str(each.notes.get("reason", "")),
        )
        for each in entries
        if (each.subject_type, each.subject_id) not in hidden
    ]


def _hidden(actor: Actor, ids: dict[str, set[str]]) -> set[tuple[str, str]]:
    """Which of the records do not exist for the actor: of a sealed file of another cell, or barred by a conflict."""
    return {
        (model._meta.label_lower, pk)
        for model in kept_models()
        if ids.get(model._meta.label_lower)
        for pk in hidden_among(actor, model, ids[model._meta.label_lower])
    }
