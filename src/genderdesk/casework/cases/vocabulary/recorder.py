"""The Incident Recorder's 42 columns in order, and the words of its menus for each code of the desk.

Source: headings and menus as GBVIMS+ writes them for the Incident Recorder (cases.md 1.1, 1.3); always in English, as
the Recorder reads them. Places, practices and occupations are menus that each country fills, so the desk's own words
stand there. A code without a word leaves its cell empty.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from genderdesk.casework.cases.vocabulary.circumstances import (
    Abduction,
    ChildStatus,
    Displacement,
    DisplacementStage,
    HarmfulPractice,
    Marital,
    Occupation,
    PerpetratorAge,
    PerpetratorNumber,
    PerpetratorSex,
    ReferredFrom,
    Relationship,
    ReportedElsewhere,
    TimeOfDay,
)
from genderdesk.casework.cases.vocabulary.incident import GbvType, PlaceType
from genderdesk.casework.cases.vocabulary.survivor import Disability, Sex
from genderdesk.groundwork.foundation.answers import Answer

Menu = Mapping[str, str]

SEX: Menu = {Sex.FEMALE: "F", Sex.MALE: "M"}
MARITAL: Menu = {
    Marital.SINGLE: "Single",
    Marital.MARRIED: "Married / Cohabitating",
    Marital.SEPARATED: "Divorced / Separated",
    Marital.WIDOWED: "Widowed",
}
DISPLACEMENT: Menu = {
    Displacement.RESIDENT: "Resident",
    Displacement.DISPLACED: "IDP",
    Displacement.REFUGEE: "Refugee",
    Displacement.STATELESS: "Stateless Person",
    Displacement.RETURNEE: "Returnee",
    Displacement.FOREIGN_NATIONAL: "Foreign National",
    Displacement.ASYLUM_SEEKER: "Asylum Seeker",
}
# The Recorder asks for mental or physical; the desk asks for difficulties (Washington Group) and knows only of none.
DISABILITY: Menu = {Disability.NONE: "No", Disability.SOME: "No"}
CHILD_STATUS: Menu = {
    ChildStatus.NO: "No",
    ChildStatus.UNACCOMPANIED: "Unaccompanied Minor",
    ChildStatus.SEPARATED: "Separated Child",
    ChildStatus.OTHER_VULNERABLE: "Other Vulnerable Child",
}
DISPLACEMENT_STAGE: Menu = {
    DisplacementStage.AT_HOME: "Not Displaced / Home Community",
    DisplacementStage.BEFORE: "Pre-displacement",
    DisplacementStage.DURING_FLIGHT: "During Flight",
    DisplacementStage.DURING_REFUGE: "During Refuge",
    DisplacementStage.DURING_RETURN: "During Return / Transit",
    DisplacementStage.AFTER: "Post-displacement",
}
TIME_OF_DAY: Menu = {
    TimeOfDay.MORNING: "Morning (sunrise to noon)",
    TimeOfDay.AFTERNOON: "Afternoon (noon to sunset)",
    TimeOfDay.EVENING: "Evening / Night (sunset to sunrise)",
    TimeOfDay.UNKNOWN: "Unknown / Not Applicable",
}
PLACE: Menu = {
    PlaceType.SURVIVORS_HOME: "Client's Home",
    PlaceType.SUSPECTS_HOME: "Perpetrator's Home",
    PlaceType.FRIENDS_HOME: "Perpetrator's Friend's Home",
    PlaceType.SCHOOL: "School",
    PlaceType.WORKPLACE: "Workplace",
    PlaceType.ROAD: "Road",
    PlaceType.TRANSPORT: "Transport",
    PlaceType.MARKET: "Market",
    PlaceType.BUSH: "Bush / Forest",
    PlaceType.FIELD: "Garden / Cultivated Field",
    PlaceType.WATERSIDE: "Streamside",
    PlaceType.LATRINE: "Latrine",
    PlaceType.ENTERTAINMENT: "Entertainment Centre",
    PlaceType.GUEST_HOUSE: "Guest House - Hotel",
    PlaceType.UNFINISHED_HOUSE: "Unfinished House",
    PlaceType.CHURCH: "Church",
    PlaceType.BARRACKS: "Barracks / Police Post",
    PlaceType.DETENTION: "Detention",
    PlaceType.ONLINE: "Online",
    PlaceType.OTHER: "Other",
}
TYPE: Menu = {
    GbvType.RAPE: "Rape",
    GbvType.SEXUAL_ASSAULT: "Sexual Assault",
    GbvType.PHYSICAL_ASSAULT: "Physical Assault",
    GbvType.FORCED_MARRIAGE: "Forced Marriage",
    GbvType.DENIAL: "Denial of Resources, Opportunities or Services",
    GbvType.PSYCHOLOGICAL: "Psychological / Emotional Abuse",
    GbvType.NON_GBV: "Non-GBV",
}
PRACTICE: Menu = {
    HarmfulPractice.NO: "No",
    HarmfulPractice.GENITAL_CUTTING: "Genital Cutting",
    HarmfulPractice.BRIDE_ABDUCTION: "Bride Abduction",
    HarmfulPractice.WIDOW_INHERITANCE: "Widow Inheritance",
    HarmfulPractice.BRIDE_PRICE: "Bride Price",
    HarmfulPractice.OTHER: "Other Practice",
}
YES_NO: Menu = {Answer.YES: "Yes", Answer.NO: "No"}
ABDUCTION: Menu = {
    Abduction.NONE: "None",
    Abduction.CONSCRIPTION: "Forced Conscription",
    Abduction.TRAFFICKED: "Trafficked",
    Abduction.OTHER: "Other Abduction / Kidnapping",
}
ELSEWHERE: Menu = {
    ReportedElsewhere.NO: "No",
    ReportedElsewhere.GBVIMS: "Yes-GBVIMS Org / Agency",
    ReportedElsewhere.OTHER: "Yes-Non GBVIMS Org / Agency",
}
NUMBER: Menu = {
    PerpetratorNumber.ONE: "1",
    PerpetratorNumber.TWO: "2",
    PerpetratorNumber.THREE: "3",
    PerpetratorNumber.MORE: ">3",
    PerpetratorNumber.UNKNOWN: "Unknown",
}
PERPETRATOR_SEX: Menu = {PerpetratorSex.MALE: "M", PerpetratorSex.FEMALE: "F", PerpetratorSex.BOTH: "M and F"}
PERPETRATOR_AGE: Menu = {
    PerpetratorAge.TO_11: "Age 0 - 11",
    PerpetratorAge.TO_17: "Age 12 - 17",
    PerpetratorAge.TO_25: "Age 18 - 25",
    PerpetratorAge.TO_40: "Age 26 - 40",
    PerpetratorAge.TO_60: "Age 41 - 60",
    PerpetratorAge.FROM_61: "Age 61 & Older",
    PerpetratorAge.UNKNOWN: "Unknown",
}
RELATIONSHIP: Menu = {
    Relationship.INTIMATE_PARTNER: "Intimate Partner / Former Partner",
    Relationship.PRIMARY_CAREGIVER: "Primary Caregiver",
    Relationship.FAMILY: "Family other than Spouse or Caregiver",
    Relationship.EMPLOYER: "Supervisor / Employer",
    Relationship.SCHOOLMATE: "Schoolmate",
    Relationship.TEACHER: "Teacher / School Official",
    Relationship.SERVICE_PROVIDER: "Service Provider",
    Relationship.HOUSEMATE: "Cotenant / Housemate",
    Relationship.FRIEND_OR_NEIGHBOUR: "Family Friend / Neighbor",
    Relationship.OTHER_DISPLACED: "Other Refugee / IDP / Returnee",
    Relationship.OTHER_RESIDENT: "Other Resident Community Member",
    Relationship.OTHER: "Other",
    Relationship.NO_RELATION: "No Relation",
    Relationship.UNKNOWN: "Unknown",
}
OCCUPATION: Menu = {
    Occupation.FARMER: "Farmer",
    Occupation.TRADER: "Trader",
    Occupation.STUDENT: "Student",
    Occupation.CIVIL_SERVANT: "Civil Servant",
    Occupation.POLICE_OR_MILITARY: "Police / Military",
    Occupation.OTHER: "Other",
    Occupation.UNEMPLOYED: "Unemployed",
    Occupation.UNKNOWN: "Unknown",
}
SOURCE: Menu = {
    ReferredFrom.HEALTH: "Health / Medical Services",
    ReferredFrom.PSYCHOSOCIAL: "Psychosocial / Counseling Services",
    ReferredFrom.POLICE: "Police / Other Security Actor",
    ReferredFrom.LEGAL: "Legal Assistance Services",
    ReferredFrom.LIVELIHOODS: "Livelihoods Program",
    ReferredFrom.SELF: "Self Referral / First Point of Contact",
    ReferredFrom.TEACHER: "Teacher / School Official",
    ReferredFrom.LEADER: "Community or Camp Leader",
    ReferredFrom.SAFE_HOUSE: "Safe House / Shelter",
    ReferredFrom.HUMANITARIAN: "Other Humanitarian or Development Actor",
    ReferredFrom.GOVERNMENT: "Other Government Service",
    ReferredFrom.OTHER: "Other",
}
# What is recorded of a service; its codes are those of the room that refers.
SERVICE: Menu = {
    "referred": "Referred",
    "your_agency": "Service provided by your agency",
    "another_agency": "Services already received from another agency",
    "not_applicable": "Service not applicable",
    "declined": "Referral declined by survivor",
    "unavailable": "Service unavailable",
    "undecided": "Undecided at time of report",
}
LEGAL_ACTION: Menu = {Answer.YES: "Yes", Answer.NO: "No", Answer.UNKNOWN: "Undecided at time of report"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: our name of it, the Recorder's heading, and its menu; a column of dates or text has none."""

    key: str
    heading: str
    menu: Menu | None = None
    date: bool = False


