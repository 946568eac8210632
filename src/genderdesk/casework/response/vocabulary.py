"""Coded values of dispatch. States and times: dispatch.md 7.2 and 7.3, reduced to what is done today."""

from __future__ import annotations

from enum import StrEnum

from genderdesk.groundwork.foundation.states import Move, StateTable, moves


class UnitKind(StrEnum):
    """What comes."""

    MOTORCYCLE = "motorcycle"
    CAR = "car"
    PICKUP = "pickup"
    AMBULANCE_PARTNER = "ambulance_partner"
    FOOT = "foot"


class Capability(StrEnum):
    """What a unit can do besides arriving."""

    TRANSPORT_SURVIVOR = "transport_survivor"
    TRANSPORT_SUSPECT = "transport_suspect"
    UNMARKED = "unmarked"
    RADIO = "radio"


class Priority(StrEnum):
    """How soon (dispatch.md 2.2, editable defaults): violence now; recent or near; historic and safe."""

    P1 = "p1"
    P2 = "p2"
    P3 = "p3"


class GlassReason(StrEnum):
    """Why somebody without reach must know a place now; kept with the glass."""

    ALONE_NEARBY = "alone_nearby"
    LINE_IS_DOWN = "line_is_down"
    NOBODY_ANSWERS = "nobody_answers"


class Flag(StrEnum):
    """What the unit must know before it arrives; each is answered yes, no or unknown."""

    SUSPECT_PRESENT = "suspect_present"
    WEAPONS = "weapons"
    CHILDREN_PRESENT = "children_present"
    INJURED = "injured"


class Approach(StrEnum):
    """The safe-contact rule for whoever goes."""

    CALL_OK = "call_ok"
    DO_NOT_CALL = "do_not_call"
    CODE_WORD = "code_word"
    PLAIN_CLOTHES = "plain_clothes"


class PlacePrecision(StrEnum):
    """How exactly the place is known."""

    GPS = "gps"
    LANDMARK = "landmark"
    SECTOR = "sector"
    DISTRICT = "district"
    UNKNOWN = "unknown"


class Disposition(StrEnum):
    """How a response ended (dispatch.md 1.2)."""

    SURVIVOR_SAFE = "survivor_safe"
    TAKEN_TO_CARE = "taken_to_care"
    SURVIVOR_DECLINED = "survivor_declined"
    UNABLE_TO_LOCATE = "unable_to_locate"
    UNSAFE_TO_ATTEND = "unsafe_to_attend"
    OTHER_UNIT_ATTENDED = "other_unit_attended"


class OverrideReason(StrEnum):
    """Why another unit goes than the first in the order; coded, so that choices can be compared with proposals."""

    NEARER_THAN_SHOWN = "nearer_than_shown"
    KNOWS_THE_PLACE = "knows_the_place"
    WOMAN_ASKED_FOR = "woman_asked_for"
    CAN_CARRY = "can_carry"
    FIRST_DOES_NOT_ANSWER = "first_does_not_answer"
    SAFETY = "safety"


class CannotGo(StrEnum):
    """Why a unit that was sent gives the response back."""

    BREAKDOWN = "breakdown"
    FUEL = "fuel"
    ACCIDENT = "accident"
    ROAD_CLOSED = "road_closed"
    OTHER_DUTY = "other_duty"


class Fuel(StrEnum):
    """How much is in the tank, as far as it matters for sending."""

    ENOUGH = "enough"
    LOW = "low"


class Clock(StrEnum):
    """What is looked at by the clock; each is told to the board once when its time is over."""

    SEND = "send"
    ACKNOWLEDGE = "acknowledge"
    SET_OUT = "set_out"
    ARRIVE = "arrive"
    CHECK_IN = "check_in"


# One unit sent to one response.

ALERTED, ACKNOWLEDGED, TRANSPORTING = "alerted", "acknowledged", "transporting"
NOT_FOUND, NOT_SAFE = "not_found", "not_safe"
CLEAR, CALLED_OFF, GAVE_BACK = "clear", "called_off", "gave_back"

# The response as a whole, which follows from its units.

WAITING, HELD, DISPATCHED, EN_ROUTE = "waiting", "held", "dispatched", "en_route"
ON_SCENE, WITH_SURVIVOR, CLEARED, CLOSED = "on_scene", "with_survivor", "cleared", "closed"
CANCELLED, NOT_LOCATED = "cancelled", "not_located"

