"""What may be done with a case, one file for each use."""

from genderdesk.casework.cases.acts.add_file import add_file
from genderdesk.casework.cases.acts.assess_risk import (
    assess_risk,
    choose_measures,
    lower_risk,
    raise_risk,
    say_new_event,
    share_risk,
)
from genderdesk.casework.cases.acts.bring_in import bring_in
from genderdesk.casework.cases.acts.circle import release_case
from genderdesk.casework.cases.acts.circumstances import keep_circumstances
from genderdesk.casework.cases.acts.close_case import (
    approve_closure,
    reopen_case,
    request_closure,
    send_back_closure,
)
from genderdesk.casework.cases.acts.death import confirm_death, keep_death, take_death_back
from genderdesk.casework.cases.acts.describe_incident import (
    classify_incident,
    describe_incident,
)
from genderdesk.casework.cases.acts.feedback import give_feedback, offer_feedback
from genderdesk.casework.cases.acts.fill_instrument import fill_instrument
from genderdesk.casework.cases.acts.flags import raise_flag, resolve_flag
from genderdesk.casework.cases.acts.follow_up import (
    call_off_follow_up,
    follow_up_done,
    plan_follow_up,
)
from genderdesk.casework.cases.acts.hand_over import leave_case, offer_case, take_case, withdraw_offer
from genderdesk.casework.cases.acts.join_files import (
    agree_join,
    ask_join,
    ask_parting,
    keep_joined,
    part_files,
    send_join_back,
)
from genderdesk.casework.cases.acts.keep_file import (
    assign_case,
    hand_over,
    hear,
    note_on_case,
    serve,
)
from genderdesk.casework.cases.acts.know_survivor import (
    describe_survivor,
    identify_survivor,
    keep_safe_contact,
)
from genderdesk.casework.cases.acts.legal_exception import ask_for_exception, decide_exception, end_exception
from genderdesk.casework.cases.acts.offences import (
    add_offence,
    close_offence,
    correct_offence,
    keep_offences,
    load_offences,
    reopen_offence,
)
from genderdesk.casework.cases.acts.open_case import open_case
from genderdesk.casework.cases.acts.plans import (
    add_plan_item,
    change_plan_item,
    keep_safety_plan,
    review_safety_plan,
)
from genderdesk.casework.cases.acts.receive_care import answer_care, receive_care
from genderdesk.casework.cases.acts.suspects import add_suspect, change_suspect, move_suspect
from genderdesk.casework.cases.acts.take_consent import (
    count_in_figures,
    record_consent,
    renew_consent,
    revoke_consent,
    wait_for_consent,
)
from genderdesk.casework.cases.acts.transfer import (
    offer_transfer,
    refuse_transfer,
    stop_transfer,
    take_transfer,
    withdraw_transfer,
)

__all__ = [
    "add_file",
    "add_offence",
    "add_plan_item",
    "add_suspect",
    "agree_join",
    "answer_care",
    "approve_closure",
    "ask_for_exception",
    "ask_join",
    "ask_parting",
    "assess_risk",
    "assign_case",
    "bring_in",
    "call_off_follow_up",
    "change_plan_item",
    "change_suspect",
    "choose_measures",
    "classify_incident",
    "close_offence",
    "confirm_death",
    "correct_offence",
    "count_in_figures",
    "decide_exception",
    "describe_incident",
    "describe_survivor",
    "end_exception",
    "fill_instrument",
    "follow_up_done",
    "give_feedback",
    "hand_over",
    "hear",
    "identify_survivor",
    "keep_circumstances",
    "keep_death",
    "keep_joined",
    "keep_offences",
    "keep_safe_contact",
    "keep_safety_plan",
    "leave_case",
    "load_offences",
    "lower_risk",
    "move_suspect",
    "note_on_case",
    "offer_case",
    "offer_feedback",
    "offer_transfer",
    "open_case",
    "part_files",
    "plan_follow_up",
    "raise_flag",
    "raise_risk",
    "receive_care",
    "record_consent",
    "refuse_transfer",
    "release_case",
    "renew_consent",
    "reopen_case",
    "reopen_offence",
    "request_closure",
    "resolve_flag",
    "review_safety_plan",
    "revoke_consent",
    "say_new_event",
    "send_back_closure",
    "send_join_back",
    "serve",
    "share_risk",
    "stop_transfer",
    "take_case",
    "take_death_back",
    "take_transfer",
    "wait_for_consent",
    "withdraw_offer",
    "withdraw_transfer",
]
