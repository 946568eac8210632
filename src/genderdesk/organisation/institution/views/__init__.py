"""The room's pages: institutions and desks, who holds which post, who covers it, and officers."""

from genderdesk.organisation.institution.views.coverage import (
    coverage,
    coverage_file,
    define,
    release,
    require,
    requirements,
)
from genderdesk.organisation.institution.views.desks import (
    desk,
    end,
    enrol,
    fill_post,
    hours,
    organisation,
    relatives,
    week,
    withdraw,
    withdraw_duty,
)
from genderdesk.organisation.institution.views.findings import finding, finding_step, findings
from genderdesk.organisation.institution.views.mandate import (
    authority,
    authority_end,
    mandate,
    mandate_end,
    milestone,
    placement,
    rename,
)
from genderdesk.organisation.institution.views.officers import (
    end_of_absence,
    grant,
    officer,
    revoke,
    write_away,
)
from genderdesk.organisation.institution.views.readiness import (
    desk_readiness,
    equipment,
    gaps_file,
    inspect,
    readiness,
    readiness_step,
)
from genderdesk.organisation.institution.views.rooms import add_room, book, cancel, room, room_step, rooms
from genderdesk.organisation.institution.views.standard import standard
from genderdesk.organisation.institution.views.supplies import correct, supplies

__all__ = [
    "add_room",
    "authority",
    "authority_end",
    "book",
    "cancel",
    "correct",
    "coverage",
    "coverage_file",
    "define",
    "desk",
    "desk_readiness",
    "end",
    "end_of_absence",
    "enrol",
    "equipment",
    "fill_post",
    "finding",
    "finding_step",
    "findings",
    "gaps_file",
    "grant",
    "hours",
    "inspect",
    "mandate",
    "mandate_end",
    "milestone",
    "officer",
    "organisation",
    "placement",
    "readiness",
    "readiness_step",
    "relatives",
    "release",
    "rename",
    "require",
    "requirements",
    "revoke",
    "room",
    "room_step",
    "rooms",
    "standard",
    "supplies",
    "week",
    "withdraw",
    "withdraw_duty",
    "write_away",
]
