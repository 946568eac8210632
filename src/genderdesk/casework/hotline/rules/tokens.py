"""The secret in a gateway's address."""

from __future__ import annotations

import hashlib

# Characters of URL-safe base 64: 32 of them carry 192 bits.
SHORTEST_TOKEN = 32


def hash_token(token: str) -> str:
    """What is kept of a token. It is random and long, so a plain digest cannot be searched."""
    return hashlib.sha256(token.encode(errors="backslashreplace")).hexdigest()
