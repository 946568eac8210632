"""Prints one SHA-256 for each table of what was generated, to compare two databases: ``python -m tests.demo.digest``.

Identifiers, numbers, times and codes go in as they are, sealed texts opened. Three things differ between two databases
by their nature and go in under a common name: rows of the organisation (each load makes new identifiers) as their
codes, and the keyed digest of a phone number (each installation has its own key) as a check that it is the digest of
the number that stands in the row. The ledger is left out: it tells when the records came, which is not the same twice.
"""

from __future__ import annotations

import hashlib
import json
import sys
from typing import Any

import django


def main() -> None:
    django.setup()
    from genderdesk.demo.generator.records import TABLES
    from genderdesk.groundwork.protection.acts import unguarded
    from genderdesk.monitoring.statistics.models import Counter, Delta, Spread

    with unguarded("comparing two databases"):
        names = names_of_the_organisation()
        found = {table.__name__: digest(table, names) for table in TABLES}
        # When a fact was kept is the time of the generation; the order of keeping is the same.
        found |= {table.__name__: digest(table, names, skip={"kept_at"}) for table in (Counter, Delta, Spread)}
    sys.stdout.write(json.dumps(found) + "\n")


def names_of_the_organisation() -> dict[str, str]:
    """What each identifier that a load made anew stands for."""
    from genderdesk.casework.care.models import Provider
    from genderdesk.casework.hotline.models import Gateway, Line
    from genderdesk.casework.response.models import ResponseUnit
    from genderdesk.organisation.accounts.models import User
    from genderdesk.organisation.institution.models import Desk, Institution, Officer

    natural = {
        Institution: "code",
        Desk: "unit__code",
        Officer: "staff_code",
        User: "username",
        Provider: "code",
        Line: "short_code",
        Gateway: "line__short_code",
        ResponseUnit: "call_sign",
    }
    return {
        str(pk): f"{model.__name__} {name}"
        for model, field in natural.items()
        for pk, name in model._default_manager.values_list("pk", field)
    }


def digest(table: Any, names: dict[str, str], skip: set[str] = frozenset()) -> list[Any]:  # type: ignore[assignment]
    """How many rows, and their fingerprint in the order of their identifiers."""
    total, rows = hashlib.sha256(), 0
    for row in table._default_manager.order_by("pk").iterator(chunk_size=500):
        values = [value_of(row, field, names) for field in table._meta.concrete_fields if field.name not in skip]
        total.update(json.dumps(values, default=str).encode())
        rows += 1
    return [rows, total.hexdigest()]


def value_of(row: Any, field: Any, names: dict[str, str]) -> Any:
    from genderdesk.groundwork.protection.vault import blind_index
    from genderdesk.groundwork.protection.vault.sealed import Sealed

    value = getattr(row, field.attname)
    if isinstance(value, Sealed):
        return value.open()
    if field.name == "phone_index":
        return "a number" if value and value == phone_index_of(row, blind_index) else value and "the contact's"
    return names.get(str(value), str(value))


def phone_index_of(row: Any, blind_index: Any) -> str:
    for name in ("caller", "reporter_phone", "phone"):
        if hasattr(row, name):
            return str(blind_index("phone", getattr(row, name).open()))
    return ""


if __name__ == "__main__":
    main()
