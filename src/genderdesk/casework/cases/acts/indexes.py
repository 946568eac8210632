"""The keyed indexes by which a survivor is found again: filled with the identity, emptied when the file is sealed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from genderdesk.casework.cases.models import Case, NameToken, Survivor, Suspect, SuspectToken
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
    return [NameToken(case=case, digest=digest, exact=exact) for digest, exact in _digests(names)]


def suspect_tokens(suspect: Suspect, names: str) -> list[SuspectToken]:
    """The tokens of a suspect's name and alias, not kept yet."""
    return [SuspectToken(suspect=suspect, digest=digest, exact=exact) for digest, exact in _digests(names)]


def _digests(names: str) -> list[tuple[str, bool]]:
    """The digests of each part of a name, and whether it is as written (True) or as it sounds."""
    exact = [(digest, True) for digest in sorted(exact_names(names))]
    return [*exact, *((digest, False) for digest in sorted(name_sounds(names)))]


def keep_tokens(tokens: Sequence[NameToken | SuspectToken]) -> None:
    """Keep the tokens of many names at once, of survivors and of suspects."""
    if survivors := [each for each in tokens if isinstance(each, NameToken)]:
        NameToken.objects.bulk_create(survivors, batch_size=500)
    if suspects := [each for each in tokens if isinstance(each, SuspectToken)]:
        SuspectToken.objects.bulk_create(suspects, batch_size=500)


def renew_names(survivor: Survivor) -> bool:
    """Write the tokens of a survivor's name anew where the name gives others today; whether it did."""
    case = survivor.case
    if case.sensitivity == Sensitivity.SEALED:
        return False
    return _renewed(NameToken.objects.filter(case=case), name_tokens(case, survivor.names.open(if_erased="")))


def renew_names_of_suspect(suspect: Suspect) -> bool:
    """The same for a suspect."""
    if suspect.case.sensitivity == Sensitivity.SEALED:
        return False
    wanted = suspect_tokens(suspect, f"{suspect.names.open(if_erased='')} {suspect.alias.open(if_erased='')}")
    return _renewed(SuspectToken.objects.filter(suspect=suspect), wanted)


def _renewed(kept: QuerySet[Any], wanted: Sequence[NameToken | SuspectToken]) -> bool:
    """Put tokens in the place of those that are kept where they differ; whether they did."""
    if set(kept.values_list("digest", "exact")) == {(each.digest, each.exact) for each in wanted}:
        return False
    kept.delete()
    keep_tokens(wanted)
    return True


def index_suspect(suspect: Suspect) -> None:
    """Fill the indexes of a suspect from what the sealed fields say now; a sealed case has none.

    To be called in an act on a row that is there, which is saved after it.
    """
    SuspectToken.objects.filter(suspect=suspect).delete()
    if suspect.case.sensitivity == Sensitivity.SEALED:
        suspect.phone_index = suspect.identifier_index = ""
        return
    suspect.phone_index = blind_index("phone", suspect.phone.open())
    suspect.identifier_index = blind_index("national_id", suspect.identifier.open())
    keep_tokens(suspect_tokens(suspect, f"{suspect.names.open()} {suspect.alias.open()}"))


def empty_indexes(case: Case) -> None:
    """Leave nothing by which the survivor or a suspect of this case could be found; for the act that seals it, once it
    has locked the case.

    The rows come before their tokens: whoever writes tokens meanwhile holds the row, and is done by then.
    """
    Suspect.objects.filter(case=case).update(phone_index="", identifier_index="")
    SuspectToken.objects.filter(suspect__case=case).delete()
    Survivor.objects.filter(case=case).update(phone_index="", national_id_index="")
    NameToken.objects.filter(case=case).delete()
