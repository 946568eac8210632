"""What may be done with institutions: shape units, desks and posts, appoint officers, load a country's files."""

from genderdesk.organisation.institution.acts.absences import end_absence, write_absence
from genderdesk.organisation.institution.acts.appoint import (
    appoint,
    describe_officer,
    end_appointment,
    enrol_officer,
)
from genderdesk.organisation.institution.acts.give_mandate import (
    delegate_authority,
    end_mandate,
    give_mandate,
    mark_desk,
    place_desk,
    rename_unit,
    withdraw_authority,
)
from genderdesk.organisation.institution.acts.inspect_desks import (
    enter_equipment,
    keep_inspection,
    lay_down_standard,
    price_line,
    see_equipment,
)
from genderdesk.organisation.institution.acts.keep_competence import (
    define_competence,
    grant_competence,
    keep_grant,
    release_competence,
    require_competence,
    revoke_competence,
)
from genderdesk.organisation.institution.acts.keep_duty import (
    declare_relative,
    renew_name_of_relative,
    withdraw_relative,
    withdraw_shift,
    write_duty_hours,
    write_shift,
)
from genderdesk.organisation.institution.acts.keep_rooms import (
    block_room,
    book_room,
    cancel_booking,
    check_room,
    close_room,
    open_room,
)
from genderdesk.organisation.institution.acts.keep_supplies import correct_supply, write_supply
from genderdesk.organisation.institution.acts.load import load_institutions
from genderdesk.organisation.institution.acts.load_premises import load_premises
from genderdesk.organisation.institution.acts.mend_findings import (
    accept_finding,
    assign_finding,
    fix_finding,
    open_finding,
    return_finding,
    verify_finding,
)
from genderdesk.organisation.institution.acts.shape_cells import admit_to_cell, open_cell, release_from_cell
from genderdesk.organisation.institution.acts.shape_desks import (
    close_desk,
    close_post,
    describe_desk,
    open_desk,
    open_post,
)
from genderdesk.organisation.institution.acts.shape_units import (
    establish_institution,
    move_unit,
    open_unit,
)

__all__ = [
    "accept_finding",
    "admit_to_cell",
    "appoint",
    "assign_finding",
    "block_room",
    "book_room",
    "cancel_booking",
    "check_room",
    "close_desk",
    "close_post",
    "close_room",
    "correct_supply",
    "declare_relative",
    "define_competence",
    "delegate_authority",
    "describe_desk",
    "describe_officer",
    "end_absence",
    "end_appointment",
    "end_mandate",
    "enrol_officer",
    "enter_equipment",
    "establish_institution",
    "fix_finding",
    "give_mandate",
    "grant_competence",
    "keep_grant",
    "keep_inspection",
    "lay_down_standard",
    "load_institutions",
    "load_premises",
    "mark_desk",
    "move_unit",
    "open_cell",
    "open_desk",
    "open_finding",
    "open_post",
    "open_room",
    "open_unit",
    "place_desk",
    "price_line",
    "release_competence",
    "release_from_cell",
    "rename_unit",
    "renew_name_of_relative",
    "require_competence",
    "return_finding",
    "revoke_competence",
    "see_equipment",
    "verify_finding",
    "withdraw_authority",
    "withdraw_relative",
    "withdraw_shift",
    "write_absence",
    "write_duty_hours",
    "write_shift",
    "write_supply",
]
