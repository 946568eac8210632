"""The one act by which invented records are written, so that the ledger says which they are and when they came."""

from __future__ import annotations

from datetime import datetime

from genderdesk.demo.generator.records import Records
from genderdesk.groundwork.protection.access import Actor, system_only
from genderdesk.groundwork.protection.acts import Act, touch
from genderdesk.groundwork.protection.models import Entry

_NAME = "demo.generate"


def _keep(actor: Actor, *, records: Records, seed: int, cases: int, until: datetime) -> int:
    """Write one batch of invented records of a seed and count them; how many rows were counted.

    ``cases`` is how many cases of the seed there are with this batch, ``until`` the end of the invented time.
    """
    records.write()
    counted = records.counted
    for record in counted:
        touch(record, new=True)
    return len(counted)


# An act like any other, but for the registry: no endpoint, no device and no page may ever offer it.
keep_invented = Act(_NAME, _keep, needs=system_only, subject=None, states=None, notes=("seed", "cases", "until"))


def seed_was_used(seed: int) -> bool:
    """Whether this database holds records of the seed, as the ledger tells."""
    return Entry.objects.filter(name=_NAME, notes__seed=seed).exists()
