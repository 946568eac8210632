"""Handing the log over: the whole of it or one entry with its proof, beside the small programme that checks it."""

from __future__ import annotations

import base64
import json
import shutil
from pathlib import Path

from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.protection import ledger
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.models import Checkpoint, Entry, Leaf
from genderdesk.groundwork.protection.tree import log, proofs

VERIFIER = Path(__file__).with_name("verify_ledger.py")


class Nothing(Exception):
    """There is nothing to hand over; the sentence says why."""


def hand_over(actor: Actor, folder: Path, entry_id: int | None = None) -> str:
    """Write the log up to a checkpoint made now, or one entry with its proof, into a new folder; a closing sentence.

    That it was handed over is an entry of its own. Raises Nothing, or FileExistsError where the folder is not empty.
    """
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(f"{folder} is not empty. Name a new folder.")
    entry = None
    if entry_id is not None and (entry := one_of(Entry.objects.filter(pk=entry_id))) is None:
        raise Nothing(f"There is no entry {entry_id}.")
    ledger.write(ledger.Line("export", "ledger.export", actor, subject=entry))
    checkpoint = log.grow(thorough=True) or log.newest()
    assert checkpoint is not None  # the entry just written has its place
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    (folder / "checkpoint.txt").write_text(checkpoint.note, encoding="utf-8")
    shutil.copy(VERIFIER, folder)
    if entry is not None:
        _write_entry(folder, entry, checkpoint)
        what = f"Entry {entry.pk} with its proof"
    else:
        _write_all(folder, checkpoint)
        what = f"{checkpoint.size} entries"
    return f"{what} in {folder}. To check: python {folder / VERIFIER.name} {folder} '{log.log_key()}'"


def _write_entry(folder: Path, entry: Entry, checkpoint: Checkpoint) -> None:
    place, path = proofs.stands_in(entry, checkpoint)
    proof = {"place": place, "path": [base64.b64encode(each).decode() for each in path]}
    (folder / "entry.json").write_text(ledger.text_of(entry) + "\n", encoding="utf-8")
    (folder / "proof.json").write_text(json.dumps(proof, indent=1) + "\n", encoding="utf-8")


def _write_all(folder: Path, checkpoint: Checkpoint) -> None:
    placed = Leaf.objects.filter(position__lt=checkpoint.size).select_related("entry").order_by("position")
    with (folder / "entries.jsonl").open("w", encoding="utf-8") as file:
        file.writelines(ledger.text_of(leaf.entry) + "\n" for leaf in placed.iterator(chunk_size=2000))
