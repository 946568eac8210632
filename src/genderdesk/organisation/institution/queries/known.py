"""The codes that a file of another room may name: those that are kept, and those that the same folder brings."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from genderdesk.groundwork.foundation.names import plain_words
from genderdesk.groundwork.foundation.sheets import Row
from genderdesk.organisation.institution.queries.kept import kept
from genderdesk.organisation.institution.rules.files import InstitutionFiles, imported_id
from genderdesk.organisation.institution.rules.kept import Kept
from genderdesk.organisation.places.queries import by_plain_name, former_by_plain_name, names


@dataclass(frozen=True)
class Known:
    """Codes of institutions and competences; of units, officers and (by id) posts the institution too; names of
    divisions by code; of former ones, by plain code and name, what they are a part of now."""

    institutions: Collection[str]
    competences: Collection[str]
    units: Mapping[str, str]
    officers: Mapping[str, str]
    posts: Mapping[uuid.UUID, str]
    places: Mapping[str, str]
    former: Mapping[tuple[str, ...], str]

    @cached_property
    def _by_name(self) -> Mapping[tuple[str, ...], str]:
        return by_plain_name(self.places)

    def find_place(self, written: str) -> str:
        """The code of a division by its code or name, a district before a sector of the same name, a former one last;
        else empty."""
        plain = plain_words(written)
        return written if written in self.places else self._by_name.get(plain) or self.former.get(plain, "")

    def place(self, row: Row, column: str) -> str:
        """The code of the division in a cell; a fault where there is none."""
        written = row.text(column)
        found = self.find_place(written) if written else ""
        if written and not found:
            row.fault(column, f"There is no place called {written!r}. Write a district as in divisions.csv.")
        return found

    def post(self, row: Row, column: str, institution: str) -> uuid.UUID | None:
        """The post of an institution by its code; a fault where there is none."""
        code = row.text(column)
        number = imported_id("post", code)
        if code and self.posts.get(number) != institution:
            row.fault(column, f"There is no post of {institution} with the code {code!r}.")
            return None
        return number if code else None

    def officer(self, row: Row, column: str, institution: str) -> str:
        """The staff code of an officer of an institution, or empty; a fault where there is none."""
        code = row.text(column)
        if code and self.officers.get(code) != institution:
            row.fault(column, f"There is no officer of {institution} with the staff code {code!r}.")
            return ""
        return code


def known_codes(
    brought: InstitutionFiles | None = None,
    places_brought: Mapping[str, str] | None = None,
    held: Kept | None = None,
    former_brought: Mapping[tuple[str, ...], str] = MappingProxyType({}),
) -> Known:
    """What files may name; ``held`` spares a second reading of what is kept."""
    files = brought or InstitutionFiles()
    there = held or kept(names().keys())
    units = {**there.unit_institutions, **{row.code: row.institution for row in files.units}}
    desks = {**there.desk_institutions, **{row.id: units.get(row.unit, "") for row in files.desks}}
    return Known(
        institutions={*there.institutions, *(row.code for row in files.institutions)},
        competences={*there.competences, *(row.code for row in files.competences)},
        units=units,
        officers={**there.officer_institutions, **{row.staff_code: row.institution for row in files.officers}},
        posts={**there.post_institutions, **{row.id: desks.get(row.desk_id, "") for row in files.posts}},
        places={**names(), **(places_brought or {})},
        former={**former_by_plain_name(), **former_brought},
    )
