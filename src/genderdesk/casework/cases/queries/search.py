"""Looking for a person: an act of its own, with a reason and a reference, recorded also where nothing is found."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from genderdesk.casework.cases.access import MAY_SEE_CASES, visible_to
from genderdesk.casework.cases.models import Case, NameToken
from genderdesk.casework.cases.vocabulary import SearchBy, SearchReason
from genderdesk.groundwork.foundation.names import plain_words
from genderdesk.groundwork.platform.refusals import Invalid, demand_phone
from genderdesk.groundwork.protection.access import Actor, permits
from genderdesk.groundwork.protection.disclosures import discloses
from genderdesk.groundwork.protection.vault import blind_index, exact_names, name_sounds
from genderdesk.organisation.institution.queries import closeness

MOST_FOUND = 10
_MOST_PARTS = 6
# A number of a case, report, incident or call: signs of a register, never words, since it stands in the ledger.
_REFERENCE = re.compile(r"(?=.*\d)[A-Z0-9][A-Z0-9/.-]{2,29}")
_LISTED = ("pk", "number", "state", "opened_at", "survivor__code", "desk__name")


@dataclass(frozen=True, slots=True)
class Found:
    """One file that fits: codes only, and whether the name is written the same or only sounds alike."""

    case: Any
    exact: bool


@dataclass(frozen=True, slots=True)
class Search:
    """What a search found. ``close`` is ``own`` or ``family`` where somebody looked for herself or a relative."""

    found: list[Found] = field(default_factory=list)
    close: str = ""

    def notes(self) -> dict[str, Any]:
        """What the ledger keeps of it."""
        return {"found": len(self.found)} | ({"close": self.close} if self.close else {})


def read_reference(typed: str) -> str:
    """The reference as the ledger keeps it; Invalid where it is no number of a register."""
    written = "".join(typed.upper().split())
    if not _REFERENCE.fullmatch(written):
        raise Invalid(
            _("Write the number of the case, report, incident or call, such as R-7K3M-92QX. No names."), "reference"
        )
    return written


def search_person(actor: Actor, *, by: SearchBy, value: str, reason: SearchReason, reference: str) -> Search:
    """Look for a person among the files that the actor may see; at most ten, those written the same first.

    Whatever the actor may not see is answered as if it were not there. Invalid for an unreadable number, a single name
    (which would list half a district; headquarters may) or a reference that is none: nothing is looked for then.
    """
    written = read_reference(reference)
    sought = _sought(actor, by, value)
    # The slow digest is worked out before the look opens its transaction.
    digest = blind_index(by, sought) if by is not SearchBy.NAME else ""
    return _look(actor, by=by, sought=sought, digest=digest, reason=reason, reference=written)


@discloses(
    "case.search",
    needs=MAY_SEE_CASES,
    kind="search",
    notes=("by", "reason", "reference"),
    results=Search.notes,
)
def _look(actor: Actor, *, by: SearchBy, sought: str, digest: str, reason: SearchReason, reference: str) -> Search:
    if by is SearchBy.NAME:
        return Search(_by_name(actor, sought), closeness(actor.officer_id, names=sought))
    column = "survivor__phone_index" if by is SearchBy.PHONE else "survivor__national_id_index"
    rows = _found_by(actor, Case.objects.filter(**{column: digest}))
    close = closeness(actor.officer_id, phone_index=digest) if by is SearchBy.PHONE else ""
    return Search([Found(row, True) for row in rows], close)


def _sought(actor: Actor, by: SearchBy, value: str) -> str:
    if by is SearchBy.PHONE:
        return demand_phone(value, "value")
    if by is SearchBy.NATIONAL_ID:
        signs = "".join(sign for sign in value.upper() if sign.isalnum())
        if not any(sign.isdigit() for sign in signs):
            raise Invalid(_("This is not the number of an identity card or passport."), "value")
        return signs
    parts = plain_words(value)
    if len(parts) < (1 if actor.national else 2) or len(parts) > _MOST_PARTS:
        raise Invalid(_("Write a given name and a family name."), "value")
    return value


def _by_name(actor: Actor, names: str) -> list[Found]:
    exact = _found_by(actor, _with_all(Case.objects.all(), exact_names(names), exact=True))
    found = {row.pk: Found(row, True) for row in exact}
    for row in _found_by(actor, _with_all(Case.objects.all(), name_sounds(names), exact=False)):
        found.setdefault(row.pk, Found(row, False))
    return list(found.values())[:MOST_FOUND]


def _found_by(actor: Actor, fitting: QuerySet[Case]) -> list[Any]:
    """Those of these files that the actor may see, the newest first; one that was joined to another leads to that."""
    parts = fitting.filter(joined_to__isnull=False).select_related("joined_to")[:MOST_FOUND]
    wholes = {each.joined_to_id for each in parts if permits(actor, MAY_SEE_CASES, each)}
    inside = Q(pk__in=fitting.values("pk")) | Q(pk__in=wholes) if wholes else Q(pk__in=fitting.values("pk"))
    return list(_listed(visible_to(actor).filter(inside))[:MOST_FOUND])


def _with_all(cases: QuerySet[Case], digests: frozenset[str], *, exact: bool) -> QuerySet[Case]:
    for digest in sorted(digests):
        cases = cases.filter(pk__in=NameToken.objects.filter(digest=digest, exact=exact).values("case"))
    return cases


def _listed(cases: QuerySet[Case]) -> QuerySet[Any, Any]:
    return cases.order_by("-opened_at", "-pk").values_list(*_LISTED, named=True)
