"""Which kinds of file are taken, told from their first bytes; what a browser says of a file is never believed.

A list of what may come in, not of what may not: no kind that a reader's machine would run or draw as a page is on it.
Signatures: the formats' own specifications, as collected in the IANA media type registry.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class Group(StrEnum):
    """What a file is to people, and by which of three limits its size is measured."""

    PHOTO = "photo"
    DOCUMENT = "document"
    RECORDING = "recording"


@dataclass(frozen=True, slots=True)
class Kind:
    """A format: its media type, its ending, and the pattern that its first bytes match."""

    media_type: str
    ending: str
    group: Group
    signature: re.Pattern[bytes]


def _kind(media_type: str, ending: str, group: Group, signature: bytes) -> Kind:
    return Kind(media_type, ending, group, re.compile(signature, re.DOTALL))


_BOX = rb".{4}ftyp"  # the first box of the ISO base media file format (ISO/IEC 14496-12), then its brand
JPEG = _kind("image/jpeg", "jpg", Group.PHOTO, rb"\xff\xd8\xff")
KINDS = (
    JPEG,
    _kind("image/png", "png", Group.PHOTO, rb"\x89PNG\r\n\x1a\n"),
    _kind("image/webp", "webp", Group.PHOTO, rb"RIFF.{4}WEBP"),
    _kind("image/heic", "heic", Group.PHOTO, _BOX + rb"(?:hei[cxms]|hev[cx]|mif1|msf1)"),
    _kind("application/pdf", "pdf", Group.DOCUMENT, rb"%PDF-\d"),
    _kind("audio/wav", "wav", Group.RECORDING, rb"RIFF.{4}WAVE"),
    _kind("audio/mpeg", "mp3", Group.RECORDING, rb"ID3|\xff[\xe2\xe3\xf2\xf3\xfa\xfb]"),
    _kind("audio/ogg", "ogg", Group.RECORDING, rb"OggS\x00"),
    _kind("audio/flac", "flac", Group.RECORDING, rb"fLaC"),
    _kind("audio/amr", "amr", Group.RECORDING, rb"#!AMR"),
    _kind("audio/mp4", "m4a", Group.RECORDING, _BOX + rb"M4[AB] "),
    _kind("video/3gpp", "3gp", Group.RECORDING, _BOX + rb"3g[2-9p]"),
    _kind("video/mp4", "mp4", Group.RECORDING, _BOX + rb"(?:isom|iso[2-9]|mp4[12]|avc1|MSNV|M4V |qt  |dash)"),
    _kind("video/webm", "webm", Group.RECORDING, rb"\x1aE\xdf\xa3"),
)
# Enough of a file to know it by.
HEAD_BYTES = 64


def kind_of(head: bytes) -> Kind | None:
    """The kind of a file by its first bytes; None where it is none that is taken."""
    return next((kind for kind in KINDS if kind.signature.match(head)), None)


def accepted_endings(groups: Collection[Group] = tuple(Group)) -> str:
    """For a browser's file chooser, which is a help and no guard."""
    return ",".join(f".{kind.ending}" for kind in KINDS if kind.group in groups) + ",.jpeg"
