"""The Merkle tree over the ledger: places, checkpoints, proofs, witnesses and the handing over."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from genderdesk.groundwork.foundation import merkle
from genderdesk.groundwork.platform import outbox
from genderdesk.groundwork.protection import ledger
from genderdesk.groundwork.protection.access import SYSTEM
from genderdesk.groundwork.protection.models import Checkpoint, Cosignature, Entry, Leaf, Witnessed
from genderdesk.groundwork.protection.tree import handover, log, proofs, witnesses
from genderdesk.groundwork.protection.tree.examination import examine
from genderdesk.groundwork.protection.tree.notes import LOG, WITNESS, Head, Signer, note

pytestmark = pytest.mark.django_db


def written(count, **given):
    """So many entries, as acts leave them."""
    ledger.write(*(ledger.Line("act", "test.done", SYSTEM, notes={"number": each}, **given) for each in range(count)))


class TestCheckpoints:
    def test_every_entry_gets_a_place_and_the_whole_is_signed(self):
        written(3)
        first = log.grow()
        written(4)
        second = log.grow()
        assert (first.size, second.size) == (3, 7)
        assert list(Leaf.objects.order_by("position").values_list("position", flat=True)) == list(range(7))
        assert second.root == merkle.root_of(proofs.leaves(7)).hex()
        assert log.grow() is None
        found = examine()
        assert (found.ok, found.entries, found.checkpoint, found.waiting) == (True, 7, 7, 0)

    def test_a_minute_or_a_thousand_entries_make_one_due(self, monkeypatch):
        assert log.grow_when_due() is None
        written(1)
        assert log.grow_when_due().size == 1
        written(1)
        assert log.grow_when_due() is None
        now = timezone.now()
        monkeypatch.setattr(log.timezone, "now", lambda: now + timedelta(seconds=61))
        assert log.grow_when_due().size == 2
        written(log.MOST_WAITING - 1)
        assert log.grow_when_due() is None
        written(1)
        assert log.grow_when_due().size == 2 + log.MOST_WAITING

    def test_an_entry_that_committed_late_is_still_placed(self, monkeypatch):
        monkeypatch.setattr(log, "_LOOK_BACK", 2)
        written(6)
        late = Entry.objects.order_by("id").first()
        others = Entry.objects.exclude(pk=late.pk).order_by("id")
        Leaf.objects.bulk_create(Leaf(position=place, entry=entry) for place, entry in enumerate(others))
        edge = merkle.Edge()
        edge.extend(bytes.fromhex(entry.digest) for entry in others)
        log._signed(edge, timezone.now())
        assert log.grow() is None
        assert log.grow(thorough=True).size == 6
        assert Leaf.objects.get(position=5).entry == late
        assert examine().ok

    def test_a_waiting_entry_is_no_fault_until_it_is_old(self):
        written(2)
        log.grow()
        written(1)
        assert (examine().ok, examine().waiting) == (True, 1)
        written(1, at=timezone.now() - timedelta(hours=1))
        assert "has no place in the log" in examine().faults[0]


class TestProofs:
    @pytest.mark.parametrize("count", [1, 2, 7, 8, 13])
    def test_each_entry_is_proved_to_stand_in_the_log(self, count):
        written(count)
        checkpoint = log.grow()
        for entry in Entry.objects.all():
            place, path = proofs.stands_in(entry, checkpoint)
            leaf = bytes.fromhex(ledger.recomputed_digest(entry))
            assert merkle.included(bytes.fromhex(checkpoint.root), count, place, leaf, path)


def clerk(*arguments):
    """The court's clerk at a machine that has nothing but Python."""
    return subprocess.run(
        [sys.executable, "-I", "-S", *map(str, arguments)], capture_output=True, text=True, check=False, timeout=60
    )


