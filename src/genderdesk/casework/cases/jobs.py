"""Once a day: what a killed process left of files that no case keeps."""

from __future__ import annotations

from datetime import timedelta

from genderdesk.casework.cases import queries
from genderdesk.groundwork.platform import schedule
from genderdesk.groundwork.protection.vault.files import store


@schedule.every(timedelta(days=1), "files.sweep")
def sweep() -> None:
    """Remove sealed files without a record; their keys are nowhere, so nothing readable is lost."""
    store.sweep(name for _id, name, _size in queries.stored_files())
