"""What may be done about danger, one file for each side."""

from genderdesk.casework.response.acts.fleet import load_units, set_unit_status
from genderdesk.casework.response.acts.ride import acknowledge, arrive, clear, meet_survivor, not_found, set_out
from genderdesk.casework.response.acts.send import (
    alert_again,
    assign_unit,
    cancel_dispatch,
    close_dispatch,
    hold_dispatch,
    open_dispatch,
)

__all__ = [
    "acknowledge",
    "alert_again",
    "arrive",
    "assign_unit",
    "cancel_dispatch",
    "clear",
    "close_dispatch",
    "hold_dispatch",
    "load_units",
    "meet_survivor",
    "not_found",
    "open_dispatch",
    "set_out",
    "set_unit_status",
]