COLUMNS: tuple[Column, ...] = (
    Column("incident", "INCIDENT ID"),
    Column("survivor", "SURVIVOR CODE"),
    Column("case_manager", "CASE MANAGER CODE"),
    Column("interviewed", "DATE OF INTERVIEW", date=True),
    Column("occurred", "DATE OF INCIDENT", date=True),
    Column("born", "DATE OF BIRTH", date=True),
    Column("sex", "SEX", SEX),
    Column("ethnicity", "ETHNICITY"),
    Column("country", "COUNTRY OF ORIGIN"),
    Column("marital", "CIVIL / MARITAL STATUS", MARITAL),
    Column("displacement", "DISPLACEMENT STATUS AT REPORT", DISPLACEMENT),
    Column("disability", "PERSON WITH DISABILITY?", DISABILITY),
    Column("child_status", "UNACCOMPANIED OR SEPARATED CHILD?", CHILD_STATUS),
    Column("displacement_stage", "STAGE OF DISPLACEMENT AT INCIDENT", DISPLACEMENT_STAGE),
    Column("time_of_day", "INCIDENT TIME OF DAY", TIME_OF_DAY),
    Column("place_type", "INCIDENT LOCATION", PLACE),
    Column("county", "INCIDENT COUNTY"),
    Column("district", "INCIDENT DISTRICT"),
    Column("town", "INCIDENT CAMP / TOWN"),
    Column("gbv_type", "GBV TYPE", TYPE),
    Column("harmful_practice", "HARMFUL TRADITIONAL PRACTICE", PRACTICE),
    Column("goods_exchanged", "MONEY, GOODS, BENEFITS AND / OR SERVICES EXCHANGED ?", YES_NO),
    Column("abduction", "TYPE OF ABDUCTION", ABDUCTION),
    Column("reported_elsewhere", "PREVIOUSLY REPORTED THIS INCIDENT?", ELSEWHERE),
    Column("previous_gbv", "PREVIOUS GBV INCIDENTS?", YES_NO),
    Column("perpetrators", "No. ALLEGED PRIMARY PERPETRATOR(S)", NUMBER),
    Column("perpetrator_sex", "ALLEGED PERPETRATOR SEX", PERPETRATOR_SEX),
    Column("perpetrator_former", "PREVIOUS INCIDENT WITH THIS PERPETRATOR", YES_NO),
    Column("perpetrator_age", "ALLEGED PERPETRATOR AGE GROUP", PERPETRATOR_AGE),
    Column("perpetrator_relationship", "ALLEGED PERPETRATOR - SURVIVOR RELATIONSHIP", RELATIONSHIP),
    Column("perpetrator_occupation", "ALLEGED PERPETRATOR OCCUPATION", OCCUPATION),
    Column("referred_from", "REFERRED TO YOU FROM?", SOURCE),
    Column("safe_house", "SAFE HOUSE / SHELTER", SERVICE),
    Column("health", "HEALTH / MEDICAL SERVICES", SERVICE),
    Column("psychosocial", "PSYCHOSOCIAL SERVICES", SERVICE),
    Column("wants_legal_action", "WANTS LEGAL ACTION?", LEGAL_ACTION),
    Column("legal", "LEGAL ASSISTANCE SERVICES", SERVICE),
    Column("police", "POLICE / OTHER SECURITY ACTOR", SERVICE),
    Column("livelihoods", "LIVELIHOODS PROGRAM", SERVICE),
    Column("child_protection", "CHILD PROTECTION SERVICES", SERVICE),
    Column("consent", "CONSENT GIVEN", YES_NO),
    Column("agency", "REPORTING AGENCY CODE"),
)
BY_KEY: Mapping[str, Column] = {each.key: each for each in COLUMNS}
SERVICE_COLUMNS = tuple(each.key for each in COLUMNS if each.menu is SERVICE)
