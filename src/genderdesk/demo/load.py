"""Loads the demonstration: the country's files, its toll-free lines, and one sign-in for each role."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from genderdesk.groundwork.protection.access import SYSTEM
from genderdesk.interfaces.cli.country.load import load_country

COUNTRY = Path(__file__).parent / "country" / "rwanda"

Progress = Callable[[int, int], None]


def load_demonstration(password: str, progress: Progress) -> dict[str, str]:
    """Load Rwanda's map with invented people; the sign-in name for each role."""
    load_country(COUNTRY, SYSTEM, progress, password=password)
    from genderdesk.casework.hotline.importers import open_lines_of_country
    from genderdesk.organisation.accounts.queries import sign_ins_by_role

    open_lines_of_country(SYSTEM)

    return sign_ins_by_role()
