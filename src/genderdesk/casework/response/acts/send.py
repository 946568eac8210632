"""The dispatcher's side: a response is opened, units are sent and called off, it is held, called off, closed."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.intake.models import Report
from genderdesk.casework.intake.vocabulary import REPORT_NUMBER, SEALED_NUMBER
from genderdesk.casework.response import queries
from genderdesk.casework.response.access import MAY_OPEN, MAY_SEND
from genderdesk.casework.response.acts.record import (
    end_assignment,
    follow_units,
    keep_event,
    move_unit,
    open_assignments,
    status_when_called_off,
)
from genderdesk.casework.response.models import Assignment, Dispatch, ResponseUnit
from genderdesk.casework.response.rules import ranking as rules
from genderdesk.casework.response.vocabulary import (
    ASSIGNMENT,
    CALLED_OFF,
    CANCELLED,
    CLOSED,
    DISPATCH,
    HELD,
    Approach,
    Disposition,
    Flag,
    OverrideReason,
    PlacePrecision,
    Status,
)
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.foundation.ids import new_number
from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Conflict, Invalid, act, touch


@act("dispatch.open", needs=MAY_OPEN)
def open_dispatch(actor: Actor, *, report: Report) -> Dispatch:
    """Make the response to a report of danger: pin, flags, how to approach. The telling stays in the report.

    A report has one response: asked again, the first one is the answer.
    """
    if (kept := Dispatch.objects.filter(report_id=report.pk).first()) is not None:
        return kept
    landmark = landmark_of(report)
    latitude, longitude = centre_of(report)
    injured, child = Answer.read(report.injured_or_recent), Answer.read(report.child_involved)
    told = report.safe_contact.open() or {}
    dispatch = Dispatch(
        number=new_number(*(SEALED_NUMBER if report.cell_id else REPORT_NUMBER)),
        report_id=report.pk,
        cell_id=report.cell_id,
        institution=report.institution,
        district=report.district,
        priority=rules.priority_of(Answer.read(report.immediate_danger), injured, child),
        latitude=latitude,
        longitude=longitude,
        place_precision=precision_of(report, landmark),
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
        opened_at=timezone.now(),
    )
    dispatch.save(force_insert=True)
    keep_event(dispatch, actor, "opened", at=dispatch.opened_at)
    touch(dispatch, new=True)
    return dispatch


def centre_of(report: Report) -> tuple[float | None, float | None]:
    """Latitude and longitude of the middle of the smallest division that is known; none where none is."""
    place = report.sector if report.sector and report.sector.latitude is not None else report.district
    return (place.latitude, place.longitude) if place else (None, None)


def landmark_of(report: Report) -> str:
    """Where it is, as it was told; the district's own name, which the menu writes, shows nobody the way."""
    told = report.place_text.open()
    return "" if report.district and told.strip() == report.district.name else told


def precision_of(report: Report, landmark: str) -> PlacePrecision:
    """How closely the place is known."""
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
def assign_unit(
    actor: Actor,
    dispatch: Dispatch,
    *,
    unit: ResponseUnit,
    override_reason: OverrideReason | None = None,
    beside: int | None = None,
) -> Dispatch:
    """Send a unit; it is alerted at once. Another one than the first in the order needs a reason, which is kept.

    More units may be sent to the same response, each with its own times. ``beside`` is how many the sender saw sent:
    where another dispatcher was quicker the sender is asked again.
    """
    _ask_again_where_overtaken(dispatch, beside)
    kept = ResponseUnit.objects.select_for_update(of=("self",)).select_related("home").get(pk=unit.pk)
    ranking = queries.ranking_for(dispatch, actor=actor)
    line = next((each for each in ranking.ranked if each.id == str(kept.pk)), None)
    if line is None:
        raise Invalid(_cannot_be_sent(kept, ranking), "unit")
    first = ranking.ranked[0]
    if first.id != line.id and override_reason is None:
        raise Invalid(
            _("%(first)s is first in the order. Choose why %(chosen)s goes instead.")
            % {"first": first.call_sign, "chosen": kept.call_sign},
            "override_reason",
        )
    alert_unit(actor, dispatch, kept, ranking, override_reason=override_reason or "")
    return dispatch


def _ask_again_where_overtaken(dispatch: Dispatch, beside: int | None) -> None:
    sent = open_assignments(dispatch)
    if beside is not None and len(sent) > beside:
        names = ", ".join(each.unit.call_sign for each in sent)
        raise Conflict(
            _("%(names)s was sent while this page was open. Press “Send” again if one more unit should go.")
            % {"names": names}
        )


