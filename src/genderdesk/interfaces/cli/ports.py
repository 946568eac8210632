"""Free ports on this machine."""

from __future__ import annotations

import socket


def is_free(host: str, port: int) -> bool:
    """True where a server could listen now."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError:
            return False
    return True


def free_port(host: str, first: int = 0) -> int:
    """``first`` where it is free, else one that the system offers."""
    if first and is_free(host, first):
        return first
    with socket.socket() as trial:
        trial.bind((host, 0))
        return int(trial.getsockname()[1])
