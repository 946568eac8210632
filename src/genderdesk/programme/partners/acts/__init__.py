"""What may be done with partners, agreements, projects and who does what where."""

from genderdesk.programme.partners.acts.agree import (
    add_obligation,
    draft_agreement,
    meet_obligation,
    negotiate_agreement,
    number_agreement,
    resume_agreement,
    return_agreement,
    review_agreement,
    sign_agreement,
    suspend_agreement,
    terminate_agreement,
)
from genderdesk.programme.partners.acts.load import load_partners
from genderdesk.programme.partners.acts.presence import change_presence, enter_presence
from genderdesk.programme.partners.acts.projects import (
    add_budget_line,
    add_objective,
    commit_project,
    join_project,
    open_project,
    place_thing,
    take_money,
    take_things,
)
from genderdesk.programme.partners.acts.register import enter_partner, rename_partner

__all__ = [
    "add_budget_line",
    "add_objective",
    "add_obligation",
    "change_presence",
    "commit_project",
    "draft_agreement",
    "enter_partner",
    "enter_presence",
    "join_project",
    "load_partners",
    "meet_obligation",
    "negotiate_agreement",
    "number_agreement",
    "open_project",
    "place_thing",
    "rename_partner",
    "resume_agreement",
    "return_agreement",
    "review_agreement",
    "sign_agreement",
    "suspend_agreement",
    "take_money",
    "take_things",
    "terminate_agreement",
]
