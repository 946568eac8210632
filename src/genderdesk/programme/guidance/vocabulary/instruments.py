"""Kinds of instruments that bind or authorise. Source: programme.md 7.1 (C06, C07) and 1.1 (mandates)."""

from __future__ import annotations

from enum import StrEnum


class InstrumentKind(StrEnum):
    """What an instrument is."""

    TREATY = "treaty"
    PROTOCOL = "protocol"
    RESOLUTION = "resolution"
    DECLARATION = "declaration"
    LAW = "law"
    POLICY = "policy"
    ORDER = "order"
