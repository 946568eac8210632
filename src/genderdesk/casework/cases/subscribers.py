"""What cases hear: a report is opened, a conflict declared, a unit or a referral moves, a file is erased."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from genderdesk.casework.cases.acts import hear, open_case, receive_care, release_case, stop_transfer
from genderdesk.casework.cases.acts.indexes import empty_indexes, renew_names, renew_names_of_suspect
from genderdesk.casework.cases.models import Case, Survivor, Suspect
from genderdesk.casework.cases.queries import case_and_whole, fallen_offers, whole_case
from genderdesk.casework.cases.rules import care_received
from genderdesk.casework.cases.vocabulary import CLOSED, EventKind
from genderdesk.casework.intake.queries import report_by_id
from genderdesk.groundwork.platform import events
from genderdesk.groundwork.protection.access import SYSTEM
from genderdesk.groundwork.protection.vault import erasure, reindex, retention


@events.subscribe("report.opened")
def open_from_report(*, event_id: uuid.UUID, report_id: str, **_ids: str) -> None:
    """Open the case of a report; heard twice, there is still one."""
    report = report_by_id(report_id)
    if report is not None:
        open_case.once(event_id)(SYSTEM, report=report)


@events.subscribe("file.conflict_declared")
def take_out_of_hands(*, event_id: uuid.UUID, report_id: str, **_ids: str) -> None:
    """Take the case from whoever must not hold it any more."""
    case = Case.objects.filter(report_id=report_id).first()
    if case is not None:
        release_case.once(uuid.uuid5(event_id, "cases"))(SYSTEM, case)


@events.subscribe("consent.revoked")
@events.subscribe("case.closed")
def stop_transfers(*, event_id: uuid.UUID, case_id: str, **_ids: str) -> None:
    """A withdrawn consent ends at once the offer to another institution that rests on it, also that of the file which
    its own was joined to; a closed case ends every offer."""
    for each in case_and_whole(uuid.UUID(case_id)):
        for offer in fallen_offers(each):
            stop_transfer.once(uuid.uuid5(event_id, f"transfer {each}"))(SYSTEM, offer)


def _of_unit(kind: EventKind) -> events.Subscriber:
    def heard(*, event_id: uuid.UUID, report_id: str, **_ids: str) -> None:
        case = whole_case(report_id=report_id)
        if case is not None:
            hear.once(uuid.uuid5(event_id, "cases"))(SYSTEM, case, kind=kind)

    return heard


def _of_referral(kind: EventKind) -> events.Subscriber:
    def heard(*, event_id: uuid.UUID, case_id: str, **_ids: str) -> None:
        case = whole_case(pk=case_id)
        if case is not None:
            hear.once(uuid.uuid5(event_id, "cases"))(SYSTEM, case, kind=kind)

    return heard


# Another room's event → the line that it leaves in the timeline.
_UNIT_WORD = {
    "response.arrived": EventKind.UNIT_ARRIVED,
    "response.with_survivor": EventKind.UNIT_WITH_SURVIVOR,
    "response.cleared": EventKind.UNIT_CLEARED,
}
_REFERRAL_WORD = {
    "referral.sent": EventKind.REFERRAL_SENT,
    "referral.accepted": EventKind.REFERRAL_ACCEPTED,
    "referral.declined": EventKind.REFERRAL_DECLINED,
    "referral.attended": EventKind.REFERRAL_ATTENDED,
    "referral.missed": EventKind.REFERRAL_MISSED,
    "referral.concluded": EventKind.REFERRAL_CONCLUDED,
    "referral.revoked": EventKind.REFERRAL_REVOKED,
    "referral.closed": EventKind.REFERRAL_CLOSED,
}


@events.subscribe("referral.attended")
def keep_care(*, event_id: uuid.UUID, case_id: str, service: str, received: str, at: str, **_ids: str) -> None:
    """What was received at a provider stops the clocks that it meets."""
    found = care_received(service, received.split("|"))
    case = whole_case(pk=case_id)
    if case is not None and found:
        kept = receive_care.once(uuid.uuid5(event_id, "care"))
        kept(SYSTEM, case, received=list(found), at=datetime.fromisoformat(at))


for _name, _kind in _UNIT_WORD.items():
    events.subscribe(_name)(_of_unit(_kind))
for _name, _kind in _REFERRAL_WORD.items():
    events.subscribe(_name)(_of_referral(_kind))


@erasure.follows_erasure
def forget_name(file_id: uuid.UUID) -> None:
    """Destroy the digests by which a name was found; inside the act that erases."""
    case = Case.objects.select_for_update().filter(report_id=file_id).first()
    if case is not None:
        empty_indexes(case)


@erasure.goes_along
def parts_of(file_id: uuid.UUID) -> list[uuid.UUID]:
    """The files of the same person that were joined to a file are erased with it."""
    return list(Case.objects.filter(joined_to__report_id=file_id).values_list("report_id", flat=True))


def _closed(before: date) -> Iterable[tuple[uuid.UUID, date]]:
    """What was joined to another file ends with that one, and goes along with it."""
    found = Case.objects.filter(state=CLOSED, closed_at__date__lt=before)
    return [(file_id, at.date()) for file_id, at in found.values_list("report_id", "closed_at").iterator() if at]


retention.kind("case", _("Cases that are closed"), _closed)

for _model, _column, _type, _value in (
    (Survivor, "phone_index", "phone", "phone"),
    (Survivor, "national_id_index", "national_id", "national_id"),
    (Suspect, "phone_index", "phone", "phone"),
    (Suspect, "identifier_index", "national_id", "identifier"),
):
    reindex.indexes_number(reindex.Number(_model, _column, _type, reindex.sealed_in(_value), ("case",)))
reindex.indexes_names(reindex.Names(Survivor, renew_names, ("case",)))
reindex.indexes_names(reindex.Names(Suspect, renew_names_of_suspect, ("case",)))
