"""What stands on the pages of a PDF, read back from the file as a program for reading aloud would."""

from __future__ import annotations

import io
import re
from typing import Any

import pikepdf

_PAIR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page, with a space between two pieces that were drawn apart."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        return [_text(page) for page in file.pages]


def _text(page: Any) -> str:
    fonts = {name: _letters(font) for name, font in page.Resources.Font.items()}
    told, letters = [], {}
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            letters = fonts[str(operands[0])]
        elif str(operator) == "Tj":
            told.append(_read(operands[0], letters))
        elif str(operator) == "TJ":
            told.append("".join(_read(each, letters) for each in operands[0] if isinstance(each, pikepdf.String)))
        elif str(operator) == "ET":
            told.append(" ")
    return re.sub(r"\s+", " ", "".join(told))


def _read(drawn: Any, letters: dict[int, str]) -> str:
    codes = bytes(drawn)
    return "".join(letters[int.from_bytes(codes[at : at + 2])] for at in range(0, len(codes), 2))


def _letters(font: Any) -> dict[int, str]:
    """What each code of a font stands for (ToUnicode)."""
    table = font.ToUnicode.read_bytes()
    found = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, text in _PAIR.findall(block):
            found[int(code, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be")
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, text in _RANGE.findall(block):
            for code in range(int(first, 16), int(last, 16) + 1):
                found[code] = chr(int(text, 16) + code - int(first, 16))
    return found
