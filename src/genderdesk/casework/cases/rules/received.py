"""What care tells of an attendance, as far as it ends a medical clock."""

from __future__ import annotations

from collections.abc import Collection

from genderdesk.casework.cases.vocabulary import CareReceived

# What care codes as received → what it means here: whoever gives one of these has seen the survivor as a clinician.
CLINICAL: dict[str, tuple[CareReceived, ...]] = {
    "pep": (CareReceived.CLINICIAN, CareReceived.PEP),
    "emergency_contraception": (CareReceived.CLINICIAN, CareReceived.CONTRACEPTION),
    "sti_treatment": (CareReceived.CLINICIAN, CareReceived.STI),
    "hepatitis_b_vaccine": (CareReceived.CLINICIAN, CareReceived.HEPATITIS_B),
    "tetanus_vaccine": (CareReceived.CLINICIAN, CareReceived.TETANUS),
    "wound_care": (CareReceived.CLINICIAN,),
    "medical_examination": (CareReceived.CLINICIAN,),
    "samples": (CareReceived.CLINICIAN, CareReceived.SAMPLES),
}


def care_received(service: str, codes: Collection[str]) -> tuple[CareReceived, ...]:
    """What an attendance of a service came to; to come to health care is to be seen by a clinician there."""
    found = {each for code in codes for each in CLINICAL.get(code, ())}
    if service == "health":
        found.add(CareReceived.CLINICIAN)
    return tuple(each for each in CareReceived if each in found)
