"""What may be done about danger, one file for each side."""

from genderdesk.casework.response.acts.circle import follow_file
from genderdesk.casework.response.acts.escalate import alert_again, pass_on, tell_late
from genderdesk.casework.response.acts.fleet import check_vehicle, load_units, set_unit_status
from genderdesk.casework.response.acts.glass import break_glass
from genderdesk.casework.response.acts.ride import (
    acknowledge,
    answer_help,
    arrive,
    ask_help,
    check_in,
    clear,
    give_back,
    meet_survivor,
    not_found,
    not_safe,
    set_out,
    transport,
)
from genderdesk.casework.response.acts.send import (
    assign_unit,
    call_off_unit,
    cancel_dispatch,
    close_dispatch,
    hold_dispatch,
    open_dispatch,
)
from genderdesk.casework.response.acts.tell import add_note, exclude_unit, follow_place, learn

__all__ = [
    "acknowledge",
    "add_note",
    "alert_again",
    "answer_help",
    "arrive",
    "ask_help",
    "assign_unit",
    "break_glass",
    "call_off_unit",
    "cancel_dispatch",
    "check_in",
    "check_vehicle",
    "clear",
    "close_dispatch",
    "exclude_unit",
    "follow_file",
    "follow_place",
    "give_back",
    "hold_dispatch",
    "learn",
    "load_units",
    "meet_survivor",
    "not_found",
    "not_safe",
    "open_dispatch",
    "pass_on",
    "set_out",
    "set_unit_status",
    "tell_late",
    "transport",
]
