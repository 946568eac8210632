"""A division as a person wrote it."""

from __future__ import annotations

from collections.abc import Mapping

from genderdesk.groundwork.foundation.names import plain_words


def by_plain_name(names: Mapping[str, str]) -> dict[tuple[str, ...], str]:
    """Codes of divisions by their names without accents, a district before a sector of the same name: codes of
    districts are shorter than those of their sectors, and come last here."""
    return {plain_words(name): code for code, name in sorted(names.items(), key=lambda row: -len(row[0]))}
