"""Sets pages: run as a process of its own, reads one JSON document, writes one PDF/UA.

In comes ``{"template": …, "root": …, "data": …, "at": …, "seconds": …}``, out go the bytes of the file, or nothing and
a status; a page that takes more ``seconds`` of the processor ends the process.
Nothing is fetched: fonts are the engine's own, and a template reads no file outside its folder. Data reaches a template
as JSON and is never read as markup. What was set leaves no trace in a process that goes on, nor on the disk.
"""

from __future__ import annotations

import json
import resource
import sys
import unicodedata
from typing import Any

# What the engine's fonts can draw, without its gaps: the Latin, Greek and Cyrillic alphabets, punctuation, signs.
DRAWN = (
    (0x20, 0x7E), (0xA0, 0x03FF), (0x0400, 0x04FF), (0x1E00, 0x1EFF), (0x2000, 0x2040), (0x20A0, 0x20BF),
    (0x2190, 0x21FF), (0x25A0, 0x25FF), (0xFFFD, 0xFFFD),
)  # fmt: skip
# PDF/UA refuses a page with a letter that no font has; this sign says that one stood there.
UNKNOWN_SIGN = "\ufffd"
FAILED = 3


def main() -> None:
    asked = json.load(sys.stdin)
    resource.setrlimit(resource.RLIMIT_CPU, (asked["seconds"], asked["seconds"]))
    try:
        pdf = pressed(asked["template"], asked["root"], asked["data"], asked["at"])
    except RuntimeError:
        # The engine's words can hold what was to be printed, so they go nowhere.
        sys.exit(FAILED)
    sys.stdout.buffer.write(pdf)


def pressed(template: str, root: str, data: Any, at: int = 0) -> bytes:
    """The PDF/UA-1 of a template and its data, made ``at`` so many seconds after 1970. Raises RuntimeError where it
    cannot be set."""
    import typst

    given = json.dumps(printable(data), ensure_ascii=False)
    pdf = typst.compile(  # type: ignore[call-overload]  # its stub wants a root of bytes where the template is
        template.encode(),
        root=root,
        format="pdf",
        sys_inputs={"data": given},
        timestamp=at,
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
    )
    if not isinstance(pdf, bytes):
        raise RuntimeError("The template gave no pages.")
    return pdf


def printable(value: Any) -> Any:
    """The same data in signs that can be printed."""
    if isinstance(value, str):
        return "".join(map(_sign, unicodedata.normalize("NFC", value)))
    if isinstance(value, dict):
        return {key: printable(each) for key, each in value.items()}
    return [printable(each) for each in value] if isinstance(value, list | tuple) else value


def _sign(sign: str) -> str:
    if sign == "\n":
        return sign
    if sign == "\t":
        return " "
    kind = unicodedata.category(sign)
    if kind in ("Cc", "Cf"):
        return ""
    drawn = kind[0] != "C" and any(first <= ord(sign) <= last for first, last in DRAWN)
    return sign if drawn else UNKNOWN_SIGN


if __name__ == "__main__":
    main()
