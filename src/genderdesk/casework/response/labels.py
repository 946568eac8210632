"""Words for the coded values of a response."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from genderdesk.casework.response.vocabulary import Approach, Capability, Disposition, Flag, Priority, Status, UnitKind

STATES: dict[str, Any] = {
    "waiting": pgettext_lazy("response status", "Waiting for a unit"),
    "held": pgettext_lazy("response status", "Held"),
    "dispatched": pgettext_lazy("response status", "Unit alerted"),
    "en_route": pgettext_lazy("response status", "On the way"),
    "on_scene": pgettext_lazy("response status", "On scene"),
    "with_survivor": pgettext_lazy("response status", "With the survivor"),
    "cleared": pgettext_lazy("response status", "Cleared"),
    "closed": pgettext_lazy("response status", "Closed"),
    "cancelled": pgettext_lazy("response status", "Cancelled"),
    "not_located": pgettext_lazy("response status", "Not found"),
}
STATE_TONES: dict[str, Any] = {
    "waiting": "overdue",
    "held": "due",
    "dispatched": "due",
    "en_route": "info",
    "on_scene": "info",
    "with_survivor": "good",
    "cleared": "calm",
    "closed": "calm",
    "cancelled": "calm",
    "not_located": "overdue",
}
PRIORITIES: dict[str, Any] = {
    Priority.P1: _("P1 · violence now"),
    Priority.P2: _("P2 · recent or near"),
    Priority.P3: _("P3 · safe for now"),
}
UNIT_KINDS: dict[str, Any] = {
    UnitKind.MOTORCYCLE: _("Motorcycle"),
    UnitKind.CAR: _("Car"),
    UnitKind.PICKUP: _("Pickup"),
    UnitKind.AMBULANCE_PARTNER: _("Partner’s ambulance"),
    UnitKind.FOOT: _("On foot"),
}
CAPABILITIES: dict[str, Any] = {
    Capability.TRANSPORT_SURVIVOR: _("can carry a survivor"),
    Capability.TRANSPORT_SUSPECT: _("can carry a suspect"),
    Capability.UNMARKED: _("unmarked"),
    Capability.RADIO: _("radio"),
}
STATUSES: dict[str, Any] = {
    Status.AT_BASE: pgettext_lazy("unit status", "At base"),
    Status.ALERTED: pgettext_lazy("unit status", "Alerted"),
    Status.ACKNOWLEDGED: pgettext_lazy("unit status", "Acknowledged"),
    Status.EN_ROUTE: pgettext_lazy("unit status", "On the way"),
    Status.ON_SCENE: pgettext_lazy("unit status", "On scene"),
    Status.RETURNING: pgettext_lazy("unit status", "Returning"),
    Status.UNAVAILABLE: pgettext_lazy("unit status", "Not available"),
    Status.OFF_DUTY: pgettext_lazy("unit status", "Off duty"),
}
FLAGS: dict[str, Any] = {
    Flag.SUSPECT_PRESENT: _("The suspect is there"),
    Flag.WEAPONS: _("Weapons"),
    Flag.CHILDREN_PRESENT: _("Children are there"),
    Flag.INJURED: _("Somebody is injured"),
}
APPROACHES: dict[str, Any] = {
    Approach.CALL_OK: _("Calling first is safe"),
    Approach.DO_NOT_CALL: _("Do not call: the phone may be in wrong hands"),
    Approach.CODE_WORD: _("Call and say the code word"),
    Approach.PLAIN_CLOTHES: _("Come in plain clothes, without siren"),
}
DISPOSITIONS: dict[str, Any] = {
    Disposition.SURVIVOR_SAFE: _("She or he is safe"),
    Disposition.TAKEN_TO_CARE: _("Taken to care"),
    Disposition.SURVIVOR_DECLINED: _("She or he did not want help now"),
    Disposition.UNABLE_TO_LOCATE: _("Nobody was found"),
    Disposition.UNSAFE_TO_ATTEND: _("It was not safe to go in"),
    Disposition.OTHER_UNIT_ATTENDED: _("Another unit attended"),
}
PRECISIONS: dict[str, Any] = {
    "gps": _("Position from the caller’s phone"),
    "landmark": _("Known by a landmark"),
    "sector": _("Only the sector is known"),
    "district": _("Only the district is known"),
    "unknown": _("The place is not known"),
}
REASONS: dict[str, Any] = {
    "at_base": _("at its base, moves in about 4 minutes"),
    "on_the_road": _("already on the road"),
    "female_officer": _("a woman is in the crew"),
    "no_female_officer": _("no woman in the crew (+15 min in the order)"),
    "position_old": _("its position is older than 10 minutes (+5 min in the order)"),
    "cannot_carry": _("cannot carry a survivor"),
    "far": _("more than an hour away"),
}
REFUSED: dict[str, Any] = {
    "excluded": _("must not be sent: named in the report"),
    "no_crew": _("has no crew"),
    "no_position": _("its distance is not known"),
    "status_alerted": _("is already alerted"),
    "status_acknowledged": _("is already sent"),
    "status_en_route": _("is on the way elsewhere"),
    "status_on_scene": _("is with somebody else"),
    "status_unavailable": _("is not available"),
    "status_off_duty": _("is off duty"),
}
SHORTFALLS: dict[str, Any] = {
    "no_unit": _("No unit is free. Call the nearest station and the district on duty."),
    "no_female_officer": _("No free unit has a woman in its crew. Ask the station for one to join."),
    "no_transport": _("No free unit can carry a survivor. Ask the partner’s ambulance."),
    "send_transport_too": _("The nearest unit cannot carry anybody. Send a vehicle too."),
    "too_far": _("The nearest unit is more than an hour away. Call a nearer station or partner as well."),
}
EVENTS: dict[str, Any] = {
    "opened": _("Response opened"),
    "dispatch.assign": _("Unit alerted"),
    "dispatch.alert_again": _("Alerted again: no answer yet"),
    "dispatch.acknowledge": _("Unit acknowledged"),
    "dispatch.set_out": _("Unit set out"),
    "dispatch.arrive": _("Unit is on scene"),
    "dispatch.meet_survivor": _("Unit is with the survivor"),
    "dispatch.not_found": _("Nobody was found"),
    "dispatch.clear": _("Unit is clear"),
    "dispatch.hold": _("Held"),
    "dispatch.cancel": _("Cancelled"),
    "dispatch.close": _("Closed"),
}
