"""What may be done with lines, contacts, texts and USSD sessions; one file per use case."""

from genderdesk.casework.hotline.acts.calls import (
    answer_contact,
    hang_up_contact,
    keep_contact,
    lapse_contact,
    leave_contact,
    offer_contact,
    press_key,
    reopen_contact,
    ring_contact,
)
from genderdesk.casework.hotline.acts.circle import follow_file
from genderdesk.casework.hotline.acts.events import forget_raw, hear_event
from genderdesk.casework.hotline.acts.letters import carry_new_day
from genderdesk.casework.hotline.acts.lines import close_gateway, open_gateway, open_line
from genderdesk.casework.hotline.acts.reports import (
    add_from_contact,
    enter_after,
    report_contact,
    report_silent_danger,
    send_help,
)
from genderdesk.casework.hotline.acts.texts import hold_text, receive_text, send_text, settle_text, status_of_text
from genderdesk.casework.hotline.acts.ussd import end_ussd, finish_ussd, settle_ussd, step_ussd
from genderdesk.casework.hotline.acts.work import (
    ask_history,
    ask_number,
    classify_contact,
    close_contact,
    note_contact,
    set_safe_contact,
    take_over_contact,
)

__all__ = [
    "add_from_contact",
    "answer_contact",
    "ask_history",
    "ask_number",
    "carry_new_day",
    "classify_contact",
    "close_contact",
    "close_gateway",
    "end_ussd",
    "enter_after",
    "finish_ussd",
    "follow_file",
    "forget_raw",
    "hang_up_contact",
    "hear_event",
    "hold_text",
    "keep_contact",
    "lapse_contact",
    "leave_contact",
    "note_contact",
    "offer_contact",
    "open_gateway",
    "open_line",
    "press_key",
    "receive_text",
    "reopen_contact",
    "report_contact",
    "report_silent_danger",
    "ring_contact",
    "send_help",
    "send_text",
    "set_safe_contact",
    "settle_text",
    "settle_ussd",
    "status_of_text",
    "step_ussd",
    "take_over_contact",
]