ASSIGNMENT = StateTable(
    "assignment",
    ALERTED,
    (
        Move(ALERTED, ACKNOWLEDGED, "dispatch.acknowledge"),
        *moves("dispatch.set_out", (ALERTED, ACKNOWLEDGED), EN_ROUTE),
        # Nobody who stands at the door must first tap that she or he set out.
        *moves("dispatch.arrive", (ALERTED, ACKNOWLEDGED, EN_ROUTE), ON_SCENE),
        *moves("dispatch.meet_survivor", (ON_SCENE, NOT_FOUND, NOT_SAFE), WITH_SURVIVOR),
        Move(WITH_SURVIVOR, TRANSPORTING, "dispatch.transport"),
        *moves("dispatch.not_found", (EN_ROUTE, ON_SCENE), NOT_FOUND),
        *moves("dispatch.not_safe", (EN_ROUTE, ON_SCENE), NOT_SAFE),
        *moves("dispatch.clear", (ON_SCENE, WITH_SURVIVOR, TRANSPORTING, NOT_FOUND, NOT_SAFE), CLEAR),
        *moves("dispatch.call_off", (ALERTED, ACKNOWLEDGED, EN_ROUTE, NOT_FOUND, NOT_SAFE), CALLED_OFF),
        *moves("dispatch.give_back", (ALERTED, ACKNOWLEDGED, EN_ROUTE), GAVE_BACK),
    ),
)

OPEN_STATES = (WAITING, HELD, DISPATCHED, EN_ROUTE, ON_SCENE, WITH_SURVIVOR, CLEARED, NOT_LOCATED)
# Units are sent and at work.
ACTIVE_STATES = (DISPATCHED, NOT_LOCATED, EN_ROUTE, ON_SCENE, WITH_SURVIVOR)
# A unit's crew is at the place, so somebody asks after it.
AT_THE_PLACE = (ON_SCENE, WITH_SURVIVOR, TRANSPORTING, NOT_FOUND, NOT_SAFE)
NOT_YET_THERE = (ALERTED, ACKNOWLEDGED, EN_ROUTE)


def _forward(act: str, target: str) -> tuple[Move, ...]:
    """One unit's step forward: the response follows, and stays where another unit is further."""
    place = ACTIVE_STATES.index(target)
    return tuple(Move(each, ACTIVE_STATES[max(place, ACTIVE_STATES.index(each))], act) for each in ACTIVE_STATES)


def _any_way(act: str, *more: str) -> tuple[Move, ...]:
    """One unit leaves: the response becomes whatever the others make of it."""
    return tuple(Move(source, target, act) for source in ACTIVE_STATES for target in (*ACTIVE_STATES, *more))


def _staying(act: str, states: tuple[str, ...]) -> tuple[Move, ...]:
    return tuple(Move(each, each, act) for each in states)


DISPATCH = StateTable(
    "dispatch",
    WAITING,
    (
        *moves("dispatch.assign", (WAITING, HELD, CLEARED), DISPATCHED),
        *_staying("dispatch.assign", ACTIVE_STATES),
        Move(WAITING, HELD, "dispatch.hold"),
        *_staying("dispatch.acknowledge", ACTIVE_STATES),
        *_forward("dispatch.set_out", EN_ROUTE),
        *_forward("dispatch.arrive", ON_SCENE),
        *_forward("dispatch.meet_survivor", WITH_SURVIVOR),
        *_staying("dispatch.transport", ACTIVE_STATES),
        *_any_way("dispatch.not_found"),
        *_any_way("dispatch.not_safe"),
        *_any_way("dispatch.clear", CLEARED),
        *_any_way("dispatch.call_off", CLEARED, WAITING),
        *_any_way("dispatch.give_back", CLEARED, WAITING),
        *_staying("dispatch.check_in", ACTIVE_STATES),
        *_staying("dispatch.ask_help", ACTIVE_STATES),
        *_staying("dispatch.answer_help", ACTIVE_STATES),
        *_staying("dispatch.alert_again", ACTIVE_STATES),
        *_staying("dispatch.pass_on", ACTIVE_STATES),
        *_staying("dispatch.tell_late", OPEN_STATES),
        *_staying("dispatch.learn", OPEN_STATES),
        *_staying("dispatch.follow_place", OPEN_STATES),
        *_staying("dispatch.note", OPEN_STATES),
        *_staying("dispatch.exclude", OPEN_STATES),
        *moves("dispatch.close", (CLEARED, HELD), CLOSED),
        *moves("dispatch.cancel", (WAITING, HELD, DISPATCHED, EN_ROUTE, NOT_LOCATED), CANCELLED),
    ),
)


