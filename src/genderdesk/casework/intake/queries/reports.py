"""Reports: lists, one report, looking for an earlier one."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.intake import rules
from genderdesk.casework.intake.access import MAY_SEE_REPORTS, all_visible_to, sealed_to, visible_to
from genderdesk.casework.intake.models import Report
from genderdesk.casework.intake.vocabulary import REPORT_NUMBER, SEALED_NUMBER, LookedFor, Urgency
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.foundation.ids import read_number
from genderdesk.groundwork.foundation.phones import PhoneError, mask_phone, read_phone
from genderdesk.groundwork.foundation.times import Moment, Precision
from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.platform.refusals import Missing, Refused
from genderdesk.groundwork.protection import outlets
from genderdesk.groundwork.protection.access import Actor, permits
from genderdesk.groundwork.protection.circle import open_to
from genderdesk.groundwork.protection.disclosures import discloses
from genderdesk.groundwork.protection.models import Entry
from genderdesk.groundwork.protection.vault import blind_index
from genderdesk.organisation.institution.queries import closeness
from genderdesk.organisation.paper.queries import ToPaper, serial_noted, to_paper

MOST_MATCHES = 10
SEARCH = "report.search"


# The coded answers of a report that its form asks for under the same names.
_ON_FORM = (
    "safe_to_talk", "immediate_danger", "injured_or_recent", "child_involved", "staff_involved", "stated_kind",
    "safe_to_contact", "channel", "reporter_type",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Telling:
    """What one report tells of a person, opened for one reader."""

    name: str
    phone: str
    safe_contact: dict[str, Any]
    place: str
    narrative: str
    additions: list[tuple[Any, str]]


@dataclass(frozen=True, slots=True)
class Match:
    """An earlier report that may be about the same event, and why it is shown."""

    report: Report
    same_phone: bool
    near: bool


# What a list shows of a report, and nothing more: no sealed value is read, no record made of each row.
_LISTED = (
    "pk",
    "number",
    "state",
    "received_at",
    "channel",
    "stated_kind",
    "district__name",
    "immediate_danger",
    "injured_or_recent",
    "child_involved",
)


def reports(actor: Actor, *, open_only: bool = False, sealed: bool = False) -> QuerySet[Any, Any]:
    """The reports an actor may list, as plain rows; or the sealed ones of her cells, which stand apart."""
    query = (sealed_to(actor) if sealed else visible_to(actor)).values_list(*_LISTED, named=True)
    return query.filter(state__in=["received", "triaged"]) if open_only else query


def report_for(actor: Actor, report_id: uuid.UUID) -> Report:
    """One report that the actor may see; Missing otherwise, whether or not it exists."""
    found = (
        all_visible_to(actor).select_related("district", "sector", "desk__unit", "duplicate_of").filter(pk=report_id)
    )
    if (report := found.first()) is None:
        raise Missing(_("There is no such report for your desk."))
    return report


def report_by_number(actor: Actor, typed: str) -> Report | None:
    """The report of a typed number, or None where there is none that the actor may see."""
    number = read_number(typed, REPORT_NUMBER[0])
    if number:
        return visible_to(actor).filter(number=number).first()
    number = read_number(typed, SEALED_NUMBER[0])
    return sealed_to(actor).filter(number=number).first() if number else None


def report_by_id(report_id: uuid.UUID | str) -> Report | None:
    """A report for another room's subscriber or job; shows nothing sealed."""
    return one_of(Report.objects.select_related("institution", "district", "desk").filter(pk=report_id))


def report_stays(report: str = "report_id", institution: str = "institution_id") -> Exists:
    """The condition that a record's report is still with the record's institution and went to no other one.

    It asks for what is there: of a report that went, PostgreSQL itself shows the first institution nothing.
    """
    return Exists(Report.objects.filter(pk=OuterRef(report), institution_id=OuterRef(institution)))


def reports_of_contact(contact_id: uuid.UUID) -> QuerySet[Report]:
    """Reports written during one contact."""
    return Report.objects.filter(contact_id=contact_id).order_by("received_at")


def report_is_there(actor: Actor, **by: Any) -> uuid.UUID | None:
    """The id of the report with this id where there is one for the actor, None otherwise."""
    return all_visible_to(actor).filter(**by).values_list("pk", flat=True).first()


@discloses("report.telling", needs=MAY_SEE_REPORTS, subject=Report)
def telling_of(actor: Actor, report: Report) -> Telling:
    """Name, number, place and narrative of a report."""
    return Telling(
        name=report.reporter_name.open(),
        phone=report.reporter_phone.open(),
        safe_contact=report.safe_contact.open(),
        place=report.place_text.open(),
        narrative=report.narrative.open(),
        additions=[(each.added_at, each.text.open()) for each in report.additions.order_by("added_at")],
    )


outlets.on_ground(
    "report.form",
    outlets.Kind.EXPORT,
    "for somebody who works on the report, to be kept with its file; handing something on is another outlet",
    identity=True,
)


@discloses("report.form", needs=MAY_SEE_REPORTS, subject=Report, kind="export", results=serial_noted)
def report_on_paper(actor: Actor, report: Report) -> ToPaper:
    """A report with what was told, as the form for it was filled in."""
    told = {name: getattr(report, name) for name in _ON_FORM}
    occurred = Moment(report.occurred_at, Precision(report.occurred_precision)) if report.occurred_at else None
    begun = told | {
        "received": Moment(report.received_at),
        "occurred": occurred,
        "district": report.district_id or "",
        "sector": report.sector_id or "",
        "reporter_name": report.reporter_name.open(),
        "reporter_phone": report.reporter_phone.open(),
        "contact_notes": (report.safe_contact.open() or {}).get("notes", ""),
        "place_text": report.place_text.open(),
        "narrative": report.narrative.open(),
    }
    return to_paper(report, begun)


