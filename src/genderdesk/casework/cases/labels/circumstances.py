"""Words for the circumstances, who did it, and the contexts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from genderdesk.casework.cases.vocabulary import (
    Abduction,
    CaseContext,
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
from genderdesk.groundwork.platform.words import WordTable

_UNKNOWN = _("Not known")
_DECLINED = _("Prefer not to say")

MARITAL: WordTable = {
    Marital.SINGLE: _("Single"),
    Marital.MARRIED: _("Married or living together"),
    Marital.SEPARATED: _("Divorced or separated"),
    Marital.WIDOWED: _("Widowed"),
    Marital.UNKNOWN: _UNKNOWN,
    Marital.DECLINED: _DECLINED,
}

DISPLACEMENT: WordTable = {
    Displacement.RESIDENT: _("Resident"),
    Displacement.DISPLACED: _("Displaced within the country"),
    Displacement.REFUGEE: _("Refugee"),
    Displacement.STATELESS: _("Stateless"),
    Displacement.RETURNEE: _("Returnee"),
    Displacement.FOREIGN_NATIONAL: _("Foreign national"),
    Displacement.ASYLUM_SEEKER: _("Asylum seeker"),
    Displacement.UNKNOWN: _UNKNOWN,
    Displacement.DECLINED: _DECLINED,
}

CHILD_STATUS: WordTable = {
    ChildStatus.NO: _("No"),
    ChildStatus.UNACCOMPANIED: _("Unaccompanied child"),
    ChildStatus.SEPARATED: _("Separated child"),
    ChildStatus.OTHER_VULNERABLE: _("Another vulnerable child"),
    ChildStatus.UNKNOWN: _UNKNOWN,
    ChildStatus.DECLINED: _DECLINED,
}

DISPLACEMENT_STAGES: WordTable = {
    DisplacementStage.AT_HOME: _("Not displaced, in the home community"),
    DisplacementStage.BEFORE: _("Before displacement"),
    DisplacementStage.DURING_FLIGHT: _("During flight"),
    DisplacementStage.DURING_REFUGE: _("During refuge"),
    DisplacementStage.DURING_RETURN: _("During return or transit"),
    DisplacementStage.AFTER: _("After displacement"),
    DisplacementStage.UNKNOWN: _UNKNOWN,
    DisplacementStage.DECLINED: _DECLINED,
}

TIMES_OF_DAY: WordTable = {
    TimeOfDay.MORNING: _("Morning (6 to 12 o'clock)"),
    TimeOfDay.AFTERNOON: _("Afternoon (12 to 18 o'clock)"),
    TimeOfDay.EVENING: _("Evening or night"),
    TimeOfDay.UNKNOWN: _UNKNOWN,
}

ABDUCTIONS: WordTable = {
    Abduction.NONE: _("None"),
    Abduction.CONSCRIPTION: _("Forced conscription"),
    Abduction.TRAFFICKED: _("Trafficked"),
    Abduction.OTHER: _("Another abduction or kidnapping"),
    Abduction.UNKNOWN: _UNKNOWN,
    Abduction.DECLINED: _DECLINED,
}

HARMFUL_PRACTICES: WordTable = {
    HarmfulPractice.NO: _("No"),
    HarmfulPractice.GENITAL_CUTTING: _("Genital cutting"),
    HarmfulPractice.BRIDE_ABDUCTION: _("Taking a bride by force"),
    HarmfulPractice.WIDOW_INHERITANCE: _("Handing a widow to a relative"),
    HarmfulPractice.BRIDE_PRICE: _("Quarrel over bride price"),
    HarmfulPractice.OTHER: _("Another harmful practice"),
    HarmfulPractice.UNKNOWN: _UNKNOWN,
    HarmfulPractice.DECLINED: _DECLINED,
}

REPORTED_ELSEWHERE: WordTable = {
    ReportedElsewhere.NO: _("No"),
    ReportedElsewhere.GBVIMS: _("Yes, to an organisation that counts in GBVIMS"),
    ReportedElsewhere.OTHER: _("Yes, to another organisation"),
    ReportedElsewhere.UNKNOWN: _UNKNOWN,
    ReportedElsewhere.DECLINED: _DECLINED,
}

PERPETRATOR_NUMBERS: WordTable = {
    PerpetratorNumber.ONE: "1",
    PerpetratorNumber.TWO: "2",
    PerpetratorNumber.THREE: "3",
    PerpetratorNumber.MORE: _("More than 3"),
    PerpetratorNumber.UNKNOWN: _UNKNOWN,
    PerpetratorNumber.DECLINED: _DECLINED,
}

PERPETRATOR_SEXES: WordTable = {
    PerpetratorSex.MALE: _("Male"),
    PerpetratorSex.FEMALE: _("Female"),
    PerpetratorSex.BOTH: _("Men and women"),
    PerpetratorSex.UNKNOWN: _UNKNOWN,
    PerpetratorSex.DECLINED: _DECLINED,
}

PERPETRATOR_AGES: WordTable = {
    PerpetratorAge.TO_11: _("0 to 11"),
    PerpetratorAge.TO_17: _("12 to 17"),
    PerpetratorAge.TO_25: _("18 to 25"),
    PerpetratorAge.TO_40: _("26 to 40"),
    PerpetratorAge.TO_60: _("41 to 60"),
    PerpetratorAge.FROM_61: _("61 and over"),
    PerpetratorAge.UNKNOWN: _UNKNOWN,
    PerpetratorAge.DECLINED: _DECLINED,
}

RELATIONSHIPS: WordTable = {
    Relationship.INTIMATE_PARTNER: _("Partner or former partner"),
    Relationship.PRIMARY_CAREGIVER: _("Main caregiver"),
    Relationship.FAMILY: _("Other family member"),
    Relationship.EMPLOYER: _("Supervisor or employer"),
    Relationship.SCHOOLMATE: _("Schoolmate"),
    Relationship.TEACHER: _("Teacher or school official"),
    Relationship.SERVICE_PROVIDER: _("Somebody who gives a service"),
    Relationship.HOUSEMATE: _("Somebody in the same house"),
    Relationship.FRIEND_OR_NEIGHBOUR: _("Family friend or neighbour"),
    Relationship.OTHER_DISPLACED: _("Another refugee or displaced person"),
    Relationship.OTHER_RESIDENT: _("Another person of the community"),
    Relationship.OTHER: _("Another relation"),
    Relationship.NO_RELATION: _("No relation"),
    Relationship.UNKNOWN: _UNKNOWN,
    Relationship.DECLINED: _DECLINED,
}

OCCUPATIONS: WordTable = {
    Occupation.FARMER: _("Farmer"),
    Occupation.TRADER: _("Trader"),
    Occupation.STUDENT: _("Pupil or student"),
    Occupation.CIVIL_SERVANT: _("Civil servant"),
    Occupation.POLICE_OR_MILITARY: _("Police or military"),
    Occupation.OTHER: _("Another occupation"),
    Occupation.UNEMPLOYED: _("No occupation"),
    Occupation.UNKNOWN: _UNKNOWN,
    Occupation.DECLINED: _DECLINED,
}

CONTEXTS: WordTable = {
    CaseContext.INTIMATE_PARTNER_VIOLENCE: _("Intimate partner violence"),
    CaseContext.CHILD_SEXUAL_ABUSE: _("Child sexual abuse"),
    CaseContext.EARLY_MARRIAGE: _("Early marriage"),
    CaseContext.SEXUAL_EXPLOITATION: _("Possible sexual exploitation"),
    CaseContext.SEXUAL_SLAVERY: _("Possible sexual slavery"),
    CaseContext.HARMFUL_PRACTICE: _("Harmful traditional practice"),
}

REFERRED_FROM: WordTable = {
    ReferredFrom.HEALTH: _("A health service"),
    ReferredFrom.PSYCHOSOCIAL: _("A psychosocial service"),
    ReferredFrom.POLICE: _("Police, military or another desk"),
    ReferredFrom.LEGAL: _("Legal aid"),
    ReferredFrom.LIVELIHOODS: _("A livelihood programme"),
    ReferredFrom.SELF: _("Nobody, this desk was the first"),
    ReferredFrom.TEACHER: _("A teacher or school"),
    ReferredFrom.LEADER: _("A community leader"),
    ReferredFrom.SAFE_HOUSE: _("A safe house"),
    ReferredFrom.HUMANITARIAN: _("An aid organisation"),
    ReferredFrom.GOVERNMENT: _("Another public service"),
    ReferredFrom.OTHER: _("Somebody else"),
    ReferredFrom.UNKNOWN: _UNKNOWN,
}
