"""Scheduled work of the ledger: checkpoints, and once a day a look for entries that were left without a place."""

from __future__ import annotations

from datetime import timedelta

from genderdesk.groundwork.platform import schedule
from genderdesk.groundwork.protection.tree import export, log
from genderdesk.groundwork.protection.vault import retention


@schedule.every(timedelta(seconds=5), "ledger.checkpoint")
def checkpoint() -> None:
    """A signed checkpoint each minute, or each thousand entries."""
    log.grow_when_due()


@schedule.every(timedelta(seconds=5), "ledger.export")
def send_elsewhere() -> None:
    """New entries to the separate systems that the settings name."""
    export.send_due()


@schedule.every(timedelta(days=1), "ledger.sweep")
def sweep() -> None:
    """Place what committed so late that the minute's look had passed it by."""
    log.grow(thorough=True)


@schedule.every(timedelta(days=1), "retention.list")
def files_due() -> None:
    """List the files whose time is over; people decide about each."""
    retention.daily()