@discloses("report.contact_words", needs=MAY_SEE_REPORTS, subject=Report)
def _contact_words_of(actor: Actor, report: Report) -> dict[str, Any]:
    return dict(report.safe_contact.open())


def contact_words(actor: Actor, reports: Iterable[Report]) -> list[dict[str, Any]]:
    """Who may answer, the code word and the like, of those of these reports that the actor may see; never what was
    told."""
    known = [each for each in reports if each.safe_contact and permits(actor, MAY_SEE_REPORTS, each)]
    return [words for each in known if (words := _contact_words_of(actor, each))]


def possible_duplicates(
    actor: Actor,
    *,
    phone: str = "",
    district_code: str = "",
    around: Any = None,
    other_than: uuid.UUID | None = None,
    reason: LookedFor = LookedFor.BEFORE_REPORT,
    reference: uuid.UUID,
) -> list[Match]:
    """Earlier reports with the same phone number, or of the same district within 72 hours; at most ten, newest first.

    Looking for a person is itself recorded in the ledger, with the number of what was found. ``reference`` is what it
    was done for: the operation under which the report is then saved, or the contact that it is written in. An
    unreadable number matches nothing. Refused for who typed too many numbers within the hour.
    """
    # The slow digest is worked out before the look opens its transaction.
    digest = _digest(phone)
    if digest and reason is LookedFor.BEFORE_REPORT:
        _demand_few(actor)
    found = _look_for(
        actor,
        digest=digest,
        district_code=district_code,
        around=around,
        other_than=other_than,
        by="phone" if digest else "place",
        reason=reason,
        reference=reference,
    )
    return found.matches


def _demand_few(actor: Actor) -> None:
    """The search before a report is none for people: an hour has room for as many reports as one person writes."""
    since = timezone.now() - timedelta(hours=1)
    typed = Entry.objects.filter(actor_id=actor.id, name=SEARCH, kind="search", at__gt=since).values_list("notes")
    if sum(notes.get("by") == "phone" and notes.get("reason") == LookedFor.BEFORE_REPORT for (notes,) in typed) < (
        rules.MOST_NUMBERS_AN_HOUR
    ):
        return
    raise Refused(
        _("You have looked for many numbers within this hour. Write the report without searching; oversight is told.")
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """What a search found. ``close`` is ``own`` or ``family`` where somebody looked for herself or a relative."""

    matches: list[Match]
    close: str

    def notes(self) -> dict[str, Any]:
        """What the ledger keeps of it."""
        same = sum(each.same_phone for each in self.matches)
        return {"found": len(self.matches), "same_number": same} | ({"close": self.close} if self.close else {})


@discloses(SEARCH, needs=MAY_SEE_REPORTS, kind="search", notes=("by", "reason", "reference"), results=_Found.notes)
def _look_for(
    actor: Actor,
    *,
    digest: str,
    district_code: str,
    around: Any,
    other_than: uuid.UUID | None,
    by: str,
    reason: LookedFor,
    reference: uuid.UUID,
) -> _Found:
    query = visible_to(actor).select_related("district").order_by("-received_at", "-pk")
    if other_than:
        query = query.exclude(pk=other_than)
    same = list(query.filter(phone_index=digest)[:MOST_MATCHES]) if digest else []
    near: list[Report] = []
    if district_code:
        moment = around or timezone.now()
        window = timedelta(hours=rules.NEAR_HOURS)
        near = list(
            query.filter(district_id=district_code, received_at__range=(moment - window, moment + window))[
                :MOST_MATCHES
            ]
        )
    found = {report.pk: Match(report, True, report in near) for report in same}
    for report in near:
        found.setdefault(report.pk, Match(report, False, True))
    matches = sorted(found.values(), key=lambda match: (not match.same_phone, -match.report.received_at.timestamp()))
    return _Found(matches[:MOST_MATCHES], closeness(actor.officer_id, phone_index=digest) if digest else "")


def _digest(typed: str) -> str:
    try:
        return blind_index("phone", read_phone(typed)) if typed.strip() else ""
    except PhoneError:
        return ""


def earlier_reports_of_phone(actor: Actor, phone_index: str, institution_id: uuid.UUID) -> int:
    """How many reports came from one number, for the banner "called before"; the number itself is not opened.

    Sealed reports have no index, and what the actor's circle leaves out is not counted.
    """
    if not phone_index:
        return 0
    inside = open_to(actor, file="id", cells=False)
    return Report.objects.filter(inside, phone_index=phone_index, institution_id=institution_id).count()


def numbers_told_danger(
    actor: Actor, indexes: Iterable[str], institution_id: uuid.UUID, *, since: datetime
) -> frozenset[str]:
    """Which of these numbers told of immediate danger, in a report since a time; digests only, nothing is opened."""
    found = Report.objects.filter(
        open_to(actor, file="id", cells=False),
        phone_index__in=set(indexes),
        institution_id=institution_id,
        immediate_danger=Answer.YES,
        received_at__gte=since,
    )
    return frozenset(found.values_list("phone_index", flat=True))


@discloses("report.masked_phone", needs=MAY_SEE_REPORTS, subject=Report)
def masked_phone_of(actor: Actor, report: Report) -> str:
    """The reporter's number with its middle hidden."""
    phone = report.reporter_phone.open(if_erased="")
    return mask_phone(phone) if phone else ""


def urgency_of(report: Any) -> Urgency:
    """How soon somebody must act on the report, or on a row of the list."""
    return rules.urgency_of(
        Answer.read(report.immediate_danger), Answer.read(report.injured_or_recent), Answer.read(report.child_involved)
    )
