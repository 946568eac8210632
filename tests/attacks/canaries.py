"""Canaries: words that exist nowhere else, typed where people tell what nobody else may read.

``MarkingPerson`` is the demonstration's person at a browser who adds a word of its own to every free text that she
types, and fills the free texts that she would have left empty. ``hits`` looks for the words afterwards, as they are and
in every usual disguise.
"""

from __future__ import annotations

import base64
import gzip
import itertools
import re
import secrets
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from genderdesk.demo.person import Form, Page, Person

# Sign-in names and passwords are no story, and what a search asks for in an address is tried by its own test.
_NOT_TOLD = ("sign-in", "language")
_FREE = {"text", "textarea", "search", ""}


@dataclass
class Flock:
    """All canaries of one run: the word and where it was typed. Telephone numbers and days of birth are words too."""

    words: dict[str, str] = field(default_factory=dict)
    addresses: list[str] = field(default_factory=list)
    _count: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def word(self, where: str) -> str:
        """A new word of letters and digits, short enough for the shortest box."""
        word = f"kncq{secrets.token_hex(4)}{next(self._count)}"
        self.words[word] = where
        return word

    def telephone(self, where: str) -> str:
        """A new number of the invented range; it is looked for by its last nine digits."""
        number = f"0789{secrets.randbelow(900_000) + 100_000}"
        self.words[number[1:]] = where
        return number


class _Kinds(HTMLParser):
    """The kind of each input of a page by its name, and how much fits into it."""

    def __init__(self) -> None:
        super().__init__()
        self.kinds: dict[str, tuple[str, int, str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in ("input", "textarea") and given.get("name"):
            kind = "textarea" if tag == "textarea" else given.get("type", "text")
            longest = int(given.get("maxlength") or 10_000)
            self.kinds[given["name"]] = (kind, longest, given.get("inputmode", ""))


class MarkingPerson(Person):
    """A person whose every free text can be known again. All persons of a run share one flock."""

    flock = Flock()

    def press(self, button: str = "", *, action: str = "", has: str = "", **typed: Any) -> Page:
        """As a person presses, with a canary in every free text."""
        if self.page is not None:
            form = self.page.form(action, button, has)
            if form.method == "post" and not any(each in form.action + self.page.url for each in _NOT_TOLD):
                typed = {**self._marks(form, typed), **{name: self._marked(form, name, typed[name]) for name in typed}}
        return super().press(button, action=action, has=has, **typed)

    def _marks(self, form: Form, typed: dict[str, Any]) -> dict[str, str]:
        """Words for the free texts of the form that the person would have left empty."""
        kinds = self._kinds()
        empty = [name for name, values in form.values.items() if not any(values) and name not in typed]
        return {name: mark for name in empty if (mark := self._mark(form, name, kinds.get(name, ("hidden", 0, ""))))}

    def _mark(self, form: Form, name: str, kind: tuple[str, int, str]) -> str:
        where = f"{form.action or self._address()} {name}"
        if "tel" in (kind[0], kind[2]):
            return self.flock.telephone(where)
        if kind[0] in _FREE and kind[2] not in ("numeric", "decimal") and kind[1] >= len("kn999q00000000"):
            return self.flock.word(where)
        return ""

    def _marked(self, form: Form, name: str, value: Any) -> Any:
        """What the person types anyway, with a word behind it where it is a text and no number, code or day."""
        kind = self._kinds().get(name, ("hidden", 0, ""))
        if not isinstance(value, str) or kind[0] not in _FREE or not re.search(r"[a-z]+ [a-z]+", value):
            return value
        return f"{value} {self.flock.word(f'{form.action or self._address()} {name}')}"

    def _kinds(self) -> dict[str, tuple[str, int, str]]:
        reader = _Kinds()
        reader.feed(self.page.text if self.page else "")
        return reader.kinds

    def _address(self) -> str:
        return self.page.url if self.page else ""

    def _request(self, address: str, data: bytes | None = None, kind: str = "") -> Page:
        page = super()._request(address, data, kind)
        self.flock.addresses += [address, page.url]
        return page


def disguises(word: str) -> list[bytes]:
    """A word as it may lie on a disk: plain, in UTF-16, hexadecimal, and in base64 from each of three starts."""
    plain = word.encode()
    found = [
        plain,
        word.encode("utf-16-le"),
        word.encode("utf-16-be"),
        plain.hex().encode(),
        plain.hex().upper().encode(),
    ]
    for start in range(3):
        encoded = base64.b64encode(b"\0" * start + plain)
        # The first and last signs depend on what stands beside the word.
        found.append(encoded[4 if start else 0 : -4])
    return found


def hits(words: Iterable[str], content: bytes) -> list[str]:
    """The words that a content holds in any disguise, also inside gzip and zlib streams."""
    beginnings = _by_beginning(tuple(words))
    return sorted({word for part in _layers(content) for word in _held(beginnings, part)})


@lru_cache
def _by_beginning(words: tuple[str, ...]) -> dict[bytes, dict[bytes, str]]:
    """Every disguise and its word, under what those that begin alike have in common: few things to look for."""
    needles = {needle: word for word in words for needle in disguises(word)}
    alike: dict[bytes, list[bytes]] = defaultdict(list)
    for needle in needles:
        alike[needle[:4]].append(needle)
    return {_common(min(group), max(group)): {each: needles[each] for each in group} for group in alike.values()}


def _common(first: bytes, last: bytes) -> bytes:
    """What the first and the last of a sorted group, and so all of it, begin with."""
    differs = (at for at, (one, other) in enumerate(zip(first, last, strict=False)) if one != other)
    return first[: next(differs, min(len(first), len(last)))]


def _held(beginnings: dict[bytes, dict[bytes, str]], content: bytes) -> Iterator[str]:
    for beginning, needles in beginnings.items():
        at = content.find(beginning)
        while at >= 0:
            yield from (word for needle, word in needles.items() if content.startswith(needle, at))
            at = content.find(beginning, at + 1)


def _layers(content: bytes) -> Iterator[bytes]:
    yield content
    if content.startswith(b"\x1f\x8b"):
        yield gzip.decompress(content)
    # Django's sessions and signed cookies: a dot, then zlib in base64 for addresses.
    for packed in re.findall(rb"(?<![\w-])\.?(eJ[\w-]{20,})", content):
        try:
            yield zlib.decompressobj().decompress(base64.urlsafe_b64decode(packed + b"=" * (-len(packed) % 4)))
        except (zlib.error, ValueError):
            continue  # It only looked like one.
    for packed in re.findall(rb"eyJ[\w-]{20,}", content):
        yield base64.urlsafe_b64decode(packed[: len(packed) // 4 * 4])


def hits_in_files(words: Iterable[str], *places: Path) -> dict[str, list[str]]:
    """File → the words in it, for every file under the places and every name of one."""
    known = list(words)
    files = [path for place in places for path in ([place] if place.is_file() else place.rglob("*"))]
    found = {str(path): hits(known, path.read_bytes()) for path in files if path.is_file()}
    found |= {f"name of {path}": hits(known, path.name.encode()) for path in files}
    return {path: words for path, words in found.items() if words}
