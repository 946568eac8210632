"""The catalogues: whole in French, honest in the drafts, and compiled as they are written."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import messages
import polib
import pytest
from django.utils import translation

from tests.languages.reading import catalogue

pytestmark = pytest.mark.one_database
ROOT = Path(messages.ROOT)


@pytest.mark.parametrize("language", [*messages.COMPLETE, *messages.DRAFT])
def test_the_catalogue_has_what_the_code_says_and_no_fault(language):
    assert messages.faults(language) == []


def test_the_check_ends_with_nought_where_nothing_is_wrong():
    done = subprocess.run([sys.executable, "tools/messages.py", "--check"], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout.decode()


@pytest.mark.parametrize("language", messages.DRAFT)
def test_each_draft_sentence_says_that_it_is_one_or_who_read_it(language):
    said = [entry for entry in catalogue(language) if entry.translated()]
    assert len(said) > 300
    assert all(entry.tcomment == "draft" or entry.tcomment.startswith("reviewed by ") for entry in said)


def test_the_switch_marks_the_languages_that_are_drafts():
    from genderdesk.interfaces.web.context import DRAFT_LANGUAGES

    assert set(messages.DRAFT) == DRAFT_LANGUAGES


class TestFaultsThatAreFound:
    @pytest.fixture
    def changed(self, tmp_path, monkeypatch):
        """A copy of the French catalogue to spoil."""
        shutil.copytree(messages.LOCALE, tmp_path / "locale")
        monkeypatch.setattr(messages, "LOCALE", tmp_path / "locale")
        path = tmp_path / "locale" / "fr" / "LC_MESSAGES" / "django.po"

        def save(spoil):
            spoilt = polib.pofile(str(path))
            spoil(spoilt)
            spoilt.save(str(path))
            return messages.faults("fr")

        return save

    def test_a_sentence_left_out(self, changed):
        assert any(
            "not in the catalogue: 'Sign out'" in fault for fault in changed(lambda po: po.remove(po.find("Sign out")))
        )

    def test_a_sentence_left_in_english(self, changed):
        assert any("not translated: 'Sign out'" in each for each in changed(lambda po: _say(po, "Sign out", "")))

    def test_a_translation_that_was_not_compiled(self, changed):
        assert changed(lambda po: _say(po, "Sign out", "Partir")) == [
            "fr: the .mo file does not say what the .po file says"
        ]

    def test_a_sentence_that_the_code_says_no_more(self, changed):
        found = changed(lambda po: po.append(polib.POEntry(msgid="Gone long ago", msgstr="Parti")))
        assert "fr: no longer in the code: 'Gone long ago'" in found

    def test_a_guess_of_a_tool(self, changed):
        found = changed(lambda po: po.find("Sign out").flags.append("fuzzy"))
        assert any("fuzzy" in each for each in found)


def _say(po, original, text):
    po.find(original).msgstr = text


@pytest.mark.parametrize(
    ("original", "text", "fault"),
    [
        ("Call %(code)s", "Appeler", "other placeholders"),
        ("Call %(code)s", "Appeler %(number)s", "other placeholders"),
        ("{minutes} min", "{minute} min", "other placeholders"),
        ("Read <b>this</b>", "Lisez ceci", "other tags"),
        ("and ", "et", "other spaces at the ends"),
    ],
)
def test_a_translation_that_would_break_the_page_is_found(original, text, fault):
    assert messages.faults_of_entry(polib.POEntry(msgid=original, msgstr=text), "fr") == [fault]


def test_one_may_be_said_in_words_but_many_need_the_number():
    def entry(one, many):
        return polib.POEntry(msgid="%(n)s post", msgid_plural="%(n)s posts", msgstr_plural={0: one, 1: many})

    assert messages.faults_of_entry(entry("%(n)s poste", "%(n)s postes"), "fr") == []
    assert messages.faults_of_entry(entry("%(n)s poste", "des postes"), "fr") == ["other placeholders"]


def test_an_unmarked_draft_is_found():
    entry = polib.POEntry(msgid="Yes", msgstr="Ndiyo")
    assert messages.faults_of_entry(entry, "sw") == ["neither draft nor reviewed"]
    entry.tcomment = "reviewed by A. Msomaji, 2026-12-01"
    assert messages.faults_of_entry(entry, "sw") == []


@pytest.mark.parametrize("language", [*messages.COMPLETE, *messages.DRAFT])
def test_what_is_compiled_is_what_a_page_says(language):
    with translation.override(language):
        for entry in catalogue(language):
            if entry.translated() and not entry.msgctxt and not entry.msgid_plural:
                assert translation.gettext(entry.msgid) == entry.msgstr
