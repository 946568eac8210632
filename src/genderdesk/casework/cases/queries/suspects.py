"""The suspects of a file in codes, who they are by a recorded look, and the search of the register before one is named.

A repeat offender shows as a number of other files, and as links to those that the reader may open; a sealed file of
another cell, or one from which a conflict bars the reader, is neither counted nor found.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.cases.access import MAY_SEE_SUSPECTS, within_reach
from genderdesk.casework.cases.models import Case, Suspect, SuspectToken
from genderdesk.casework.cases.rules import SuspectWords
from genderdesk.casework.cases.vocabulary import ARRESTED, CUSTODY, CUSTODY_WARN_HOURS, Likeness, LookReason
from genderdesk.groundwork.foundation.names import plain_words
from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import Actor, permits
from genderdesk.groundwork.protection.circle import open_to
from genderdesk.groundwork.protection.disclosures import discloses
from genderdesk.groundwork.protection.vault import exact_names, name_sounds
from genderdesk.organisation.institution.queries import closeness

# How many persons a search of the register gives, and how many of their files are listed.
MOST_MATCHES = 10
_MOST_FILES = 20
_MOST_PARTS = 6
_RELATED = ("case__institution", "case__report", "case__assigned_to", "case__death")


@dataclass(frozen=True, slots=True)
class OpenedSuspect:
    """Who one suspect is, opened for one reader."""

    suspect_id: uuid.UUID
    words: SuspectWords


@dataclass(frozen=True, slots=True)
class OtherFiles:
    """How many other files name the same person, and those that the reader may open."""

    number: int = 0
    cases: list[Case] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Match:
    """Somebody in the register who may be the one who is named: why, and in which files."""

    code: str
    likeness: Likeness
    files: OtherFiles
    in_this_case: bool


@dataclass(frozen=True, slots=True)
class RegisterSearch:
    """What a search of the register found; ``close`` where the reader's own name or a relative's was looked for."""

    matches: list[Match]
    close: str = ""

    def notes(self) -> dict[str, Any]:
        """What the ledger keeps of it."""
        return {"found": len(self.matches)} | ({"close": self.close} if self.close else {})


def number_of_suspects(case: Case) -> int:
    """How many suspects a file names, which everybody who works on it may know."""
    return Suspect.objects.filter(case=case).count()


def suspects_of(case: Case) -> list[Suspect]:
    """The suspects of a file in codes, in the order in which they were named."""
    return list(Suspect.objects.filter(case=case).select_related(*_RELATED).order_by("added_at", "id"))


def suspect_for(actor: Actor, case_id: uuid.UUID, suspect_id: uuid.UUID) -> Suspect:
    """A suspect of a file whose suspects the actor may open; Missing otherwise."""
    related = (*_RELATED, "case__survivor", "case__incident", "case__desk", "case__district")
    found = one_of(Suspect.objects.select_related(*related).filter(pk=suspect_id, case_id=case_id))
    if found is None or not permits(actor, MAY_SEE_SUSPECTS, found):
        raise Missing(_("There is no such suspect in a case of your desk."))
    return found


def words_of(suspect: Suspect) -> SuspectWords:
    """The sealed words of a suspect, inside an act or a disclosure."""
    return SuspectWords(**{name: getattr(suspect, name).open() for name in SuspectWords.__slots__})


@discloses("suspect.identity", needs=MAY_SEE_SUSPECTS, subject=Case, notes=("reason",))
def names_of_suspect(
    actor: Actor, case: Case, *, reason: LookReason, suspect_id: uuid.UUID | None = None
) -> list[OpenedSuspect]:
    """Who the suspects of a file are, or one of them, and where to be careful."""
    found = Suspect.objects.filter(case=case)
    if suspect_id is not None:
        found = found.filter(pk=suspect_id)
    return [OpenedSuspect(each.pk, words_of(each)) for each in found.select_related("case")]


def _register(actor: Actor, institution_id: uuid.UUID) -> QuerySet[Suspect]:
    """Every row of an institution's register that is there for the actor."""
    return Suspect.objects.filter(open_to(actor, "case__"), case__institution_id=institution_id)


