"""Parts that exclude each other add up to their number, or the page says by how many they do not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from genderdesk.monitoring.results.rules.comparing import missing_of
from genderdesk.monitoring.results.rules.measured import Measured
from genderdesk.monitoring.results.rules.page import Caution
from genderdesk.monitoring.results.vocabulary import Warned


def missing_by_dimension(found: Measured, total: int) -> Mapping[str, int]:
    """By how much the parts of each dimension fall short of their number."""
    parts: dict[str, dict[str, int]] = {}
    for part in found.parts:
        parts.setdefault(part.dimension, {})[part.code] = part.value or 0
    return {dimension: missing_of(counts, total) for dimension, counts in parts.items()}


def with_partition(found: Measured) -> Measured:
    """The same with a caution for each dimension whose parts do not add up, or that one and the same can be in two of
    its parts."""
    if not found.parts or found.value is None or found.beside:
        return found
    if found.overlapping:
        return replace(found, cautions=(*found.cautions, Caution(Warned.PARTS_OVERLAP.value)))
    told = [
        Caution(Warned.PARTS_DO_NOT_ADD_UP.value, missing, dimension)
        for dimension, missing in missing_by_dimension(found, int(found.value)).items()
        if missing
    ]
    return replace(found, cautions=(*found.cautions, *told))
