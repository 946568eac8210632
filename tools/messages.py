"""Brings the sentences of code and templates to the catalogues, and compiles them; no gettext needed on the machine.

``python tools/messages.py`` updates ``src/genderdesk/locale/*/LC_MESSAGES/django.po`` and writes the ``.mo`` files;
``--check`` changes nothing, says every fault of a catalogue and exits 1 where there is one. A language of ``COMPLETE``
has every sentence; one of ``DRAFT`` is shown in English where it has none, and says at each entry that it is a draft.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import sys
from functools import cache
from pathlib import Path
from typing import Any

import django
import polib
from babel.messages.extract import extract_python

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "genderdesk"
LOCALE = PACKAGE / "locale"
COMPLETE = ("fr",)
DRAFT = ("rw", "sw")
# The comment for translators that each entry of a draft carries until a speaker has read it and takes it away.
DRAFT_COMMENT = "draft"
# What people meet of Django's own sentences; a draft language has those that Django lacks in it (ux.md 0.1).
BORROWED = (
    "forms/fields.py",
    "forms/models.py",
    "core/validators.py",
    "utils/dates.py",
    "contrib/auth/password_validation.py",
)
DJANGO = Path(django.__file__).parent
# CLDR has no plural rule for rw; Weblate and translate-toolkit use this one (ux.md 0.2).
PLURALS = {
    "fr": "nplurals=2; plural=(n > 1);",
    "rw": "nplurals=2; plural=(n != 1);",
    "sw": "nplurals=2; plural=(n != 1);",
}
KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}

# (context or None, singular, plural or None)
Message = tuple[str | None, str, str | None]

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z%]|\{\w*\}")
TAG = re.compile(r"</?[a-z][^>]*>")


def _from_python(text: str) -> list[Message]:
    found: list[Message] = []
    # babel's stubs ask for a mapping, where any collection of names will do.
    names: Any = list(KEYWORDS)
    messages: Any = extract_python(io.BytesIO(text.encode()), names, [], {"encoding": "utf-8"})
    for _line, function, texts, _comments in messages:
        spec = KEYWORDS[function]
        parts = list(texts) if isinstance(texts, tuple) else [texts]
        if spec is None:
            if parts[0]:
                found.append((None, parts[0], None))
        elif isinstance(spec[0], tuple):
            if parts[0] and parts[1]:
                found.append((parts[0], parts[1], parts[2] if len(spec) == 3 else None))
        elif parts[0] and parts[1]:
            found.append((None, parts[0], parts[1]))
    return found


def _from_template(path: Path) -> list[Message]:
    from django.utils.translation import templatize

    source = path.read_text()
    return _from_python(templatize(source, origin=str(path)))


@cache
def _own() -> dict[Message, list[str]]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "genderdesk.config.settings")
    found: dict[Message, list[str]] = {}
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix == ".py" and "migrations" not in path.parts:
            messages = _from_python(path.read_text())
        elif path.suffix in (".html", ".txt") and "templates" in path.parts:
            messages = _from_template(path)
        else:
            continue
        for message in messages:
            found.setdefault(message, []).append(str(path.relative_to(PACKAGE)))
    return found


def _borrowed(language: str) -> dict[Message, list[str]]:
    known: set[Message] = set()
    for folder in ("conf", "contrib/auth"):
        path = DJANGO / folder / "locale" / language / "LC_MESSAGES" / "django.po"
        known |= {_key(entry) for entry in polib.pofile(str(path)) if entry.translated()} if path.exists() else set()
    found: dict[Message, list[str]] = {}
    for file in BORROWED:
        for message in _from_python((DJANGO / file).read_text()):
            if message not in known:
                found.setdefault(message, []).append(f"django/{file}")
    return found


def sentences(language: str) -> dict[Message, list[str]]:
    """Every sentence that the language's catalogue has, with the files that it stands in."""
    borrowed = _borrowed(language) if language in DRAFT else {}
    return {**borrowed, **_own()}


def _key(entry: Any) -> Message:
    return (entry.msgctxt, entry.msgid, entry.msgid_plural or None)


def _catalogue(language: str) -> polib.POFile:
    path = LOCALE / language / "LC_MESSAGES" / "django.po"
    if path.exists():
        return polib.pofile(str(path), wrapwidth=110)
    catalogue = polib.POFile(wrapwidth=110)
    catalogue.metadata = {
        "Project-Id-Version": "Gender Desk",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURALS[language],
    }
    return catalogue