class TestHandingOver:
    @pytest.fixture
    def folder(self, tmp_path):
        written(5)
        ledger.write(ledger.Line("act", "test.said", SYSTEM, notes={"words": "Umugore – é\u2028\n“quoted”"}))
        handover.hand_over(SYSTEM, tmp_path / "log")
        return tmp_path / "log"

    def test_a_clerk_checks_the_whole_log_with_nothing_but_python(self, folder):
        done = clerk(folder / "verify_ledger.py", folder, log.log_key())
        assert done.returncode == 0, done.stdout + done.stderr
        assert done.stdout.startswith("OK   All 7 entries are as they were signed on ")

    def test_that_it_was_handed_over_stands_in_it(self, folder):
        assert json.loads((folder / "entries.jsonl").read_text().splitlines()[-1])["name"] == "ledger.export"

    @pytest.mark.parametrize(
        ("file", "old", "new", "words"),
        [
            ("entries.jsonl", "test.done", "test.dune", "The entries are not those that were signed"),
            ("entries.jsonl", "\n{", "\n", "The entries are not those that were signed"),
            ("checkpoint.txt", "\n7\n", "\n8\n", "signature does not fit"),
            ("checkpoint.txt", "time 1", "time 2", "signature does not fit"),
        ],
    )
    def test_what_was_altered_is_found(self, folder, file, old, new, words):
        path = folder / file
        path.write_text(path.read_text().replace(old, new, 1))
        done = clerk(folder / "verify_ledger.py", folder, log.log_key())
        assert done.returncode == 1
        assert done.stdout.startswith("WRONG")
        assert words in done.stdout

    def test_an_entry_taken_out_is_found(self, folder):
        path = folder / "entries.jsonl"
        path.write_text("".join(path.read_text().splitlines(keepends=True)[1:]))
        assert "7 entries, and 6 are here" in clerk(folder / "verify_ledger.py", folder, log.log_key()).stdout

    def test_another_logs_key_does_not_do(self, folder):
        other = Signer(log.origin(), LOG, b"\x05" * 32).key
        assert "not signed with this key" in clerk(folder / "verify_ledger.py", folder, other).stdout

    def test_one_entry_is_proved_without_showing_another(self, tmp_path):
        written(9)
        entry = Entry.objects.order_by("id")[4]
        handover.hand_over(SYSTEM, tmp_path / "one", entry.pk)
        names = sorted(path.name for path in (tmp_path / "one").iterdir())
        assert names == ["checkpoint.txt", "entry.json", "proof.json", "verify_ledger.py"]
        done = clerk(tmp_path / "one" / "verify_ledger.py", tmp_path / "one", log.log_key())
        assert (done.returncode, done.stdout[:36]) == (0, "OK   The entry stands at place 4 of t"[:36])
        path = tmp_path / "one" / "entry.json"
        path.write_text(path.read_text().replace('"number":4', '"number":5'))
        assert clerk(tmp_path / "one" / "verify_ledger.py", tmp_path / "one", log.log_key()).returncode == 1

    def test_a_folder_in_use_is_not_written_over(self, folder):
        with pytest.raises(FileExistsError, match="not empty"):
            handover.hand_over(SYSTEM, folder)

    def test_what_is_not_there_is_said(self, tmp_path):
        with pytest.raises(handover.Nothing):
            handover.hand_over(SYSTEM, tmp_path / "none", 99)


SISTER = Signer("genderdesk/sister", LOG, b"\x03" * 32)
HER_WITNESS = Signer("genderdesk/sister/witness", WITNESS, b"\x03" * 32)


