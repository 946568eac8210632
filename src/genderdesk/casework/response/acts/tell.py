"""What is learned while units are on their way: flags, place, how to approach, notes, who must not be sent."""

from __future__ import annotations

from django.utils.translation import gettext as _

from genderdesk.casework.intake.models import Report
from genderdesk.casework.response.access import MAY_RAISE, MAY_SEND
from genderdesk.casework.response.acts.record import keep_event, open_assignments
from genderdesk.casework.response.acts.send import centre_of, landmark_of, precision_of
from genderdesk.casework.response.models import Dispatch, ResponseUnit
from genderdesk.casework.response.rules.ranking import raised_priority
from genderdesk.casework.response.vocabulary import DISPATCH, Approach, Flag, PlacePrecision, Priority
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Conflict, Invalid, act


@act("dispatch.learn", needs=MAY_SEND, subject=Dispatch, states=DISPATCH)
def learn(
    actor: Actor,
    dispatch: Dispatch,
    *,
    suspect_present: Answer,
    weapons: Answer,
    children_present: Answer,
    injured: Answer,
    approach: Approach,
    female_officer: Answer,
    landmark: str = "",
) -> Dispatch:
    """Keep what was learned about the danger and the way; an empty landmark leaves the one that is kept.

    The priority rises with it and never falls. The crews' phones show it at once.
    """
    if approach is Approach.CODE_WORD and not dispatch.code_word.open():
        raise Invalid(_("No code word is known. Choose another way to approach."), "approach")
    dispatch.flags = {
        Flag.SUSPECT_PRESENT.value: suspect_present.value,
        Flag.WEAPONS.value: weapons.value,
        Flag.CHILDREN_PRESENT.value: children_present.value,
        Flag.INJURED.value: injured.value,
    }
    dispatch.priority = raised_priority(Priority(dispatch.priority), dispatch.flags)
    dispatch.approach = approach
    dispatch.female_officer = female_officer.value
    if landmark.strip():
        dispatch.landmark = landmark.strip()
        if dispatch.place_precision != PlacePrecision.GPS:
            dispatch.place_precision = PlacePrecision.LANDMARK
    dispatch.save()
    keep_event(dispatch, actor, "dispatch.learn")
    return dispatch


@act("dispatch.follow_place", needs=MAY_RAISE, subject=Dispatch, states=DISPATCH)
def follow_place(actor: Actor, dispatch: Dispatch, *, report: Report) -> Dispatch:
    """Take over the place that the caller told after help was sent; what a dispatcher wrote meanwhile stays with it."""
    before, told = dispatch.landmark.open(), landmark_of(report)
    dispatch.landmark = told if told.startswith(before) else f"{before} · {told}"
    if dispatch.district_id is None:
        dispatch.district = report.district
    if dispatch.place_precision != PlacePrecision.GPS:
        dispatch.place_precision = precision_of(report, dispatch.landmark.open())
        dispatch.latitude, dispatch.longitude = centre_of(report)
    dispatch.save()
    keep_event(dispatch, actor, "dispatch.follow_place", note=told)
    return dispatch


@act("dispatch.note", needs=MAY_SEND, subject=Dispatch, states=DISPATCH)
def add_note(actor: Actor, dispatch: Dispatch, *, text: str) -> Dispatch:
    """A note for whoever sends and goes, such as how to find the gate. It is sealed like the landmark."""
    if not text.strip():
        raise Invalid(_("Write the note first."), "text")
    keep_event(dispatch, actor, "dispatch.note", note=text.strip())
    return dispatch


@act("dispatch.exclude", needs=MAY_SEND, subject=Dispatch, states=DISPATCH, notes=("whole_station",))
def exclude_unit(actor: Actor, dispatch: Dispatch, *, unit: ResponseUnit, whole_station: bool = False) -> Dispatch:
    """This unit, or every unit of its station, must not be sent: the suspect serves or is known there."""
    concerned = [
        each.unit
        for each in open_assignments(dispatch)
        if each.unit_id == unit.pk or (whole_station and each.unit.home_id == unit.home_id)
    ]
    if concerned:
        raise Conflict(_("%(unit)s is sent to this response. Call it off first.") % {"unit": concerned[0].call_sign})
    key = str(unit.home_id if whole_station else unit.pk)
    if key not in dispatch.excluded:
        dispatch.excluded = [*dispatch.excluded, key]
        dispatch.save(update_fields=["excluded"])
        keep_event(dispatch, actor, "dispatch.exclude", unit=unit, detail="station" if whole_station else "unit")
    return dispatch
