"""``genderdesk export``: what leaves the desk for other systems."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from genderdesk.interfaces.cli.main import Stop, load_django


def arguments(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="what", metavar="WHAT", required=True)
    gbvims = verbs.add_parser("gbvims", help="a month's incidents for the GBVIMS Incident Recorder")
    gbvims.add_argument("--month", required=True, metavar="YYYY-MM", help="the month in which the cases were opened")
    gbvims.add_argument("--out", required=True, type=Path, metavar="FILE.xlsx", help="the file to write")
    gbvims.add_argument("--institution", default="", metavar="CODE", help="whose, where there are several")
    hsds = verbs.add_parser("hsds", help="the directory of providers as Open Referral HSDS 3 services")
    hsds.add_argument("--out", required=True, type=Path, metavar="FILE.json", help="the file to write")
    hsds.add_argument("--with-safe-houses", action="store_true", help="safe houses too: only for who may know them")


def run(options: argparse.Namespace) -> int:
    load_django()
    return _hsds(options) if options.what == "hsds" else _gbvims(options)


def _hsds(options: argparse.Namespace) -> int:
    import json

    from genderdesk.casework.care.exporters import services_of_directory

    if options.out.exists():
        raise Stop(f"{options.out} is there already. Name another file, or move it away.")
    services = services_of_directory(with_safe_houses=options.with_safe_houses)
    options.out.write_text(json.dumps(services, ensure_ascii=False, indent=1), encoding="utf-8")
    print(f"{len(services)} services in {options.out}.")
    return 0


def _gbvims(options: argparse.Namespace) -> int:
    from django.utils import timezone

    from genderdesk.groundwork.protection.access import SYSTEM
    from genderdesk.monitoring.statistics.exporters.recorder import incidents_to_export, workbook_of

    month = _month(options.month, timezone.localdate())
    institution = chosen_institution(options.institution)
    if options.out.suffix != ".xlsx":
        raise Stop(f"{options.out} must end in .xlsx.")
    if options.out.exists():
        raise Stop(f"{options.out} is there already. Name another file, or move it away.")
    extract = incidents_to_export(SYSTEM, institution, month=month)
    options.out.write_bytes(workbook_of(extract))
    print(f"{len(extract.rows)} incidents of {institution.code} in {options.out}.")
    for reason, number in extract.without_row.items():
        print(f"Without a row, {reason.replace('_', ' ')}: {number}.")
    return 0


def _month(text: str, today: date) -> date:
    from genderdesk.monitoring.statistics.rules.calendar import read_month

    month = read_month(text)
    if month is None:
        raise Stop(f"{text} is no month. Write it as in 2026-03.")
    if month > today:
        raise Stop(f"{text} has not begun yet. Choose an earlier month.")
    return month


def chosen_institution(code: str) -> Any:
    """The institution of that code; the only one where no code is given."""
    from genderdesk.monitoring.statistics.access import COUNTED_KINDS
    from genderdesk.organisation.institution.models import Institution

    known = list(Institution.objects.filter(kind__in=COUNTED_KINDS).order_by("code"))
    found = [each for each in known if not code or each.code == code]
    if len(found) == 1:
        return found[0]
    codes = ", ".join(each.code for each in known) or "none is loaded yet"
    raise Stop(f"Say whose with --institution CODE. There are: {codes}.")
