"""Signed notes and checkpoints, beside the examples of the published formats."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from genderdesk.groundwork.protection.tree.notes import LOG, WITNESS, BadNote, Head, Key, Signer, note, open_note

NOW = datetime(2026, 11, 24, 22, 0, tzinfo=UTC)
LOG_SIGNER = Signer("desk.example/ledger", LOG, b"\x01" * 32)
SISTER = Signer("sister.example/witness", WITNESS, b"\x02" * 32)
HEAD = Head("desk.example/ledger", 12, b"\x07" * 32, NOW)

# The example of the signed-note documents (golang.org/x/mod/sumdb/note).
EXAMPLE_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
EXAMPLE_TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
EXAMPLE = (
    EXAMPLE_TEXT + "\n— PeterNeumann "
    "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)


def test_the_published_example_opens():
    text, signers = open_note(EXAMPLE, [Key.read(EXAMPLE_KEY)])
    assert text == EXAMPLE_TEXT
    assert signers == {"PeterNeumann": None}


def test_a_key_is_handed_over_on_one_line():
    for signer in (LOG_SIGNER, SISTER):
        assert Key.read(str(signer.key)) == signer.key


@pytest.mark.parametrize("line", ["", "name", "a+b", "a+00000000+AAAA", EXAMPLE_KEY.replace("c74f", "c74e"), "é+0+!"])
def test_a_damaged_key_is_refused(line):
    with pytest.raises(BadNote):
        Key.read(line)


def test_a_checkpoint_is_signed_by_the_log_and_by_its_witness():
    signed = note(HEAD.text, [LOG_SIGNER.line(HEAD.text), SISTER.line(HEAD.text, NOW)])
    text, signers = open_note(signed, [LOG_SIGNER.key, SISTER.key])
    assert Head.read(text) == HEAD
    assert signers == {LOG_SIGNER.name: None, SISTER.name: NOW}


def test_another_root_or_size_or_time_does_not_pass():
    signed = note(HEAD.text, [LOG_SIGNER.line(HEAD.text)])
    for old, new in (("\n12\n", "\n13\n"), ("BwcH", "BwcI"), ("time 1", "time 2"), ("desk.ex", "d3sk.ex")):
        assert old in signed
        with pytest.raises(BadNote):
            open_note(signed.replace(old, new, 1), [LOG_SIGNER.key])


def test_a_signature_by_another_key_of_the_same_name_does_not_count():
    forger = Signer(LOG_SIGNER.name, LOG, b"\x09" * 32)
    with pytest.raises(BadNote, match="No known key"):
        open_note(note(HEAD.text, [forger.line(HEAD.text)]), [LOG_SIGNER.key])


def test_a_witness_cannot_be_quoted_with_another_time():
    line = SISTER.line(HEAD.text, NOW)
    later = SISTER.line(HEAD.text, datetime(2027, 1, 1, tzinfo=UTC))
    assert line != later
    text, signers = open_note(note(HEAD.text, [later]), [SISTER.key])
    assert signers[SISTER.name] == datetime(2027, 1, 1, tzinfo=UTC)
    assert Head.read(text) == HEAD


@pytest.mark.parametrize(
    "text", ["", "x", "a\n1\nx\ntime 1\n", HEAD.text + "more\n", HEAD.text.replace("time", "tame")]
)
def test_what_is_no_checkpoint_is_refused(text):
    with pytest.raises(BadNote):
        Head.read(text)


@pytest.mark.parametrize(
    "signed", ["", "text", "text\n\n", "text\n\n— who\n", "text\n\n— who !!!\n", "text\n\nwho AAAAAAA=\n"]
)
def test_what_is_no_note_is_refused(signed):
    with pytest.raises(BadNote):
        open_note(signed, [LOG_SIGNER.key])
