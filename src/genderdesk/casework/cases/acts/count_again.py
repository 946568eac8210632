"""A case changes its circle or its institution: whatever of it is in figures is counted again."""

from __future__ import annotations

from genderdesk.casework.cases.companions import counted_records_of
from genderdesk.casework.cases.models import Case
from genderdesk.groundwork.protection.acts import touch


def count_again(case: Case) -> None:
    """Inside an act: let the case, and all that is counted with it, be counted by what the case is now."""
    touch(case)
    for record in counted_records_of(case):
        touch(record)
