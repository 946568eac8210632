"""Somebody who types `genderdesk --help`, or types it wrong."""

from __future__ import annotations

import os

import pytest

from genderdesk.interfaces.cli.main import VERBS, main

pytestmark = pytest.mark.one_database

OPTIONS = {
    "demo": ["--port", "--host", "--no-serve", "--no-play"],
    "play": ["--json"],
    "serve": ["--host", "--port", "--live-port", "--workers", "--quiet", "--no-worker"],
    "worker": ["--once"],
    "migrate": ["--quiet"],
    "load": ["--dry-run"],
    "user": ["add", "password", "list"],
    "generate": ["--cases", "--seed"],
    "export": ["gbvims", "hsds"],
    "results": ["page"],
    "import": ["gbvims", "hsds"],
    "ledger": ["verify", "key", "checkpoint", "export"],
    "keys": ["rotate", "rewrite", "recovery", "recover"],
    "backup": ["--with-keys"],
    "restore": ["--keys"],
    "db": ["harden"],
    "verify": ["--json", "--files"],
}


@pytest.fixture(autouse=True)
def _same_umask():
    """`genderdesk` makes files for their owner only; the tests' own process goes on as before."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def answer(capsys, *words):
    """Exit status, output and error output of what was typed."""
    with pytest.raises(SystemExit) as ended:
        main(words)
    told = capsys.readouterr()
    return ended.value.code, told.out, told.err


def test_the_help_names_every_verb_with_what_it_does(capsys):
    code, out, _err = answer(capsys, "--help")
    assert code == 0
    for verb, sentence in VERBS.items():
        assert verb in out
        assert sentence in " ".join(out.split())
    assert "GENDERDESK_HOME" in out
    assert "DATABASE_URL" in out


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_each_verb_explains_its_options(capsys, verb):
    assert sorted(OPTIONS) == sorted(VERBS)
    code, out, _err = answer(capsys, verb, "--help")
    assert code == 0
    for option in OPTIONS[verb]:
        assert option in out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ([], "required: VERB"),
        (["sevre"], "invalid choice: 'sevre'"),
        (["serve", "--port", "eight"], "invalid int value: 'eight'"),
        (["serve", "--workers", "0"], "invalid choice: 0"),
        (["generate"], "required: --cases"),
        (["backup"], "required: folder"),
        (["user", "add", "ann", "--role", "queen"], "invalid choice: 'queen'"),
        (["verify", "--jsno"], "unrecognized arguments: --jsno"),
    ],
)
def test_a_wrong_word_is_answered_with_what_is_wrong(capsys, words, says):
    code, out, err = answer(capsys, *words)
    assert code == 2
    assert says in err.splitlines()[-1]
    assert not out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["serve", "--port", "70000"], "70000 is not a port"),
        (["serve", "--port", "0"], "0 is not a port"),
        (["serve", "--host", "192.0.2.1"], "cannot be used"),
        (["generate", "--cases", "-5"], "goes from 1 to"),
    ],
)
def test_a_number_or_address_that_cannot_be_is_refused_in_a_sentence(capsys, words, says):
    assert main(words) == 1
    told = capsys.readouterr()
    assert says in told.err
    assert len(told.err.strip().splitlines()) == 1


def test_asking_for_help_makes_no_data_folder(typed, tmp_path):
    done = typed("--help", home=tmp_path / "not yet")
    assert done.returncode == 0
    assert not (tmp_path / "not yet").exists()
