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
from genderdesk.organisation.institution.forms.mandate import (
    DelegateAuthority,
    GiveMandate,
    MarkDesk,
    PlaceDesk,
    RenameUnit,
)
from genderdesk.organisation.institution.forms.rooms import (
    BlockRoom,
    BookRoom,
    CheckRoom,
    CloseRoom,
    FilterRooms,
    OpenRoom,
)

__all__ = [
    "Appoint",
    "BlockRoom",
    "BookRoom",
    "CheckRoom",
    "CloseRoom",
    "CoverageFilter",
    "DayField",
    "DeclareRelative",
    "DefineCompetence",
    "DelegateAuthority",
    "EndAppointment",
    "EndOn",
    "EnrolOfficer",
    "FilterRooms",
    "GiveMandate",
    "GrantCompetence",
    "MarkDesk",
    "OpenRoom",
    "PlaceDesk",
    "RenameUnit",
    "RequireCompetence",
    "RevokeCompetence",
    "WriteAbsence",
    "WriteHours",
    "WriteShift",
]
