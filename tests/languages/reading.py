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


@cache
def _english() -> list[tuple[str, re.Pattern[str]]]:
    """Each sentence of two words or more whose French differs, as the pattern of a whole text or of a part of one."""
    catalogue = polib.pofile(str(Path(messages.LOCALE) / "fr" / "LC_MESSAGES" / "django.po"))
    found = []
    for entry in catalogue:
        for original in filter(None, (entry.msgid, entry.msgid_plural)):
            translations = [entry.msgstr, *entry.msgstr_plural.values()]
            words = re.findall(r"[A-Za-z’']{2,}", messages.PLACEHOLDER.sub(" ", original))
            if len(words) < 2 or original in translations:
                continue
            pattern = r".{1,80}?".join(
                re.escape(part) for part in messages.PLACEHOLDER.split(" ".join(original.split()))
            )
            # A short phrase may stand in a name; a long one stands nowhere by chance.
            pattern = pattern if len(words) >= 4 else f"^{pattern}$"
            found.append((original, re.compile(pattern.replace(re.escape("%%"), "%"))))
    return found


def english_left(page: str) -> list[str]:
    """Sentences of the catalogue that stand in a French page in English."""
    text = read(page).texts
    return sorted({original for original, pattern in _english() for each in text if pattern.search(each)})
