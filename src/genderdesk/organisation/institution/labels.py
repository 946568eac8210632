"""The room's words as people read them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from genderdesk.groundwork.platform.words import WordTable
from genderdesk.organisation.institution.vocabulary import (
    AbsenceKind,
    AuthorityLevel,
    AuthoritySubject,
    CommanderAccess,
    CoverageReason,
    CoverageStatus,
    DeskFunction,
    DeskKind,
    InstitutionKind,
    Milestone,
    Relation,
    Role,
    Setting,
    Sex,
    Tie,
    UnitKind,
)
from genderdesk.organisation.institution.vocabulary.readiness import (
    ACCEPTED_RISK,
    ASSIGNED,
    FIXED,
    OPEN,
    VERIFIED,
    Demand,
    Domain,
    EquipmentKind,
    ItemState,
    SupplyKind,
    SupplyMove,
)
from genderdesk.organisation.institution.vocabulary.rooms import CheckOutcome, RoomKind, RoomUse

INSTITUTION_KIND_LABELS: WordTable = {
    InstitutionKind.POLICE: _("Police"),
    InstitutionKind.DEFENCE: _("Defence force"),
    InstitutionKind.MINISTRY: _("Ministry"),
}
UNIT_KIND_LABELS: WordTable = {
    UnitKind.HEADQUARTERS: _("Headquarters"),
    UnitKind.PROVINCE: _("Provincial unit"),
    UnitKind.DISTRICT: _("District unit"),
    UnitKind.STATION: _("Station"),
    UnitKind.BATTALION: _("Battalion"),
}
SETTING_LABELS: WordTable = {
    Setting.RURAL: pgettext_lazy("where a unit serves", "In the country"),
    Setting.URBAN: pgettext_lazy("where a unit serves", "In a town"),
}
TIE_LABELS: WordTable = {
    Tie.COMPLEMENTS: pgettext_lazy("a desk another one", "Complements"),
    Tie.SUCCEEDS: pgettext_lazy("a desk another one", "Came in place of"),
}
DESK_KIND_LABELS: WordTable = {
    DeskKind.DESK: _("Gender desk"),
    DeskKind.UNIT: pgettext_lazy("kind of desk", "Unit"),
    DeskKind.FOCAL_POINT: _("Focal point"),
}
SEX_LABELS: WordTable = {Sex.FEMALE: _("Female"), Sex.MALE: _("Male")}
RELATION_LABELS: WordTable = {
    Relation.SELF: _("Myself: a further number or name"),
    Relation.PARTNER: _("Wife, husband or partner"),
    Relation.CHILD: _("Child"),
    Relation.PARENT: _("Parent"),
    Relation.SIBLING: _("Sister or brother"),
    Relation.OTHER: _("Another person close to me"),
}
ROLE_LABELS: dict[str, Any] = {
    Role.OPERATOR: _("Hotline operator"),
    Role.DISPATCHER: _("Dispatcher"),
    Role.RIDER: _("Rider or driver"),
    Role.FOCAL_POINT: _("Focal point"),
    Role.INVESTIGATOR: _("Investigator"),
    Role.COUNSELLOR: _("Counsellor"),
    Role.ANALYST: _("Analyst"),
    Role.TRAINER: _("Trainer"),
    Role.OUTREACH_OFFICER: _("Outreach officer"),
    Role.DESK_HEAD: _("Head of desk"),
    Role.OVERSIGHT: _("Oversight"),
    Role.ADMINISTRATOR: _("Administrator"),
}
ABSENCE_LABELS: WordTable = {
    AbsenceKind.LEAVE: _("Leave"),
    AbsenceKind.SICK: _("Sick leave"),
    AbsenceKind.MISSION: _("Mission or course elsewhere"),
    AbsenceKind.SUSPENDED: _("Suspended"),
}
COVERAGE_LABELS: WordTable = {
    CoverageStatus.COVERED: _("Covered"),
    CoverageStatus.EXPIRING: _("Covered for 90 days or less"),
    CoverageStatus.LAPSED: _("Lapsed"),
    CoverageStatus.UNTRAINED: _("Untrained"),
    CoverageStatus.VACANT: _("Vacant"),
    CoverageStatus.NOT_DESIGNATED: _("Not designated"),
}
COVERAGE_TONES: dict[str, str] = {
    CoverageStatus.COVERED: "good",
    CoverageStatus.EXPIRING: "due",
    CoverageStatus.LAPSED: "overdue",
    CoverageStatus.UNTRAINED: "overdue",
    CoverageStatus.VACANT: "overdue",
    CoverageStatus.NOT_DESIGNATED: "calm",
}
# Of a post: why it stands as it does.
COVERAGE_REASONS: WordTable = {
    CoverageReason.NOTHING_ASKED: _("No competence is asked of this role"),
    CoverageReason.NOBODY: _("Nobody holds the post"),
    CoverageReason.ABSENT: _("%(officer)s is absent until %(day)s"),
    CoverageReason.TOO_LITTLE_TIME: _("%(officer)s has %(share)s per cent of working time for it"),
    CoverageReason.NEVER_SHOWN: _("%(officer)s has never shown: %(competence)s"),
    CoverageReason.LAPSED: _("Lapsed on %(day)s: %(competence)s of %(officer)s"),
    CoverageReason.REVOKED: _("Revoked on %(day)s: %(competence)s of %(officer)s"),
    CoverageReason.EXPIRES: _("Valid until %(day)s: %(competence)s of %(officer)s"),
    CoverageReason.LEAVES: _("%(officer)s holds the post until %(day)s"),
}
ABSENT_WITHOUT_END = _("%(officer)s is absent until further notice")
FUNCTION_LABELS: WordTable = {
    DeskFunction.STRATEGIES: _("F1 Coordinate strategies, guidelines and procedures, and follow them up"),
    DeskFunction.CAPACITY: _("F2 Make staff able to investigate: coordinate training"),
    DeskFunction.RESPONSE: _("F3 Answer survivors better: line, local units, rooms, protocols, protection orders"),
    DeskFunction.AWARENESS: _("F4 Make violence and the institution's part known to the public"),
    DeskFunction.DATA: _("F5 Develop the systems that collect data"),
}
ACCESS_LABELS: WordTable = {
    CommanderAccess.DIRECT: _("Directly"),
    CommanderAccess.THROUGH_OTHERS: _("Through others"),
    CommanderAccess.NONE: _("Not at all"),
}
MILESTONE_LABELS: WordTable = {
    Milestone.ESTABLISHED: _("Established"),
    Milestone.STAFFED: _("Staffed"),
    Milestone.OPERATIONAL: _("Operational"),
    Milestone.LAUNCHED: _("Launched"),
}
AUTHORITY_LABELS: WordTable = {
    AuthoritySubject.GUIDANCE: _("Guidance and procedures"),
    AuthoritySubject.STAFFING: _("Posts and staff"),
    AuthoritySubject.TRAINING: pgettext_lazy("about what a post decides", "Training"),
    AuthoritySubject.PREMISES: _("Premises"),
    AuthoritySubject.EQUIPMENT: _("Vehicles and equipment"),
    AuthoritySubject.BUDGET: _("Budget"),
    AuthoritySubject.PARTNERSHIPS: _("Partners and agreements"),
    AuthoritySubject.OPERATIONS: _("How the desk works day by day"),
}
LEVEL_LABELS: WordTable = {
    AuthorityLevel.UNIT: _("For its own unit"),
    AuthorityLevel.REGION: _("For its unit and those below"),
    AuthorityLevel.INSTITUTION: _("For the whole institution"),
}
ROOM_KIND_LABELS: WordTable = {
    RoomKind.INTERVIEW: pgettext_lazy("kind of room", "Interview room"),
    RoomKind.RECORDING: pgettext_lazy("kind of room", "Recording room"),
    RoomKind.CHILD_CORNER: pgettext_lazy("kind of room", "Child corner"),
    RoomKind.WAITING: pgettext_lazy("kind of room", "Waiting area"),
    RoomKind.OFFICE: pgettext_lazy("kind of room", "Office"),
    RoomKind.EXHIBIT_SAFE: pgettext_lazy("kind of room", "Safe for exhibits"),
}
ROOM_USE_LABELS: WordTable = {
    RoomUse.INTERVIEW: pgettext_lazy("use of a room", "Interview"),
    RoomUse.STATEMENT: pgettext_lazy("use of a room", "Statement"),
    RoomUse.COUNSELLING: pgettext_lazy("use of a room", "Counselling"),
    RoomUse.LINE_UP: pgettext_lazy("use of a room", "Identification"),
    RoomUse.MEETING: pgettext_lazy("use of a room", "Meeting"),
    RoomUse.CLOSED: pgettext_lazy("use of a room", "Not bookable"),
}
CHECK_LABELS: WordTable = {
    CheckOutcome.PASSED: pgettext_lazy("outcome of a check", "Passed"),
    CheckOutcome.FAILED: pgettext_lazy("outcome of a check", "Failed"),
}
DOMAIN_LABELS: WordTable = {
    Domain.RECORDS: pgettext_lazy("domain of readiness", "Records and information"),
    Domain.INFRASTRUCTURE: pgettext_lazy("domain of readiness", "Infrastructure"),
    Domain.STAFF: pgettext_lazy("domain of readiness", "Staff"),
    Domain.TRANSPORT: pgettext_lazy("domain of readiness", "Transport"),
    Domain.SUPPLIES: pgettext_lazy("domain of readiness", "Stationery and equipment"),
    Domain.BUDGET: pgettext_lazy("domain of readiness", "Budget"),
}
DEMAND_LABELS: WordTable = {
    Demand.REQUIRED: pgettext_lazy("line of a standard", "Required"),
    Demand.DESIRED: pgettext_lazy("line of a standard", "Desired"),
}
EQUIPMENT_LABELS: WordTable = {
    EquipmentKind.PHONE: pgettext_lazy("equipment", "Phone"),
    EquipmentKind.SIM: pgettext_lazy("equipment", "SIM card"),
    EquipmentKind.RADIO: pgettext_lazy("equipment", "Radio"),
    EquipmentKind.COMPUTER: pgettext_lazy("equipment", "Computer or tablet"),
    EquipmentKind.PRINTER: pgettext_lazy("equipment", "Printer"),
    EquipmentKind.POWER: pgettext_lazy("equipment", "Power without the grid"),
    EquipmentKind.RECORDER: pgettext_lazy("equipment", "Recorder"),
    EquipmentKind.CABINET: pgettext_lazy("equipment", "Cabinet that locks"),
    EquipmentKind.TOYS: pgettext_lazy("equipment", "Toys"),
    EquipmentKind.OTHER: pgettext_lazy("equipment", "Something else"),
}
ITEM_STATE_LABELS: WordTable = {
    ItemState.WORKING: pgettext_lazy("state of a thing", "There and working"),
    ItemState.SHARED: pgettext_lazy("state of a thing", "Shared with others"),
    ItemState.BROKEN: pgettext_lazy("state of a thing", "There but broken"),
    ItemState.ABSENT: pgettext_lazy("state of a thing", "Not there"),
}
ITEM_STATE_TONES: dict[str, str] = {
    ItemState.WORKING: "good",
    ItemState.SHARED: "info",
    ItemState.BROKEN: "overdue",
    ItemState.ABSENT: "overdue",
}
FINDING_LABELS: WordTable = {
    OPEN: pgettext_lazy("state of a finding", "Open"),
    ASSIGNED: pgettext_lazy("state of a finding", "Assigned"),
    FIXED: pgettext_lazy("state of a finding", "Fixed, to be verified"),
    VERIFIED: pgettext_lazy("state of a finding", "Verified"),
    ACCEPTED_RISK: pgettext_lazy("state of a finding", "Accepted as a risk"),
}
SUPPLY_LABELS: WordTable = {
    SupplyKind.FUEL: pgettext_lazy("supply of a unit", "Fuel, in litres"),
    SupplyKind.CREDIT: pgettext_lazy("supply of a unit", "Credit for calls, in the national currency"),
}
SUPPLY_MOVE_LABELS: WordTable = {
    SupplyMove.ALLOCATED: pgettext_lazy("entry of a ledger", "Allocated for the month"),
    SupplyMove.RECEIVED: pgettext_lazy("entry of a ledger", "Received"),
    SupplyMove.USED: pgettext_lazy("entry of a ledger", "Used"),
}
# Lines of the standard that an institution begins with, by their codes.
LINE_LABELS: WordTable = {
    "registers": _("Registers and forms are kept, and nobody but the desk reads them"),
    "cabinet": _("A cabinet that locks"),
    "directory": _("A directory of services that is no older than six months"),
    "procedure": _("The procedure in force lies there and was read by everybody"),
    "charter": _("The charter of survivors’ rights hangs where they see it"),
    "posters": _("Posters with the free line hang outside"),
    "private_room": _("An interview room whose door closes and that nobody crosses"),
    "waiting": _("A waiting area"),
    "child_corner": _("A corner for children, with toys"),
    "recording": _("A room in which an interview can be recorded and watched"),
    "exhibit_safe": _("A safe for exhibits"),
    "toilet": _("A toilet that survivors can use"),
    "wheelchair": _("Somebody in a wheelchair gets in"),
    "separate_route": _("Suspects come another way than survivors"),
    "trained": _("Posts covered by somebody trained"),
    "trained_alone": _("The focal point’s post is covered by somebody trained"),
    "woman": _("A woman among those who cover the posts"),
    "day_and_night": _("Hours of the week that somebody covers"),
    "counsellor": _("A counsellor can be reached"),
    "vehicle": _("A motorcycle or vehicle that works can be had"),
    "fuel": _("The month’s fuel came in full"),
    "child_seat": _("A child can be driven safely; a single cab is no answer"),
    "phone": _("A phone of the desk"),
    "sims": _("SIM cards of two networks"),
    "radio": _("A radio"),
    "computer": _("A computer or tablet"),
    "printer": _("A printer"),
    "power": _("Power when the grid fails"),
    "credit": _("The month’s credit for calls came in full"),
    "forms": _("Forms for three months"),
    "exhibit_bags": _("Bags for exhibits"),
    "referral_cards": _("Cards that refer to health care after rape"),
    "own_line": _("A budget line of its own"),
    "money_came": _("The money that was planned came"),
}
