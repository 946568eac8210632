"""``genderdesk import``: what comes from other systems, all of it or, where anything is wrong, nothing."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path


def arguments(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="what", metavar="WHAT", required=True)
    hsds = verbs.add_parser("hsds", help="the directory of providers from Open Referral HSDS 3 services")
    hsds.add_argument("file", type=Path, help="the file, as `export hsds` writes it")
    hsds.add_argument("--dry-run", action="store_true", help="say what would change, keep nothing")


def run(options: argparse.Namespace) -> int:
    import django

    django.setup()
    from genderdesk.casework.care.acts import import_providers
    from genderdesk.casework.care.queries import read_directory
    from genderdesk.groundwork.protection.access import SYSTEM
    from genderdesk.interfaces.cli.main import Stop
    from genderdesk.organisation.places.queries import districts

    try:
        document = json.loads(options.file.read_text(encoding="utf-8"))
    except (ValueError, UnicodeDecodeError) as fault:
        raise Stop(f"{options.file} is no JSON: {fault}.") from None
    report = read_directory(document, frozenset(districts().values_list("code", flat=True)))
    for sentence in report.faults:
        print(sentence, file=sys.stderr)
    if report.faults:
        raise Stop(f"{len(report.faults)} things to mend in {options.file}. Nothing was kept.")
    for line in report.lines():
        print(line)
    if options.dry_run:
        print("Nothing was kept: without --dry-run this will be.")
    else:
        print(f"{import_providers(SYSTEM, document=document)} entries written.")
    return 0
