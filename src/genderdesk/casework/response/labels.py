"""Words for the coded values of a response."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from genderdesk.casework.response.vocabulary import (
    Approach,
    CannotGo,
    Capability,
    Clock,
    Disposition,
    Due,
    Fitness,
    Flag,
    Fuel,
    GlassReason,
    OutWhy,
    OverrideReason,
    Priority,
    Standing,
    Status,
    UnitKind,
    VehicleFault,
)
from genderdesk.groundwork.platform.words import WordTable

STATES: WordTable = {
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
STATE_TONES: dict[str, str] = {
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
# What one unit stands at.
STEPS: WordTable = {
    "alerted": pgettext_lazy("unit's step", "Alerted"),
    "acknowledged": pgettext_lazy("unit's step", "Acknowledged"),
    "en_route": pgettext_lazy("unit's step", "On the way"),
    "on_scene": pgettext_lazy("unit's step", "On scene"),
    "with_survivor": pgettext_lazy("unit's step", "With the survivor"),
    "transporting": pgettext_lazy("unit's step", "Taking the survivor to care"),
    "not_found": pgettext_lazy("unit's step", "Cannot find the place or the person"),
    "not_safe": pgettext_lazy("unit's step", "Not safe to approach"),
    "clear": pgettext_lazy("unit's step", "Clear"),
    "called_off": pgettext_lazy("unit's step", "Called off"),
    "gave_back": pgettext_lazy("unit's step", "Could not go"),
}
STEP_TONES: dict[str, str] = {
    "alerted": "due",
    "acknowledged": "info",
    "en_route": "info",
    "on_scene": "info",
    "with_survivor": "good",
    "transporting": "good",
    "not_found": "overdue",
    "not_safe": "overdue",
    "clear": "calm",
    "called_off": "calm",
    "gave_back": "calm",
}
PRIORITIES: WordTable = {
    Priority.P1: _("P1 · violence now"),
    Priority.P2: _("P2 · recent or near"),
    Priority.P3: _("P3 · safe for now"),
}
UNIT_KINDS: WordTable = {
    UnitKind.MOTORCYCLE: _("Motorcycle"),
    UnitKind.CAR: _("Car"),
    UnitKind.PICKUP: _("Pickup"),
    UnitKind.AMBULANCE_PARTNER: _("Partner’s ambulance"),
    UnitKind.FOOT: _("On foot"),
}
CAPABILITIES: WordTable = {
    Capability.TRANSPORT_SURVIVOR: _("can carry a survivor"),
    Capability.TRANSPORT_SUSPECT: _("can carry a suspect"),
    Capability.UNMARKED: _("unmarked"),
    Capability.RADIO: _("radio"),
}
STATUSES: WordTable = {
    Status.AT_BASE: pgettext_lazy("unit status", "At base"),
    Status.ALERTED: pgettext_lazy("unit status", "Alerted"),
    Status.ACKNOWLEDGED: pgettext_lazy("unit status", "Acknowledged"),
    Status.EN_ROUTE: pgettext_lazy("unit status", "On the way"),
    Status.ON_SCENE: pgettext_lazy("unit status", "On scene"),
    Status.TRANSPORTING: pgettext_lazy("unit status", "Taking somebody to care"),
    Status.RETURNING: pgettext_lazy("unit status", "Returning"),
    Status.UNAVAILABLE: pgettext_lazy("unit status", "Not available"),
    Status.NO_ANSWER: pgettext_lazy("unit status", "Did not answer"),
    Status.OUT_OF_SERVICE: pgettext_lazy("unit status", "Out of service"),
    Status.OFF_DUTY: pgettext_lazy("unit status", "Off duty"),
}
OUT_WHY: WordTable = {
    OutWhy.REPAIR: pgettext_lazy("out of service", "Broken or in repair"),
    OutWhy.ACCIDENT: pgettext_lazy("out of service", "After an accident"),
    OutWhy.FUEL: pgettext_lazy("out of service", "No fuel"),
    OutWhy.NO_CREW: pgettext_lazy("out of service", "No crew"),
    OutWhy.PAPERS: pgettext_lazy("out of service", "Insurance or inspection has ended"),
    OutWhy.OTHER: pgettext_lazy("out of service", "Something else"),
}
STANDINGS: WordTable = {
    Standing.ON_A_JOB: pgettext_lazy("vehicle", "On a job"),
    Standing.FREE: pgettext_lazy("vehicle", "Free"),
    Standing.OUT: pgettext_lazy("vehicle", "Out of service"),
    Standing.NOT_NOW: pgettext_lazy("vehicle", "Cannot be sent now"),
}
STANDING_TONES = {Standing.ON_A_JOB: "info", Standing.FREE: "good", Standing.OUT: "overdue"}
FITNESS: WordTable = {
    Fitness.FIT: pgettext_lazy("check of a vehicle", "Fit"),
    Fitness.FAULTS: pgettext_lazy("check of a vehicle", "Fit, with faults"),
    Fitness.NOT_FIT: pgettext_lazy("check of a vehicle", "Not fit to ride"),
}
VEHICLE_FAULTS: WordTable = {
    VehicleFault.TYRES: pgettext_lazy("vehicle fault", "Tyres"),
    VehicleFault.BRAKES: pgettext_lazy("vehicle fault", "Brakes"),
    VehicleFault.LIGHTS: pgettext_lazy("vehicle fault", "Lights or horn"),
    VehicleFault.ENGINE: pgettext_lazy("vehicle fault", "Engine or oil"),
    VehicleFault.CHAIN: pgettext_lazy("vehicle fault", "Chain"),
    VehicleFault.BODY: pgettext_lazy("vehicle fault", "Body or doors"),
    VehicleFault.HELMETS: pgettext_lazy("vehicle fault", "Helmets or belts"),
    VehicleFault.FIRST_AID: pgettext_lazy("vehicle fault", "First-aid kit"),
    VehicleFault.RADIO: pgettext_lazy("vehicle fault", "Radio"),
    VehicleFault.OTHER: pgettext_lazy("vehicle fault", "Other"),
}
DUES: WordTable = {
    Due.NEVER_CHECKED: pgettext_lazy("due on a vehicle", "Never checked"),
    Due.NOT_FIT: pgettext_lazy("due on a vehicle", "Last found not fit to ride"),
    Due.CHECK: pgettext_lazy("due on a vehicle", "Next check"),
    Due.SERVICE: pgettext_lazy("due on a vehicle", "Service"),
    Due.PAPERS: pgettext_lazy("due on a vehicle", "Insurance or inspection"),
}
FLAGS: WordTable = {
    Flag.SUSPECT_PRESENT: _("The suspect is there"),
    Flag.WEAPONS: _("Weapons"),
    Flag.CHILDREN_PRESENT: _("Children are there"),
    Flag.INJURED: _("Somebody is injured"),
}
APPROACHES: WordTable = {
    Approach.CALL_OK: _("Calling first is safe"),
    Approach.DO_NOT_CALL: _("Do not call: the phone may be in wrong hands"),
    Approach.CODE_WORD: _("Call and say the code word"),
    Approach.PLAIN_CLOTHES: _("Come in plain clothes, without siren"),
}
DISPOSITIONS: WordTable = {
    Disposition.SURVIVOR_SAFE: _("She or he is safe"),
    Disposition.TAKEN_TO_CARE: _("Taken to care"),
    Disposition.SURVIVOR_DECLINED: _("She or he did not want help now"),
    Disposition.UNABLE_TO_LOCATE: _("Nobody was found"),
    Disposition.UNSAFE_TO_ATTEND: _("It was not safe to go in"),
    Disposition.OTHER_UNIT_ATTENDED: _("Another unit attended"),
}
PRECISIONS: WordTable = {
    "gps": _("Position from the caller’s phone"),
    "landmark": _("Known by a landmark"),
    "sector": _("Only the sector is known"),
    "district": _("Only the district is known"),
    "unknown": _("The place is not known"),
}
REASONS: WordTable = {
    "at_base": _("at its base, moves in about 4 minutes"),
    "on_the_road": _("already on the road"),
    "distance_unknown": _("its distance is not known"),
    "female_officer": _("a woman is in the crew"),
    "trained_crew": _("its crew is trained for first response"),
    "untrained_crew": _("its crew is not trained for first response (+5 min in the order)"),
    "fuel_low": _("it has little fuel (+5 min in the order)"),
    "can_carry": _("can carry a survivor"),
    "no_female_officer": _("no woman in the crew, though one is asked for"),
    "no_female_officer_added": _("no woman in the crew, though one is asked for (+15 min in the order)"),
    "position_old": _("its position is older than 10 minutes (+5 min in the order)"),
    "cannot_carry": _("cannot carry a survivor"),
    "far": _("more than an hour away"),
}
REFUSED: WordTable = {
    "excluded": _("must not be sent to this response"),
    "busy": _("is sent to another response"),
    "no_crew": _("has no crew"),
    "fuel_low_far": _("has too little fuel for this way"),
    "status_alerted": _("is already alerted"),
    "status_acknowledged": _("is already sent"),
    "status_en_route": _("is on the way elsewhere"),
    "status_on_scene": _("is with somebody else"),
    "status_transporting": _("is taking somebody to care"),
    "status_unavailable": _("is not available"),
    "status_no_answer": _("did not answer its last alert: call it"),
    "status_out_of_service": _("is out of service"),
    "status_off_duty": _("is off duty"),
}
SHORTFALLS: WordTable = {
    "no_unit": _("No unit is free. Call the nearest station and the district on duty."),
    "no_female_officer": _("No free unit has a woman in its crew. Ask the station for one to join."),
    "no_transport": _("No free unit can carry a survivor. Ask the partner’s ambulance."),
    "send_transport_too": _("The nearest unit cannot carry anybody. Send a vehicle too."),
    "too_far": _("The nearest unit is more than an hour away. Call a nearer station or partner as well."),
}
OVERRIDES: WordTable = {
    OverrideReason.NEARER_THAN_SHOWN: _("It is nearer than shown"),
    OverrideReason.KNOWS_THE_PLACE: _("Its crew knows the place"),
    OverrideReason.WOMAN_ASKED_FOR: _("A woman was asked for"),
    OverrideReason.CAN_CARRY: _("It can carry"),
    OverrideReason.FIRST_DOES_NOT_ANSWER: _("The first one does not answer"),
    OverrideReason.SAFETY: _("Safety of the crew or of the survivor"),
}
CANNOT_GO: WordTable = {
    CannotGo.BREAKDOWN: _("The vehicle broke down"),
    CannotGo.FUEL: _("No fuel"),
    CannotGo.ACCIDENT: _("An accident"),
    CannotGo.ROAD_CLOSED: _("The road is closed"),
    CannotGo.OTHER_DUTY: _("Another duty that cannot wait"),
}
FUEL: WordTable = {Fuel.ENOUGH: _("Enough fuel"), Fuel.LOW: _("Little fuel")}
LATE: WordTable = {
    Clock.SEND: _("Nobody sent yet"),
    Clock.ACKNOWLEDGE: _("No answer: call the crew"),
    Clock.SET_OUT: _("Has not set out: call the crew"),
    Clock.ARRIVE: _("Nobody there yet"),
    Clock.CHECK_IN: _("Not heard of for long: call the crew"),
}
EVENTS: WordTable = {
    "opened": _("Response opened"),
    "dispatch.assign": _("Unit alerted"),
    "dispatch.pass_on": _("No answer from the first: next unit alerted"),
    "nobody_free": _("No answer, and no further unit was alerted by itself"),
    "late": _("Late"),
    "dispatch.alert_again": _("Alerted again: no answer yet"),
    "dispatch.acknowledge": _("Unit acknowledged"),
    "dispatch.set_out": _("Unit set out"),
    "dispatch.arrive": _("Unit is on scene"),
    "dispatch.meet_survivor": _("Unit is with the survivor"),
    "dispatch.transport": _("Unit takes the survivor to care"),
    "dispatch.not_found": _("Unit cannot find the place or the person"),
    "dispatch.not_safe": _("Not safe to approach"),
    "dispatch.clear": _("Unit is clear"),
    "dispatch.give_back": _("Unit could not go"),
    "dispatch.call_off": _("Unit called off"),
    "dispatch.check_in": _("Crew is safe"),
    "dispatch.ask_help": _("Crew asks for back-up"),
    "dispatch.answer_help": _("Back-up answered"),
    "dispatch.learn": _("What is known has changed"),
    "dispatch.follow_place": _("The caller told the place"),
    "dispatch.note": _("Note"),
    "dispatch.exclude": _("Must not be sent"),
    "dispatch.hold": _("Held"),
    "dispatch.cancel": _("Called off"),
    "dispatch.close": _("Closed"),
}
# What may stand beside an event as its detail.
DETAILS: WordTable = {
    **{str(key): word for key, word in OVERRIDES.items()},
    **{str(key): word for key, word in CANNOT_GO.items()},
    **{str(key): word for key, word in DISPOSITIONS.items()},
    **{str(key): word for key, word in LATE.items()},
    "station": _("the whole station"),
    "unit": _("this unit"),
}

GLASS_REASONS: WordTable = {
    GlassReason.ALONE_NEARBY: _("I am near and nobody else can go"),
    GlassReason.LINE_IS_DOWN: _("The dispatcher cannot be reached"),
    GlassReason.NOBODY_ANSWERS: _("The unit that was sent does not answer"),
}
