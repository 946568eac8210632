"""Print: pages as PDF/UA, made in memory and offline from a template and data.

A template is a Typst file that begins with ``#import "/base.typ": *``; it stands in ``print/sheets`` where it knows
no word of the domain, in its room's ``templates`` otherwise. Texts in the data are already translated, numbers and days
already written out. The page is set in a process of its own, which ends afterwards: the engine holds 60 MB, and keeps
what it has set for as long as it runs.
"""

from __future__ import annotations

import base64
import io
import json
import logging
import subprocess  # the press is our own file and its input is data, never a command
import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import qrcode
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from qrcode.image.svg import SvgPathImage

from genderdesk.groundwork.platform.downloads import harmless, saved
from genderdesk.groundwork.platform.print import press
from genderdesk.groundwork.platform.refusals import Invalid

ROOT = Path(__file__).with_name("sheets")
FORM, ROWS = ROOT / "form.typ", ROOT / "rows.typ"
# A page takes a tenth of a second of the processor. Its own work is what is limited, since on a busy machine it only
# waits; whoever asked for it waits no longer than a browser does.
PRESS_SECONDS, PATIENCE_SECONDS = 30, 240

_log = logging.getLogger(__name__)


def pdf_of(template: Path, title: str, data: dict[str, Any], *, at: datetime | None = None) -> bytes:
    """The PDF of a template. ``title`` is what a reader's program calls it; ``at`` when it is said to be made, which is
    now unless the same data must give the same bytes. Raises Invalid where nothing can be set."""
    given = {
        **data,
        "title": title,
        "lang": get_language() or "en",
        # Typst fills in the numbers.
        "page_words": _("Page {page} of {pages}"),
    }
    asked = {
        "template": template.read_text(encoding="utf-8"),
        "root": str(ROOT),
        "data": given,
        "at": int((at or timezone.now()).timestamp()),
        "seconds": PRESS_SECONDS,
    }
    try:
        done = subprocess.run(
            [sys.executable, "-I", press.__file__],
            input=json.dumps(asked, default=str).encode(),
            capture_output=True,
            timeout=PATIENCE_SECONDS,
            env={"LANG": "C.UTF-8", "TZ": "UTC"},
            check=True,
        )
    except (subprocess.SubprocessError, OSError) as fault:
        _log.error("The press of %s gave no page: %s", template.name, _why(fault))
        raise Invalid(_("The page cannot be printed now. Try again, and tell the administrator if it stays so.")) from (
            fault if isinstance(fault, OSError) else None
        )
    return done.stdout


def _why(fault: subprocess.SubprocessError | OSError) -> str:
    """What stopped the press, without its own words, which can hold what was to be printed."""
    if isinstance(fault, subprocess.CalledProcessError):
        return f"status {fault.returncode}"
    return type(fault).__name__


def attached(pdf: bytes, name: str) -> HttpResponse:
    """A PDF as an answer: always to be saved, and never shown under the desk's own name."""
    return saved(harmless(HttpResponse(pdf, content_type="application/pdf")), f"{name}.pdf")


def qr_svg(text: str) -> str:
    """A QR code as SVG, to be printed 18 mm wide or wider: error correction M bears a crease or a drop of water."""
    drawn = io.BytesIO()
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=4, image_factory=SvgPathImage)
    code.add_data(text)
    code.make_image().save(drawn)
    return drawn.getvalue().decode()


def qr_address(text: str) -> str:
    """The same as the address of a picture, for a page."""
    return f"data:image/svg+xml;base64,{base64.b64encode(qr_svg(text).encode()).decode()}"


def section(heading: str, rows: Iterable[tuple[object, object]]) -> dict[str, Any]:
    """A heading with labels and words, as ``rows.typ`` takes it; empty words are left out."""
    kept = [[str(label), str(words)] for label, words in rows if str(words)]
    return {"heading": heading, "rows": kept}