def _cannot_be_sent(unit: ResponseUnit, ranking: rules.Ranking) -> str:
    refused = next((each for each in ranking.refused if each.id == str(unit.pk)), None)
    if refused and refused.busy_with:
        return _("%(unit)s is already sent to %(response)s. Choose another one from the list.") % {
            "unit": unit.call_sign,
            "response": refused.busy_with,
        }
    return _("%(unit)s cannot be sent now. Choose another one from the list.") % {"unit": unit.call_sign}


def alert_unit(
    actor: Actor,
    dispatch: Dispatch,
    unit: ResponseUnit,
    ranking: rules.Ranking,
    *,
    override_reason: str = "",
    instead_of: Assignment | None = None,
) -> None:
    """Make the assignment, with what was proposed at that moment, and alert the unit's phone."""
    assignment = Assignment(
        dispatch=dispatch,
        unit=unit,
        assigned_by=actor.id,
        alerted_at=timezone.now(),
        instead_of=instead_of,
        proposed_first=ranking.ranked[0].call_sign,
        override_reason=override_reason,
        ranking=[[each.call_sign, each.minutes, each.score, list(each.reasons)] for each in ranking.ranked[:10]],
    )
    assignment.save(force_insert=True)
    dispatch.nobody_free_at = None
    move_unit(unit, Status.ALERTED)
    follow_units(dispatch)
    name = "dispatch.assign" if instead_of is None else "dispatch.pass_on"
    keep_event(dispatch, actor, name, at=assignment.alerted_at, unit=unit, detail=override_reason)


@act("dispatch.call_off", needs=MAY_SEND, subject=Dispatch, states=DISPATCH)
def call_off_unit(actor: Actor, dispatch: Dispatch, *, assignment: Assignment) -> Dispatch:
    """Tell one unit to turn back; the others go on."""
    kept = one_of(dispatch.assignments.select_related("unit").filter(pk=assignment.pk))
    if kept is None or not ASSIGNMENT.permits(kept.state, "dispatch.call_off"):
        raise Conflict(_("This unit is not on its way any more, so it cannot be called off. Load the page again."))
    end_assignment(kept, CALLED_OFF, status_when_called_off(kept))
    follow_units(dispatch)
    keep_event(dispatch, actor, "dispatch.call_off", unit=kept.unit)
    return dispatch


@act("dispatch.hold", needs=MAY_SEND, subject=Dispatch, states=DISPATCH)
def hold_dispatch(actor: Actor, dispatch: Dispatch, *, reason: str) -> Dispatch:
    """Keep a response waiting, with the reason; it stays on the board."""
    if not reason.strip():
        raise Invalid(_("Write why this response waits."), "reason")
    dispatch.state = HELD
    dispatch.save()
    keep_event(dispatch, actor, "dispatch.hold", note=reason.strip())
    return dispatch


@act("dispatch.cancel", needs=MAY_SEND, subject=Dispatch, states=DISPATCH)
def cancel_dispatch(actor: Actor, dispatch: Dispatch, *, reason: str) -> Dispatch:
    """Call a whole response off, with the reason; the units turn back. Not while a crew is at the place."""
    if not reason.strip():
        raise Invalid(_("Write why this response is called off."), "reason")
    for assignment in open_assignments(dispatch):
        end_assignment(assignment, CALLED_OFF, status_when_called_off(assignment))
    dispatch.state = CANCELLED
    dispatch.closed_at = timezone.now()
    dispatch.save()
    keep_event(dispatch, actor, "dispatch.cancel", note=reason.strip())
    return dispatch


@act("dispatch.close", needs=MAY_SEND, subject=Dispatch, states=DISPATCH, notes=("disposition",))
def close_dispatch(actor: Actor, dispatch: Dispatch, *, disposition: Disposition | None = None) -> Dispatch:
    """The response has come to its end and leaves the board; how it ended is what the last unit said, or given here."""
    ended = disposition or dispatch.disposition
    if not ended:
        raise Invalid(_("Choose how this response ended."), "disposition")
    dispatch.disposition = ended
    dispatch.state = CLOSED
    dispatch.closed_at = timezone.now()
    dispatch.save()
    keep_event(dispatch, actor, "dispatch.close", detail=ended)
    return dispatch
