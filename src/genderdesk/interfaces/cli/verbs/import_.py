"""``genderdesk import``: what comes from other systems, all of it or, where anything is wrong, nothing."""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from pathlib import Path

from genderdesk.interfaces.cli.main import Stop, load_django

# Sentences of one kind on the screen; the rest is counted.
_SHOWN = 200


def arguments(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="what", metavar="WHAT", required=True)
    gbvims = verbs.add_parser("gbvims", help="incidents of the GBVIMS Incident Recorder or GBVIMS+")
    gbvims.add_argument("file", type=Path, metavar="FILE.xlsx")
    gbvims.add_argument("--dry-run", action="store_true", help="say what would happen, keep nothing")
    gbvims.add_argument("--institution", default="", metavar="CODE", help="whose cases they become")
    hsds = verbs.add_parser("hsds", help="the directory of providers from Open Referral HSDS 3 services")
    hsds.add_argument("file", type=Path, help="the file, as `export hsds` writes it")
    hsds.add_argument("--dry-run", action="store_true", help="say what would change, keep nothing")

    instrument = verbs.add_parser("instrument", help="questions of risk of another holder that the force has filled")
    instrument.add_argument(
        "file", type=Path, nargs="?", metavar="FILE.toml", help="a whole pack (docs/risk.md); without it, what there is"
    )
    instrument.add_argument("--dry-run", action="store_true", help="say what is missing, keep nothing")


def run(options: argparse.Namespace) -> int:
    load_django()
    return {"hsds": _hsds, "gbvims": _gbvims, "instrument": _instrument}[options.what](options)


def _instrument(options: argparse.Namespace) -> int:
    from genderdesk.casework.cases.acts import fill_instrument
    from genderdesk.casework.cases.queries import read_pack
    from genderdesk.casework.cases.rules import IncompleteInstrument
    from genderdesk.groundwork.protection.access import SYSTEM
    from genderdesk.groundwork.protection.acts import Invalid

    if options.file is None:
        return _say_packs()
    try:
        document = tomllib.loads(options.file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise Stop(f"{options.file} is no TOML: {fault}.") from None
    except OSError as fault:
        raise Stop(f"{options.file} cannot be read: {fault.strerror}.") from None
    try:
        found = read_pack(document)
        if not options.dry_run:
            fill_instrument(SYSTEM, document=document)
    except IncompleteInstrument as refused:
        for sentence in refused.faults:
            print(sentence, file=sys.stderr)
        raise Stop(f"{len(refused.faults)} things to mend in {options.file.name}. Nothing was kept.") from None
    except Invalid as fault:
        raise Stop(f"{fault} Nothing was kept.") from None
    kept = "would be kept" if options.dry_run else "is kept, and officers may choose it"
    print(f"{found.code} {found.version} of {found.holder}, {len(found.items)} questions, {kept}.")
    return 0


def _say_packs() -> int:
    """Whose instruments there are, how to get leave, and which versions the force has filled."""
    from genderdesk.casework.cases.queries import empty_packs, filled_versions

    versions = filled_versions()
    for code, pack in empty_packs().items():
        filled = ", ".join(versions.get(code, [])) or "empty"
        print(f"{code}: {filled}. {pack['names']['en']}, {pack['holder']}. {pack['licence']}. {pack['how']}")
    return 0


def _gbvims(options: argparse.Namespace) -> int:
    from genderdesk.casework.cases.importers import NoRecorderFile, carry_out, plan_import
    from genderdesk.interfaces.cli.verbs.export import chosen_institution

    institution = chosen_institution(options.institution)
    if not options.file.is_file():
        raise Stop(f"{options.file} is not there. Name the file that the Recorder wrote.")
    try:
        plan = plan_import(options.file, institution)
    except NoRecorderFile as fault:
        raise Stop(str(fault)) from None
    _say(plan.remarks)
    _say(plan.differences)
    for sentence in plan.faults:
        print(sentence, file=sys.stderr)
    if plan.faults:
        raise Stop(f"{len(plan.faults)} things to mend in {options.file.name}. Nothing was kept.")
    there = f"{plan.known} are here already, {len(plan.differences)} cells of them differ."
    if options.dry_run:
        print(f"{len(plan.new)} incidents would be brought in. {there} Nothing was kept.")
        return 0
    print(f"{carry_out(plan, institution)} incidents were brought in. {there}")
    return 0


def _say(sentences: list[str]) -> None:
    for sentence in sentences[:_SHOWN]:
        print(sentence)
    if len(sentences) > _SHOWN:
        print(f"… and {len(sentences) - _SHOWN} more of this kind.")


def _hsds(options: argparse.Namespace) -> int:
    from genderdesk.casework.care.acts import import_providers
    from genderdesk.casework.care.queries import read_directory
    from genderdesk.groundwork.protection.access import SYSTEM
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
