"""Brings the sentences of code and templates to the catalogues, and compiles them; no gettext needed on the machine.

``python tools/messages.py`` updates ``src/genderdesk/locale/*/LC_MESSAGES/django.po`` and writes the ``.mo`` files;
``--check`` changes nothing and exits 1 where a catalogue is behind. Complete languages are those of ``COMPLETE``.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from pathlib import Path
from typing import Any

import polib
from babel.messages.extract import extract_python

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "genderdesk"
LOCALE = PACKAGE / "locale"
COMPLETE = ("fr",)
DRAFT = ("rw", "sw")
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


def sentences() -> dict[Message, list[str]]:
    """Every sentence with the files that it stands in."""
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
    kept = {(entry.msgctxt, entry.msgid, entry.msgid_plural or None): entry for entry in catalogue}
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


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    found = sentences()
    behind = []
    for language in (*COMPLETE, *DRAFT):
        fresh = update(language, found)
        missing = untranslated(fresh)
        path = LOCALE / language / "LC_MESSAGES" / "django.po"
        print(f"{language}: {len(fresh)} sentences, {len(missing)} without a translation")
        if options.check:
            same = path.exists() and {e.msgid for e in polib.pofile(str(path))} == {e.msgid for e in fresh}
            if not same or (language in COMPLETE and missing):
                behind.append(language)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.save(str(path))
        fresh.save_as_mofile(str(path.with_suffix(".mo")))
    if behind:
        print(f"Behind: {', '.join(behind)}. Type: make messages, then translate.", file=sys.stderr)
    return 1 if behind else 0


if __name__ == "__main__":
    sys.exit(main())
