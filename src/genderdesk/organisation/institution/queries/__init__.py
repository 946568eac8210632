"""What may be seen of institutions: which desk answers, what lies below a unit, who holds which post on a day."""

from genderdesk.organisation.institution.queries.appointments import (
    appointments_of,
    holders_by_post,
    officer_name,
    post_holders,
    posts_of_officer,
    supervisors_outside,
    vacant_posts,
)
from genderdesk.organisation.institution.queries.cells import (
    all_members_of,
    cell_of,
    cells_of,
    cells_to_choose,
    cells_to_see,
    institutions_with_cells,
    members_by_cell,
    members_of,
)
from genderdesk.organisation.institution.queries.command import served_in_command
from genderdesk.organisation.institution.queries.desks import (
    desk_for,
    desk_id_for,
    desks_below,
    headquarters_desk,
    open_desks_of,
)
from genderdesk.organisation.institution.queries.duty import (
    DutyBook,
    closeness,
    declared_numbers,
    duty_hours_of,
    open_relatives,
    relatives_of,
)
from genderdesk.organisation.institution.queries.kept import kept
from genderdesk.organisation.institution.queries.lines import hotlines, public_desk_institution
from genderdesk.organisation.institution.queries.overview import (
    UnitBranch,
    organisation_of,
)
from genderdesk.organisation.institution.queries.pages import (
    DeskPage,
    appointment_of_reader,
    chosen_officer,
    desk_page,
    officers_to_appoint,
    post_of_reader,
)
from genderdesk.organisation.institution.queries.tree import (
    Coverage,
    coverage_of,
    parents_on,
    units_below,
    units_to_choose,
)
from genderdesk.organisation.institution.queries.week import (
    WEEK,
    DeskWeek,
    desk_week,
    monday_of,
    shift_of_reader,
)
from genderdesk.organisation.institution.rules.cells import Admission

__all__ = [
    "WEEK",
    "Admission",
    "Coverage",
    "DeskPage",
    "DeskWeek",
    "DutyBook",
    "UnitBranch",
    "all_members_of",
    "appointment_of_reader",
    "appointments_of",
    "cell_of",
    "cells_of",
    "cells_to_choose",
    "cells_to_see",
    "chosen_officer",
    "closeness",
    "coverage_of",
    "declared_numbers",
    "desk_for",
    "desk_id_for",
    "desk_page",
    "desk_week",
    "desks_below",
    "duty_hours_of",
    "headquarters_desk",
    "holders_by_post",
    "hotlines",
    "institutions_with_cells",
    "kept",
    "members_by_cell",
    "members_of",
    "monday_of",
    "officer_name",
    "officers_to_appoint",
    "open_desks_of",
    "open_relatives",
    "organisation_of",
    "parents_on",
    "post_holders",
    "post_of_reader",
    "posts_of_officer",
    "public_desk_institution",
    "relatives_of",
    "served_in_command",
    "shift_of_reader",
    "supervisors_outside",
    "units_below",
    "units_to_choose",
    "vacant_posts",
]