def other_files(actor: Actor, case: Case, codes: Iterable[str]) -> dict[str, OtherFiles]:
    """For each person of the register: in how many other files, and which of them the actor may open. One question.

    A file that was joined to another is not one more: that other one stands for it."""
    wanted = sorted(set(codes))
    if not wanted:
        return {}
    rows = _register(actor, case.institution_id).filter(code__in=wanted).exclude(case_id=case.pk)
    found: dict[str, dict[uuid.UUID, Case]] = defaultdict(dict)
    for each in rows.select_related(*_RELATED, "case__joined_to__institution").order_by("-case__opened_at"):
        whole = each.case.joined_to or each.case
        if whole.pk != case.pk:
            found[each.code].setdefault(whole.pk, whole)
    return {code: _other_files(actor, list(cases.values())) for code, cases in found.items()}


def _other_files(actor: Actor, cases: list[Case]) -> OtherFiles:
    return OtherFiles(len(cases), [each for each in cases if permits(actor, MAY_SEE_SUSPECTS, each)][:_MOST_FILES])


@discloses("suspect.search", needs=MAY_SEE_SUSPECTS, subject=Case, kind="search", results=RegisterSearch.notes)
def look_in_register(
    actor: Actor, case: Case, *, names: str, phone_index: str, identifier_index: str
) -> RegisterSearch:
    """Who in the register may be the person that is named; the digests of the numbers are worked out before."""
    close = closeness(actor.officer_id, names=names, phone_index=phone_index)
    return RegisterSearch(matching(actor, case, names, phone_index, identifier_index), close)


def matching(actor: Actor, case: Case, names: str, phone_index: str, identifier_index: str) -> list[Match]:
    """At most ten persons of the register, the surest first; a name is looked for by two parts or more."""
    register = _register(actor, case.institution_id)
    found: dict[str, Likeness] = {}
    for likeness, rows in _ways(register, names, phone_index, identifier_index):
        for code in rows.order_by("code").values_list("code", flat=True).distinct()[:MOST_MATCHES]:
            if len(found) < MOST_MATCHES:
                found.setdefault(code, likeness)
    ours = set(Suspect.objects.filter(case=case, code__in=found).values_list("code", flat=True)) if found else set()
    files = other_files(actor, case, found)
    return [Match(code, likeness, files.get(code, OtherFiles()), code in ours) for code, likeness in found.items()]


def _ways(
    register: QuerySet[Suspect], names: str, phone_index: str, identifier_index: str
) -> Iterable[tuple[Likeness, QuerySet[Suspect]]]:
    if identifier_index:
        yield Likeness.IDENTIFIER, register.filter(identifier_index=identifier_index)
    if phone_index:
        yield Likeness.PHONE, register.filter(phone_index=phone_index)
    if 2 <= len(plain_words(names)) <= _MOST_PARTS:
        yield Likeness.NAME, register.filter(_with_all(exact_names(names), exact=True))
        yield Likeness.SOUND, register.filter(_with_all(name_sounds(names), exact=False))


def _with_all(digests: frozenset[str], *, exact: bool) -> Q:
    found = Q()
    for digest in sorted(digests):
        found &= Q(pk__in=SuspectToken.objects.filter(digest=digest, exact=exact).values("suspect"))
    return found


def custody_ending(actor: Actor) -> list[Suspect]:
    """Arrested suspects whose custody ends within a day or has ended, of cases whose suspects the actor may open."""
    before = timezone.now() + timedelta(hours=CUSTODY_WARN_HOURS) - timedelta(days=CUSTODY.days)
    found = Suspect.objects.filter(within_reach(actor, "case__"), state=ARRESTED, arrested_at__lt=before)
    rows = found.select_related("case__report").order_by("arrested_at")[:200]
    return [each for each in rows if permits(actor, MAY_SEE_SUSPECTS, each)]
