"""Each minute: the keys of sealed files, by who belongs to their cell. Once a day: what a killed process left of files
that no record keeps, and offers to another desk whose consent has run out."""

from __future__ import annotations

from datetime import timedelta

from genderdesk.casework.cases import queries
from genderdesk.casework.cases.acts import stop_transfer
from genderdesk.casework.intake.acts import lock_file
from genderdesk.groundwork.platform import schedule
from genderdesk.groundwork.protection.access import SYSTEM
from genderdesk.groundwork.protection.vault.files import kept, store


@schedule.every(timedelta(days=1), "files.sweep")
def sweep() -> None:
    """Remove sealed files without a record; their keys are nowhere, so nothing readable is lost."""
    store.sweep(name for name, _size in kept.stored_files())


@schedule.every(timedelta(minutes=1), "cells.keys")
def lock_files() -> None:
    """Let the words of sealed files be opened by those alone who belong to their cell today."""
    for report in queries.files_to_lock():
        lock_file(SYSTEM, report)


@schedule.every(timedelta(days=1), "transfers.stop")
def stop_fallen_transfers() -> None:
    """End the offers to another desk that nothing allows any more; a consent that runs out tells nobody."""
    for offer in queries.fallen_offers():
        stop_transfer(SYSTEM, offer)
