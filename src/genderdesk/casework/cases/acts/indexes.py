"""The keyed indexes by which a survivor is found again: filled with the identity, emptied when the file is sealed."""

from __future__ import annotations

from genderdesk.casework.cases.models import Case, NameToken, Survivor
from genderdesk.casework.intake.vocabulary import Sensitivity
from genderdesk.groundwork.protection.vault import blind_index, exact_names, name_sounds


def index_survivor(survivor: Survivor) -> None:
    """Fill the indexes from what the sealed fields say now; to be called in an act, and the survivor saved after it.

    A sealed case has none: it is found by nobody, and only its cell knows its number.
    """
    case = survivor.case
    NameToken.objects.filter(case=case).delete()
    if case.sensitivity == Sensitivity.SEALED:
        survivor.phone_index = survivor.national_id_index = ""
        return
    survivor.phone_index = blind_index("phone", survivor.phone.open())
    survivor.national_id_index = blind_index("national_id", survivor.national_id.open())
    keep_tokens(name_tokens(case, survivor.names.open()))


def name_tokens(case: Case, names: str) -> list[NameToken]:
    """The tokens of a name, not kept yet."""
    exact = [NameToken(case=case, digest=digest, exact=True) for digest in sorted(exact_names(names))]
    return [*exact, *(NameToken(case=case, digest=digest, exact=False) for digest in sorted(name_sounds(names)))]


def keep_tokens(tokens: list[NameToken]) -> None:
    """Keep the tokens of many names at once."""
    NameToken.objects.bulk_create(tokens, batch_size=500)


def empty_indexes(case: Case) -> None:
    """Leave nothing by which the survivor of this case could be found; for the act that seals it."""
    NameToken.objects.filter(case=case).delete()
    Survivor.objects.filter(case=case).update(phone_index="", national_id_index="")
