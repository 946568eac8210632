"""What may be done with a case, one file for each use."""

from genderdesk.casework.cases.acts.add_file import add_file
from genderdesk.casework.cases.acts.bring_in import bring_in
from genderdesk.casework.cases.acts.circle import release_case
from genderdesk.casework.cases.acts.circumstances import keep_circumstances
from genderdesk.casework.cases.acts.close_case import (
    approve_closure,
    reopen_case,
    request_closure,
    send_back_closure,
)
from genderdesk.casework.cases.acts.describe_incident import (
    classify_incident,
    describe_incident,
)
from genderdesk.casework.cases.acts.follow_up import (
    call_off_follow_up,
    follow_up_done,
    plan_follow_up,
)
from genderdesk.casework.cases.acts.keep_file import (
    assign_case,
    counselling_note,
    hand_over,
    hear,
    note_on_case,
    receive_care,
    serve,
)
from genderdesk.casework.cases.acts.know_survivor import (
    describe_survivor,
    identify_survivor,
    keep_safe_contact,
)
from genderdesk.casework.cases.acts.open_case import open_case
from genderdesk.casework.cases.acts.take_consent import (
    count_in_figures,
    record_consent,
    revoke_consent,
    wait_for_consent,
)

__all__ = [
    "add_file",
    "approve_closure",
    "assign_case",
    "bring_in",
    "call_off_follow_up",
    "classify_incident",
    "counselling_note",
    "count_in_figures",
    "describe_incident",
    "describe_survivor",
    "follow_up_done",
    "hand_over",
    "hear",
    "identify_survivor",
    "keep_circumstances",
    "keep_safe_contact",
    "note_on_case",
    "open_case",
    "plan_follow_up",
    "receive_care",
    "record_consent",
    "release_case",
    "reopen_case",
    "request_closure",
    "revoke_consent",
    "send_back_closure",
    "serve",
    "wait_for_consent",
]
