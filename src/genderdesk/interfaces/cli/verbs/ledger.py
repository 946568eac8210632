"""``genderdesk ledger``: examine the log of what was done and seen, hand it over, show its key."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from genderdesk.interfaces.cli.main import Stop, load_django


def arguments(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="what", metavar="WHAT", required=True)
    verify = verbs.add_parser("verify", help="check every entry, place and signature")
    verify.add_argument("--json", action="store_true", help="print one JSON object")
    verify.add_argument(
        "--witness",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="what a witness kept: her file, a saved mail, an mbox, or a folder of mails; may be repeated",
    )
    verbs.add_parser("key", help="print the public keys for witnesses and courts")
    verbs.add_parser("checkpoint", help="sign a checkpoint now")
    export = verbs.add_parser("export", help="write the log, or one entry with its proof, with what checks it")
    export.add_argument("folder", type=Path)
    export.add_argument("--entry", type=int, metavar="NUMBER", help="only this entry")


def run(options: argparse.Namespace) -> int:
    load_django()
    return {"verify": _verify, "key": _key, "checkpoint": _checkpoint, "export": _export}[options.what](options)


def _verify(options: argparse.Namespace) -> int:
    from django.conf import settings

    from genderdesk.groundwork.protection.tree.examination import examine
    from genderdesk.groundwork.protection.tree.export import lags
    from genderdesk.groundwork.protection.tree.mails import notes_of

    files = list(options.witness)
    if not files and settings.ENVIRONMENT.witness_file:
        files = [Path(settings.ENVIRONMENT.witness_file)]
    witnessed = []
    for path in files:
        if not path.exists():
            raise Stop(f"{path} is not there. Name the file that the witness keeps.")
        kept = list(notes_of(path))
        if not kept:
            raise Stop(f"{path} holds no checkpoint, so it witnesses nothing. Name what the witness keeps.")
        witnessed += kept
    found = examine(witnessed)
    behind = lags()
    if options.json:
        print(
            json.dumps(
                {
                    "ok": found.ok,
                    "entries": found.entries,
                    "root": found.root,
                    "checkpoint": found.checkpoint,
                    "waiting": found.waiting,
                    "witnesses": len(files),
                    "faults": found.faults,
                    "exports": [
                        {"to": each.address, "sent": each.sent, "behind": each.behind, "fault": each.fault}
                        for each in behind
                    ],
                }
            )
        )
        return 0 if found.ok else 1
    for fault in found.faults:
        print(f" ✗ {fault}")
    print(
        f"{found.entries} entries in place, {found.waiting} since the newest checkpoint "
        f"({found.checkpoint}). Root {found.root}"
    )
    for each in behind:
        print(f"{each.address} has {each.sent} entries, {each.behind} wait{f' ({each.fault})' if each.fault else ''}.")
    if not files:
        print("No witness was asked: who holds this machine could have rewritten everything. Use --witness FILE.")
    return 0 if found.ok else 1


def _key(_options: argparse.Namespace) -> int:
    from genderdesk.groundwork.protection.tree.log import log_key, witness_signer

    print(f"This log:        {log_key()}")
    print(f"As a witness:    {witness_signer().key}")
    return 0


def _checkpoint(_options: argparse.Namespace) -> int:
    from genderdesk.groundwork.protection.tree.log import grow, newest

    made = grow(thorough=True) or newest()
    print(made.note if made else "The ledger is empty.")
    return 0


def _export(options: argparse.Namespace) -> int:
    from genderdesk.groundwork.protection.access import SYSTEM
    from genderdesk.groundwork.protection.tree.handover import Nothing, hand_over

    try:
        print(hand_over(SYSTEM, options.folder, options.entry))
    except (Nothing, FileExistsError) as reason:
        raise Stop(str(reason)) from None
    return 0
