"""The built-in telephone network: a handset on the page ``/simulator/``, for training and the demonstration.

The handset speaks to the desk by the same addresses as a real network would: JSON or form fields by POST to
``/gateway/<token>/call|sms|ussd|status/``. It is refused where the setting does not allow it, and all that comes by it
is marked as simulated.
"""

from genderdesk.casework.hotline.gateways.simulator.network import (
    NUMBERS,
    lines_of_simulator,
    open_simulator,
    send_text,
    token_of,
)
from genderdesk.casework.hotline.gateways.simulator.translate import Malformed, read_event, write_answer

__all__ = [
    "NUMBERS",
    "Malformed",
    "lines_of_simulator",
    "open_simulator",
    "read_event",
    "send_text",
    "token_of",
    "write_answer",
]
