"""What a reader sees or hears of a page, and which English sentences stand among it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import messages
import polib

# Attributes that a screen reader reads out or a pointer shows.
_SPOKEN = ("aria-label", "aria-description", "title", "alt", "placeholder", "data-live-lost", "data-hidden-word")
_UNSEEN = ("script", "style", "template")
_EMPTY = ("area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, str]] = []
        self.texts: list[str] = []
        self.language = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language = given.get("lang", "")
        spoken = [given[name] for name in _SPOKEN if name in given]
        if tag == "input" and given.get("type") in ("submit", "button"):
            spoken.append(given.get("value", ""))
        foreign = given.get("lang", self._language()) != self.language
        if not foreign:
            self.texts += spoken
        if tag not in _EMPTY:
            self.open.append((tag, given.get("lang", self._language())))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if any(tag in _UNSEEN for tag, _lang in self.open) or self._language() != self.language:
            return
        self.texts.append(data)

    def _language(self) -> str:
        return self.open[-1][1] if self.open else self.language


@dataclass
class Reading:
    """The language that a page says it is in, and its texts in that language, each piece apart."""

    language: str
    texts: list[str] = field(default_factory=list)


def read(page: str) -> Reading:
    """The pieces of text of a page; those that say they are in another language are left out."""
    reader = _Reader()
    reader.feed(page)
    return Reading(reader.language, [" ".join(each.split()) for each in reader.texts if each.strip()])


# A sentence, the longest words of it that stand as they are, and how it looks with something in its placeholders.
Pattern = tuple[str, str, re.Pattern[str]]


def catalogue(language: str) -> polib.POFile:
    """The catalogue of a language as translators write it."""
    return polib.pofile(str(Path(messages.LOCALE) / language / "LC_MESSAGES" / "django.po"))


def pattern_of(sentence: str, *, whole: bool) -> re.Pattern[str]:
    """How a sentence looks with something in the places of its placeholders."""
    pieces = messages.PLACEHOLDER.split(" ".join(sentence.replace("%%", "%").split()))
    body = r".{1,80}?".join(re.escape(piece) for piece in pieces)
    return re.compile(f"^{body}$" if whole else body)


def _words(sentence: str) -> list[str]:
    return re.findall(r"[A-Za-z’']{2,}", messages.PLACEHOLDER.sub(" ", sentence))


@cache
def _translated() -> list[Pattern]:
    """Each sentence of two words or more whose French differs."""
    differing = [
        original
        for entry in catalogue("fr")
        for original in (entry.msgid, entry.msgid_plural)
        if len(_words(original)) >= 2 and original not in (entry.msgstr, *entry.msgstr_plural.values())
    ]
    # A short phrase may stand in somebody's name; a long one stands nowhere by chance.
    return [_pattern(original, whole=len(_words(original)) < 4) for original in differing]


@cache
def _untranslated(language: str) -> list[Pattern]:
    entries = [entry for entry in catalogue(language) if not entry.translated() and _words(entry.msgid)]
    originals = [original for entry in entries for original in (entry.msgid, entry.msgid_plural) if original]
    return [_pattern(original, whole=True) for original in originals]


def _pattern(sentence: str, *, whole: bool) -> Pattern:
    pieces = messages.PLACEHOLDER.split(" ".join(sentence.replace("%%", "%").split()))
    return sentence, max(pieces, key=len), pattern_of(sentence, whole=whole)


def english_left(page: str) -> set[str]:
    """Sentences of the catalogue that stand in English in a page that is in French."""
    return set().union(*(_of_the_catalogue(each) for each in read(page).texts))


# Menus and headings stand on every page: a text is looked at once.
@cache
def _of_the_catalogue(text: str) -> set[str]:
    return {original for original, piece, pattern in _translated() if piece in text and pattern.search(text)}


def shown_in_english(page: str, language: str) -> set[str]:
    """Sentences that a page of a draft language shows in English, having no translation."""
    texts = read(page).texts
    patterns = _untranslated(language)
    return {original for original, piece, how in patterns for each in texts if piece in each and how.search(each)}