def update(language: str, found: dict[Message, list[str]]) -> polib.POFile:
    """The catalogue of a language with exactly the sentences found, translations kept."""
    catalogue = _catalogue(language)
    kept = {_key(entry): entry for entry in catalogue}
    fresh = polib.POFile(wrapwidth=110)
    fresh.metadata = catalogue.metadata
    fresh.header = catalogue.header
    for message, files in sorted(found.items(), key=lambda item: (item[1][0], item[0][1])):
        context, singular, plural = message
        entry = kept.get(message) or polib.POEntry(msgctxt=context, msgid=singular, msgid_plural=plural or "")
        if plural and not entry.msgstr_plural:
            entry.msgstr_plural = {0: "", 1: ""}
        entry.occurrences = [(file, "") for file in sorted(set(files))]
        fresh.append(entry)
    return fresh


def untranslated(catalogue: polib.POFile) -> list[str]:
    """Sentences without a translation."""
    return [entry.msgid for entry in catalogue if not entry.translated()]


def faults(language: str) -> list[str]:
    """What is wrong with a language's two files, a sentence each; empty where a reader meets nothing wrong."""
    path = LOCALE / language / "LC_MESSAGES" / "django.po"
    if not path.exists():
        return [f"{language}: there is no catalogue"]
    catalogue = polib.pofile(str(path))
    entries = {_key(entry): entry for entry in catalogue if not entry.obsolete}
    wanted = sentences(language).keys()
    found = [f"not in the catalogue: {message[1]!r}" for message in wanted - entries.keys()]
    found += [f"no longer in the code: {message[1]!r}" for message in entries.keys() - wanted]
    if language in COMPLETE:
        found += [f"not translated: {text!r}" for text in untranslated(catalogue)]
    for entry in catalogue:
        found += [f"{fault}: {entry.msgid!r}" for fault in faults_of_entry(entry, language)]
    compiled = path.with_suffix(".mo")
    if not compiled.exists() or _said_by(polib.mofile(str(compiled))) != _said_by(catalogue.translated_entries()):
        found.append("the .mo file does not say what the .po file says")
    return [f"{language}: {each}" for each in found]


def faults_of_entry(entry: polib.POEntry, language: str) -> list[str]:
    """What is wrong with one translation; empty where it may be shown."""
    found = []
    if entry.fuzzy or entry.obsolete:
        found.append("fuzzy or obsolete")
    if not entry.translated():
        return found
    if language in DRAFT and DRAFT_COMMENT not in entry.tcomment.split():
        # A reviewed sentence says who read it, so that it is neither unread nor unsigned.
        found += [] if entry.tcomment.startswith("reviewed by ") else ["neither draft nor reviewed"]
    original = entry.msgid_plural or entry.msgid
    for index, text in (entry.msgstr_plural or {1: entry.msgstr}).items():
        # The form for one may spell the number out, as the original's may.
        optional = set(PLACEHOLDER.findall(original)) - set(PLACEHOLDER.findall(entry.msgid)) if index == 0 else set()
        if set(PLACEHOLDER.findall(original)) - optional != set(PLACEHOLDER.findall(text)) - optional:
            found.append("other placeholders")
        if sorted(TAG.findall(original)) != sorted(TAG.findall(text)):
            found.append("other tags")
        if entry.msgid.startswith(" ") != text.startswith(" ") or entry.msgid.endswith(" ") != text.endswith(" "):
            found.append("other spaces at the ends")
    return found


def _said_by(entries: Any) -> dict[Message, Any]:
    return {_key(entry): entry.msgstr_plural or entry.msgstr for entry in entries}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    if options.check:
        wrong = [fault for language in (*COMPLETE, *DRAFT) for fault in faults(language)]
        print(*wrong, sep="\n")
        if wrong:
            print("Type: make messages, then translate (docs/languages.md).", file=sys.stderr)
        return 1 if wrong else 0
    for language in (*COMPLETE, *DRAFT):
        fresh = update(language, sentences(language))
        print(f"{language}: {len(fresh)} sentences, {len(untranslated(fresh))} without a translation")
        path = LOCALE / language / "LC_MESSAGES" / "django.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.save(str(path))
        fresh.save_as_mofile(str(path.with_suffix(".mo")))
    return 0


if __name__ == "__main__":
    sys.exit(main())
