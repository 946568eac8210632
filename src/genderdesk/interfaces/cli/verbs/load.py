"""``genderdesk load``: a country from its folder of CSV files, all of it or, where anything is wrong, nothing."""

from __future__ import annotations

import argparse
import os
import secrets
import sys
from pathlib import Path

from genderdesk.interfaces.cli.main import Stop, load_django


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, help="folder of CSV files (docs/country-files.md)")
    parser.add_argument("--dry-run", action="store_true", help="read and check everything, keep nothing")


def run(options: argparse.Namespace) -> int:
    load_django()
    from genderdesk.interfaces.cli.country.load import read_country
    from genderdesk.interfaces.cli.verbs.migrate import bring_up_to_date

    if not options.folder.is_dir():
        raise Stop(f"{options.folder} is not a folder. Name the folder that holds divisions.csv.")
    if not any(options.folder.glob("*.csv")):
        raise Stop(f"{options.folder} holds no CSV file. docs/country-files.md names those that are read.")
    bring_up_to_date()
    if not options.dry_run:
        return _load(options.folder)
    country, faults = read_country(options.folder)
    for fault in faults:
        print(fault, file=sys.stderr)
    if faults:
        raise Stop(f"{len(faults)} things to mend in {options.folder}. Nothing was kept.")
    print(f"{country.size} records without a fault. Nothing was kept: without --dry-run they will be.")
    return 0


def _load(folder: Path) -> int:
    from django.db import transaction

    from genderdesk.casework.hotline.importers import open_lines_of_country
    from genderdesk.groundwork.protection.access import SYSTEM
    from genderdesk.interfaces.cli.country.load import FaultyCountry, load_country
    from genderdesk.interfaces.cli.progress import progress

    given = os.environ.get("GENDERDESK_PASSWORD", "")
    password = given or "-".join(secrets.token_hex(2) for _ in range(4))
    try:
        with transaction.atomic():
            counts = load_country(folder, SYSTEM, progress(f"Loading {folder.name}"), password=password)
            lines = open_lines_of_country(SYSTEM)
    except FaultyCountry as faults:
        raise Stop(str(faults)) from None
    print(", ".join(f"{number} {kind}" for kind, number in counts.items()))
    for line in lines:
        print(f"The line {line.short_code} is open.")
    if counts.get("users") and not given:
        print(f"First password of the new sign-ins: {password}")
    return 0
