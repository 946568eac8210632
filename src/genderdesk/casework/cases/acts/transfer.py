"""A case goes to another desk: the one offers it, the other takes it, and only then the file goes."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.cases.access import (
    FILE_ROLES,
    MAY_HEAR,
    MAY_TAKE_TRANSFER,
    MAY_TRANSFER,
    MAY_WITHDRAW_TRANSFER,
)
from genderdesk.casework.cases.acts.circle import demand_may_hold
from genderdesk.casework.cases.acts.count_again import count_again
from genderdesk.casework.cases.acts.timeline import tell
from genderdesk.casework.cases.companions import companions_of
from genderdesk.casework.cases.models import Case, HandOver, Transfer
from genderdesk.casework.cases.queries.gate import Permit, demand_permit, permit_for
from genderdesk.casework.cases.queries.outlets import TRANSFERRING
from genderdesk.casework.cases.vocabulary import (
    ANSWER_HOURS,
    CASE,
    OFFERED,
    TRANSFER,
    TRANSFER_OFFERED,
    TRANSFER_REFUSED,
    TRANSFER_STOPPED,
    TRANSFER_TAKEN,
    TRANSFER_WITHDRAWN,
    WITHDRAWN,
    EventKind,
    TransferReason,
    TransferRefusal,
)
from genderdesk.casework.intake.acts import move_report
from genderdesk.casework.intake.models import Report
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform.refusals import Conflict
from genderdesk.groundwork.protection import circle, vault, walls
from genderdesk.groundwork.protection.access import SYSTEM, Actor
from genderdesk.groundwork.protection.acts import Invalid, act
from genderdesk.groundwork.protection.two_persons import demand_another
from genderdesk.organisation.institution.models import Desk, Officer
from genderdesk.organisation.institution.queries import posts_of_officer
from genderdesk.organisation.places.vocabulary import Level


@act("transfer.offer", needs=MAY_TRANSFER, subject=Case, states=CASE, notes=("reason",))
def offer_transfer(actor: Actor, case: Case, *, desk: Desk, reason: TransferReason, agreed: Answer) -> Transfer:
    """Offer a case to another desk; until that takes it, it stays where it is.

    To another institution it goes only under her or his live consent to the whole support file there, or an exception
    of the law. Raises Invalid without one, where something is withheld in it, for the own or a closed desk, where she
    or he does not want it, and for a sealed file; Conflict where it is offered already.
    """
    if case.cell_id is not None:
        raise Invalid(_("A sealed file goes to no desk. Its cell hands it to another cell."), "desk")
    if desk.pk == case.desk_id or desk.closed_on is not None:
        raise Invalid(_("Choose another desk that is open."), "desk")
    if agreed is Answer.NO:
        raise Invalid(_("She or he does not want this, so the case stays here."), "agreed")
    if Transfer.objects.filter(case=case, state=TRANSFER_OFFERED).exists():
        raise Conflict(_("This case is offered to another desk already. Take that offer back first."))
    receiver = desk.unit.institution
    permit = None
    if receiver.pk != case.institution_id:
        permit = demand_permit(case, TRANSFERRING, receiver.pk, field="desk")
        _demand_whole(permit, "desk")
    now = timezone.now()
    offer = Transfer(
        case=case,
        file_id=case.report_id,
        number=case.number,
        institution=case.institution,
        desk=case.desk,
        receiver=receiver,
        to_desk=desk,
        reason=reason,
        agreed=agreed.value,
        ground_id=permit.ground_id if permit else None,
        by_law=permit is not None and permit.by_law,
        risk_level=case.risk_level,
        gbv_type=case.incident.gbv_type,
        age_band=case.survivor.age_band,
        offered_at=now,
        offered_by=actor.id,
        offered_officer=actor.officer_id,
        answer_due_at=now + timedelta(hours=ANSWER_HOURS[case.risk_level]),
    )
    offer.save(force_insert=True)
    tell(case, actor, EventKind.TRANSFER_OFFERED, desk.name)
    circle.tell(offer, f"institution:{receiver.pk}", "transfer")
    return offer


def _lock_file(offer: Transfer) -> None:
    """Lock the report and the case of an offer before itself, in the order of a sealing (``intake.acts.conflicts``): so
    neither waits for the other, and the offer is read once a sealing that came first is over."""
    for locked in (Report.objects.filter(pk=offer.file_id), Case.objects.filter(pk=offer.case_id)):
        list(locked.select_for_update().values_list("pk", flat=True))


@act("transfer.take", needs=MAY_TAKE_TRANSFER, subject=Transfer, states=TRANSFER, locks=_lock_file)
def take_transfer(actor: Actor, offer: Transfer, *, officer: Officer) -> Transfer:
    """Take an offered case to the own desk, into an officer's hands. From now on the first desk has the number alone.

    The file and what belongs to it come under the key of the own institution. Raises Conflict where the case moved on,
    or where the consent under which it was offered does not live any more; Invalid where a newer one withholds
    something, and for an officer who must not hold it.
    """
    demand_another(actor, offer.offered_by, offer.offered_officer)
    # Until it is taken the file is not there for the one who takes it.
    walls.rest_of_act_as_system()
    case = Case.objects.select_related("report").get(pk=offer.case_id)
    _demand_still_offered(case, offer)
    if not any(each.role in FILE_ROLES and each.desk_id == offer.to_desk_id for each in posts_of_officer(officer)):
        raise Invalid(_("This officer holds no post at this desk that works on cases. Choose another one."), "officer")
    demand_may_hold(case, officer)
    offer.state, offer.answered_at = TRANSFER_TAKEN, timezone.now()
    offer.taken_by, offer.taken_officer = actor.id, actor.officer_id
    offer.save()
    move_report(SYSTEM, case.report, desk=offer.to_desk)
    HandOver.objects.filter(case=case, state=OFFERED).update(state=WITHDRAWN, answered_at=offer.answered_at)
    # What was joined to it goes where it goes; its report went along as one of the same event.
    for part in case.joined_files.all():
        _arrive(part, offer, None)
    _arrive(case, offer, officer)
    tell(case, actor, EventKind.TRANSFERRED, offer.to_desk.name)
    tell(case, actor, EventKind.ASSIGNED, officer.staff_code)
    circle.tell(offer, f"institution:{offer.institution_id}", "transfer")
    return offer


def _arrive(case: Case, offer: Transfer, officer: Officer | None) -> None:
    """A case comes to the desk that takes it, with what goes along with it, into an officer's hands."""
    vault.move_files(companions_of(case.report_id), str(offer.receiver_id))
    case.institution, case.desk, case.district_id = offer.receiver, offer.to_desk, _district_of(offer.to_desk)
    case.assigned_to, case.counsellor = officer, None
    case.version += 1
    case.save()
    count_again(case)


