"""The room's forms."""

from genderdesk.organisation.institution.forms.coverage import (
    CoverageFilter,
    DefineCompetence,
    EndOn,
    GrantCompetence,
    RequireCompetence,
    RevokeCompetence,
    WriteAbsence,
)
from genderdesk.organisation.institution.forms.days import DayField
from genderdesk.organisation.institution.forms.desks import (
    Appoint,
    DeclareRelative,
    EndAppointment,
    EnrolOfficer,
    WriteHours,
    WriteShift,
)

__all__ = [
    "Appoint",
    "CoverageFilter",
    "DayField",
    "DeclareRelative",
    "DefineCompetence",
    "EndAppointment",
    "EndOn",
    "EnrolOfficer",
    "GrantCompetence",
    "RequireCompetence",
    "RevokeCompetence",
    "WriteAbsence",
    "WriteHours",
    "WriteShift",
]
