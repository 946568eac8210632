"""Copies that may leave the desk: what the picture shows, and nothing of where, when and by which device it was made.

The original is never altered. OWASP ASVS 5.0, 14.2.8: metadata is taken out of files that are shared.
"""

from __future__ import annotations

import io
import struct
import warnings
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.refusals import Invalid
from genderdesk.groundwork.protection.vault.files.kinds import Group, Kind

if TYPE_CHECKING:
    from PIL import Image

# A picture of more points than this is no photograph of a telephone; it would fill the memory when it is drawn.
MOST_POINTS = 120_000_000
_DRAWN = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}


def why_no_copy(kind: Kind) -> str:
    """A sentence where no copy can be made of a kind; empty where one can."""
    if kind.group is Group.RECORDING:
        return _(
            "A recording carries traces of its device and place that the desk cannot take out, so no copy for others "
            "is made here. Hand it over as an exhibit instead."
        )
    if kind.media_type not in _DRAWN and kind.group is Group.PHOTO:
        return _("The desk cannot draw this kind of photograph anew. Ask for it as JPEG, and add that one too.")
    return ""


def copy_of(kind: Kind, content: bytes) -> bytes:
    """The content without its metadata; Invalid where that cannot be promised."""
    if sentence := why_no_copy(kind):
        raise Invalid(sentence)
    return _pdf(content) if kind.group is Group.DOCUMENT else _photo(kind, content)


def _photo(kind: Kind, content: bytes) -> bytes:
    """Drawn anew, point by point: no EXIF, GPS, XMP, comment or thumbnail comes along, nor anything behind its end."""
    return encoded(_points(kind, content, MOST_POINTS), _DRAWN[kind.media_type], 92)


# The largest photograph that a room keeps as drawn: fifty million points is more than telephones take by themselves.
MOST_POINTS_OF_SMALL = 50_000_000
# What a page, a brochure of A5 and a projector need; and what a slow line can carry.
_LONGEST_SIDE = 1600
_MOST_BYTES = 300_000
_QUALITIES = (82, 70, 55)


def small_photo(kind: Kind, content: bytes) -> bytes:
    """A photograph as a JPEG of at most 1600 points a side and about 300 kB, drawn anew like every copy; Invalid where
    it is none that can be drawn."""
    if kind.media_type not in _DRAWN:
        raise Invalid(_("The desk cannot draw this kind of photograph anew. Save it as JPEG and send it again."))
    points = _points(kind, content, MOST_POINTS_OF_SMALL, side=_LONGEST_SIDE)
    for quality in _QUALITIES:
        drawn = encoded(points, "JPEG", quality)
        if len(drawn) <= _MOST_BYTES:
            break
    return drawn


def _points(kind: Kind, content: bytes, most: int, *, side: int = 0) -> Image.Image:
    """What a photograph shows, upright and without a word beside it; with ``side`` no longer than that, on white."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            # Pillow warns of what is large and of words beside the picture; here it is measured, and they are left out.
            warnings.simplefilter("ignore")
            original = Image.open(io.BytesIO(content), formats=[_DRAWN[kind.media_type]])
            if original.width * original.height > most:
                raise Invalid(_too_large())
            if side:
                # First, since a JPEG is then read at a half, a quarter or an eighth: the memory stays small.
                original.thumbnail((side, side))
            upright = ImageOps.exif_transpose(original)
            clear = "A" in upright.getbands() or "transparency" in upright.info
            points = upright.convert("RGBA" if clear else "RGB")
    except Image.DecompressionBombError:
        raise Invalid(_too_large()) from None
    # Whatever its parts are, a picture made to harm ends as a sentence: these are what Pillow says of one.
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, struct.error):
        raise Invalid(_("This photograph is damaged and cannot be drawn anew.")) from None
    if clear and (side or kind.media_type == "image/jpeg"):
        points = Image.alpha_composite(Image.new("RGBA", points.size, "white"), points).convert("RGB")
    return Image.frombytes(points.mode, points.size, points.tobytes())


def _too_large() -> str:
    return _("This picture is too large to be drawn anew.")


def encoded(points: Image.Image, form: str, quality: int = 92) -> bytes:
    """What Pillow drew, as the bytes of a file of this form."""
    kept = io.BytesIO()
    points.save(kept, form, **({} if form == "PNG" else {"quality": quality}))
    return kept.getvalue()


def _pdf(content: bytes) -> bytes:
    """Without document information, XMP, attached files, scripts and forms, nor what photographs on its pages tell."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(content)) as document:
            _without(document.trailer, "/Info")
            _without(document.Root, "/PieceInfo", "/OpenAction", "/AA", "/AcroForm")
            if "/Names" in document.Root:
                _without(document.Root.Names, "/EmbeddedFiles", "/JavaScript")
            for each in document.objects:
                if isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
                    _without(each, "/Metadata", "/PieceInfo", "/LastModified")
                if isinstance(each, pikepdf.Stream) and each.get("/Filter") == pikepdf.Name.DCTDecode:
                    each.write(bare_jpeg(each.read_raw_bytes()), filter=pikepdf.Name.DCTDecode)
            kept = io.BytesIO()
            document.save(kept, fix_metadata_version=False, deterministic_id=True)
    except pikepdf.PasswordError:
        raise Invalid(_("This PDF is locked with a password. Ask for one without.")) from None
    except pikepdf.PdfError:
        raise Invalid(_("This PDF is damaged, so no copy of it can be made.")) from None
    return kept.getvalue()


def _without(part: Any, *names: str) -> None:
    for name in names:
        if name in part:
            del part[name]


def bare_jpeg(content: bytes) -> bytes:
    """A JPEG without its segments of metadata, its picture untouched (ITU-T T.81, annex B).

    APP1 holds EXIF and XMP, APP13 captions, COM comments; APP14 is needed to read the colours.
    """
    told = {0xE1, 0xED, 0xFE}
    kept, at = bytearray(content[:2]), 2
    while at + 4 <= len(content) and content[at] == 0xFF and content[at + 1] != 0xDA:
        end = at + 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        if content[at + 1] not in told:
            kept += content[at:end]
        at = end
    return bytes(kept + content[at:])