def _demand_still_offered(case: Case, offer: Transfer) -> None:
    if not CASE.permits(case.state, "transfer.offer") or case.desk_id != offer.desk_id:
        raise Conflict(_("This case has moved on since it was offered. Ask the desk that offered it."))
    if offer.ground_id is None:
        return
    permit = permit_for(case, TRANSFERRING, offer.receiver_id)
    if permit is None:
        raise Conflict(_("The consent to this was withdrawn or has ended. The case stays where it is."))
    _demand_whole(permit)


def _demand_whole(permit: Permit, field: str = "") -> None:
    """A file goes with everything in it: what she or he withholds from the other institution could not stay behind."""
    if not permit.whole:
        raise Invalid(
            _(
                "She or he withholds a part of the file from this institution, and a case goes there as a whole. "
                "Ask whether all of it may go, and record the answer."
            ),
            field,
        )


def _district_of(desk: Desk) -> str | None:
    """The district that a desk's unit stands in, None for headquarters."""
    place = desk.unit.place
    return {Level.DISTRICT: place.pk, Level.SECTOR: place.parent_id}.get(Level(place.level))


@act("transfer.refuse", needs=MAY_TAKE_TRANSFER, subject=Transfer, states=TRANSFER, notes=("why",), locks=_lock_file)
def refuse_transfer(actor: Actor, offer: Transfer, *, why: TransferRefusal) -> Transfer:
    """Do not take an offered case; it stays where it is, and the desk that offered it reads why."""
    walls.rest_of_act_as_system()
    offer.refused_for = why
    return _ended(actor, offer, TRANSFER_REFUSED, EventKind.TRANSFER_REFUSED, why)


@act("transfer.withdraw", needs=MAY_WITHDRAW_TRANSFER, subject=Transfer, states=TRANSFER, locks=_lock_file)
def withdraw_transfer(actor: Actor, offer: Transfer) -> Transfer:
    """Take an offer back before it is answered."""
    return _ended(actor, offer, TRANSFER_WITHDRAWN, EventKind.TRANSFER_WITHDRAWN)


@act("transfer.stop", needs=MAY_HEAR, subject=Transfer, states=TRANSFER, locks=_lock_file)
def stop_transfer(actor: Actor, offer: Transfer) -> Transfer:
    """End an offer whose consent was withdrawn or has ended."""
    return _ended(actor, offer, TRANSFER_STOPPED, EventKind.TRANSFER_STOPPED)


def _ended(actor: Actor, offer: Transfer, state: str, kind: EventKind, ref: str = "") -> Transfer:
    offer.state, offer.answered_at = state, timezone.now()
    offer.save()
    tell(offer.case, actor, kind, ref or offer.to_desk.name)
    for side in (offer.institution_id, offer.receiver_id):
        circle.tell(offer, f"institution:{side}", "transfer")
    return offer