class TestWitnesses:
    @pytest.fixture(autouse=True)
    def environment(self, settings, tmp_path):
        settings.ENVIRONMENT = replace(settings.ENVIRONMENT, witness_file=str(tmp_path / "witness.jsonl"))
        return settings.ENVIRONMENT

    def test_a_file_elsewhere_keeps_every_checkpoint(self, environment):
        for _ in range(3):
            written(2)
            log.grow()
        assert outbox.deliver_due() == 3
        notes = list(witnesses.notes_of_file(Path(environment.witness_file)))
        assert notes == list(Checkpoint.objects.order_by("size").values_list("note", flat=True))
        assert examine(notes).ok

    def test_a_file_that_cannot_be_reached_is_tried_again(self, settings, environment, tmp_path):
        settings.ENVIRONMENT = replace(environment, witness_file=str(tmp_path / "no" / "stick"))
        written(1)
        log.grow()
        assert outbox.deliver_due() == 0

    @pytest.fixture
    def sister_known(self, settings, environment, tmp_path):
        keys = tmp_path / "keys"
        (keys / "sisters").mkdir(parents=True)
        (keys / "sisters" / "sister.key").write_text(f"{SISTER.key}\n")
        for name in ("ledger.key", "root.key"):
            (keys / name).write_bytes((environment.keys / name).read_bytes())
            (keys / name).chmod(0o600)
        settings.ENVIRONMENT = replace(environment, home=tmp_path)

    @staticmethod
    def bring(old, size, leaves, *, signer=SISTER):
        """The sister desk's request over her own tree of ``leaves``."""
        path = merkle.consistency_proof(leaves[:size], old) if 0 < old < size else []
        lines = "".join(f"{base64.b64encode(each).decode()}\n" for each in path)
        text = Head(SISTER.name, size, merkle.root_of(leaves[:size]), timezone.now()).text
        body = f"old {old}\n{lines}\n{note(text, [signer.line(text)])}"
        return Client().post("/api/v1/witness/add-checkpoint", body, content_type="text/plain"), text

    def test_a_sister_desk_is_witnessed_as_long_as_her_log_only_grows(self, sister_known):
        leaves = [merkle.leaf_hash(b"%d" % each) for each in range(12)]
        for old, size in ((0, 3), (3, 8), (8, 8), (8, 12)):
            answer, text = self.bring(old, size, leaves)
            assert answer.status_code == 200, answer.content
            line = answer.content.decode().strip()
            data = base64.b64decode(line.split(" ")[2])
            assert log.witness_signer().key.verify(text, data[4:]) is not None
        assert Witnessed.objects.get().size == 12

    def test_a_sister_who_rewrote_her_log_is_refused(self, sister_known):
        leaves = [merkle.leaf_hash(b"%d" % each) for each in range(12)]
        self.bring(0, 8, leaves)
        rewritten = [merkle.leaf_hash(b"rewritten"), *leaves[1:]]
        assert self.bring(8, 12, rewritten)[0].status_code == 422
        assert self.bring(8, 8, rewritten)[0].status_code == 409
        shorter, _text = self.bring(0, 5, leaves)
        assert (shorter.status_code, shorter.content) == (409, b"8\n")
        assert Witnessed.objects.get().root == merkle.root_of(leaves[:8]).hex()

    def test_a_stranger_or_a_forger_is_not_witnessed(self, sister_known):
        leaves = [merkle.leaf_hash(b"x")]
        forger = Signer(SISTER.name, LOG, b"\x08" * 32)
        assert self.bring(0, 1, leaves, signer=forger)[0].status_code == 403
        (Path(witnesses.settings.ENVIRONMENT.keys) / "sisters" / "sister.key").unlink()
        assert self.bring(0, 1, leaves)[0].status_code == 404

    @pytest.mark.parametrize(
        "body", [b"", b"old", b"old x\n\nn", b"old 1\n!!\n\nnote", b"\xff\xfe", b"old 1\n" + b"AAAA\n" * 80]
    )
    def test_what_is_no_request_gets_a_sentence(self, sister_known, body):
        answer = Client().post("/api/v1/witness/add-checkpoint", body, content_type="text/plain")
        assert answer.status_code == 400
        assert answer.content.strip()

    def test_our_checkpoints_are_cosigned_by_the_sister_desk(self, settings, environment, monkeypatch):
        """She is played by this installation's own witness, reached through the test client."""
        seen = {}

        def post(_url, body):
            old, proof, signed = witnesses._parts(body.decode())
            text = signed.rpartition("\n\n")[0] + "\n"
            size, root = int(text.split("\n")[1]), base64.b64decode(text.split("\n")[2])
            if old != seen.get("size", 0):
                return 409, f"{seen.get('size', 0)}\n"
            assert old == 0 or merkle.consistent(old, seen["root"], size, root, proof)
            seen.update(size=size, root=root)
            return 200, HER_WITNESS.line(text, timezone.now()) + "\n"

        monkeypatch.setattr(witnesses, "_post", post)
        settings.ENVIRONMENT = replace(
            environment, witness_file="", witness_url="https://sister.example/", witness_key=str(HER_WITNESS.key)
        )
        for _ in range(2):
            written(3)
            log.grow()
            outbox.deliver_due()
        assert list(Cosignature.objects.order_by("checkpoint").values_list("checkpoint_id", flat=True)) == [3, 6]
        # She remembers more than we do, as after a backup was put back: her answer says where to go on.
        seen.update(size=3, root=bytes.fromhex(Checkpoint.objects.get(size=3).root))
        written(1)
        log.grow()
        assert outbox.deliver_due() == 1
        assert seen["size"] == 7
