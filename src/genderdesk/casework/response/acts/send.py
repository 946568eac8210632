"""The dispatcher's side: a response is opened, units are sent, held, called off, closed."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.intake.models import Report
from genderdesk.casework.response import queries, rules
from genderdesk.casework.response.access import MAY_OPEN, MAY_RAISE, MAY_SEND
from genderdesk.casework.response.acts.record import keep_event, move_unit, open_assignments
from genderdesk.casework.response.models import Assignment, Dispatch, ResponseUnit
from genderdesk.casework.response.vocabulary import (
    CANCELLED,
    CLOSED,
    DISPATCH,
    DISPATCHED,
    HELD,
    Approach,
    Flag,
    PlacePrecision,
)
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.foundation.ids import new_number
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid, act, touch


@act("dispatch.open", needs=MAY_OPEN)
def open_dispatch(actor: Actor, *, report: Report) -> Dispatch:
    """Make the response to a report of danger: pin, flags, how to approach. The telling stays in the report.

    A report has one response: asked again, the first one is the answer.
    """
    if (kept := Dispatch.objects.filter(report_id=report.pk).first()) is not None:
        return kept
    landmark = report.place_text.open()
    place = report.sector or report.district
    injured, child = Answer.read(report.injured_or_recent), Answer.read(report.child_involved)
    told = report.safe_contact.open() or {}
    dispatch = Dispatch(
        number=new_number("R"),
        report_id=report.pk,
        institution=report.institution,
        district=report.district,
        priority=rules.priority_of(Answer.read(report.immediate_danger), injured, child),
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
        place_precision=_precision(report, landmark),
        landmark=landmark,
        flags={
            Flag.SUSPECT_PRESENT.value: Answer.read(report.immediate_danger).value,
            Flag.WEAPONS.value: Answer.UNKNOWN.value,
            Flag.CHILDREN_PRESENT.value: child.value,
            Flag.INJURED.value: injured.value,
        },
        approach=_approach(report, bool(told.get("code_word"))),
        code_word=str(told.get("code_word") or ""),
        received_at=report.received_at,
    )
    dispatch.save(force_insert=True)
    keep_event(dispatch, actor, "opened", at=dispatch.opened_at)
    touch(dispatch, new=True)
    return dispatch


def _precision(report: Report, landmark: str) -> PlacePrecision:
    if landmark:
        return PlacePrecision.LANDMARK
    if report.sector_id:
        return PlacePrecision.SECTOR
    return PlacePrecision.DISTRICT if report.district_id else PlacePrecision.UNKNOWN


def _approach(report: Report, has_code_word: bool) -> Approach:
    """Nobody calls a phone of which it is not known that calling is safe."""
    if Answer.read(report.safe_to_contact) is not Answer.YES:
        return Approach.DO_NOT_CALL
    return Approach.CODE_WORD if has_code_word else Approach.CALL_OK


@act("dispatch.assign", needs=MAY_SEND, subject=Dispatch, states=DISPATCH, notes=("override_reason",))
def assign_unit(actor: Actor, dispatch: Dispatch, *, unit: ResponseUnit, override_reason: str = "") -> Dispatch:
    """Send a unit; it is alerted at once. Another one than the first proposed needs a reason, which is kept.

    A second unit may be sent to the same response, and the first one stays sent.
    """
    kept = ResponseUnit.objects.select_for_update().get(pk=unit.pk)
    ranking = queries.ranking_for(dispatch)
    rank = {each.id: each for each in ranking.ranked}
    if str(kept.pk) not in rank:
        raise Invalid(_("This unit cannot be sent now. Choose one from the list."), "unit")
    first = ranking.ranked[0]
    if first.id != str(kept.pk) and not override_reason.strip() and not open_assignments(dispatch):
        raise Invalid(
            _("%(call_sign)s is first in the order. Write why another unit goes.") % {"call_sign": first.call_sign},
            "override_reason",
        )
    assignment = Assignment(
        dispatch=dispatch,
        unit=kept,
        assigned_by=actor.id,
        proposed_first=first.call_sign,
        override_reason=override_reason.strip(),
        ranking=[[each.call_sign, each.minutes, each.score, list(each.reasons)] for each in ranking.ranked[:10]],
    )
    assignment.save(force_insert=True)
    dispatch.first_alert_at = dispatch.first_alert_at or assignment.alerted_at
    dispatch.state = DISPATCHED
    dispatch.save()
    move_unit(kept, "dispatch.assign")
    keep_event(dispatch, actor, "dispatch.assign", unit=kept)
    return dispatch


@act("dispatch.alert_again", needs=MAY_RAISE, subject=Assignment)
def alert_again(actor: Actor, assignment: Assignment) -> Assignment:
    """The unit has not acknowledged within a minute: alert it once more and show it on the board."""
    assignment.alerted_again_at = timezone.now()
    assignment.save(update_fields=["alerted_again_at"])
    keep_event(assignment.dispatch, actor, "dispatch.alert_again", unit=assignment.unit)
    return assignment


@act("dispatch.hold", needs=MAY_SEND, subject=Dispatch, states=DISPATCH, notes=("reason",))
def hold_dispatch(actor: Actor, dispatch: Dispatch, *, reason: str) -> Dispatch:
    """Keep a response waiting, with the reason; it stays on the board."""
    if not reason.strip():
        raise Invalid(_("Write why this response waits."), "reason")
    dispatch.hold_reason = reason.strip()
    dispatch.state = HELD
    dispatch.save()
    keep_event(dispatch, actor, "dispatch.hold")
    return dispatch


@act("dispatch.cancel", needs=MAY_SEND, subject=Dispatch, states=DISPATCH, notes=("reason",))
def cancel_dispatch(actor: Actor, dispatch: Dispatch, *, reason: str) -> Dispatch:
    """Call a response off, with the reason; the units turn back."""
    if not reason.strip():
        raise Invalid(_("Write why this response is called off."), "reason")
    for assignment in open_assignments(dispatch):
        _end(assignment, "dispatch.cancel")
    dispatch.hold_reason = reason.strip()
    dispatch.state = CANCELLED
    dispatch.closed_at = timezone.now()
    dispatch.save()
    keep_event(dispatch, actor, "dispatch.cancel")
    return dispatch


@act("dispatch.close", needs=MAY_SEND, subject=Dispatch, states=DISPATCH)
def close_dispatch(actor: Actor, dispatch: Dispatch) -> Dispatch:
    """The response has come to its end and leaves the board."""
    dispatch.state = CLOSED
    dispatch.closed_at = timezone.now()
    dispatch.save()
    keep_event(dispatch, actor, "dispatch.close")
    return dispatch


def _end(assignment: Assignment, name: str) -> None:
    assignment.ended_at = timezone.now()
    assignment.save(update_fields=["ended_at"])
    move_unit(assignment.unit, name)
