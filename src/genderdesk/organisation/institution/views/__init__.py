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

__all__ = [
    "authority",
    "authority_end",
    "coverage",
    "coverage_file",
    "define",
    "desk",
    "end",
    "end_of_absence",
    "enrol",
    "fill_post",
    "grant",
    "hours",
    "mandate",
    "mandate_end",
    "milestone",
    "officer",
    "organisation",
    "placement",
    "relatives",
    "release",
    "rename",
    "require",
    "requirements",
    "revoke",
    "week",
    "withdraw",
    "withdraw_duty",
    "write_away",
]
