"""What may be done with documents, proposals, plans, self-assessments and counts of strength."""

from genderdesk.programme.guidance.acts.acknowledge import acknowledge_version, remind_readers, sign_sheet
from genderdesk.programme.guidance.acts.ask import ask_of_readers, drop_question
from genderdesk.programme.guidance.acts.assess import (
    answer_assessment,
    begin_assessment,
    close_assessment,
    score_assessment,
)
from genderdesk.programme.guidance.acts.authorise import (
    authorise_version,
    confirm_version,
    enter_force,
    reject_version,
    return_version,
    review_version,
    supersede_version,
    withdraw_version,
)
from genderdesk.programme.guidance.acts.carry_out import (
    act_on_plan,
    act_on_proposal,
    close_proposal,
    drop_action,
    follow_proposal,
    implement_action,
    send_back_action,
    verify_action,
)
from genderdesk.programme.guidance.acts.count_strength import count_strength
from genderdesk.programme.guidance.acts.decide import (
    Decision,
    approve_proposals,
    decide_proposal,
    propose,
    screen_proposal,
    submit_proposal,
    take_back_proposal,
)
from genderdesk.programme.guidance.acts.keep_instruments import keep_instrument
from genderdesk.programme.guidance.acts.load import load_guidance
from genderdesk.programme.guidance.acts.move_strength import end_deployment, keep_deployment, keep_flow
from genderdesk.programme.guidance.acts.plan import begin_plan, keep_step
from genderdesk.programme.guidance.acts.write import (
    Wording,
    attach_original,
    begin_document,
    begin_version,
    comment_on_version,
    consult_on_version,
    describe_document,
    revise_version,
    submit_version,
)

__all__ = [
    "Decision",
    "Wording",
    "acknowledge_version",
    "act_on_plan",
    "act_on_proposal",
    "answer_assessment",
    "approve_proposals",
    "ask_of_readers",
    "attach_original",
    "authorise_version",
    "begin_assessment",
    "begin_document",
    "begin_plan",
    "begin_version",
    "close_assessment",
    "close_proposal",
    "comment_on_version",
    "confirm_version",
    "consult_on_version",
    "count_strength",
    "decide_proposal",
    "describe_document",
    "drop_action",
    "drop_question",
    "end_deployment",
    "enter_force",
    "follow_proposal",
    "implement_action",
    "keep_deployment",
    "keep_flow",
    "keep_instrument",
    "keep_step",
    "load_guidance",
    "propose",
    "reject_version",
    "remind_readers",
    "return_version",
    "review_version",
    "revise_version",
    "score_assessment",
    "screen_proposal",
    "send_back_action",
    "sign_sheet",
    "submit_proposal",
    "submit_version",
    "supersede_version",
    "take_back_proposal",
    "verify_action",
    "withdraw_version",
]