class Status(StrEnum):
    """Where a unit is in its work."""

    AT_BASE = "at_base"
    ALERTED = "alerted"
    ACKNOWLEDGED = "acknowledged"
    EN_ROUTE = "en_route"
    ON_SCENE = "on_scene"
    TRANSPORTING = "transporting"
    RETURNING = "returning"
    UNAVAILABLE = "unavailable"
    NO_ANSWER = "no_answer"
    OUT_OF_SERVICE = "out_of_service"
    OFF_DUTY = "off_duty"


class OutWhy(StrEnum):
    """Why a unit is out of service; asked of nothing else, since a unit that is away for a sealed file looks like one
    of which nobody said why it cannot be sent."""

    REPAIR = "repair"
    ACCIDENT = "accident"
    FUEL = "fuel"
    NO_CREW = "no_crew"
    PAPERS = "papers"
    OTHER = "other"


class Standing(StrEnum):
    """Whether a vehicle is on a job, could be sent, is out of service, or cannot be sent for now."""

    ON_A_JOB = "on_a_job"
    FREE = "free"
    OUT = "out"
    NOT_NOW = "not_now"


class Fitness(StrEnum):
    """What a check of a vehicle found."""

    FIT = "fit"
    FAULTS = "faults"
    NOT_FIT = "not_fit"


class VehicleFault(StrEnum):
    """What a check found wrong."""

    TYRES = "tyres"
    BRAKES = "brakes"
    LIGHTS = "lights"
    ENGINE = "engine"
    CHAIN = "chain"
    BODY = "body"
    HELMETS = "helmets"
    FIRST_AID = "first_aid"
    RADIO = "radio"
    OTHER = "other"


class Due(StrEnum):
    """What is due on a vehicle."""

    NEVER_CHECKED = "never_checked"
    NOT_FIT = "not_fit"
    CHECK = "check"
    SERVICE = "service"
    PAPERS = "papers"


FREE = (Status.AT_BASE, Status.RETURNING)
BUSY = (Status.ALERTED, Status.ACKNOWLEDGED, Status.EN_ROUTE, Status.ON_SCENE, Status.TRANSPORTING)
# What a crew, or a dispatcher for it, may say of a unit that is not sent.
SETTABLE = (Status.AT_BASE, Status.RETURNING, Status.UNAVAILABLE, Status.OUT_OF_SERVICE, Status.OFF_DUTY)

# What a step of the unit makes of its status.
STATUS_OF = {
    ALERTED: Status.ALERTED,
    ACKNOWLEDGED: Status.ACKNOWLEDGED,
    EN_ROUTE: Status.EN_ROUTE,
    ON_SCENE: Status.ON_SCENE,
    WITH_SURVIVOR: Status.ON_SCENE,
    TRANSPORTING: Status.TRANSPORTING,
    NOT_FOUND: Status.ON_SCENE,
    NOT_SAFE: Status.ON_SCENE,
    CLEAR: Status.RETURNING,
    CALLED_OFF: Status.RETURNING,
}
# What a unit is after it gave a response back.
STATUS_AFTER_GIVING_BACK = {
    CannotGo.BREAKDOWN: Status.OUT_OF_SERVICE,
    CannotGo.ACCIDENT: Status.OUT_OF_SERVICE,
    CannotGo.FUEL: Status.OUT_OF_SERVICE,
    CannotGo.ROAD_CLOSED: Status.RETURNING,
    CannotGo.OTHER_DUTY: Status.UNAVAILABLE,
}
# Why it is out of service then.
WHY_AFTER_GIVING_BACK = {
    CannotGo.BREAKDOWN: OutWhy.REPAIR,
    CannotGo.ACCIDENT: OutWhy.ACCIDENT,
    CannotGo.FUEL: OutWhy.FUEL,
}
