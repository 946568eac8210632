"""What is kept of institutions. Whatever changes over time has a first day and an end day.

An end day is the first day on which the thing is no longer in force, so that a successor may begin on that same day.
"""

from genderdesk.organisation.institution.models.cells import Cell, CellMember
from genderdesk.organisation.institution.models.competence import Competence, CompetenceHeld, RoleRequirement
from genderdesk.organisation.institution.models.desks import Desk, Post
from genderdesk.organisation.institution.models.duty import DutyHours, Shift
from genderdesk.organisation.institution.models.mandate import (
    Authority,
    DeskMilestone,
    Mandate,
    Placement,
    UnitName,
)
from genderdesk.organisation.institution.models.officers import Absence, Appointment, Officer
from genderdesk.organisation.institution.models.readiness import (
    DeskStandard,
    Equipment,
    EquipmentState,
    Finding,
    InspectedLine,
    Inspection,
    StandardLine,
    SupplyEntry,
    UnitCost,
)
from genderdesk.organisation.institution.models.relatives import Relative
from genderdesk.organisation.institution.models.rooms import Booking, Room, RoomCheck
from genderdesk.organisation.institution.models.ties import DeskTie
from genderdesk.organisation.institution.models.units import Institution, Unit, UnitParent

__all__ = [
    "Absence",
    "Appointment",
    "Authority",
    "Booking",
    "Cell",
    "CellMember",
    "Competence",
    "CompetenceHeld",
    "Desk",
    "DeskMilestone",
    "DeskStandard",
    "DeskTie",
    "DutyHours",
    "Equipment",
    "EquipmentState",
    "Finding",
    "InspectedLine",
    "Inspection",
    "Institution",
    "Mandate",
    "Officer",
    "Placement",
    "Post",
    "Relative",
    "RoleRequirement",
    "Room",
    "RoomCheck",
    "Shift",
    "StandardLine",
    "SupplyEntry",
    "Unit",
    "UnitCost",
    "UnitName",
    "UnitParent",
]
