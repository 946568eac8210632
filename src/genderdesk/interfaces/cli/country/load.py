"""Loads a country from its folder of CSV files: everything is checked first, then kept in one transaction by acts.

The formats are described in docs/country-files.md. A second load adds and corrects; it removes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from django.db import transaction

from genderdesk.groundwork.foundation.csvs import CsvFault
from genderdesk.groundwork.platform.refusals import Refusal
from genderdesk.groundwork.protection.access import Actor
from genderdesk.interfaces.cli.country.partner_files import (
    Codes,
    Record,
    read_offences,
    read_providers,
    read_users,
    read_vehicles,
)
from genderdesk.interfaces.cli.country.programme import Programme, keep_programme, read_programme
from genderdesk.organisation.institution.acts import load_institutions, load_premises
from genderdesk.organisation.institution.importers import PremisesCodes, has_premises, read_institutions, read_premises
from genderdesk.organisation.institution.queries import bought_lines, kept, known_codes
from genderdesk.organisation.institution.rules.files import InstitutionFiles
from genderdesk.organisation.institution.rules.kept import Kept
from genderdesk.organisation.institution.rules.premises import PremisesFiles
from genderdesk.organisation.places.acts import load_places
from genderdesk.organisation.places.importers import read_former, read_places
from genderdesk.organisation.places.queries import levels
from genderdesk.organisation.places.rules.divisions import DivisionRow, FormerRow, former_by_name
from genderdesk.organisation.places.rules.outlines import Box, bounding_box
from genderdesk.organisation.places.rules.projection import joined_box
from genderdesk.organisation.places.vocabulary import Level

# (records done, records in all)
Progress = Callable[[int, int], None]

# A station may lie just outside a simplified outline, not in another country.
_BORDER_DEGREES = 0.1


class FaultyCountry(Refusal):
    """The files cannot be loaded; ``faults`` says what is wrong in which file, line and column. Nothing was kept."""

    def __init__(self, faults: list[CsvFault]) -> None:
        self.faults = faults
        shown = "\n".join(str(fault) for fault in faults[:50])
        more = f"\n… and {len(faults) - 50} more." if len(faults) > 50 else ""
        super().__init__(f"The country was not loaded. {len(faults)} things to mend:\n{shown}{more}")


@dataclass(frozen=True, slots=True)
class _Partner:
    """A file that a higher room keeps: how it is read, and the act that keeps its records, found only when needed."""

    file: str
    counted_as: str
    read: Callable[[Path, Codes], tuple[list[Record], list[CsvFault]]]
    module: str
    act: str
    with_password: bool = False

    def keep(self, actor: Actor, rows: list[Record], password: str) -> None:
        act: Any = getattr(import_module(self.module), self.act)
        secret = {"password": password} if self.with_password else {}
        act(actor, rows=rows, **secret)


# In the order in which they build upon each other.
_PARTNERS = (
    _Partner("vehicles.csv", "vehicles", read_vehicles, "genderdesk.casework.response.acts", "load_units"),
    _Partner("providers.csv", "providers", read_providers, "genderdesk.casework.care.acts", "load_providers"),
    _Partner("offences.csv", "offences", read_offences, "genderdesk.casework.cases.acts", "load_offences"),
    _Partner("users.csv", "users", read_users, "genderdesk.organisation.accounts.acts", "load_users", True),
)


@dataclass(frozen=True)
class Country:
    """A country's files, read and without fault."""

    divisions: list[DivisionRow]
    former: list[FormerRow]
    institutions: InstitutionFiles
    premises: PremisesFiles
    partners: dict[str, list[Record]]
    programme: Programme

    @property
    def above(self) -> int:
        """Rows of the programme's rooms with the results that are made of them, and of what stands at units."""
        return self.programme.size + self.premises.size

    @property
    def size(self) -> int:
        partners = sum(map(len, self.partners.values()))
        return len(self.divisions) + self.institutions.size + partners + self.above


def read_country(folder: Path) -> tuple[Country, list[CsvFault]]:
    """Everything in the folder and all faults; a dry run that writes nothing."""
    divisions, faults = read_places(folder, levels())
    places = {**levels(), **{row.code: row.level for row in divisions}}
    former, more = read_former(folder, places)
    faults += more
    known = kept(frozenset(places))
    institutions, more = read_institutions(folder, known, _in_country(divisions))
    faults += more
    codes = _codes(places, institutions, known, folder)
    partners: dict[str, list[Record]] = {}
    for partner in _PARTNERS:
        if (folder / partner.file).exists():
            partners[partner.file], more = partner.read(folder / partner.file, codes)
            faults += more
    premises = PremisesFiles()
    if has_premises(folder):
        desks = {*known.desk_institutions, *(row.id for row in institutions.desks)}
        premises, more = read_premises(folder, PremisesCodes(codes.institutions, codes.units, desks, bought_lines()))
        faults += more
    brought = {row.code: row.name for row in divisions}
    programme, more = read_programme(folder, known_codes(institutions, brought, known, former_by_name(former)))
    return Country(divisions, former, institutions, premises, partners, programme), faults + more


def load_country(
    folder: Path, actor: Actor, progress: Progress = lambda _done, _total: None, *, password: str = ""
) -> dict[str, int]:
    """Load a country folder; how many records of each kind it holds. Every user gets ``password`` at first.

    Raises FaultyCountry with all faults where there is one; then nothing is kept.
    """
    country, faults = read_country(folder)
    if faults:
        raise FaultyCountry(faults)
    counts: dict[str, int] = {}
    total = country.size
    progress(0, total)
    with transaction.atomic():
        counts |= load_places(actor, rows=country.divisions, former=country.former)
        progress(len(country.divisions), total)
        counts |= load_institutions(actor, files=country.institutions)
        done = total - sum(map(len, country.partners.values())) - country.above
        progress(done, total)
        for partner in _PARTNERS:
            rows = country.partners.get(partner.file)
            if rows:
                partner.keep(actor, rows, password)
                counts[partner.counted_as] = len(rows)
                done += len(rows)
                progress(done, total)
        if country.premises.size:
            counts |= load_premises(actor, rows=[country.premises])
        counts |= keep_programme(actor, country.programme)
        progress(total, total)
    return counts


def _in_country(divisions: list[DivisionRow]) -> Callable[[float, float], bool]:
    """Whether a position can lie in the country, by the box around its outlines; always where it has none."""
    boxes = [bounding_box(row.outline) for row in divisions if row.outline is not None]
    if not boxes:
        return lambda _north, _east: True
    box = joined_box(boxes)
    around = Box(
        box.south - _BORDER_DEGREES,
        box.west - _BORDER_DEGREES,
        box.north + _BORDER_DEGREES,
        box.east + _BORDER_DEGREES,
    )
    return around.holds


def _codes(places: dict[str, str], files: InstitutionFiles, known: Kept, folder: Path) -> Codes:
    return Codes(
        districts=frozenset(code for code, level in places.items() if level == Level.DISTRICT),
        units=frozenset({*known.unit_institutions, *(row.code for row in files.units)}),
        institutions=frozenset({*known.institutions, *(row.code for row in files.institutions)}),
        officers=frozenset({*known.officer_institutions, *(row.staff_code for row in files.officers)}),
        folder=folder,
    )
