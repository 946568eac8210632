"""Toll-free numbers as a person writes them, several in one box."""

from __future__ import annotations


def read_short_codes(text: str) -> list[str] | None:
    """Numbers of three to five digits, each once; None where one is none."""
    numbers = list(dict.fromkeys(text.replace(",", " ").replace(";", " ").split()))
    wrong = any(not (each.isascii() and each.isdecimal() and 3 <= len(each) <= 5) for each in numbers)
    return None if wrong else numbers
