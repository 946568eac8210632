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


WAITING, HELD, DISPATCHED, EN_ROUTE = "waiting", "held", "dispatched", "en_route"
ON_SCENE, WITH_SURVIVOR, CLEARED, CLOSED = "on_scene", "with_survivor", "cleared", "closed"
CANCELLED, NOT_LOCATED = "cancelled", "not_located"

OPEN_STATES = (WAITING, HELD, DISPATCHED, EN_ROUTE, ON_SCENE, WITH_SURVIVOR, CLEARED, NOT_LOCATED)
MOVING_STATES = (DISPATCHED, EN_ROUTE, ON_SCENE, WITH_SURVIVOR)

DISPATCH = StateTable(
    "dispatch",
    WAITING,
    (
        *moves("dispatch.assign", (WAITING, HELD, DISPATCHED), DISPATCHED),
        Move(WAITING, HELD, "dispatch.hold"),
        Move(DISPATCHED, DISPATCHED, "dispatch.acknowledge"),
        Move(DISPATCHED, EN_ROUTE, "dispatch.set_out"),
        Move(EN_ROUTE, ON_SCENE, "dispatch.arrive"),
        Move(ON_SCENE, WITH_SURVIVOR, "dispatch.meet_survivor"),
        Move(ON_SCENE, NOT_LOCATED, "dispatch.not_found"),
        *moves("dispatch.clear", (ON_SCENE, WITH_SURVIVOR, NOT_LOCATED), CLEARED),
        *moves("dispatch.close", (CLEARED, HELD), CLOSED),
        *moves("dispatch.cancel", (WAITING, HELD, DISPATCHED, EN_ROUTE), CANCELLED),
    ),
)


class Status(StrEnum):
    """Where a unit is in its work."""

    AT_BASE = "at_base"
    ALERTED = "alerted"
    ACKNOWLEDGED = "acknowledged"
    EN_ROUTE = "en_route"
    ON_SCENE = "on_scene"
    RETURNING = "returning"
    UNAVAILABLE = "unavailable"
    OFF_DUTY = "off_duty"


FREE = (Status.AT_BASE, Status.RETURNING)

# What each step of a dispatch makes of the unit.
STATUS_AFTER = {
    "dispatch.assign": Status.ALERTED,
    "dispatch.acknowledge": Status.ACKNOWLEDGED,
    "dispatch.set_out": Status.EN_ROUTE,
    "dispatch.arrive": Status.ON_SCENE,
    "dispatch.meet_survivor": Status.ON_SCENE,
    "dispatch.not_found": Status.ON_SCENE,
    "dispatch.clear": Status.RETURNING,
    "dispatch.cancel": Status.RETURNING,
}
