"""The national offence table: what can be chosen, and the words of what was."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from genderdesk.casework.cases.models import Offence
from genderdesk.casework.cases.rules.offence_file import OffenceLine
from genderdesk.casework.cases.vocabulary.offences import ADDED, CHANGED, LEFT, SAME
from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.platform.refusals import Missing


def offences() -> list[Offence]:
    """Every row, those that can be chosen first."""
    found = Offence.objects.order_by("code")
    return sorted(found, key=lambda each: each.closed_on is not None)


def offence_for(offence_id: uuid.UUID) -> Offence:
    """One row; Missing where there is none."""
    found = one_of(Offence.objects.filter(pk=offence_id))
    if found is None:
        raise Missing(_("There is no such offence in the table."))
    return found


@dataclass(frozen=True, slots=True)
class TableChange:
    """What loading a table would do to one row of it: added, changed, the same, or left as counsel confirmed it."""

    code: str
    title: str
    what: str


def table_change(row: Mapping[str, str], kept: Offence | None) -> str:
    """What a line of a file does to its row of the table; what counsel has confirmed is left as it was confirmed."""
    if kept is None:
        return ADDED
    if kept.verified_on is not None:
        return LEFT
    return SAME if all(getattr(kept, name) == words for name, words in row.items()) else CHANGED


def table_changes(rows: Iterable[OffenceLine]) -> list[TableChange]:
    """What each line of a file would do, in its order; nothing is written."""
    kept = Offence.objects.in_bulk(field_name="code")
    return [TableChange(row["code"], row["title"], table_change(row, kept.get(row["code"]))) for _line, row in rows]


def offence_title(offence: Offence) -> str:
    """The title in the reader's language, in English where the country gave no other."""
    french = (get_language() or "").startswith("fr") and offence.title_fr
    return offence.title_fr if french else offence.title


def offence_choices(kept: Iterable[str]) -> list[tuple[str, str]]:
    """What can be chosen now, and what the incident has already."""
    mine = set(kept)
    return [(each.code, offence_title(each)) for each in offences() if each.closed_on is None or each.code in mine]


def offence_words(codes: Iterable[str]) -> list[dict[str, Any]]:
    """The rows that an incident has: title, ICCS code, whether counsel confirmed it; one question."""
    wanted = list(codes)
    found = Offence.objects.filter(code__in=wanted).order_by("code") if wanted else []
    return [{"title": offence_title(each), "iccs": each.iccs, "verified": each.verified_on} for each in found]
